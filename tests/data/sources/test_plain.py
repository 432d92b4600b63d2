"""Text split in bulk gives what Python's csv gives, row for row, however hostile; what it might read otherwise it leaves."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from data.sources import delimited, stretches
from data.sources.limits import Limits
from data.sources.plain import split
from data.sources.reader import read
from tests.support.sources import save

NAMES = ("id", "text", "place")
HOSTILE = (
    "яма", "a,b", 'he said "hi"', 'quo"te', '"', "two\nlines", "two\r\nlines", "\r", "", "", " blank ", "\u00a0", "\x00",
    "x" * 300, "\u2028", "é", "—", '",', ',"', "\ufeff",
)  # fmt: skip


def field(rng: random.Random, clean: bool) -> str:
    value = rng.choice(HOSTILE)
    if clean or rng.random() < 0.9:
        quoted = any(mark in value for mark in ',"\r\n') or rng.random() < 0.2
        return '"' + value.replace('"', '""') + '"' if quoted else value
    return value


def line(rng: random.Random, clean: bool) -> str:
    width = 3 if clean or rng.random() < 0.97 else rng.choice((0, 1, 2, 4, 5))
    end = "\n" if clean or rng.random() < 0.97 else rng.choice(("\r\n", "\r", "\n\n"))
    return ",".join(field(rng, clean) for _ in range(width)) + end


def hostile(seed: int, encoding: str) -> bytes:
    """A file of good and bad lines, now and then with bytes that are no text."""
    rng = random.Random(seed)
    clean = [rng.random() < 0.7 for _ in range(30)]
    body = "".join(line(rng, part) for part in clean for _ in range(10))
    content = ("id,text,place\n" + body).encode(encoding, "ignore")
    if seed % 3 == 0:
        at = rng.randrange(200, len(content))
        content = content[:at] + b"\xff\xfe" + content[at:]
    return content[: len(content) - seed % 7]


def found(path: Path, limits: Limits) -> tuple[list[Any], list[int], list[Any]]:
    _, frames = read(path, limits)
    rows: list[Any] = []
    numbers: list[int] = []
    broken: list[Any] = []
    for frame in frames:
        rows += frame.table.to_pylist()
        numbers += frame.rows.tolist()
        broken += frame.broken
    return rows, numbers, sorted(broken, key=lambda one: (one.row, one.raw))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
@pytest.mark.parametrize("stretch", [97, 1_000, 1 << 22])
@pytest.mark.parametrize("seed", range(12))
def test_hostile_text_reads_as_record_by_record(
    seed: int, stretch: int, encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path / "a.csv", hostile(seed, encoding))
    monkeypatch.setattr(stretches, "STRETCH", stretch)
    monkeypatch.setattr(stretches, "_PIECE", max(16, stretch // 3))
    limits = Limits(batch_rows=50, cell_chars=200)
    bulk = found(path, limits)
    monkeypatch.setattr(delimited, "split", lambda *_: None)
    monkeypatch.setattr(stretches, "STRETCH", 1 << 22)
    assert bulk == found(path, limits)


def test_well_formed_text_is_split_in_bulk() -> None:
    text = b'id,"a ""b"", c",x\r\n2,"two\r\nlines",\r\n3,"unfinished\r\n'
    plain = split(text, ",", NAMES, 1_000)
    assert plain is not None
    assert plain.size == text.index(b"3,")
    assert plain.table.to_pylist() == [
        {"id": "id", "text": 'a "b", c', "place": "x"},
        {"id": "2", "text": "two\r\nlines", "place": ""},
    ]


@pytest.mark.parametrize(
    "text",
    [
        'a,5" pipe,c\n', 'a,"b"x,c\n', "a,b,c\rd,e,f\n", "a,b\n", "a,b,c,d\n", "a,\x00,c\n", "\ufeffa,b,c\n",
        'a,"' + "\n" * 600 + '",c\n', "a," + "b" * 2_000 + ",c\n", 'a,"b\n', "",
    ],
)  # fmt: skip
def test_text_that_csv_might_read_otherwise_is_left(text: str) -> None:
    assert split(text.encode(), ",", NAMES, 1_000) is None


def test_bytes_that_are_no_utf_8_are_left() -> None:
    assert split(b"a,\xff,c\n", ",", NAMES, 1_000) is None
