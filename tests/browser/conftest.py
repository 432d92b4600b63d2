"""A Chromium, a server and a page that notices every request, error and stray word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.browser.screen import PATIENCE_MS, Screen
from tests.browser.server import Server
from tests.browser.watch import Watch

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("browser"))
    running.start()
    running.push(running.appeal("opening"))  # the feed lives from now on: no test's first push starts its clock
    yield running
    running.stop()
    assert "Traceback" not in "".join(running.log), "".join(running.log)


@pytest.fixture
def quiet_server(tmp_path: Path) -> Iterator[Server]:
    """A server of one test, to which nothing was pushed: its clock stands at the latest receipt."""
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, "no Chromium on this machine: install Debian's package `chromium`"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """What the pages of a test did; the test fails afterwards if any left this machine or complained."""
    watching = Watch(server.url)
    yield watching
    watching.check()


@pytest.fixture
def open_page(browser: Browser, server: Server, watch: Watch) -> Iterator[OpenPage]:
    """Opens a path of the server in a context of its own (no cookies, no cache shared with another).

    `before` gets the page while it is still empty.
    """
    contexts: list[BrowserContext] = []

    def opened(
        path: str = "/", width: int = 1600, height: int = 900, before: Callable[[Page], object] = lambda _: None
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="ru-RU", color_scheme="dark")
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        before(page)
        page.goto(server.url + path, wait_until="domcontentloaded")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def thumb(browser: Browser, server: Server, watch: Watch) -> Iterator[Screen]:
    """The whole of the demonstration on a phone, by touch."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="ru-RU", color_scheme="dark"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    watch.follow(page)
    page.goto(server.url + "/?period=all")
    yield Screen(page).settled()
    context.close()
