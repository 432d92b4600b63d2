"""Tiles out of a PMTiles archive, checked against archives written here by the published layout."""

from __future__ import annotations

import gzip
import json
import struct
from itertools import product
from pathlib import Path

import pytest

from geo.pmtiles import Archive, tile_id

Tiles = dict[tuple[int, int, int], bytes]


def varint(number: int) -> bytes:
    found = bytearray()
    while number >= 0x80:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def directory(rows: list[tuple[int, int, int, int]]) -> bytes:
    """Rows of tile, offset, length, run."""
    steps = [row[0] - before for row, before in zip(rows, [0, *(row[0] for row in rows)], strict=False)]
    columns = [steps, [row[3] for row in rows], [row[2] for row in rows], [row[1] + 1 for row in rows]]
    return gzip.compress(b"".join(map(varint, [len(rows), *(each for column in columns for each in column)])))


def archive(path: Path, tiles: Tiles, *, kind: int = 2, leaves: bool = False, metadata: object = None) -> Path:
    """Writes an archive; `leaves` puts every entry into a leaf of its own."""
    rows, body = [], b""
    for at, content in sorted((tile_id(*place), content) for place, content in tiles.items()):
        rows.append((at, len(body), len(content), 1))
        body += content
    parts = [directory([row]) for row in rows] if leaves else []
    offsets = [sum(map(len, parts[:at])) for at in range(len(parts))]
    pointers = [(row[0], off, len(part), 0) for row, off, part in zip(rows, offsets, parts, strict=bool(leaves))]
    root = directory(pointers if leaves else rows)
    told, leaf = gzip.compress(json.dumps(metadata or {}).encode()), b"".join(parts)
    places = [127, len(root), 127 + len(root), len(told)]
    places += [sum(places[2:]), len(leaf), sum(places[2:]) + len(leaf), len(body), len(rows), len(rows), len(rows)]
    flags = bytes([1, 2, 1, kind, min(z for z, _, _ in tiles), max(z for z, _, _ in tiles)])
    header = b"PMTiles\x03" + struct.pack("<11Q", *places) + flags
    path.write_bytes(header.ljust(127, b"\0") + root + told + leaf + body)
    return path


def test_the_ids_follow_the_curve_of_the_specification() -> None:
    first = [(0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1), (1, 1, 0), (2, 0, 0)]
    assert [tile_id(*place) for place in first] == [0, 1, 2, 3, 4, 5]
    assert tile_id(12, 3423, 1763) == 19_078_479
    for z in range(5):
        ids = sorted(tile_id(z, x, y) for x, y in product(range(2**z), repeat=2))
        assert ids == list(range((4**z - 1) // 3, (4 ** (z + 1) - 1) // 3))


@pytest.mark.parametrize("leaves", [False, True])
def test_every_tile_is_found_and_no_other(tmp_path: Path, leaves: bool) -> None:
    tiles = {(1, x, y): f"{x},{y}".encode() for x, y in product(range(2), repeat=2)} | {(3, 5, 2): b"deep"}
    found = Archive(archive(tmp_path / "map.pmtiles", tiles, leaves=leaves))
    assert {place: found.tile(*place) for place in tiles} == tiles
    assert found.tile(3, 5, 3) is None
    assert found.tile(0, 0, 0) is None
    assert found.tile(9, 0, 0) is None
    assert found.tile(1, 2, 0) is None


def test_a_run_of_equal_tiles_is_stored_once(tmp_path: Path) -> None:
    path = archive(tmp_path / "map.pmtiles", {(1, 0, 0): b"sea"})
    root = directory([(1, 0, 3, 4)])
    body = bytearray(path.read_bytes())
    places = [127, len(root), 127 + len(root), 0, 0, 0, 127 + len(root), 3]
    path.write_bytes(bytes(body[:8]) + struct.pack("<8Q", *places) + bytes(body[72:127]) + root + b"sea")
    found = Archive(path)
    assert {found.tile(1, x, y) for x, y in product(range(2), repeat=2)} == {b"sea"}
    assert found.metadata() == {}


def test_what_an_archive_says_of_itself(tmp_path: Path) -> None:
    told = {"vector_layers": [{"id": "water"}]}
    found = Archive(archive(tmp_path / "map.pmtiles", {(0, 0, 0): b"x"}, kind=1, metadata=told))
    assert found.metadata() == told
    assert (found.header.kind, found.header.minzoom, found.header.maxzoom, found.packed) == ("mvt", 0, 0, False)


@pytest.mark.parametrize(("at", "value"), [(0, 0), (7, 2), (97, 3), (98, 4), (99, 0)])
def test_what_is_no_archive_of_ours_is_refused(tmp_path: Path, at: int, value: int) -> None:
    path = archive(tmp_path / "map.pmtiles", {(0, 0, 0): b"x"})
    body = bytearray(path.read_bytes())
    body[at] = value
    path.write_bytes(bytes(body))
    with pytest.raises(ValueError, match=r"archive|packed|kind"):
        Archive(path)
    path.write_bytes(b"short")
    with pytest.raises(ValueError, match="archive"):
        Archive(path)
