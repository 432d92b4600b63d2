"""The screen lives: what is pushed appears untouched, and a restart of the server is survived."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.hold import Hold
from tests.browser.screen import PATIENCE_MS, Screen
from tests.browser.server import Server
from tests.browser.watch import Watch

VALUES, PARTS, CALLBACKS = "**/map/values.bin*", "**/screen.json*", "**/_dash-update-component*"
MUTE = """
  window.EventSource = class { constructor() { this.readyState = 0; } addEventListener() {} close() {} };
  const timer = window.setTimeout;
  window.setTimeout = (act, wait, ...rest) => timer(act, wait === 37500 ? 300 : wait, ...rest);
"""
TAGANROG: dict[str, Any] = {"lon": 38.9053, "lat": 47.2214, "settlement": "Таганрог", "street": None, "house": None}


def test_a_pushed_appeal_is_on_the_open_screen_untouched(open_page: OpenPage, server: Server) -> None:
    """On the headline and on the hexagons."""
    screen = Screen(open_page("/?period=all")).settled().wait_for_truth()
    screen.wait_until_live()
    total, on_the_map = screen.total(), screen.hexmap("sum")
    server.push(server.appeal("live-1"))
    screen.wait_for_truth()
    assert (screen.total(), screen.hexmap("sum")) == (total + 1, on_the_map + 1)


def test_the_first_push_into_a_quiet_store_moves_every_hexagon(browser: Browser, quiet_server: Server) -> None:
    """Its clock leaps from the latest receipt to now: hexagons change to which nobody pushed."""
    ahead = [(datetime.now(UTC) + timedelta(hours=hours)).isoformat() for hours in (2, 3)]
    quiet_server.load(*(quiet_server.appeal(f"ahead-{at}", received=at, updated=at, **TAGANROG) for at in ahead))
    page = browser.new_page(viewport={"width": 1600, "height": 900}, locale="ru-RU")
    page.set_default_timeout(PATIENCE_MS)
    page.goto(quiet_server.url + "/?period=all")
    screen = Screen(page).settled().wait_for_truth()
    screen.wait_until_live()
    on_the_map = screen.hexmap("sum")
    quiet_server.push(quiet_server.appeal("first"))
    screen.wait_for_truth()
    assert screen.hexmap("sum") == on_the_map - len(ahead) + 1
    page.close()


def test_a_push_while_the_page_opens_is_not_lost_between_its_parts(open_page: OpenPage, server: Server) -> None:
    """The hexagons are fetched first; the head comes after the push and knows of it."""
    holds: list[Hold] = []
    page = open_page("/?period=all", before=lambda page: holds.append(Hold(page, PARTS)))
    page.wait_for_function("() => window.hexmap?.early", polling=50)
    page.evaluate("() => window.hexmap.early.values")
    server.push(server.appeal("gap-1"))
    holds[0].let_go()
    assert Screen(page).settled().wait_for_truth().total() == server.total()


def test_a_push_heard_before_there_is_a_map_is_not_lost(open_page: OpenPage, server: Server) -> None:
    """The head is there and the stream is open; the map comes later, with values fetched before."""
    holds: list[Hold] = []
    page = open_page("/?period=all", before=lambda page: holds.append(Hold(page, CALLBACKS, of=_draws_the_page)))
    Screen(page).wait_until_live()
    heard = _version_heard(page)
    server.push(server.appeal("gap-2"))
    page.wait_for_function("heard => teplokarta.live.state().version > heard", arg=heard)
    holds[0].let_go()
    assert Screen(page).settled().wait_for_truth().total() == server.total()


def test_a_push_while_the_hexagons_are_on_their_way_is_not_lost(open_page: OpenPage, server: Server) -> None:
    holds: list[Hold] = []
    page = open_page("/?period=all", before=lambda page: holds.append(Hold(page, VALUES, answered=True)))
    Screen(page).wait_until_live()
    heard = _version_heard(page)
    server.push(server.appeal("gap-3"))
    page.wait_for_function("heard => teplokarta.live.state().version > heard", arg=heard)
    holds[0].let_go()
    assert Screen(page).settled().wait_for_truth().total() == server.total()


def _draws_the_page(request: Request) -> bool:
    return bool(json.loads(request.post_data or "{}").get("output") == "page.children")


def _version_heard(page: Page) -> int:
    return int(page.evaluate("() => teplokarta.live.state().version"))


def test_a_corrected_appeal_leaves_the_count_as_it_is(open_page: OpenPage, server: Server) -> None:
    server.push(server.appeal("corrected"))
    screen = Screen(open_page("/?period=all")).settled().wait_for_truth()
    screen.wait_until_live()
    total = screen.total()
    counts = server.push(server.appeal("corrected", status="solved", minutes_later=5), server.appeal("another"))
    assert (counts["updated"], counts["stored"]) == (1, 1)
    assert screen.wait_for_truth().total() == total + 1


def test_an_appeal_of_another_topic_does_not_touch_a_filtered_screen(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    screen.topic_links().first.click()
    topic = screen.wait_for_query("topic")
    total = screen.wait_for_truth().total()
    screen.wait_until_live()
    server.push(server.appeal("foreign", topic="Никем не виданная тема"))
    server.push(server.appeal("own", topic=topic))
    assert screen.wait_for_truth().total() == total + 1


def test_an_open_page_recovers_when_the_server_comes_back(open_page: OpenPage, server: Server, watch: Watch) -> None:
    screen = Screen(open_page("/?period=all")).settled().wait_for_truth()
    screen.wait_until_live()
    total = screen.total()
    screen.mark_canvas()
    with watch.forgiving("ERR_|Failed to fetch|NetworkError|EventSource|Callback failed"):
        server.stop()
        server.start()
        server.push(server.appeal("after-restart"))
        assert screen.wait_for_truth().total() == total + 1
        screen.wait_until_live()
    assert screen.is_marked_canvas()


def test_a_lost_answer_is_asked_for_again_and_the_parts_stay_dim_until_then(open_page: OpenPage, watch: Watch) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    whole, lost = screen.total(), 0

    def lose(route: Route) -> None:
        nonlocal lost
        lost += 1
        if lost > 2:
            route.fallback()
        else:
            route.abort()

    screen.page.route(PARTS, lose)
    with watch.forgiving("ERR_FAILED"):
        screen.drill_by_ranking()
        screen.page.wait_for_function("() => document.querySelector('.waiting')")
        screen.wait_for_other_total(whole)
        screen.wait_for_truth()
    assert lost >= 3
    assert screen.page.locator(".waiting").count() == 0


def test_an_answer_that_takes_long_is_said_and_what_stands_stays_dim_until_then(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    held, note = Hold(screen.page, PARTS), screen.page.locator("#stale-note .of-slow")
    screen.page.locator("#periods a[href*='period=7d']").click()
    expect(note).to_be_visible(timeout=PATIENCE_MS)
    assert screen.page.locator(".waiting").count() > 0
    held.let_go()
    expect(note).to_be_hidden(timeout=PATIENCE_MS)
    screen.wait_for_truth()
    assert screen.page.locator(".waiting").count() == 0


def test_a_stream_that_never_says_a_word_is_no_stream(open_page: OpenPage) -> None:
    """A server that hangs takes the connection and says nothing; the page's patience is cut short here."""
    page = open_page("/?period=all", before=lambda page: page.add_init_script(MUTE))
    page.wait_for_function("() => document.documentElement.dataset.live === 'lost'", timeout=PATIENCE_MS)
    assert page.locator("#live-words").inner_text() == "нет связи"


def test_only_the_newest_of_two_quick_clicks_is_drawn(open_page: OpenPage) -> None:
    """The answer to the first one is late, and is not waited for."""
    screen = Screen(open_page("/?period=all")).settled()
    held = Hold(screen.page, PARTS, of=lambda request: "period%3D7d" in request.url)
    screen.page.locator("#periods a[href*='period=7d']").click()
    screen.page.locator("#periods a[href*='period=90d']").click()
    assert screen.wait_for_query("period") == "90d"
    screen.wait_for_truth()
    held.let_go()
    screen.wait_for_truth()
