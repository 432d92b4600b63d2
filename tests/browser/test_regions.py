"""Several regions on one map: another region is another style, and the reader may be quicker than it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.screen import PATIENCE_MS, Screen
from tests.browser.server import Server
from tests.browser.watch import Watch
from tests.source import ROOT

VLADIVOSTOK: dict[str, Any] = {"region": "primorye", "lon": 131.8855, "lat": 43.1155, "settlement": "Владивосток"}
BACK_AND_FORTH = """async regions => {
    const quiet = ms => new Promise(done => setTimeout(done, ms))
    for (const [region, pause] of regions) { teplokarta.go({ region, period: 'all' }); await quiet(pause) }
}"""
LOST_FRAME = "reading 'updateData'"
"""MapLibre sometimes draws labels of a place before their buffers are there while one style replaces another: it loses that
frame and draws the next one. Nothing of ours is between; what the map shows in the end is tested."""

OF = """code => {
    const state = hexmap.state('map')
    return state && !state.loading && !state.moving && state.centre[0] > 100 === (code === 'primorye')
}"""


@pytest.fixture
def two_regions(quiet_server: Server) -> Server:
    """A server of two regions, with an appeal in the second one."""
    command = [sys.executable, "app.py", "region", "data/reference/regions/primorye.geojson.gz", "--db", str(quiet_server.db)]
    subprocess.run(command, cwd=ROOT, env=os.environ, check=True, capture_output=True)
    assert quiet_server.push(quiet_server.appeal("far", **VLADIVOSTOK))["stored"] == 1
    return quiet_server


@pytest.mark.parametrize("pauses", [(0, 0, 0), (40, 40, 40), (400, 60, 200)])
def test_back_and_forth_between_regions_ends_where_the_address_says(
    browser: Browser, two_regions: Server, pauses: tuple[int, int, int]
) -> None:
    watch, page = Watch(two_regions.url), browser.new_page(viewport={"width": 1600, "height": 900}, locale="ru-RU")
    page.set_default_timeout(PATIENCE_MS)
    watch.follow(page)
    page.goto(two_regions.url + "/?region=rostov&period=all")
    screen = Screen(page).settled()
    path = ["primorye", "rostov", "primorye"]
    with watch.forgiving(LOST_FRAME):
        page.evaluate(BACK_AND_FORTH, [list(step) for step in zip(path, pauses, strict=True)])
        page.go_back()
        page.wait_for_function(OF, arg="rostov")
        screen.wait_for_truth()
        page.go_forward()
        page.wait_for_function(OF, arg="primorye")
        assert screen.wait_for_truth().total() == 1
    watch.check()
    page.close()
