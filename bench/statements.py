"""Reads the statements of the benches, which lie in `bench/sql`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """The text of `bench/sql/{name}.sql`."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8").strip()


def pieces(engine: str, names: Iterable[str]) -> str:
    """Conditions, all of which must hold."""
    return " AND ".join(statement(f"{engine}/{name}") for name in names)


def numbered(text: str, numbers: Iterable[int]) -> str:
    """A column for each number: the text with `{k}` replaced by it, named w0, w1 …"""
    return ", ".join(f"{text.replace('{k}', str(k))} AS w{place}" for place, k in enumerate(numbers))


def filled(name: str, parts: Mapping[str, str]) -> str:
    """A statement with its marked places filled by other pieces of this folder."""
    text = statement(name)
    for mark, part in parts.items():
        text = text.replace("{" + mark + "}", part)
    return text
