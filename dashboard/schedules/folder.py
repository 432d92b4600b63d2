"""The folder of scheduled briefings: a file appears in it whole or not at all, and only plain files of it are given out."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO

from data.settings import Settings

SUFFIX = ".briefings"
_MODE = 0o644


def path_of(settings: Settings) -> Path:
    """Where briefings are written to: the setting, else beside the store."""
    if settings.brief_folder is not None:
        return settings.brief_folder.expanduser().resolve()
    return settings.db.resolve().with_name(settings.db.name + SUFFIX)


def keep(folder: Path, name: str, body: bytes) -> None:
    """Write a file under its name, over an older one; who reads the folder never sees half of it. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".part-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fchmod(file.fileno(), _MODE)
            os.fsync(file.fileno())
        Path(part).replace(folder / name)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def open_kept(folder: Path, name: str) -> BinaryIO | None:
    """A file of the folder itself, open; None where there is none, or it is a link or no plain file."""
    if not name or name != Path(name).name or name.startswith("."):
        return None
    try:
        file = os.fdopen(os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        return None
    return file
