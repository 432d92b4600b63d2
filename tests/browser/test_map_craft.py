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


TOUCHING = """() => {
    const ticks = [...document.querySelectorAll('.map-legend-ticks span')]
    const boxes = ticks.map(each => each.getBoundingClientRect()).filter(box => box.width)
    return boxes.slice(1).filter((box, at) => box.left < boxes[at].right + 2).length
}"""


def test_the_limits_of_the_legend_never_touch(open_page: OpenPage) -> None:
    for width, height in ((1600, 900), (844, 390), (390, 844)):
        screen = Screen(open_page("/?period=all", width=width, height=height)).settled()
        assert screen.page.evaluate(TOUCHING) == 0
        assert screen.page.locator(".map-legend-ticks span:visible").count() > 2


def test_the_legend_lies_under_the_head_of_the_map_however_high(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all&map=change", width=1600, height=900)).settled()
    screen.page.evaluate("() => document.querySelector('.map-card').dataset.legend = 'tl'")
    edges = "() => ['.map-head', '.map-legend'].map(part => document.querySelector(part).getBoundingClientRect())"
    screen.page.wait_for_function(f"() => {{ const [head, legend] = ({edges})(); return legend.top >= head.bottom }}")
    head, legend = screen.page.evaluate(edges)
    assert legend["top"] < head["bottom"] + 40, "it lies right under the head"
    assert screen.page.locator(".map-card").get_attribute("data-legend") == "tl"


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
