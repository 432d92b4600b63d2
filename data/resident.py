"""How much memory this process holds at the moment."""

from __future__ import annotations

import os
from pathlib import Path

_STATM = Path("/proc/self/statm")


def resident_bytes() -> int:
    """Memory in use; 0 where the system does not tell.

    Not the peak that `getrusage` tells: a new process begins with the peak of the one that started it.
    """
    return int(_STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") if _STATM.exists() else 0
