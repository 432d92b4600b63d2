"""Fingers on a phone: one scrolls the page over the map, two move the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen


@pytest.fixture
def phone(thumb: Screen) -> Screen:
    thumb.canvas().scroll_into_view_if_needed()
    pinch(thumb)  # the view is the reader's own from now on: no late part of the page fits it anew
    return thumb


REMEMBERS_NOTES = """() => {
    const note = document.querySelector('.map-note')
    window.noted = []
    const watch = new MutationObserver(() => window.noted.push(note.textContent))
    watch.observe(note, {childList: true, characterData: true, subtree: true})
}"""


REDRAW = """() => {
    const graph = document.querySelector('#map .js-plotly-plot')
    return Plotly.redraw(graph).then(() => null)
}"""
"""As plotly does by itself, and late in its first drawing: it puts the view it remembers."""


def middle(screen: Screen) -> tuple[float, float]:
    """A place of the map that is on the screen."""
    box = screen.canvas().bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 600)


def pinch(screen: Screen) -> None:
    """Spreads two fingers on the map until it has come closer."""
    view, (x, y) = screen.view(), middle(screen)
    spread = {"x": x, "y": y, "scaleFactor": 2.0, "gestureSourceType": "touch"}
    screen.page.context.new_cdp_session(screen.page).send("Input.synthesizePinchGesture", spread)
    screen.wait_for_move(view)


def draw_one_finger(screen: Screen, dx: float, dy: float) -> None:
    """Puts a finger on the map and draws it over the glass."""
    (x, y), hand = middle(screen), screen.page.context.new_cdp_session(screen.page)
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        point = {"x": x + dx * step / 10, "y": y + dy * step / 10}
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_one_finger_scrolls_the_page_and_leaves_the_map_alone(phone: Screen) -> None:
    view, before = phone.view(), phone.page.evaluate("() => scrollY")
    draw_one_finger(phone, 0, -250)
    phone.page.wait_for_function("before => scrollY > before + 50", arg=before)
    assert phone.view() == view


def test_a_redraw_while_two_fingers_are_on_the_map_does_not_take_the_view_back(phone: Screen) -> None:
    view, (x, y), hand = phone.view(), middle(phone), phone.page.context.new_cdp_session(phone.page)
    for apart, kind in ((40, "touchStart"), (60, "touchMove"), (80, "touchMove"), (120, "touchMove")):
        points = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    phone.page.wait_for_function("zoom => window.hexmap.state('map').zoom > zoom + 0.3", arg=view[2])
    closer = phone.view()[2]
    phone.page.evaluate(REDRAW)
    assert phone.view()[2] == closer
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_two_fingers_zoom_the_map_and_leave_the_page_alone(phone: Screen) -> None:
    zoom, before = phone.view()[2], phone.page.evaluate("() => scrollY")
    pinch(phone)
    assert phone.view()[2] > zoom
    assert phone.page.evaluate("() => [scrollY, visualViewport.scale]") == [before, 1]


def test_who_draws_one_finger_sideways_is_told_of_the_second(phone: Screen) -> None:
    view = phone.view()
    phone.page.evaluate(REMEMBERS_NOTES)
    draw_one_finger(phone, -150, 0)
    phone.page.wait_for_function("() => window.noted.includes('Карту двигают двумя пальцами')")
    assert phone.view() == view


TARGETS = """() => [...document.querySelectorAll(
        '.sections a, .thumb, .done, #sheet a.seg, #sheet summary, #sheet a.option, .rows > a.row, .map-tools button')]
    .filter(each => each.checkVisibility())
    .map(each => [each.textContent, Math.min(each.getBoundingClientRect().height, each.getBoundingClientRect().width)])
    .filter(([, size]) => size < 43.5)"""
"""What a thumb must hit, smaller than 44 px."""


COVERED = """() => [...document.querySelectorAll('.sections a')].slice(0, 3).filter(each => {
    const box = each.getBoundingClientRect(), y = box.y + box.height / 2
    return ![box.left + 3, box.right - 3].every(x => each.contains(document.elementFromPoint(x, y)))
}).map(each => each.textContent)"""
"""The first pages of the bar under the thumb that something else lies over."""


def test_the_pages_under_the_thumb_are_not_under_its_buttons(thumb: Screen) -> None:
    assert thumb.page.locator(".sections a").count() >= 3
    assert thumb.page.evaluate(COVERED) == []


def test_a_walk_with_a_thumb_from_the_filters_to_a_district_and_its_records(phone: Screen) -> None:
    page = phone.page
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    page.locator(".thumb").tap()
    sheet = page.locator("#sheet[role=dialog]")
    sheet.locator("a.seg[href*='period=1y']").tap()
    assert phone.wait_for_query("period") == "1y"
    sheet.locator(".menu-status > summary").tap()
    sheet.locator("a.option[href*='status=open']").first.tap()
    assert phone.wait_for_query("status") == "open"
    assert page.evaluate(TARGETS) == []
    sheet.locator(".done").tap()
    page.wait_for_function("() => document.activeElement.matches('.thumb') && !document.querySelector('#sheet[role=dialog]')")
    expect(page.locator("#sheet-count")).to_have_text("1")
    page.locator("#ranking-rows a.row").first.tap()
    district = phone.wait_for_query("district")
    page.locator(".brief").wait_for()
    page.locator("#feed a.more[href*='district=']").tap()
    page.wait_for_selector(".ag-row")
    assert f"district={district}" in page.url
