"""Reads JSON and NDJSON as a stream of objects, however large the file."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from typing import IO, Any

from data.errors import UnreadableFile
from data.model import Rejected
from data.sources.batches import Row, build, packs
from data.sources.delimited import Opener, text_of
from data.sources.frames import Frame, Preface
from data.sources.limits import Limits
from data.sources.reasons import BROKEN_JSON, EMPTY, LONG, NOT_OBJECT, raw_line, raw_value
from data.sources.records import flatten

_LISTS = ("items", "features", "records", "data", "results", "result", "rows")
_OPENING = re.compile(r'"(' + "|".join(_LISTS) + r')"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")
_PIECE = 1 << 20
_HEADER_ROWS = 1_000

Found = tuple[int, dict[str, str]] | Rejected


def read_json(
    opener: Opener, name: str, limits: Limits, encoding: str, lines: bool
) -> tuple[Preface, Iterator[Frame]]:
    """Header (the names in the first records) and frames of NDJSON (`lines`) or one JSON document."""

    def frames(bounds: Limits) -> Generator[Frame]:
        with opener() as content, text_of(content, encoding) as text:
            yield from _frames(_ndjson(text, bounds) if lines else _document(text, name, bounds), bounds)

    with closing(frames(replace(limits, batch_rows=min(_HEADER_ROWS, limits.batch_rows)))) as beginning:
        first = next(beginning, None)
    if first is None:
        raise UnreadableFile(f"В файле {name} нет ни одной записи. Ожидается массив объектов или объект на строку.")
    notes = (f"кодировка {encoding}", "NDJSON: объект на строку" if lines else "JSON: массив объектов")
    return Preface(tuple(first.table.column_names), notes), frames(limits)


def looks_like_lines(start: str) -> bool:
    """Whether a text that begins with `{` is NDJSON rather than one document with a list inside."""
    for line in start.splitlines()[:2]:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        return not (isinstance(value, dict) and any(isinstance(value.get(name), list) for name in _LISTS))
    return not _OPENING.search(start) and start.count("\n{") > 0


def _frames(found: Iterator[Found], limits: Limits) -> Iterator[Frame]:
    """Each batch has the columns its own records name."""
    for pack in packs(found, _size, limits):
        broken = [item for item in pack if isinstance(item, Rejected)]
        good = [item for item in pack if not isinstance(item, Rejected)]
        names = tuple(dict.fromkeys(name for _, record in good for name in record))
        if len(names) > limits.max_columns:
            names, good = _narrow(names, good, limits.max_columns)
        rows: list[Row] = [[record.get(name) for name in names] for _, record in good]
        yield build(rows, [number for number, _ in good], broken, names, limits)


def _narrow(
    names: tuple[str, ...], good: list[tuple[int, dict[str, str]]], most: int
) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:
    """The first names as columns, the others of each record as JSON in the column `extra`."""
    kept = dict.fromkeys(name for name in names[:most] if name != "extra")
    narrow = []
    for number, record in good:
        more = {name: value for name, value in record.items() if name not in kept}
        few = {name: value for name, value in record.items() if name in kept}
        narrow.append((number, few | ({"extra": json.dumps(more, ensure_ascii=False)} if more else {})))
    return (*kept, "extra"), narrow


def _size(item: Found) -> int:
    return len(item.raw) if isinstance(item, Rejected) else sum(map(len, item[1].values()))


def _ndjson(text: IO[str], limits: Limits) -> Iterator[Found]:
    number = 0
    while line := text.readline(limits.line_chars):
        number += 1
        if len(line) >= limits.line_chars and line[-1] != "\n":
            while (part := text.readline(limits.line_chars)) and part[-1] != "\n":
                pass
            yield LONG.reject(raw_line(line), number)
        elif line.strip(" \t\r\n\x00\x1e"):
            yield _parsed(line, number)


def _parsed(line: str, number: int) -> Found:
    try:
        return _record(_DECODER.decode(line.strip(" \t\r\n\x00\x1e")), number)
    except (ValueError, RecursionError):
        return BROKEN_JSON.reject(raw_line(line.rstrip("\r\n")), number)


def _record(value: object, number: int) -> Found:
    if not isinstance(value, dict):
        return NOT_OBJECT.reject(raw_value(value), number)
    record = flatten(value)
    return (number, record) if record else EMPTY.reject(raw_value(value), number)


def _integer(digits: str) -> int | str:
    """Numbers too long for an integer (Python refuses 4,300 digits) stay text."""
    return int(digits) if len(digits) < 40 else digits


_DECODER = json.JSONDecoder(parse_int=_integer)


def _document(text: IO[str], name: str, limits: Limits) -> Iterator[Found]:
    """Objects of the array of a JSON document, one after another."""
    window = _Window(text, limits.line_chars)
    if not window.enter():
        raise UnreadableFile(
            f"В файле {name} нет массива объектов. Ожидается [{{…}}, …] или {{\"items\": [{{…}}, …]}}."
        )
    number = 0
    while not window.at_end():
        number += 1
        try:
            value = window.next()
        except (ValueError, RecursionError) as fault:
            raise UnreadableFile(
                f"Файл {name} испорчен или оборван: запись {number} не читается как JSON. Записи до неё прочитаны. "
                "Выгрузите файл заново."
            ) from fault
        yield _record(value, number)


class _Window:
    """The part of a JSON text that is being read."""

    def __init__(self, text: IO[str], most: int) -> None:
        self._text = text
        self._most = most
        self._buffer = text.read(_PIECE).lstrip("\ufeff \t\r\n")
        self._at = 0

    def enter(self) -> bool:
        """Go to the first element of the array; whether there is one."""
        if self._buffer.startswith("["):
            self._at = 1
            return True
        opening = _OPENING.search(self._buffer)
        self._at = opening.end() if opening else 0
        return opening is not None

    def at_end(self) -> bool:
        """Skip blanks and commas; whether the array ends here."""
        while True:
            gap = _GAP.match(self._buffer, self._at)
            self._at = gap.end() if gap else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at] == "]"
            if not self._more():
                return False

    def next(self) -> Any:
        """The value that begins here; ValueError where it is broken, cut off or larger than a record may be."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError:
                if len(self._buffer) - self._at > self._most or not self._more():
                    raise
                continue
            if end == len(self._buffer) and self._more():
                continue
            self._at = end
            return value

    def _more(self) -> bool:
        """Drop what is read and double the rest; False at the end of the text."""
        rest = self._buffer[self._at :]
        piece = self._text.read(max(_PIECE, len(rest)))
        self._buffer, self._at = rest + piece, 0
        return bool(piece)
