"""The name of what this process serves: a page made by another one knows by it that it is out of date."""

from __future__ import annotations

from functools import cache
from hashlib import blake2s
from pathlib import Path

from data.settings import Settings

_ROOT = Path(__file__).parents[1]
_PARTS = ("assets", "dashboard", "requirements.lock")


def name(settings: Settings) -> str:
    """As set, else a hash of everything the pages are made of, as it was when the process first asked."""
    return settings.release or of_files()


@cache
def of_files() -> str:
    """The hash of them, taken once a process."""
    found = blake2s(digest_size=8)
    for part in _PARTS:
        for path in sorted(_files(_ROOT / part)):
            found.update(path.relative_to(_ROOT).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _files(path: Path) -> list[Path]:
    """A file, or the files of a folder but what Python has compiled."""
    if path.is_file():
        return [path]
    return [each for each in path.rglob("*") if each.is_file() and "__pycache__" not in each.parts]
