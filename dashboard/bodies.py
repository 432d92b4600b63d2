"""Reads a request's body within a limit and gives it out again to whoever asks next."""

from __future__ import annotations

from starlette.types import Message, Receive

DRAIN_BYTES = 256 * 2**20
"""A body above its limit but not above this is read to its end and dropped, to be refused politely."""


async def read(receive: Receive, most: int) -> bytes | None:
    """The whole body; None if it is larger or the sender has gone.

    A larger one is read on and dropped up to a limit: most clients hear a refusal only once they have sent all.
    """
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= max(most, DRAIN_BYTES):
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        size, more = size + len(part), message.get("more_body", False)
        if size <= most:
            parts.append(part)
        else:
            parts.clear()
    return b"".join(parts) if size <= most else None


def replay(body: bytes, receive: Receive) -> Receive:
    """`receive` that gives the body already read, then what comes after it."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return first.pop() if first else await receive()

    return again
