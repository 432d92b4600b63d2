"""The same content by a browser: our own page opened, drawn and printed, or pictured where it is a wall."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from bench import browser
from bench.screen_page import PATIENCE_MS

WALL = (3_840, 2_160)
SHEET = (1_240, 1_754)
"""Pixels of an A4 sheet at 150 to the inch."""
_DRAWN = """() => {
    const state = document.getElementById('map') && window.hexmap && window.hexmap.state && window.hexmap.state('map')
    const map = document.getElementById('map') ? state && state.draws > 0 && !state.loading && !state.moving : true
    const parts = document.querySelector('.wall-slot.on .wall-scene') || document.querySelector('.kpi-value')
    const feed = document.getElementById('feed')
    return Boolean(map && parts && !document.querySelector('.waiting') && (!feed || feed.childElementCount))
}"""
"""The map where the page has one, the figures, the newest records: all there, none of them waiting."""


class Chromium:
    """A browser that is already running: to start one would cost it a second more each time."""

    def __init__(self, running: Browser) -> None:
        self._browser = running

    @staticmethod
    @contextmanager
    def found() -> Iterator[Chromium | None]:
        """The browser of this machine for the length of the block, None without one."""
        path = browser.find()
        if path is None:
            yield None
            return
        with sync_playwright() as driver:
            running = driver.chromium.launch(executable_path=path, args=list(browser.FLAGS))
            try:
                yield Chromium(running)
            finally:
                running.close()

    def times(self, addresses: Sequence[str], is_wall: bool, count: int) -> list[float]:
        """Milliseconds of printing them all, so many times; the first, which fills the browser's cache, does not count."""
        width, height = WALL if is_wall else SHEET
        context = self._browser.new_context(viewport={"width": width, "height": height}, locale="ru-RU")
        try:
            return [sum(self._made(context.new_page(), each, is_wall) for each in addresses) for _ in range(count + 1)][1:]
        finally:
            context.close()

    def _made(self, page: Page, address: str, is_wall: bool) -> float:
        begun = time.perf_counter()
        page.goto(address)
        page.wait_for_function(_DRAWN, timeout=PATIENCE_MS)
        if is_wall:
            page.screenshot(timeout=PATIENCE_MS)
        else:
            page.pdf(format="A4", print_background=True)
        took = 1_000 * (time.perf_counter() - begun)
        page.close()
        return took
