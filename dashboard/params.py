"""Reads a request's query string: repeated names, and the few parameters that are no filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dashboard.figures.mapcolours import THEMES
from data.errors import BadFilter

LISTS = frozenset({"district", "topic", "source", "channel", "status", "type", "precision", "budget", "cell"})
"""Filters that take several values; a repeated name means the same as a comma."""

BASES = ("previous", "usual")
STEPS = ("hour", "day", "week", "month")
LIMIT_MAX = 500
LIMIT_DEFAULT = 50
CURSOR_MAX_CHARS = 500


def single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One value a name; lists are joined by commas, blank values are none; BadFilter for another name given twice."""
    found: dict[str, str] = {}
    for name, text in pairs:
        if not text.strip():
            found.setdefault(name, "")
        elif not found.get(name):
            found[name] = text
        elif name in LISTS:
            found[name] += "," + text
        elif found[name] != text:
            raise BadFilter(name[:60], "указано несколько раз с разными значениями", "Укажите одно значение")
    return found


def own(params: Mapping[str, str], names: frozenset[str]) -> dict[str, str]:
    """The route's own parameters that are given and not blank."""
    return {name: text.strip() for name, text in params.items() if name in names and text.strip()}


def whole(own: Mapping[str, str], name: str, default: int | None, low: int, high: int) -> int | None:
    """A whole number from `low` to `high`; BadFilter for anything else."""
    text = own.get(name)
    if text is None:
        return default
    if not re.fullmatch(r"[0-9]{1,18}", text) or not low <= int(text) <= high:
        raise BadFilter(name, f"недопустимое значение «{text[:40]}»", f"Целое число, {low}–{high}")
    return int(text)


def step(own: Mapping[str, str]) -> str | None:
    """The trend's step, None = chosen by the length of the window."""
    text = own.get("step")
    if text is not None and text not in STEPS:
        raise BadFilter("step", f"недопустимое значение «{text[:40]}»", "Допустимо: " + ", ".join(STEPS))
    return text


def base(own: Mapping[str, str]) -> str:
    """What a change is against: the window before unless what is usual is asked for."""
    text = own.get("base", BASES[0])
    if text not in BASES:
        raise BadFilter("base", f"недопустимое значение «{text[:40]}»", "Допустимо: " + ", ".join(BASES))
    return text


def theme(own: Mapping[str, str]) -> str:
    """The look of a picture."""
    text = own.get("theme", THEMES[0])
    if text not in THEMES:
        raise BadFilter("theme", f"недопустимое значение «{text[:40]}»", "Допустимо: " + ", ".join(THEMES))
    return text


def cursor(own: Mapping[str, str]) -> str | None:
    """The place to go on from, as an earlier answer's `next_cursor` said."""
    text = own.get("cursor")
    if text is not None and len(text) > CURSOR_MAX_CHARS:
        raise BadFilter("cursor", "слишком длинное значение", "Значение next_cursor из предыдущего ответа")
    return text
