"""The memory that a process holds."""

from __future__ import annotations

from data.resident import resident_bytes


def test_what_is_held_is_counted() -> None:
    before = resident_bytes()
    held = b"1" * (64 << 20)
    assert resident_bytes() - before > len(held) // 2
