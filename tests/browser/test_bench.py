"""The bench of the screen measures every kind of click and the map's frames, and finds no fault of the page."""

from __future__ import annotations

from playwright.sync_api import Browser

from bench import screen
from bench.screen import Effort
from tests.browser.server import Server


def test_every_kind_of_click_and_the_maps_frames_are_measured(browser: Browser, server: Server) -> None:
    line = screen.measured(browser, server.url + "/", Effort(rounds=1, frames_ms=300))
    assert line["clicks"] == len(screen.WALK)
    assert {f"{kind}_p95_ms" for kind in screen.WALK} <= set(line)
    assert (line["foreign_hosts"], line["console_errors"]) == (0, 0)
    named = ["first_map_ms", "click_p95_ms", "page_cpu_ms_a_click", "answered_p50_ms", "server_p50_ms"]
    named += ["cells", "kilobytes", "pan_to_empty", "zoom_to_empty"]
    assert min(line[name] for name in named) > 0
