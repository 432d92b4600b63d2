"""The door to Dash's callbacks: only well-formed calls of known callbacks, and only so many at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import faults
from dashboard.asker import Turnstile
from dashboard.bodies import read, replay
from data.errors import ServerBusy

PATH = "/_dash-update-component"


class CallbacksDoor:
    """Plain ASGI before Dash: it would answer 500 to a broken body, and run as many callbacks as a client starts."""

    def __init__(self, app: ASGIApp, known: Mapping[str, Any], turnstile: Turnstile, most: int) -> None:
        self.turnstile = turnstile
        self._app = app
        self._known = known
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        body = await read(receive, self._most)
        if body is None or not _is_json(Headers(scope=scope)) or not self._valid(body):
            message, allowed = "Вызов обработчика страницы составлен неверно", "Обновите страницу"
            await faults.refusal(400, "body", message, allowed)(scope, receive, send)
            return
        try:
            async with self.turnstile.place():
                await self._app(scope, replay(body, receive), send)
        except ServerBusy as fault:
            await faults.answer(fault)(scope, receive, send)

    def _valid(self, body: bytes) -> bool:
        try:
            call = json.loads(body)
        except (ValueError, RecursionError):
            return False
        if not isinstance(call, dict) or not isinstance(call.get("output"), str):
            return False
        lists = (call.get("inputs"), call.get("state", []), call.get("changedPropIds", []))
        return call["output"] in self._known and all(isinstance(part, list) for part in lists)


def _is_json(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("application/json")
