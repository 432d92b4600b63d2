"""One SVG element as text."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr


def tag(name: str, *inside: str, **attributes: object) -> str:
    """An element; `font_size` is written font-size, figures with two decimals at most, what is inside as it is."""
    said = "".join(f" {key.replace('_', '-')}={quoteattr(_text(value))}" for key, value in attributes.items())
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def text(words: str, **attributes: object) -> str:
    """A line of text, escaped."""
    return tag("text", escape(words), **attributes)


def _text(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
