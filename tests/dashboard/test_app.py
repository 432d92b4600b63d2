"""The application as the browser first gets it."""

from __future__ import annotations

import asyncio
import re
from typing import cast

import httpx
import pytest
from fastapi import FastAPI

from dashboard import app as application
from dashboard import look
from dashboard.app import Screen, for_page
from dashboard.site import ready
from data.query import Questions
from data.settings import Settings
from tests.dashboard.screen_world import World

SCRIPTS = '<script src="/suites/dash_ag_grid/a.js"></script>\n<script src="/suites/dash/b.js"></script>'


class Client:
    """Asks an application without a server."""

    def __init__(self, app: Screen) -> None:
        self._transport = httpx.ASGITransport(ready(app))

    def get(self, path: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url="http://127.0.0.1") as client:
                return await client.get(path)

        return asyncio.run(ask())


def made(settings: Settings) -> Client:
    return Client(cast(Screen, application.build(cast(Questions, World()), settings)))


@pytest.fixture(scope="module")
def client() -> Client:
    return made(Settings())


def test_the_grids_script_loads_on_its_page_only() -> None:
    assert "dash_ag_grid" not in for_page(SCRIPTS, "/")
    assert for_page(SCRIPTS, "/records/") == SCRIPTS


def test_the_first_page_is_ours_and_in_russian(client: Client) -> None:
    page = client.get("/").text
    assert '<html lang="ru" data-page="/">' in page
    assert "Теплокарта" in page
    assert "Загрузка…" in page


def test_the_first_page_says_which_version_of_the_store_it_is_not_older_than() -> None:
    world = World()
    page = Client(cast(Screen, application.build(cast(Questions, world), Settings()))).get("/").text
    assert f'<meta name="store-version" content="{world.store.version}">' in page


def test_a_tab_has_our_sign_and_no_other(client: Client) -> None:
    page = client.get("/").text
    assert page.count('rel="icon"') == 1
    assert look.ICON in page


def test_the_map_does_not_wait_for_the_grid(client: Client) -> None:
    assert "/dash_ag_grid/" not in client.get("/").text
    assert "/dash_ag_grid/" in client.get("/records").text


def test_no_address_of_another_host_is_in_the_page(client: Client) -> None:
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"]+", client.get("/").text) == []


def test_the_layout_has_the_stores_of_the_state(client: Client) -> None:
    layout = client.get("/_dash-layout").text
    assert [
        name
        for name in ("state", "path", "live", "page", "problem", "header")
        if f'"id":"{name}"' not in layout
    ] == []


def test_every_callback_of_the_server_is_a_coroutine_and_named(client: Client) -> None:
    found = client.get("/_dash-dependencies").json()
    outputs = {each["output"] for each in found}
    assert {"page.children", "records-head-wire.data", "grid.getRowsResponse"} <= outputs


def test_english_settings_speak_english_from_the_first_byte() -> None:
    page = made(Settings(lang="en")).get("/").text
    assert '<html lang="en" data-page="/">' in page
    assert "Teplokarta" in page


def test_the_application_can_stand_on_a_given_server() -> None:
    server = FastAPI()
    assert application.build(cast(Questions, World()), Settings(), server).server is server
