"""The machine and the versions a result was measured with."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

_ENGINES = ("duckdb", "chdb", "polars", "pandas", "numpy", "numba", "pyarrow", "tantivy", "h3")
_GB = 1 << 30


def described() -> dict[str, Any]:
    """Processor, cores, memory, Python, date, and versions of what is measured."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / _GB, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _ENGINES},
    }


def _processor() -> str:
    """As the kernel names it, where it does."""
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"
