"""The Chromium of this machine, driven for benches and tests: WebGL in software, as where there is no graphics card."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

FLAGS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)


def find() -> str | None:
    """The path of the first browser found, None without one."""
    return next((path for path in map(shutil.which, NAMES) if path), None)
