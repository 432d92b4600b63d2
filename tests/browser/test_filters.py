"""The filters of the desk: counts that are true, words that are found, and all of it by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen
from tests.browser.server import Server

OPTION = ".option[data-toggle]"
COUNTS = """() => Object.fromEntries([...document.querySelectorAll('.menu-%s .option[data-toggle]')].map(
    each => [each.dataset.toggle.split(':')[1], Number(each.querySelector('.option-count').textContent.replace(/\\D/g, ''))]))"""

TYPE = """letters => [...letters].forEach(key =>
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))"""
"""Russian letters, which Playwright has no keys for, as fast as a hand types them."""


@pytest.fixture
def desk(open_page: OpenPage) -> Screen:
    return Screen(open_page("/?period=all")).settled()


def opened(page: Page, name: str) -> Locator:
    """Opens a menu by an arrow; the focus is on its first choice."""
    menu = page.locator(f".menu-{name}")
    menu.locator("> summary").focus()
    page.keyboard.press("ArrowDown")
    expect(menu.locator("a.option").first).to_be_focused()
    return menu


@pytest.mark.parametrize("name", ["status", "source"])
def test_a_count_in_a_menu_is_what_the_api_says_of_that_choice(name: str, desk: Screen, server: Server) -> None:
    opened(desk.page, name)
    counts = desk.page.evaluate(COUNTS % name)
    assert counts
    assert {value: server.total(f"period=all&{name}={value}") for value in counts} == counts


def test_a_menu_is_walked_by_letters_ticked_by_space_and_left_by_escape(desk: Screen) -> None:
    page, menu = desk.page, opened(desk.page, "status")
    page.evaluate(TYPE, "ра")
    explained = menu.locator("[data-toggle='status:explained']")
    expect(explained).to_be_focused()
    count = int(re.sub(r"\D", "", explained.locator(".option-count").inner_text()))
    page.keyboard.press("Space")
    assert desk.wait_for_query("status") == "explained"
    desk.wait_for_total(count)
    expect(explained).to_have_attribute("aria-current", "true")
    expect(explained).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu.locator("> summary")).to_be_focused()
    expect(menu.locator("> summary b")).to_have_text("разъяснено")


def test_a_chip_is_taken_away_by_a_key_and_the_focus_goes_to_its_neighbour(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all&status=open&type=problem")).settled()
    first = screen.page.locator(".chips .chip").first
    first.focus()
    screen.page.keyboard.press("Delete")
    screen.page.wait_for_function("() => !location.search.includes('status=')")
    expect(screen.page.locator(".chips .chip")).to_have_count(1)
    expect(first).to_be_focused()
    assert "Вид" in first.inner_text()


def test_the_slash_leads_to_the_search_which_counts_and_takes_itself_back(desk: Screen, server: Server) -> None:
    page, found = desk.page, desk.page.locator(".words-found")
    server.push(server.appeal("words-1", text="Сломалась карусель во дворе"))
    page.keyboard.press("/")
    field = page.locator("#words-field input")
    expect(field).to_be_focused()
    page.keyboard.type("карусели")
    page.keyboard.press("Enter")
    assert desk.wait_for_query("q") == "карусели"
    expect(found.locator("b")).to_have_text("1 обращение")
    desk.wait_for_total(1)
    expect(page.locator(".chips .chip")).to_contain_text("карусели")
    field.fill("карусели на луне")
    page.keyboard.press("Enter")
    expect(found.locator(".words-none")).to_be_visible()
    expect(found.locator("a", has_text="карусели")).to_contain_text("1")
    page.locator(".words-clear").click()
    page.wait_for_function("() => !location.search.includes('q=')")
    expect(field).to_be_focused()
    expect(page.locator(".chips .chip")).to_have_count(0)
