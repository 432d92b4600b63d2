"""Takes the place of Dash in the tests of callbacks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Handler = Callable[..., Awaitable[Any]]


class Board:
    """Takes the place of Dash: keeps handlers by the id of their first output."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}

    def callback(self, *dependencies: Any, **_: Any) -> Callable[[Handler], Handler]:
        def keep(handler: Handler) -> Handler:
            self.handlers[dependencies[0].component_id.removesuffix("-wire")] = handler
            return handler

        return keep

    def ask(self, target: str, *values: Any) -> Any:
        async def run() -> Any:
            return await self.handlers[target](*values)

        return asyncio.run(run())
