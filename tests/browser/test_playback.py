"""Playing the window: frames by the slider, by space and by link; live changes wait until it is closed."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.screen import GRAPH, Screen
from tests.browser.server import Server

SLIDER = ".map-play input"
WHEN = ".map-play-when"
SUM = f"() => window.hexmap.state('{GRAPH}').sum"


def begun(page: Page) -> None:
    """Waits until the frames are there."""
    page.wait_for_function(f"() => Number(document.querySelector('{SLIDER}')?.max) > 0")


def frame(page: Page) -> str | None:
    found: str | None = page.evaluate("() => new URLSearchParams(location.search).get('frame')")
    return found


def placed(server: Server, query: str) -> int:
    found = server.get(f"/api/v1/summary?{query}&precision=house,street").json()["total"]
    return int(found)


def test_it_plays_pauses_by_space_and_the_slider_goes_step_by_step(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=30d")).settled()
    page, whole = screen.page, screen.hexmap("sum")
    page.click("[data-play=begin]")
    begun(page)
    page.wait_for_function(f"() => Number(document.querySelector('{SLIDER}').value) >= 2")
    page.focus(SLIDER)
    page.keyboard.press("Space")
    page.wait_for_function("() => new URLSearchParams(location.search).has('frame')")
    at = int(page.input_value(SLIDER))
    page.keyboard.press("ArrowRight")
    assert page.input_value(SLIDER) == str(at + 1)
    assert page.get_attribute(SLIDER, "aria-valuetext") == page.inner_text(WHEN)
    day = frame(page)
    assert page.evaluate(SUM) == placed(server, f"from={day}&to={day}")
    assert page.locator(".trend-cursor").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_function(f"whole => window.hexmap.state('{GRAPH}').sum === whole", arg=whole)
    assert frame(page) is None
    assert page.locator(".map-play, .trend-cursor").count() == 0


def test_a_link_to_a_frame_opens_it_standing_still_and_live_changes_wait(open_page: OpenPage, server: Server) -> None:
    page = Screen(open_page("/?period=7d")).settled().page
    page.click("[data-play=begin]")
    begun(page)
    page.click("[data-play=toggle]")
    page.wait_for_function("() => new URLSearchParams(location.search).has('frame')")
    query = page.evaluate("() => location.search")
    other = Screen(open_page("/" + query))
    begun(other.page)
    other.wait_until_live()
    shown = other.page.evaluate(SUM)
    assert frame(other.page) == frame(page)
    assert other.page.locator(".map-play-toggle.going").count() == 0
    server.push(server.appeal("played"))
    other.wait_for_total(server.total("period=7d"))
    assert other.page.evaluate(SUM) == shown


def test_who_wants_no_motion_gets_none(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=7d", before=lambda page: page.emulate_media(reduced_motion="reduce"))).settled()
    screen.page.click("[data-play=begin]")
    begun(screen.page)
    assert screen.page.locator(".map-play-toggle.going").count() == 0
    assert screen.page.input_value(SLIDER) == "0"
