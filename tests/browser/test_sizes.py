"""From a phone to a video wall: one page, nothing cut, nothing to scroll sideways."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.hold import Hold
from tests.browser.screen import Screen
from tests.browser.watch import Watch

OVERHANG = """() => {
    const width = document.documentElement.clientWidth
    const scrolls = element => { for (let e = element; e; e = e.parentElement) {
        if (getComputedStyle(e).overflowX !== 'visible' && e !== document.body && e !== document.documentElement) return true
    } return false }
    return [...document.body.querySelectorAll('*')].filter(e => {
        const box = e.getBoundingClientRect()
        return e.checkVisibility() && box.width > 1 && box.right > width + 1 && !scrolls(e.parentElement)
    }).map(e => e.tagName + '.' + e.className + '#' + e.id).slice(0, 5)
}"""

RESIZES = """() => new Promise(done => {
    dispatchEvent(new Event('resize'))
    setTimeout(done, 300)
})"""
"""Ends after what the page does a quarter of a second later: timers ring in their order."""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1280, 720), (1920, 1080), (3840, 2160)])
def test_nothing_hangs_over_the_right_edge(open_page: OpenPage, width: int, height: int) -> None:
    page = open_page("/", width=width, height=height)
    Screen(page).settled()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERHANG) == []


def test_a_phone_shows_the_headline_figure_without_scrolling(open_page: OpenPage) -> None:
    screen = Screen(open_page("/", width=390, height=844)).settled()
    box = screen.headline().bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844


def test_letters_grow_with_a_wall(open_page: OpenPage) -> None:
    sizes = []
    for width, height in ((1600, 900), (3840, 2160)):
        screen = Screen(open_page("/", width=width, height=height)).settled()
        sizes.append(screen.headline().evaluate("element => parseFloat(getComputedStyle(element).fontSize)"))
    assert sizes[1] > sizes[0] * 2


def test_a_window_that_changes_its_size_before_the_page_stands_harms_nothing(open_page: OpenPage, watch: Watch) -> None:
    held: list[Hold] = []
    page = open_page("/", before=lambda page: held.append(Hold(page, "**/_dash-layout")))
    page.wait_for_function("() => window.teplokarta?.set && window.dash_clientside?.set_props")
    page.evaluate(RESIZES)
    held[0].let_go()
    Screen(page).settled()
    assert watch.complaints == []
