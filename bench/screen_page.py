"""A page of the screen under measurement: what it draws, when, at what cost to the processor, and what it asks of whom."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

PATIENCE_MS = 180_000

DRAWN = """() => {
    const state = window.hexmap && window.hexmap.state && window.hexmap.state('map')
    const said = document.querySelector('#kpis .kpi-value')
    return Boolean(state && state.draws > 0 && !state.loading && !state.moving && said && document.querySelector('#feed .record'))
}"""

MAP = """() => {
    const state = window.hexmap && window.hexmap.state && window.hexmap.state('map')
    return Boolean(state && state.res && state.draws > 0 && !state.loading && !state.moving)
}"""

WATCH = """() => {
    const seen = window.seen = { last: 0 }
    const note = () => requestAnimationFrame(() => { seen.last = performance.now() })
    const dims = record => record.attributeName === 'class' && record.target.classList.contains('waiting')
    const watcher = new MutationObserver(records => { if (!records.every(dims)) note() })
    const how = { subtree: true, childList: true, characterData: true, attributes: true }
    for (const part of document.querySelectorAll('.place-of, #trend')) if (part.id !== 'header') watcher.observe(part, how)
    document.addEventListener('hexmap:loaded', note)
}"""
"""Notes the frame after each change of a part's content, the trend's drawing, or the map's values."""

CLICK = """async ([selector, rest]) => {
    const link = document.querySelector(selector)
    if (!link) return null
    const begun = performance.now()
    window.seen.last = 0
    link.click()
    for (;;) {
        await new Promise(done => setTimeout(done, 50))
        const { loading } = window.hexmap.state('map'), waits = document.querySelector('.waiting')
        const quiet = performance.now() - Math.max(window.seen.last, begun)
        if ((window.seen.last && !loading && !waits && quiet > rest) || quiet > 60 * rest) return window.seen.last - begun
    }
}"""
"""Milliseconds from a click to the frame after the last change it brought; what comes later than `rest` of peace is none."""

FRAMES = """async ms => {
    const times = [], until = performance.now() + ms
    let before = await new Promise(requestAnimationFrame)
    while (performance.now() < until || times.length < 3) {
        const now = await new Promise(requestAnimationFrame)
        times.push(now - before); before = now
    }
    return times
}"""


class Screen:
    """An opened page; counts its requests, their bytes as sent, foreign hosts and errors of the console."""

    def __init__(self, browser: Browser, size: tuple[int, int]) -> None:
        self._context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="ru-RU")
        self.page: Page = self._context.new_page()
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        self.requests, self.bytes = 0, 0.0
        self._session = self._context.new_cdp_session(self.page)
        self._session.send("Network.enable")
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._session.on("Network.loadingFinished", self._finished)
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def open(self, url: str) -> float:
        """Milliseconds until the map had drawn its hexagons for the first time."""
        self.page.goto(url)
        self.page.wait_for_function(DRAWN, timeout=PATIENCE_MS)
        return float(self.page.evaluate("() => window.hexmap.state('map').firstDrawn || performance.now()"))

    def open_map(self, url: str) -> None:
        """Open a page whose selection may hold nothing, and wait for its map alone."""
        self.page.goto(url)
        self.page.wait_for_function(MAP, timeout=PATIENCE_MS)

    def watch(self) -> None:
        """Begin to note what changes."""
        self.page.evaluate(WATCH)

    def click(self, selector: str, rest_ms: int) -> float | None:
        """Milliseconds from a click to the last change it brought; None where there is nothing to click."""
        took = self.page.evaluate(CLICK, [selector, rest_ms])
        return None if took is None else float(took)

    def cpu_ms(self) -> float:
        """Processor time of the page's own thread so far."""
        metrics: list[dict[str, Any]] = self._session.send("Performance.getMetrics")["metrics"]
        return 1_000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def frames(self, zoom: bool, ms: int) -> list[float]:
        """Times between frames while the map is dragged about, or zoomed by the wheel."""
        box = self.page.locator("#map canvas").first.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.evaluate(f"ms => {{ window.frames_ = ({FRAMES})(ms) }}", ms)
        if not zoom:
            self.page.mouse.down()
        for turn in range(max(4, ms // 50)):
            if zoom:
                self.page.mouse.wheel(0, -40 if turn % 8 < 4 else 40)
            else:
                self.page.mouse.move(x + 12 * (turn % 12), y + 6 * (turn % 12))
        if not zoom:
            self.page.mouse.up()
        times: list[float] = self.page.evaluate("() => window.frames_")
        return times

    def state(self) -> dict[str, Any]:
        """What the map says of itself."""
        found: dict[str, Any] = self.page.evaluate("() => window.hexmap.state('map')")
        return found

    def close(self) -> None:
        self._context.close()

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += float(event["encodedDataLength"])

    def _asked(self, url: str) -> None:
        self.requests += 1
        parts = urlsplit(url)
        if parts.scheme in ("http", "https"):
            self.hosts.add(parts.netloc)
