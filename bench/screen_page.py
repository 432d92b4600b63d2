"""A page of the screen under measurement: what it draws, when, at what cost to the processor, and what it asks of whom."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

PATIENCE_MS = 180_000
CPU = {"cpu": "TaskDuration", "script": "ScriptDuration", "style": "RecalcStyleDuration", "layout": "LayoutDuration"}

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
    const seen = window.seen = { changed: 0, last: 0 }, channel = new MessageChannel()
    channel.port1.onmessage = () => { seen.last = performance.now() }
    const note = () => { seen.changed = performance.now(); requestAnimationFrame(() => channel.port2.postMessage(0)) }
    const dims = record => record.attributeName === 'class' && record.target.classList.contains('waiting')
    const watcher = new MutationObserver(records => { if (!records.every(dims)) note() })
    const how = { subtree: true, childList: true, characterData: true, attributes: true }
    for (const part of document.querySelectorAll('.place-of, #trend')) if (part.id !== 'header') watcher.observe(part, how)
    document.addEventListener('hexmap:loaded', note)
}"""
"""Notes each change of a part's content, of the trend's drawing or of the map's values, and when its frame was made."""

CLICK = """async ([kind, turn, rest, press]) => {
    const here = new URL(location.href), told = at => JSON.stringify([...at.searchParams].sort())
    const names = at => new Set([...at.searchParams.keys(), ...here.searchParams.keys()])
    const changed = at => [...names(at)].filter(name => at.searchParams.get(name) !== here.searchParams.get(name))
    const meant = link => link.pathname === here.pathname && changed(new URL(link.href)).join() === kind
    const menu = document.querySelector(`details[data-counts="${kind}"]`)
    const options = () => [...menu.querySelectorAll('a[data-toggle]')]
    if (menu) {
        menu.open = true
        while (!options().length) await new Promise(done => setTimeout(done, 50))
        await new Promise(done => setTimeout(done, rest))
    }
    const links = kind === 'back' ? [null] : menu ? options() : [...document.querySelectorAll('#page a[data-go]')].filter(meant)
    if (!links.length) return null
    performance.clearResourceTimings()
    Object.assign(window.seen, { changed: 0, last: 0 })
    const link = links[turn % links.length], pressed = performance.now()
    if (link) {
        link.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'mouse' }))
        await new Promise(done => setTimeout(done, press))
    }
    const begun = performance.now(), before = told(here)
    if (kind === 'back') history.back(); else link.click()
    for (;;) {
        await new Promise(done => setTimeout(done, 50))
        const { loading } = window.hexmap.state('map'), waits = document.querySelector('.waiting')
        const { last, changed } = window.seen
        const quiet = performance.now() - Math.max(last, changed, begun), moved = told(new URL(location.href)) !== before
        if (!(moved && last && last >= changed && !loading && !waits && quiet > rest) && quiet < 60 * rest) continue
        const answers = performance.getEntriesByType('resource').filter(each => each.startTime >= pressed)
        const of = path => answers.filter(each => new URL(each.name).pathname === path).pop()
        const parts = of('/screen.json'), values = of('/map/values.bin'), timed = parts && parts.serverTiming[0]
        const since = moment => (moment ? Math.max(0, moment - begun) : null)
        return {
            took: since(last), changed: since(changed), requests: answers.length,
            answered: since(parts && parts.responseEnd), values: since(values && values.responseEnd),
            server: timed ? timed.duration : null,
        }
    }
}"""
"""From a click, or a step back, to the frame of the last change it brought; what comes later than `rest` of peace is none.

Sources stand in a menu: it is opened and rests before. A link is pressed for `press`
milliseconds before the click, as by a hand, and the page asks while it is down; time is counted from the click: it lets go."""

DRAW_AT = """res => { hexmap.view.wanted = () => res; hexmap.refresh() }"""
AT = """res => { const state = hexmap.state('map'); return state.res === res && !state.loading && !state.moving }"""

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

    def draw_at(self, resolution: int) -> None:
        """Draw hexagons of this resolution from now on, whatever the zoom, and wait for them."""
        self.page.evaluate(DRAW_AT, resolution)
        self.page.wait_for_function(AT, arg=resolution, timeout=PATIENCE_MS)

    def watch(self) -> None:
        """Begin to note what changes."""
        self.page.evaluate(WATCH)

    def click(self, kind: str, turn: int, rest_ms: int, press_ms: int) -> dict[str, float | None] | None:
        """Milliseconds from a click that changes one name of the state to all that it brought; None where there is none.

        `turn` chooses among the links that do; `back` is a step back.
        """
        found: dict[str, float | None] | None = self.page.evaluate(CLICK, [kind, turn, rest_ms, press_ms])
        return found

    def cpu_ms(self) -> dict[str, float]:
        """Processor time of the page's own thread so far: all of it, and its script, styles and layout."""
        metrics: list[dict[str, Any]] = self._session.send("Performance.getMetrics")["metrics"]
        told = {one["name"]: 1_000 * float(one["value"]) for one in metrics}
        return {kind: told[name] for kind, name in CPU.items()}

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
