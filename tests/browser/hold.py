"""Keeps answers from a page until a test lets them go: a slow line, at the moment that the test wants."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import APIResponse, Page, Request, Route


class Hold:
    """Holds back the requests of one pattern; `answered`: the server has answered them, only the page still waits."""

    def __init__(
        self, page: Page, pattern: str, of: Callable[[Request], bool] = lambda _: True, *, answered: bool = False
    ) -> None:
        self._held: list[tuple[Route, APIResponse | None]] = []
        self._of = of
        self._answered = answered
        self._holding = True
        page.route(pattern, self._meet)

    def let_go(self) -> None:
        """Let pass what was held and what comes."""
        self._holding = False
        while self._held:
            _pass(*self._held.pop())

    def _meet(self, route: Route) -> None:
        if not self._holding or not self._of(route.request):
            route.fallback()
            return
        response = route.fetch() if self._answered else None
        if self._holding:
            self._held.append((route, response))
        else:  # let go while the server was answering
            _pass(route, response)


def _pass(route: Route, response: APIResponse | None) -> None:
    if response is None:
        route.continue_()
    else:
        route.fulfill(response=response)
