"""Finds the Chromium of this machine: the browser tests drive it and bring none of their own."""

from __future__ import annotations

import sys

from bench.browser import FLAGS, find

__all__ = ["FLAGS", "find"]

if __name__ == "__main__":
    sys.exit(0 if find() else 1)
