"""From the map to a district, to a record and back: by mouse and by keyboard; tables beside the drawings."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import PATIENCE_MS, Screen

CARD = "#card-head h1"
LIFE = ".life .event"


def focus_on(page: Page, selector: str) -> None:
    """Walks with Tab until the element has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_from_the_map_to_a_district_to_a_record_and_back_by_mouse(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    name = screen.drill_by_ranking()
    page = screen.page
    page.locator(".card-way[href^='/district']").click()
    expect(page.locator(CARD)).to_contain_text(name)
    expect(page.locator("#card-cells .spot").first).to_be_visible()
    page.locator("#card-oldest .old").first.click()
    expect(page.locator(LIFE).first).to_contain_text("Поступило")
    expect(page.locator(".record-where")).to_be_visible()
    page.go_back()
    expect(page.locator(CARD)).to_contain_text(name)
    page.go_back()
    screen.settled()
    assert "district" in screen.query()
    expect(screen.where()).to_contain_text(name)


def test_the_same_way_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/district?period=all")
    expect(page.locator(".choice").first).to_be_visible()
    focus_on(page, ".choice")
    page.keyboard.press("Enter")
    expect(page.locator("#card-oldest .old").first).to_be_visible()
    focus_on(page, "#card-oldest .old")
    page.keyboard.press("Enter")
    expect(page.locator(LIFE).first).to_be_visible()
    page.go_back()
    expect(page.locator("#card-oldest .old").first).to_be_visible()


def test_a_table_stands_beside_every_drawing_and_sorts(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    page = screen.page
    for part in ("#ranking", "#topics", "#trend-head", "#map-table"):
        page.locator(f"{part} .table-switch").click()
        page.wait_for_function(
            "part => document.querySelector(part + ' .table-switch.on')", arg=part, timeout=PATIENCE_MS
        )
    for place in ("#ranking", "#topics", "#trend-note", "#map-table"):
        expect(page.locator(f"{place} table caption")).to_have_count(1)
    page.locator("#ranking th:has-text('Район') .sorter").click()
    expect(page.locator("#ranking th[aria-sort='ascending']")).to_have_text("Район")
    names = page.locator("#ranking tbody th").all_inner_texts()
    assert [name.lower() for name in names] == sorted(name.lower() for name in names)
    assert screen.query()["table"] == "map,ranking,topics,trend"
    page.go_back()
    expect(page.locator("#ranking th[aria-sort='ascending']")).to_have_count(0)


def test_the_funnel_and_the_oldest_stand_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/?period=all&metric=per1000&rank=funnel&feed=oldest")
    expect(page.locator(".funnel-plot .spot-dot").first).to_be_visible()
    expect(page.locator("#feed .old").first).to_be_visible()
