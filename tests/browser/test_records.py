"""The table of records: paged by the server, texts masked."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.server import Server

ROWS = ".ag-center-cols-container .ag-row"
FAR_DOWN = """query => [...document.querySelectorAll(query)].some(
    row => Number(row.getAttribute('row-index')) > 500 && row.innerText.trim().length > 20
)"""

KNOWS_HOW_MANY = "() => document.querySelector('.ag-body-viewport').scrollHeight > 45_000"
"""The first rows may stand before the table is as long as all of them."""


def test_the_table_pages_through_all_records(open_page: OpenPage) -> None:
    page = open_page("/records?period=all")
    expect(page.locator(ROWS).first).to_be_visible()
    first = page.locator(ROWS).first.inner_text()
    page.wait_for_function(KNOWS_HOW_MANY)
    page.locator(".ag-body-viewport").first.evaluate("view => { view.scrollTop = 40_000 }")
    page.wait_for_function(FAR_DOWN, arg=ROWS)
    assert first not in page.locator(ROWS).all_inner_texts()


def test_the_texts_of_records_are_masked(open_page: OpenPage, server: Server) -> None:
    secret = "Звоните 8 918 123-45-67 или на ivan@example.org, [id777|Иван Петров], кв. 45"
    server.push(server.appeal("masked-1", text="Яма у подъезда. " + secret))
    page = open_page("/records")
    expect(page.locator("body")).to_contain_text("Яма у подъезда")
    text = page.inner_text("body")
    assert [word for word in ("123-45-67", "ivan@example", "Петров", "id777", "кв. 45") if word in text] == []


def test_the_table_takes_the_filters_of_the_address(open_page: OpenPage, server: Server) -> None:
    server.push(server.appeal("only-1", source="only"))
    page = open_page("/records?source=only")
    expect(page.locator(ROWS)).to_have_count(1)


def test_on_a_phone_a_record_is_a_card(open_page: OpenPage) -> None:
    page = open_page("/records?period=all", width=390, height=844)
    card = page.locator(f"{ROWS} .grid-card").first
    expect(card).to_be_visible()
    assert {"grid-card-topic", "grid-card-status", "grid-card-when"} <= set(
        card.evaluate("card => [...card.querySelectorAll('span')].map(each => each.className)")
    )
    assert page.locator(".ag-header-cell:visible").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    card.locator(".grid-card-when a").click()
    page.wait_for_url("**/record?**")


def test_a_phone_that_is_turned_shows_the_columns(open_page: OpenPage) -> None:
    page = open_page("/records?period=all", width=390, height=844)
    expect(page.locator(f"{ROWS} .grid-card").first).to_be_visible()
    page.set_viewport_size({"width": 844, "height": 390})
    expect(page.locator(f"{ROWS} a.cell-link").first).to_be_visible()
    expect(page.locator(".grid-card")).to_have_count(0)
    assert page.locator(".ag-header-cell:visible").count() > 3
