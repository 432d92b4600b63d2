"""Two sets side by side: in by the menu, both sets named, both figures true, and out again."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from tests.browser.conftest import OpenPage
from tests.browser.screen import GRAPH, PATIENCE_MS, Screen
from tests.browser.server import Server

OTHER = "#kpis > :first-child .kpi-other"


def test_a_window_is_compared_with_the_one_before_and_the_comparison_ends(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=7d")).settled()
    page = screen.page
    page.click(".menu-compare summary")
    page.locator(".menu-compare .option").first.click()
    text = screen.wait_for_query("vs")
    page.wait_for_selector(OTHER)
    expected = server.total(urlencode(dict(parse_qsl(text))))
    assert int(re.sub(r"\D", "", page.locator(OTHER).inner_text())) == expected
    assert page.locator(".sets .set-letter").all_inner_texts() == ["А", "Б"]
    assert page.locator("#ranking .row.versus").count() > 3
    script = f"() => window.hexmap.state('{GRAPH}').cells > 0 && !document.querySelector('.map-legend-more').hidden"
    page.wait_for_function(script, timeout=PATIENCE_MS)
    assert re.search(r"случайн\w+ \d", page.locator(".map-legend-noise").inner_text())
    page.get_by_role("link", name="Закончить сравнение").click()
    page.wait_for_function("() => !new URLSearchParams(location.search).has('vs') && !document.querySelector('.sets')")
    page.wait_for_function("() => document.querySelectorAll('#ranking .row:not(.versus)').length > 3")
