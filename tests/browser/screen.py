"""What a person sees and does on the screen, in one place: the tests speak of it, not of selectors."""

from __future__ import annotations

import base64
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error, Locator, Page

PATIENCE_MS = 60_000
"""How long a state is waited for: a busy machine takes its time, and what never comes fails all the same."""

TOTAL = "#kpis > :first-child .kpi-value"
RANKING = "#ranking"
TOPICS = "#topics"
CRUMBS = ".crumbs"
GRAPH = "map"
MOVED = f"""before => {{
    const {{ zoom, centre, moving }} = window.hexmap.state('{GRAPH}'), view = `${{zoom}} ${{centre}}`, now = performance.now()
    if (moving || !window.rested || window.rested.view !== view) window.rested = {{ view, since: now }}
    return Math.abs(zoom - before) > 0.1 && now - window.rested.since > 300
}}"""
"""A wheel turns in steps, and the map rests between two of them: it has come to its end when it stays where it is."""

FIGURE = "query => (document.querySelector(query)?.textContent ?? '').replace(/\\D/g, '')"

TRUE = f"""async ([headline, patience]) => {{
    const asked = async what => {{ const answer = await fetch('/api/v1/' + what); return answer.ok ? answer.json() : null }}
    const query = location.search.slice(1), until = performance.now() + patience
    for (;;) {{
        const {{ res }} = window.hexmap.state('{GRAPH}')
        const answers = [asked(`summary?${{query}}`), asked(`heat?${{query}}&res=${{res}}`)]
        const [summary, heat] = await Promise.all(answers).catch(() => [null, null])
        if (summary && heat) {{
            const sum = heat.values.reduce((all, value) => all + value, 0), state = window.hexmap.state('{GRAPH}')
            const said = [({FIGURE})(headline), state.res, state.sum], wanted = [String(summary.total), heat.res, sum]
            if (said.join() === wanted.join()) return null
            if (performance.now() > until) return `headline, res and sum of the hexagons are ${{said}}, the API says ${{wanted}}`
        }} else if (performance.now() > until) return 'the API does not answer'
        await new Promise(done => setTimeout(done, 200))
    }}
}}"""
"""Headline and hexagons become what the API says at the same moment: nothing that can be overshot, whatever else changes.

Returns what is wrong when patience ends. One script: Playwright takes a predicate's promise itself for a yes.
"""

POINTS_AT_A_DISTRICT = f"""() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {{
    const tip = document.querySelector('.map-tip')
    done(tip && !tip.hidden && !window.hexmap.state('{GRAPH}').hovered)
}})))"""

COLOURFUL = """async png => {
    const bytes = Uint8Array.from(atob(png), letter => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], {type: 'image/png'}))
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    pen.drawImage(picture, 0, 0)
    const data = pen.getImageData(0, 0, picture.width, picture.height).data
    let found = 0
    for (let at = 0; at < data.length; at += 4) found += data[at] > 90 && data[at] - data[at + 2] > 60
    return found
}"""
"""Pixels that are warm and saturated: the ramp of the hexagons, not the dark ground or grey letters."""


class Screen:
    """The analyst's page, opened."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def settled(self) -> Screen:
        """Waits until the map has drawn its hexagons and rests, and the figures stand."""
        drawn = "s => s && s.draws > 0 && s.cells > 0 && !s.loading && !s.moving"
        self._wait(f"() => ({drawn})(window.hexmap?.state?.('{GRAPH}'))", None)
        self._wait(f"query => ({FIGURE})(query) !== ''", TOTAL)
        return self

    # Figures and words

    def headline(self) -> Locator:
        return self.page.locator(TOTAL).first

    def total(self) -> int:
        """The headline figure, its thin spaces taken out."""
        return int(re.sub(r"\D", "", self.headline().inner_text()))

    def wait_for_truth(self) -> Screen:
        """Waits until the headline figure and the hexagons are what the API says of the page's address."""
        wrong = self.page.evaluate(TRUE, [TOTAL, PATIENCE_MS])
        assert wrong is None, wrong
        return self

    def wait_for_total(self, figure: int) -> None:
        self._wait(f"([query, figure]) => ({FIGURE})(query) === String(figure)", [TOTAL, figure])

    def wait_for_other_total(self, figure: int) -> None:
        self._wait(f"([query, figure]) => ![String(figure), ''].includes(({FIGURE})(query))", [TOTAL, figure])

    def ranking(self) -> str:
        return self.page.locator(RANKING).inner_text()

    def wait_for_other_ranking(self, text: str) -> None:
        self._wait("([query, text]) => ![text, ''].includes(document.querySelector(query).innerText)", [RANKING, text])

    def where(self) -> Locator:
        """The breadcrumbs."""
        return self.page.locator(CRUMBS)

    def query(self) -> dict[str, str]:
        """The state in the address."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def wait_for_query(self, name: str) -> str:
        """Waits until the address holds a name and returns what it says."""
        self._wait("name => new URLSearchParams(location.search).has(name)", name)
        return self.query()[name]

    def wait_until_live(self) -> None:
        """Waits until the stream of changes is open."""
        self._wait("() => document.documentElement.dataset.live === 'on'", None)

    # What a person does

    def topic_links(self) -> Locator:
        return self.page.locator(f"{TOPICS} a[data-go][href*='topic=']")

    def drill_by_ranking(self) -> str:
        """Clicks the first district of the ranking and returns its name."""
        link = self.page.locator(f"{RANKING} a[data-go][href*='district=']").first
        name = link.locator(".name").inner_text()
        link.click()
        self.wait_for_query("district")
        return name

    def hottest(self) -> tuple[float, float]:
        """Where the hottest hexagon lies on the page."""
        x, y = self.page.evaluate("() => window.hexmap.pointOf(window.hexmap.hottest(1)[0][0])")
        return float(x), float(y)

    def empty_place(self) -> tuple[float, float]:
        """A place of the map that is in a district but on no hexagon, found as a reader would: by pointing."""
        box = self.canvas().bounding_box()
        assert box is not None
        for step in range(8, 56):
            place = box["x"] + box["width"] * (step % 8 + 0.5) / 8, box["y"] + box["height"] * (step // 8 + 0.5) / 8
            self.page.mouse.move(*place)
            if self.page.evaluate(POINTS_AT_A_DISTRICT):
                return place
        raise AssertionError("every place of the map is on a hexagon or outside")

    def zoom_by_wheel(self, steps: int = 3) -> None:
        """Turns the wheel over the middle of the map and waits until the map rests."""
        box = self.canvas().bounding_box()
        assert box is not None
        before = self.view()
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for _ in range(steps):
            self.page.mouse.wheel(0, -120)
        self.wait_for_move(before)

    # The map

    def hexmap(self, name: str) -> float:
        """A figure of the hexagon layer: `draws`, `cells`, `res`, `sum`."""
        return float(self.page.evaluate(f"name => window.hexmap.state('{GRAPH}')[name]", name))

    def canvas(self) -> Locator:
        return self.page.locator(f"#{GRAPH} canvas").first

    def colourful(self) -> int:
        """How many pixels of the map are coloured as hexagons are."""
        return int(self.page.evaluate(COLOURFUL, base64.b64encode(self.canvas().screenshot()).decode()))

    def view(self) -> list[float]:
        """Longitude and latitude of the centre, and the zoom."""
        state = self.page.evaluate(f"() => window.hexmap.state('{GRAPH}')")
        return [*map(float, state["centre"]), float(state["zoom"])]

    def wait_for_move(self, before: list[float]) -> None:
        """Waits until the zoom has left `before` and the map rests."""
        self._wait(MOVED, before[2])

    def mark_canvas(self) -> None:
        """Leaves a mark on the map's canvas: a map that was rebuilt has lost it."""
        self.canvas().evaluate("canvas => { canvas.dataset.mark = 'same' }")

    def is_marked_canvas(self) -> bool:
        return bool(self.canvas().evaluate("canvas => canvas.dataset.mark === 'same'"))

    def _wait(self, script: str, arg: object) -> None:
        """Waits for a state; when patience ends, says what stood on the screen instead."""
        try:
            self.page.wait_for_function(script, arg=arg, timeout=PATIENCE_MS)
        except Error as error:
            stands = self.page.evaluate(f"query => [({FIGURE})(query), window.hexmap?.state('{GRAPH}'), window.rested]", TOTAL)
            raise AssertionError(f"{script} with {arg} never came; {self.page.url} shows {stands}") from error
