"""Where the graphics card does not help: the same map on a plain canvas, and the server's picture as the last resort."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import PATIENCE_MS, Screen
from tests.browser.server import Server

WITHOUT = """const real = HTMLCanvasElement.prototype.getContext
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return %s.test(kind) ? null : real.call(this, kind, ...rest)
}"""


def without(kinds: str) -> Callable[[Page], object]:
    """A browser whose canvases refuse these kinds of context."""
    return lambda page: page.add_init_script(WITHOUT % kinds)


def test_without_webgl_the_map_is_drawn_on_a_canvas_and_follows_the_address(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all", before=without("/webgl/"))).settled()
    expect(screen.page.locator(".map-flat canvas")).to_be_visible()
    whole = screen.hexmap("sum")
    assert screen.hexmap("cells") > 0
    screen.drill_by_ranking()
    screen.page.wait_for_function("whole => { const { sum } = hexmap.state('map'); return sum > 0 && sum < whole }", arg=whole)


def test_without_any_canvas_the_server_draws_the_picture(open_page: OpenPage) -> None:
    page = open_page("/?period=all", before=without("/webgl|2d/"))
    page.wait_for_function("() => document.querySelector('.map-picture')?.naturalWidth > 0", timeout=PATIENCE_MS)
    before = page.locator(".map-picture").get_attribute("src")
    Screen(page).drill_by_ranking()
    page.wait_for_function("before => document.querySelector('.map-picture').getAttribute('src') !== before", arg=before)
    page.wait_for_function("() => document.querySelector('.map-picture').complete", timeout=PATIENCE_MS)
    assert "district=" in (page.locator(".map-picture").get_attribute("src") or "")


def test_a_click_on_a_cell_of_the_plain_canvas_drills(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all", before=without("/webgl/"))).settled()
    screen.page.mouse.click(*screen.hottest())
    district = screen.wait_for_query("district")
    screen.wait_for_total(server.total(f"period=all&district={district}"))
    assert screen.query()["period"] == "all"
