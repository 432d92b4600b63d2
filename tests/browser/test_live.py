"""The screen lives: what is pushed appears untouched, and a restart of the server is survived."""

from __future__ import annotations

import time

from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen
from tests.browser.server import Server
from tests.browser.watch import Watch

WITHIN_S = 1.0


def test_a_pushed_appeal_is_on_the_open_screen_within_a_second(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/")).settled()
    screen.wait_until_live()
    total, sum_before = screen.total(), screen.hexmap("sum")
    server.push(server.appeal("live-1"))
    begun = time.monotonic()
    screen.wait_for_total(total + 1)
    screen.page.wait_for_function("sum => window.hexmap.state('map').sum > sum", arg=sum_before)
    assert time.monotonic() - begun < WITHIN_S
    assert screen.hexmap("sum") == sum_before + 1


def test_a_corrected_appeal_leaves_the_count_as_it_is(open_page: OpenPage, server: Server) -> None:
    server.push(server.appeal("live-2"))
    screen = Screen(open_page("/")).settled()
    screen.wait_until_live()
    total = screen.total()
    counts = server.push(server.appeal("live-2", status="solved", minutes_later=5), server.appeal("live-3"))
    screen.wait_for_total(total + 1)
    assert (counts["updated"], counts["stored"]) == (1, 1)


def test_an_appeal_of_another_topic_does_not_touch_a_filtered_screen(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    screen.topic_links().first.click()
    topic = screen.wait_for_query("topic")
    total = server.total(f"period=all&topic={topic}")
    screen.wait_for_total(total)
    screen.wait_until_live()
    server.push(server.appeal("live-4", topic="Никем не виданная тема"))
    server.push(server.appeal("live-5", topic=topic))
    screen.wait_for_total(total + 1)
    assert screen.total() == total + 1


def test_an_open_page_recovers_when_the_server_comes_back(open_page: OpenPage, server: Server, watch: Watch) -> None:
    screen = Screen(open_page("/")).settled()
    screen.wait_until_live()
    total = screen.total()
    screen.mark_canvas()
    with watch.forgiving("ERR_|Failed to fetch|NetworkError|EventSource|Callback failed"):
        server.stop()
        server.start()
        server.push(server.appeal("after-restart"))
        screen.wait_for_total(total + 1, timeout=60_000)
        screen.wait_until_live()
    assert screen.is_marked_canvas()
