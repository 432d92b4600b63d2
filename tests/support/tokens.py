"""The tokens of colour as the style sheets have them, and the colours they stand for."""

from __future__ import annotations

import re
from pathlib import Path

CSS = Path(__file__).parents[2] / "assets" / "css"
SHEETS = {"dark": "10-base.css", "light": "84-light.css"}
_HEX = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?")
_RGB = re.compile(r"rgba?\(([^)]*)\)")

Colour = tuple[float, float, float, float]
"""Red, green, blue 0..1, and opacity."""


def rules(text: str) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _declared(sheet: str) -> dict[str, str]:
    first = rules((CSS / sheet).read_text()).partition("{")[2].partition("}")[0]
    return {name: value.strip() for name, value in re.findall(r"(--[a-z-]+):\s*([^;]+);", first)}


def tokens(look: str) -> dict[str, str]:
    """Name and text of every token of a look; the light one inherits what it does not say."""
    dark = _declared(SHEETS["dark"])
    return dark if look == "dark" else dark | _declared(SHEETS["light"])


def is_colour(text: str) -> bool:
    return bool(_HEX.fullmatch(text) or _RGB.fullmatch(text))


def colour(text: str) -> Colour:
    """The colour of `#rgb`, `#rrggbb`, `rgb(r g b / a)` or `rgba(r, g, b, a)`."""
    if text.startswith("#"):
        digits = text[1:] if len(text) == 7 else "".join(2 * each for each in text[1:])
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue, 1.0
    found = _RGB.fullmatch(text)
    assert found, f"{text} is no colour"
    parts = re.split(r"[\s,/]+", found[1].strip())
    opacity = parts[3] if len(parts) > 3 else "1"
    share = float(opacity[:-1]) / 100 if opacity.endswith("%") else float(opacity)
    return float(parts[0]) / 255, float(parts[1]) / 255, float(parts[2]) / 255, share


def over(top: Colour, ground: Colour) -> Colour:
    """What is seen where one colour lies on an opaque other."""
    red, green, blue = (a * top[3] + b * (1 - top[3]) for a, b in zip(top[:3], ground[:3], strict=True))
    return red, green, blue, 1.0


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(seen: Colour) -> float:
    """Relative luminance of WCAG 2."""
    red, green, blue = (_linear(part) for part in seen[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of WCAG 2, 1..21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
