"""An outline on the map by mouse, by finger and by keyboard: it selects what lies inside and never moves the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from data.area import decode_area, encode_area
from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen
from tests.browser.server import Server

BUTTON = "[data-lasso=draw]"
ROUND = ((0.3, 0.3), (0.6, 0.3), (0.7, 0.55), (0.5, 0.75), (0.3, 0.6))
DRAWN = "document.querySelector('.map-outline path')?.getAttribute('d') || ''"


def corners(page: Page) -> list[tuple[float, float]]:
    """Places of the map, as shares of what of it is on the screen."""
    box = page.locator(".map-lasso").bounding_box()
    assert box is not None
    height = min(box["height"], (page.viewport_size or {"height": 900})["height"] - box["y"])
    return [(box["x"] + box["width"] * x, box["y"] + height * y) for x, y in ROUND]


def inside(server: Server, area: str) -> int:
    return int(server.get("/api/v1/summary?" + f"period=all&area={area}").json()["total"])


def test_a_stroke_of_the_mouse_selects_what_lies_inside(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    page = screen.page
    page.click(BUTTON)
    places, view = corners(page), screen.view()
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=6)
    page.mouse.up()
    area = screen.wait_for_query("area")
    assert 3 <= len(decode_area(area)) <= 100
    screen.wait_for_total(inside(server, page.evaluate("area => encodeURIComponent(area)", area)))
    assert screen.view() == pytest.approx(view)
    assert page.evaluate(f"() => {DRAWN}").endswith("Z")
    page.locator(".chip", has_text="контур").click()
    page.wait_for_function(f"() => !new URLSearchParams(location.search).has('area') && ({DRAWN}) === ''")


def test_a_finger_draws_and_neither_page_nor_map_moves(thumb: Screen) -> None:
    page = thumb.page
    page.locator(".map-card").evaluate("card => card.scrollIntoView()")  # all of it is on the screen, below its buttons too
    page.tap(BUTTON)
    view, scrolled, hand = thumb.view(), page.evaluate("() => scrollY"), page.context.new_cdp_session(page)
    for kind, places in (("touchStart", corners(page)[:1]), *(("touchMove", [each]) for each in corners(page)[1:])):
        points = [{"x": x, "y": y} for x, y in places]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert len(decode_area(thumb.wait_for_query("area"))) >= 3
    assert thumb.view() == pytest.approx(view)
    assert page.evaluate("() => scrollY") == scrolled


def test_points_are_set_taken_back_and_closed_and_escape_leaves_everything(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    page = screen.page
    page.click(BUTTON)
    for place in corners(page):
        page.mouse.click(*place)
    page.keyboard.press("Backspace")
    page.wait_for_function("() => document.querySelectorAll('.map-outline circle').length === 4")
    page.keyboard.press("Enter")
    area = screen.wait_for_query("area")
    assert len(decode_area(area)) == 4
    page.click(BUTTON)
    page.mouse.click(*corners(page)[0])
    page.keyboard.press("Escape")
    assert page.locator(".map-lasso").count() == 0
    assert screen.query()["area"] == area


def test_without_pointing_all_that_the_map_shows_is_taken(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    page = screen.page
    page.focus(BUTTON)
    page.keyboard.press("Enter")
    page.locator("[data-lasso=view]").focus()
    page.keyboard.press("Enter")
    ring = decode_area(screen.wait_for_query("area"))
    west, north = min(lon for lon, _ in ring), max(lat for _, lat in ring)
    centre = screen.view()
    assert west < centre[0]
    assert north > centre[1]


def test_the_browser_writes_outlines_as_python_reads_them(open_page: OpenPage) -> None:
    page = Screen(open_page("/")).settled().page
    ring = ((39.70151, 47.23571), (-169.99999, 66.5), (179.12345, -1.00001))
    assert page.evaluate("ring => window.hexmap.lasso.encode(ring)", ring) == encode_area(ring)
    assert page.evaluate("text => window.hexmap.lasso.decode(text)", encode_area(ring)) == [list(place) for place in ring]
