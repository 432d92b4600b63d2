"""The address holds everything: what a colleague opens from it is what was seen."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen
from tests.browser.server import Server
from tests.browser.watch import Watch


def test_the_address_restores_the_state_in_another_browser(open_page: OpenPage, server: Server) -> None:
    first = Screen(open_page("/?period=1y")).settled()
    whole = first.total()
    first.drill_by_ranking()
    first.wait_for_other_total(whole)
    address = first.page.url.removeprefix(server.url)
    second = Screen(open_page(address)).settled()
    second.wait_for_total(first.total())
    assert second.query() == first.query()
    expect(second.where()).to_have_text(first.where().inner_text().replace("\n", ""))


def test_a_topic_filters_every_part(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    districts = screen.ranking()
    screen.topic_links().first.click()
    topic = screen.wait_for_query("topic")
    screen.wait_for_total(server.total(f"period=all&topic={topic}"))
    screen.wait_for_other_ranking(districts)
    assert screen.ranking() != districts


def test_the_period_changes_the_figures_and_the_address(open_page: OpenPage) -> None:
    screen = Screen(open_page(f"/?asof={datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")).settled()
    screen.page.locator("a[data-go][href*='period=90d']").first.click()
    assert screen.wait_for_query("period") == "90d"
    screen.wait_for_truth()


def test_the_language_switches_and_comes_back(open_page: OpenPage) -> None:
    screen = Screen(open_page("/")).settled()
    body = screen.page.locator("body")
    expect(body).to_contain_text("Обстановка")
    screen.page.locator("a[href*='lang=en']").first.click()
    expect(body).not_to_contain_text("Обстановка")
    assert screen.settled().query()["lang"] == "en"
    screen.page.go_back()
    expect(body).to_contain_text("Обстановка")


def test_a_wrong_address_says_what_is_wrong(open_page: OpenPage, watch: Watch) -> None:
    with watch.forgiving("422"):
        page = open_page("/?period=fortnight")
        expect(page.locator("#problem")).to_contain_text("fortnight")
        expect(page.locator("#problem a[href*='period=7d']")).to_be_visible()
        page.close()


def test_synthetic_data_say_so_on_the_screen_and_in_the_records(open_page: OpenPage) -> None:
    for path in ("/", "/records"):
        expect(open_page(path).locator("body")).to_contain_text("синтетические данные")
