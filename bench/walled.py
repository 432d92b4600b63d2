"""A wall in a real browser, whose hours pass as fast as it can draw."""

from __future__ import annotations

import shutil
from types import TracebackType

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)
_PATIENCE_MS = 120_000
_DRAWN = "() => document.querySelector('.wall-slot.on .wall-scene') && window.hexmap.state('map')?.draws > 0"

_LIVE = """async ([updates, turns]) => {
    const W = window.wallscreen, rest = ms => new Promise(done => setTimeout(done, ms))
    const hottest = hexmap.hottest(12), each = Math.max(1, Math.round(updates / turns))
    const turned = async () => {
        const before = W.panes.shown().join(), until = performance.now() + 20000
        W.panes.turn()
        while (W.panes.shown().join() === before && performance.now() < until) await rest(4)
    }
    let version = teplokarta.live.state().version
    for (let done = 0; done < updates; done++) {
        version += 1e-6
        hexmap.delta({ v: version, n: 1, cells: hottest.map(([id, value], at) => [id, value + (done + at) % 7]) })
        teplokarta.set('live', { v: version, n: done })
        if (done % each === each - 1) await turned()
        else if (done % 8 === 0) await rest(0)
    }
    await rest(1500)
}"""
"""What the live stream does to a page, and what the beat does: every update reaches the map and Dash, every turn asks."""


class Wall:
    """Within the block the wall of a server is open; `errors` counts what its page complained of."""

    def __init__(self, url: str, path: str) -> None:
        self._url, self._path = url, path
        self.errors = 0

    def __enter__(self) -> Wall:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=self._path, args=list(_FLAGS))
        page = self._browser.new_page(viewport={"width": 1920, "height": 1080})
        page.set_default_timeout(_PATIENCE_MS)
        page.on("pageerror", lambda _: self._complained())
        page.on("console", lambda message: self._complained() if message.type == "error" else None)
        page.goto(f"{self._url}/wall?every=600&period=all", wait_until="domcontentloaded")
        page.wait_for_function(_DRAWN)
        self._page, self._tools = page, page.context.new_cdp_session(page)
        self._tools.send("Performance.enable")
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._browser.close()
        self._playwright.stop()

    def live(self, updates: int, turns: int) -> None:
        """So many updates of the map and of the page's figures, and so many changes of the scene between them."""
        self._page.evaluate(_LIVE, [updates, turns])

    def measured(self) -> dict[str, int]:
        """What is held after everything that can be let go has been let go."""
        for _ in range(2):
            self._tools.send("HeapProfiler.collectGarbage")
        found = {each["name"]: int(each["value"]) for each in self._tools.send("Performance.getMetrics")["metrics"]}
        return {"heap": found["JSHeapUsedSize"], "nodes": found["Nodes"], "listeners": found["JSEventListeners"]}

    def _complained(self) -> None:
        self.errors += 1


def browser_path() -> str | None:
    """The browser of this machine, None without one."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)
