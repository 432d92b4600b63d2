"""The page keeps to itself: no other host, headers that forbid one, no words of a person in the markup."""

from __future__ import annotations

from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen
from tests.browser.server import Server
from tests.browser.watch import Watch


def test_no_request_leaves_this_machine(open_page: OpenPage, watch: Watch) -> None:
    Screen(open_page("/?period=all")).settled()
    open_page("/records").wait_for_load_state("load")
    assert len(watch.requests) > 5
    assert watch.strangers == []


def test_a_text_with_markup_stays_a_text(open_page: OpenPage, server: Server) -> None:
    hostile = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script> Яма с разметкой"
    server.push(server.appeal("hostile-1", text=hostile, street="<b>Улица</b>"))
    screen = Screen(open_page("/")).settled()
    records = open_page("/records")
    records.wait_for_function("() => document.body.innerText.includes('Яма с разметкой')")
    for page in (screen.page, records):
        assert page.evaluate("() => window.hacked ?? 0") == 0
