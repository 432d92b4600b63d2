"""A started hub on fakes, and patience with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import numpy as np

from dashboard.asker import Asker, Turnstile
from dashboard.channel import Client
from dashboard.live import Hub
from dashboard.message import Message
from data.filters import Filters
from data.settings import Settings
from geo import cells
from tests.dashboard.fakes import CENTRE, FakeQuestions

ROSTOV = Filters("rostov")
PARENT = int(cells.parent(np.array([CENTRE], np.uint64), 8)[0])
TEXT = cells.to_text(np.array([PARENT], np.uint64))[0]
LONG = 30.0
"""Seconds no test waits for: what is expected comes at once."""


@asynccontextmanager
async def hub(questions: FakeQuestions, **settings: Any) -> AsyncIterator[Hub]:
    """A started hub on fakes; without pauses between messages unless a test sets them."""
    chosen = Settings(**{"events_max_per_s": 10_000, "events_reload_s": 0, **settings})
    with ThreadPoolExecutor(2) as executor:
        found = Hub(questions.store.real, questions.real, Asker(executor, Turnstile(2, 1_000)), chosen)
        found.start()
        try:
            yield found
        finally:
            found.stop()


async def take(client: Client) -> Message:
    message = await client.take(LONG)
    assert message is not None
    return message


async def settled() -> None:
    """Let everything that is ready run."""
    for _ in range(20):
        await asyncio.sleep(0)
