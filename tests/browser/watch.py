"""Notices what a page does: every request it makes, every error it writes to the console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import ConsoleMessage, Page

INNER = ("data:", "blob:", "about:", "chrome-error:")


class Watch:
    """Follows pages; `check` fails on a request to another host and on any complaint."""

    def __init__(self, url: str) -> None:
        self.home = (url + "/", url.replace("http://", "ws://") + "/")
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self._forgiven: re.Pattern[str] | None = None

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self._complain(f"error: {error}"))
        page.on("console", self._said)

    @contextmanager
    def forgiving(self, pattern: str) -> Iterator[None]:
        """While a test breaks something on purpose, complaints that match are expected."""
        self._forgiven = re.compile(pattern)
        try:
            yield
        finally:
            self._forgiven = None

    def check(self) -> None:
        assert self.requests, "no page was opened"
        assert not self.strangers, self.strangers
        assert not self.complaints, self.complaints

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith(self.home) and not url.startswith(INNER):
            self.strangers.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complain(f"{message.text} ({message.location.get('url', '')})")

    def _complain(self, text: str) -> None:
        if not (self._forgiven and self._forgiven.search(text)):
            self.complaints.append(text)
