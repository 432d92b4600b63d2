"""A press asks ahead for what its click will show; parts and hexagons are shown as one frame."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenPage
from tests.browser.hold import Hold
from tests.browser.screen import Screen

VALUES, PARTS = "**/map/values.bin*", "**/screen.json*"

TOGETHER = """async () => {
    const { together } = teplokarta, order = [], seen = [], note = name => together.met(name).then(() => order.push(name))
    together.begin(['parts', 'map'])
    const first = note('map')
    await Promise.resolve()
    seen.push([...order])
    await Promise.all([first, note('parts')])
    seen.push([...order])
    together.begin(['parts', 'map'])
    await together.met('parts')
    order.push('parts alone')
    return [...seen, order]
}"""
"""One answer waits for the other, then both go on; one that waits in vain goes on by itself."""


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("#periods a[href*='period=7d']", "period"),
        ("#ranking a[href*='district=']", "district"),
        ("#topics .group > summary a", "topic"),
    ],
)
def test_a_press_asks_for_what_the_click_will_show(link: str, name: str, open_page: OpenPage) -> None:
    """Parts and hexagons, once: the click finds both, also where the view goes elsewhere and a group of topics opens."""
    screen = Screen(open_page("/?period=all")).settled()
    assert _asked_by_a_press(screen, screen.page.locator(link).first, name) == 1


def test_a_press_on_a_choice_of_an_open_menu_asks_for_it_and_for_the_menu(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    screen.page.locator(".menu-source > summary").click()
    option = screen.page.locator(".menu-source a[data-toggle]").first
    assert _asked_by_a_press(screen, option, "source") == 1
    expect(option).to_have_attribute("aria-current", "true")


def _asked_by_a_press(screen: Screen, link: Locator, name: str) -> int:
    """How often the parts are asked for by a press that lasts until they and the values are there, and its click.

    The values are asked for as often; both have come before the mouse lets go.
    """
    page, asked = screen.page, list[str]()
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box is not None
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    before = screen.query()
    with page.expect_response(PARTS), page.expect_response(VALUES):
        page.mouse.down()
    assert screen.query() == before
    page.mouse.up()
    assert screen.wait_for_query(name)
    screen.wait_for_truth()
    parts, values = (asked.count(path) for path in ("/screen.json", "/map/values.bin"))
    assert parts == values
    return parts


def test_parts_and_hexagons_are_shown_together_but_wait_for_each_other_only_so_long(open_page: OpenPage) -> None:
    page = Screen(open_page("/?period=all")).settled().page
    assert page.evaluate(TOGETHER) == [[], ["map", "parts"], ["map", "parts", "parts alone"]]


def test_parts_are_shown_where_the_hexagons_do_not_come(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    whole = screen.total()
    held = Hold(screen.page, VALUES)
    screen.page.locator("#periods a[href*='period=7d']").click()
    screen.wait_for_other_total(whole)
    assert screen.page.evaluate("() => hexmap.state('map').loading")
    held.let_go()
    screen.wait_for_truth()
