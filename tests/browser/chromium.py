"""Finds the Chromium of this machine: the browser tests drive it and bring none of their own."""

from __future__ import annotations

import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

FLAGS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)
"""WebGL in software: what a machine without a graphics card offers."""


def find() -> str | None:
    """The path of the first browser found, None without one."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


if __name__ == "__main__":
    sys.exit(0 if find() else 1)
