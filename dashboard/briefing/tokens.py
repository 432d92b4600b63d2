"""The colours of the screen for what is drawn without a browser: the tokens of the style sheets, as typst reads colours."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

CSS = Path(__file__).parents[2] / "assets" / "css"
SHEETS = {"dark": "10-base.css", "light": "84-light.css"}
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgba?\(([^)]*)\)")


@cache
def tokens(look: str) -> dict[str, str]:
    """`#rrggbbaa` by the token's name without its dashes; the light look inherits what it does not say."""
    found = _declared(SHEETS["dark"])
    return found if look == "dark" else found | _declared(SHEETS[look])


def _declared(sheet: str) -> dict[str, str]:
    """The colours of the first rule of a style sheet, the one of `:root`."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / sheet).read_text("utf-8"), flags=re.DOTALL)
    rule = text.partition("{")[2].partition("}")[0]
    declared = re.findall(r"--([a-z-]+):\s*([^;]+);", rule)
    return {name: colour for name, value in declared if (colour := _colour(value.strip().lower()))}


def _colour(text: str) -> str | None:
    """A colour with its opacity; None for what is none (lengths, gradients)."""
    if _HEX.fullmatch(text):
        return "#" + (text[1:] if len(text) == 7 else "".join(2 * each for each in text[1:])) + "ff"
    found = _RGB.fullmatch(text)
    if found is None:
        return None
    *parts, last = re.split(r"[\s,/]+", found[1].strip())
    red, green, blue = (int(part) for part in parts)
    share = float(last[:-1]) / 100 if last.endswith("%") else float(last)
    return f"#{red:02x}{green:02x}{blue:02x}{round(share * 255):02x}"
