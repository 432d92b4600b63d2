"""Kept bodies: encoded once, packed once, small ones left alone."""

from __future__ import annotations

import gzip

import pytest
from starlette.requests import Request

from dashboard.kept import Kept, takes_gzip

LARGE = b"hexagon " * 1_000


@pytest.mark.parametrize("packs", [True, False])
def test_a_body_is_encoded_once_for_those_who_take_it_packed_and_those_who_do_not(packs: bool) -> None:
    kept, calls = Kept(), list[int]()

    def encode() -> bytes:
        calls.append(1)
        return LARGE

    first, again = kept.get("key", encode, packs), kept.get("key", encode, packs)
    assert (gzip.decompress(first[0]) if packs else first[0]) == LARGE
    assert first[1] == packs
    assert again[0] is first[0]
    assert kept.get("key", encode, not packs)[1] != packs
    assert calls == [1]


def test_a_small_body_is_not_packed() -> None:
    assert Kept().get("key", lambda: b"small", True) == (b"small", False)


def test_another_key_is_another_body() -> None:
    kept = Kept()
    assert [kept.get(key, key.encode, False)[0] for key in ("a", "b", "a")] == [b"a", b"b", b"a"]


@pytest.mark.parametrize(("headers", "taken"), [([(b"accept-encoding", b"br, gzip")], True), ([], False)])
def test_who_takes_gzip_says_so(headers: list[tuple[bytes, bytes]], taken: bool) -> None:
    assert takes_gzip(Request({"type": "http", "headers": headers})) == taken
