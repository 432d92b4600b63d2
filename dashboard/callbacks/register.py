"""The one way to register a callback; refuses a synchronous function, which would stop the event loop."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from dash import Dash

Handler = Callable[..., Awaitable[Any]]


class SynchronousCallback(TypeError):
    """A callback is not `async def`: Dash on FastAPI would run it on the event loop and freeze every request."""


def register(app: Dash, *dependencies: Any, **options: Any) -> Callable[[Handler], Handler]:
    """As `app.callback`, for coroutine functions only."""

    def accept(handler: Handler) -> Handler:
        if not inspect.iscoroutinefunction(handler):
            raise SynchronousCallback(f"{getattr(handler, '__name__', handler)} must be `async def`")
        app.callback(*dependencies, **options)(handler)
        return handler

    return accept
