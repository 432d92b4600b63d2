"""Light and dark: by the address, by the last choice, by the system; on paper always light."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen

GROUND = "() => getComputedStyle(document.body).backgroundColor"
LOOK = "() => document.documentElement.dataset.theme"
DARK, LIGHT = "rgb(7, 11, 20)", "rgb(241, 239, 234)"
FIRST_LOOK = """() => {
    new MutationObserver((_, watch) => {
        if (!document.body) return
        window.firstLook = document.documentElement.dataset.theme
        watch.disconnect()
    }).observe(document, { childList: true, subtree: true })
}"""


def test_the_address_decides_before_anything_is_painted(open_page: OpenPage) -> None:
    page = open_page("/?theme=light", before=lambda page: page.add_init_script(f"({FIRST_LOOK})()"))
    assert page.evaluate("() => window.firstLook") == "light"
    Screen(page).settled()
    assert page.evaluate(GROUND) == LIGHT
    assert page.evaluate("() => document.querySelector('meta[name=theme-color]').content") == "#f1efea"


def test_the_system_decides_where_the_address_and_the_reader_said_nothing(open_page: OpenPage) -> None:
    page = Screen(open_page("/")).settled().page
    assert page.evaluate(GROUND) == DARK
    page.emulate_media(color_scheme="light")
    page.wait_for_function("() => document.documentElement.dataset.theme === 'light'")


def test_a_choice_is_a_link_and_is_remembered(open_page: OpenPage) -> None:
    screen = Screen(open_page("/")).settled()
    page = screen.page
    page.locator("a.look.to-light").click()
    assert screen.wait_for_query("theme") == "light"
    page.wait_for_function("() => document.documentElement.dataset.mantineColorScheme === 'light'")
    line = "() => document.querySelector('#trend .scatterlayer .trace .js-line[style*=\"31, 47, 87\"]') !== null"
    page.wait_for_function(line)
    expect(page.locator("a.look.to-dark")).to_be_focused()
    page.goto(page.url.partition("?")[0], wait_until="domcontentloaded")
    assert page.evaluate(LOOK) == "light"


def test_a_look_that_is_not_ours_is_refused_in_words(open_page: OpenPage) -> None:
    page = open_page("/?theme=sepia")
    expect(page.locator("#problem")).to_contain_text("Оформление")


@pytest.mark.parametrize("path", ["/", "/records"])
def test_paper_is_light_and_without_controls(open_page: OpenPage, path: str) -> None:
    page: Page = open_page(path + "?theme=dark")
    page.wait_for_selector("#header .brand")
    page.wait_for_selector("#switches .menu")
    page.emulate_media(media="print")
    page.wait_for_function("() => document.documentElement.dataset.theme === 'light'")
    assert not page.locator("#switches").is_visible()
    assert not page.locator(".looks").is_visible()
    page.emulate_media(media="screen")
    page.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")


LIGHT_PIXELS = """async () => {
    const image = document.querySelector('#map .map-paper')
    await image.decode()
    const pen = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d')
    pen.drawImage(image, 0, 0)
    const data = pen.getImageData(0, 0, image.naturalWidth, image.naturalHeight).data
    let light = 0
    for (let at = 0; at < data.length; at += 4) light += data[at] + data[at + 1] + data[at + 2] > 600
    return light / (data.length / 4)
}"""
"""Share of the printed map's picture that is light ground: a dark, an empty or a half-drawn one has little."""


def test_the_browsers_own_menu_prints_a_light_whole_map(open_page: OpenPage) -> None:
    page = Screen(open_page("/?period=all&theme=dark")).settled().page
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(LIGHT_PIXELS) > 0.5
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
    assert page.locator(".map-paper").count() == 0
