"""Asks the map's routes, and reads their binary answers as a browser does."""

from __future__ import annotations

import asyncio
import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from numpy.typing import NDArray

from dashboard.mapdata import MapOptions, router
from tests.dashboard.mapworld import MapWorld

FOREVER = "public, max-age=31536000, immutable"


class Web:
    """Asks the routes of a small application of their own."""

    def __init__(self, questions: MapWorld, options: MapOptions | None = None) -> None:
        self._app = FastAPI()
        self._app.include_router(router(questions, options))

    def get(self, url: str, encoding: str = "gzip") -> Response:
        return asyncio.run(self._get(url, encoding))

    async def _get(self, url: str, encoding: str) -> Response:
        async with AsyncClient(transport=ASGITransport(self._app), base_url="http://testserver") as client:
            return await client.get(url, headers={"accept-encoding": encoding})


@dataclass
class Values:
    head: dict[str, Any]
    chosen: NDArray[np.float32]
    around: NDArray[np.float32] | None
    behind: NDArray[np.float32] | None


def values(answer: Response) -> Values:
    """What the browser reads from /map/values.bin."""
    assert answer.status_code == 200
    (length,) = struct.unpack_from("<I", answer.content)
    head = json.loads(answer.content[4 : 4 + length])
    floats = np.frombuffer(answer.content, "<f4", offset=4 + length)
    parts = list(floats.reshape(1 + head["context"] + head["behind"], head["n"]))
    chosen, around = parts.pop(0), parts.pop(0) if head["context"] else None
    behind = parts.pop(0) if head["behind"] else None
    assert not parts
    return Values(head, chosen, around, behind)


@dataclass
class Cells:
    origin: tuple[float, float]
    span: float
    ring: float
    ids: NDArray[np.uint64]
    centre: NDArray[np.uint16]
    owner: NDArray[np.uint16]
    corners: NDArray[np.int8]


def unpacked(body: bytes) -> Cells:
    """What the browser reads from a packed set."""
    x, y, span, ring, n, _ = struct.unpack_from("<4d2I", body)
    at = 40
    ids = np.frombuffer(body, "<u8", n, at)
    centre = np.frombuffer(body, "<u2", 2 * n, at + 8 * n).reshape(n, 2)
    owner = np.frombuffer(body, "<u2", n, at + 12 * n)
    corners = np.frombuffer(body, "i1", 12 * n, at + 14 * n).reshape(n, 6, 2)
    assert len(body) == at + 26 * n
    return Cells((x, y), span, ring, ids, centre, owner, corners)
