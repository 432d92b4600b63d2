"""A morning without a mouse: period, measure, district, cell, records and back, by keys alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen

MOST_TABS = 90
FOCUSED = "selector => document.activeElement !== null && document.activeElement.matches(selector)"


class Keys:
    """A reader with a keyboard."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.page = screen.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, selector: str) -> None:
        """Goes on by Tab until the focus is there; fails when a whole round does not lead to it."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(FOCUSED, selector):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reaches {selector}")

    def choose(self, selector: str) -> None:
        self.tab_to(selector)
        self.press("Enter")


@pytest.fixture
def keys(open_page: OpenPage) -> Keys:
    return Keys(Screen(open_page("/?period=all")).settled())


def test_a_whole_walk_from_the_period_to_the_records_and_back(keys: Keys) -> None:
    screen, page = keys.screen, keys.page
    keys.choose("#periods a[href*='period=1y']")
    assert screen.wait_for_query("period") == "1y"
    keys.choose(".seg[href*='metric=overdue']")
    assert screen.wait_for_query("metric") == "overdue"
    keys.tab_to("#ranking-rows a.row")
    keys.press("ArrowDown", "Home", "Enter")
    district = screen.wait_for_query("district")
    screen.settled()
    page.go_back()
    page.wait_for_function("() => !location.search.includes('district')")
    page.go_forward()
    assert screen.wait_for_query("district") == district
    page.wait_for_selector("#feed a.more[href*='district=']")
    keys.choose("#feed a.more")
    page.wait_for_selector(".ag-row a.cell-link")
    assert f"district={district}" in page.url


def test_the_cell_in_the_middle_of_the_map_is_read_out_and_opened(keys: Keys) -> None:
    page, voice = keys.page, keys.page.locator(".map-voice")
    keys.tab_to("#map .maplibregl-canvas")
    zoom = keys.screen.view()[2]
    keys.press("+")
    page.wait_for_function("zoom => hexmap.state('map').zoom > zoom + 0.5 && !hexmap.state('map').moving", arg=zoom)
    keys.press("ArrowLeft")
    expect(voice).not_to_be_empty()
    page.evaluate(TO_THE_HOTTEST)
    keys.press("-")
    page.wait_for_function("() => hexmap.state('map').hovered !== null && !hexmap.state('map').moving")
    keys.press("Enter")
    page.wait_for_function("() => /cell=|district=/.test(location.search)")
    assert "обращ" in str(page.locator("#map .maplibregl-canvas").get_attribute("aria-label"))


TO_THE_HOTTEST = """() => new Promise(done => {
    const [x, y] = window.hexmap.pointOf(window.hexmap.hottest(1)[0][0])
    const graph = document.querySelector('#map .js-plotly-plot'), map = graph._fullLayout.map._subplot.map
    const box = map.getContainer().getBoundingClientRect()
    map.once('idle', () => done(null))
    map.jumpTo({ center: map.unproject([x - box.left, y - box.top]) })
})"""


def test_a_menu_opens_by_an_arrow_and_closes_by_escape(keys: Keys) -> None:
    page = keys.page
    keys.tab_to(".menu-status > summary")
    keys.press("ArrowDown")
    expect(page.locator(".menu-status a.option").first).to_be_focused()
    keys.press("End")
    expect(page.locator(".menu-status a.option").last).to_be_focused()
    keys.press("ArrowDown")
    expect(page.locator(".menu-status a.option").first).to_be_focused()
    keys.press("Escape")
    expect(page.locator(".menu-status > summary")).to_be_focused()
    assert page.locator(".menu-status").get_attribute("open") is None


def test_a_list_is_one_stop_and_a_group_of_topics_opens_by_an_arrow(keys: Keys) -> None:
    page, stops = keys.page, "#ranking-rows a:not([tabindex='-1']), #topic-rows a:not([tabindex='-1'])"
    page.wait_for_function("stops => document.querySelectorAll(stops).length === 2", arg=stops)
    keys.tab_to("#topic-rows a.row")
    keys.press("ArrowRight")
    expect(page.locator("#topic-rows > details").first).to_have_attribute("open", "")
    page.wait_for_selector("#topic-rows > details[open] > a.row")
    keys.press("ArrowDown")
    expect(page.locator("#topic-rows > details[open] > a.row").first).to_be_focused()


def test_the_bins_of_the_trend_are_read_out_and_chosen(keys: Keys) -> None:
    page = keys.page
    keys.tab_to("#trend")
    last = page.locator("#trend").get_attribute("aria-valuetext")
    keys.press("Home")
    page.wait_for_function("last => document.getElementById('trend').getAttribute('aria-valuetext') !== last", arg=last)
    expect(page.locator("#trend-summary")).not_to_be_empty()
    keys.press("Enter")
    keys.screen.wait_for_query("from")


def test_the_skip_link_leads_to_the_content(open_page: OpenPage) -> None:
    page = Screen(open_page("/")).settled().page
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
