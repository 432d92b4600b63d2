"""Reads tiles out of a PMTiles archive (version 3): one file that holds a whole pyramid of map tiles."""

from __future__ import annotations

import gzip
import json
import struct
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

HEADER_BYTES = 127
_MAGIC, _VERSION = b"PMTiles", 3
_PLAIN, _GZIP = 1, 2
KINDS = {1: "mvt", 2: "png", 3: "jpg", 4: "webp", 5: "avif"}
MEDIA = {
    "mvt": "application/vnd.mapbox-vector-tile",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
}
_LEAVES = 3
"""Directories lie at most so deep."""


class Entry(NamedTuple):
    """A run of tiles with one content; a run of 0 is a leaf directory."""

    tile: int
    offset: int
    length: int
    run: int


@dataclass(frozen=True, slots=True)
class Header:
    """Where the parts of the file lie, and what its tiles are."""

    root: tuple[int, int]
    metadata: tuple[int, int]
    leaves: int
    tiles: int
    inner_packing: int
    tile_packing: int
    kind: str
    minzoom: int
    maxzoom: int

    @classmethod
    def read(cls, body: bytes) -> Header:
        """ValueError for what is no archive of this version, or is packed in a way that we cannot unpack."""
        if len(body) < HEADER_BYTES or body[:7] != _MAGIC or body[7] != _VERSION:
            raise ValueError("it is no PMTiles archive of version 3")
        at = struct.unpack_from("<11Q", body, 8)
        inner, packing, kind, low, high = body[97], body[98], body[99], body[100], body[101]
        if inner not in (_PLAIN, _GZIP) or packing not in (_PLAIN, _GZIP):
            raise ValueError("its directories or tiles are packed with something else than gzip")
        if kind not in KINDS:
            raise ValueError("the kind of its tiles is not known")
        return cls((at[0], at[1]), (at[2], at[3]), at[4], at[6], inner, packing, KINDS[kind], low, high)


class Archive:
    """An open archive; threads may share it, since every read opens the file anew."""

    def __init__(self, path: Path) -> None:
        """OSError for a file that cannot be read, ValueError for one that is no archive."""
        self.path = path
        self.header = Header.read(self._read(0, HEADER_BYTES))
        self._directory: Callable[[int, int], list[Entry]] = lru_cache(256)(self._unpacked)

    def metadata(self) -> dict[str, Any]:
        """What the archive says of itself; `vector_layers` names the layers of vector tiles."""
        found = json.loads(self._inner(self._read(*self.header.metadata)) or b"{}")
        return found if isinstance(found, dict) else {}

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The bytes of a tile as stored, None where there is none."""
        if not (self.header.minzoom <= z <= self.header.maxzoom and 0 <= x < 2**z and 0 <= y < 2**z):
            return None
        wanted, (offset, length) = tile_id(z, x, y), self.header.root
        for _ in range(_LEAVES + 1):
            entry = find(self._directory(offset, length), wanted)
            if entry is None:
                return None
            if entry.run:
                return self._read(self.header.tiles + entry.offset, entry.length)
            offset, length = self.header.leaves + entry.offset, entry.length
        return None

    @property
    def packed(self) -> bool:
        """Whether tiles are stored as gzip."""
        return self.header.tile_packing == _GZIP

    def _unpacked(self, offset: int, length: int) -> list[Entry]:
        return entries(self._inner(self._read(offset, length)))

    def _inner(self, body: bytes) -> bytes:
        return gzip.decompress(body) if self.header.inner_packing == _GZIP and body else body

    def _read(self, offset: int, length: int) -> bytes:
        with self.path.open("rb") as file:
            file.seek(offset)
            return file.read(length)


def tile_id(z: int, x: int, y: int) -> int:
    """The place of a tile along the Hilbert curves of all zooms, one after another."""
    found: int = (4**z - 1) // 3
    side: int = 2**z // 2
    while side:
        rx, ry = int(bool(x & side)), int(bool(y & side))
        found += side * side * ((3 * rx) ^ ry)
        if not ry:
            if rx:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        side //= 2
    return found


def entries(body: bytes) -> list[Entry]:
    """A directory: numbers of variable length, column by column."""
    numbers = _numbers(body)
    count = numbers[0]
    columns = [numbers[1 + at * count : 1 + (at + 1) * count] for at in range(4)]
    found: list[Entry] = []
    tile = 0
    for step, run, length, place in zip(*columns, strict=True):
        tile += step
        offset = found[-1].offset + found[-1].length if place == 0 and found else place - 1
        found.append(Entry(tile, offset, length, run))
    return found


def _numbers(body: bytes) -> list[int]:
    found, number, shift = [], 0, 0
    for byte in body:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            found.append(number)
            number = shift = 0
    return found


def find(directory: list[Entry], wanted: int) -> Entry | None:
    """The entry that holds a tile, or the leaf in which to look on."""
    at = bisect_right(directory, wanted, key=lambda entry: entry.tile) - 1
    if at < 0:
        return None
    entry = directory[at]
    return entry if entry.run == 0 or wanted < entry.tile + entry.run else None
