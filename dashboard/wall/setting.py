"""What a wall's address sets beside the filters: which scenes, in which order, and for how many seconds each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.errors import BadFilter

PATH = "/wall"
SETUP_PATH = "/wall/setup"
SCENES = ("region", "surges", "topics", "answers", "usual")
EVERY, EVERY_MIN, EVERY_MAX = 20, 5, 600
NAMES = frozenset({"scenes", "every"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The scenes in order, and seconds a scene."""

    scenes: tuple[str, ...] = SCENES
    every: int = EVERY


def read(params: Mapping[str, str]) -> Setting:
    """The setting of an address; raises BadFilter for a scene that is not ours and for seconds out of range."""
    return Setting(_scenes(params.get("scenes") or ""), _every(params.get("every") or ""))


def _scenes(text: str) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(part.strip() for part in text.split(","))) if text else SCENES
    for name in named:
        if name not in SCENES:
            said = f"недопустимое значение «{name[:60]}»"
            raise BadFilter("scenes", said, "Допустимо: " + ", ".join(SCENES), code="value", value=name[:60])
    return named


def _every(text: str) -> int:
    if not text:
        return EVERY
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    if not EVERY_MIN <= seconds <= EVERY_MAX:
        said = f"недопустимое значение «{text[:60]}»"
        raise BadFilter("every", said, f"Допустимо: {EVERY_MIN}–{EVERY_MAX}", code="value", value=text[:60])
    return seconds
