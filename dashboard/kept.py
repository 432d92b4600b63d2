"""Bodies of answers ready to be sent: encoded once and packed once, bounded in memory; equal questions share them."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Hashable

from starlette.requests import Request

from data.cache import SingleFlight

LEAST_PACKED_BYTES = 1_000
"""Smaller bodies travel as they are."""

_ENTRIES = 512
_LEVEL = 5


def takes_gzip(request: Request) -> bool:
    """Whether the client takes compressed bodies."""
    return "gzip" in request.headers.get("accept-encoding", "")


class Kept:
    """Keeps bodies under keys that name everything they depend on; at most so many megabytes."""

    def __init__(self, most_mb: int = 64) -> None:
        self._bodies = SingleFlight(_ENTRIES, len, most_mb * 2**20)

    def get(self, key: Hashable, encode: Callable[[], bytes], packs: bool) -> tuple[bytes, bool]:
        """The body, compressed if the client takes that and it is worth it; and whether it is."""
        plain = self._bodies.get((key, False), encode)
        if not packs or len(plain) < LEAST_PACKED_BYTES:
            return plain, False
        return self._bodies.get((key, True), lambda: gzip.compress(plain, _LEVEL, mtime=0)), True
