"""One message of a live stream: what it says, how two unsent ones become one, and its bytes on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from dashboard import encode

RETRY_MS = 2_000


@dataclass(frozen=True)
class Message:
    """Values are absolute: the newest of a cell replaces the others, 0 removes it. `reload`: ask everything anew."""

    v: int
    n: int = 0
    cells: dict[str, float] = field(default_factory=dict)
    reload: bool = False

    def then(self, newer: Message) -> Message:
        """This message and a newer one as one."""
        if self.reload or newer.reload:
            return Message(newer.v, reload=True)
        return Message(newer.v, self.n + newer.n, self.cells | newer.cells)

    @cached_property
    def wire(self) -> bytes:
        """The event as sent; encoded once however many clients get it."""
        body: dict[str, object] = {"v": self.v, "reload": True}
        if not self.reload:
            cells = [[cell, encode.number(value) or 0] for cell, value in self.cells.items()]
            body = {"v": self.v, "n": self.n, "cells": cells}
        return b"id: %d\ndata: %s\n\n" % (self.v, encode.to_json(body))


def opening(version: int) -> bytes:
    """What a stream begins with: when to come back, and the version it starts from (an id without data is no event)."""
    return b"retry: %d\nid: %d\n\n" % (RETRY_MS, version)


def heartbeat(version: int) -> bytes:
    """An event of its own name, so that a page notices a stream that died without a word; it changes nothing."""
    body = encode.to_json({"v": version, "n": 0, "cells": []})
    return b"event: heartbeat\ndata: %s\n\n" % body
