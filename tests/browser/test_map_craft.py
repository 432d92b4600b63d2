"""The map's manners: the legend covers nothing, another look loses nothing."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen

UNDER_THE_LEGEND = """() => {
    const box = document.querySelector('.map-legend').getBoundingClientRect()
    const under = ([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom
    return hexmap.hottest(1e6).filter(([id, value]) => value && under(hexmap.pointOf(id))).length
}"""


def test_the_legend_lies_on_no_cell(open_page: OpenPage) -> None:
    for width, height in ((1600, 900), (390, 844)):
        screen = Screen(open_page("/?period=all", width=width, height=height)).settled()
        screen.page.wait_for_function(f"() => ({UNDER_THE_LEGEND})() === 0")
        assert screen.hexmap("cells") > 0


def test_another_look_changes_the_colours_and_loses_nothing(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all&theme=dark")).settled()
    screen.mark_canvas()
    adds, cells = screen.hexmap("adds"), screen.hexmap("cells")
    ramp = "() => getComputedStyle(document.querySelector('.map-legend-bar')).backgroundImage"
    dark = screen.page.evaluate(ramp)
    screen.page.evaluate("() => hexmap.theme('light')")
    screen.page.wait_for_function(f"dark => ({ramp})() !== dark", arg=dark)
    assert (screen.hexmap("adds"), screen.hexmap("cells")) == (adds, cells)
    assert screen.is_marked_canvas()


def test_means_of_few_appeals_are_explained_in_the_legend(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all&metric=rating")).settled()
    expect(screen.page.locator(".map-legend-few")).to_contain_text("мало данных")
    assert screen.hexmap("cells") > 0
