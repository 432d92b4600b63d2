"""Reads CSV and its relatives: encoding, delimiter and header are found, wrong lines are set aside."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO

from data.errors import TeplokartaError, UnreadableFile
from data.sources.batches import Item, gather, numbered
from data.sources.encoding import detect
from data.sources.frames import Frame, Preface
from data.sources.framing import regroup
from data.sources.header import Header, locate
from data.sources.limits import Limits
from data.sources.lines import Records
from data.sources.plain import split
from data.sources.stretches import Stretches, Text, bytes_of

Opener = Callable[[], io.BufferedReader]

_DELIMITERS = {",": "запятая", ";": "точка с запятой", "\t": "табуляция", "|": "вертикальная черта"}
_SAMPLE_LINES = 300
_SAMPLE_CHARS = 1_000_000
_PIECE = 1 << 16


def read_delimited(opener: Opener, name: str, limits: Limits, encoding: str) -> tuple[Preface, Iterator[Frame]]:
    """Header and frames of a delimited text; `opener` gives the bytes anew each time."""
    csv.field_size_limit(2 * max(limits.line_chars, _SAMPLE_CHARS))
    lines = _first_lines(opener, encoding)
    delimiter, header = _dialect(lines)
    if not any(line.strip() for line in lines):
        raise UnreadableFile(f"В файле {name} нет ни одной строки текста. Выгрузите его заново.")
    notes = (f"кодировка {encoding}", f"разделитель: {_DELIMITERS[delimiter]}", *header.notes)
    return Preface(header.names, notes), _frames(opener, encoding, delimiter, header, limits)


def find_encoding(opener: Opener) -> str:
    """The encoding of the content; a fault further on is left to the reading itself."""
    with opener() as content:
        return detect(pieces(content))


def pieces(content: io.BufferedReader) -> Iterator[bytes]:
    """The content as far as it can be read."""
    with suppress(TeplokartaError):
        while piece := content.read1(_PIECE):
            yield piece


def text_of(content: io.BufferedReader, encoding: str) -> IO[str]:
    """Decoded text with its line ends; undecodable bytes stay visible as lone surrogates where that is possible."""
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    return io.TextIOWrapper(content, encoding, errors, newline="")


def _first_lines(opener: Opener, encoding: str) -> list[str]:
    lines: list[str] = []
    left = _SAMPLE_CHARS
    with opener() as content, suppress(TeplokartaError):
        text = text_of(content, encoding)
        while left > 0 and len(lines) < _SAMPLE_LINES and (line := text.readline(left)):
            lines.append(line)
            left -= len(line)
    return lines


def _dialect(lines: list[str]) -> tuple[str, Header]:
    """The delimiter that splits most lines into the same number of fields, and the header it gives."""
    found = {delimiter: list(csv.reader(lines, delimiter=delimiter)) for delimiter in _DELIMITERS}
    best = max(found, key=lambda delimiter: _regularity(found[delimiter]))
    return best, locate(found[best])


def _regularity(rows: list[list[str]]) -> float:
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return count / widths.total() * math.log(width)


def _frames(opener: Opener, encoding: str, delimiter: str, header: Header, limits: Limits) -> Iterator[Frame]:
    with opener() as content:
        yield from regroup(_as_found(Stretches(content, encoding), delimiter, header, limits), limits)


def _as_found(lines: Stretches, delimiter: str, header: Header, limits: Limits) -> Iterator[Frame]:
    """Frames of any size: a well-formed stretch in bulk, any other record by record."""
    number, held = 0, lines.more()
    while held:
        found = split(held, delimiter, header.names, limits.line_chars) if number > header.index else None
        if found:
            yield numbered(found.table, number)
            number += found.table.num_rows
            held = held[found.size :]
        else:
            text = Text(held, lines)
            records = Records(text, delimiter, len(header.names), limits.line_chars, number)
            yield from gather(_until_left(records, text, header.index + 1), header.names, limits)
            number, held = records.number, bytes_of(records.returned() + text.rest())
        held += lines.more()
    lines.check()


def _until_left(records: Records, text: Text, skipped: int) -> Iterator[Item]:
    """The records of one stretch (the last one may reach into the next); right after the header only the first."""
    beginning = records.number < skipped
    for item in records.after(skipped):
        yield item
        if beginning or text.left:
            return
