"""Splits delimited text into records, and starts again after an unclosed quote."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Protocol

from data.model import Rejected
from data.sources.reasons import FIELDS, LONG, Reason, raw_line

MAX_LINES = 500
"""Most lines of one record; more are taken for an unclosed quote."""


class Runaway(Exception):
    """A record that does not end where it should."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


class Stream(Protocol):
    """What lines are read from."""

    def readline(self, most: int, /) -> str: ...


class Lines:
    """Lines of a text stream that remember those of the current record and can be given back."""

    def __init__(self, stream: Stream, line_chars: int) -> None:
        self._stream = stream
        self._most = line_chars
        self._back: list[str] = []
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= MAX_LINES:
            raise Runaway(FIELDS)
        line = self._back.pop() if self._back else self._stream.readline(self._most)
        if not line:
            if self.record:
                raise Runaway(FIELDS)
            raise StopIteration
        self.record.append(line)
        if len(line) >= self._most and line[-1] not in "\r\n":
            self._skip()
            raise Runaway(LONG)
        if len(self.record) > 1 and sum(map(len, self.record)) > self._most:
            raise Runaway(FIELDS)
        return line

    def give_back(self) -> str:
        """Return all lines of the record but the first to the stream; the first one."""
        first = self.record[0]
        self._back.extend(reversed(self.record[1:]))
        self.record = []
        return first

    def returned(self) -> str:
        """What was given back and not read again."""
        return "".join(reversed(self._back))

    def _skip(self) -> None:
        """Read on to the end of an over-long line without keeping it."""
        while (part := self._stream.readline(self._most)) and part[-1] not in "\r\n":
            pass


class Records:
    """Records as (number, fields), number 1 being the first of the file; wrong ones as Rejected, blank ones left out."""

    def __init__(self, stream: Stream, delimiter: str, width: int, line_chars: int, number: int = 0) -> None:
        """`number` records of the file came before the stream's."""
        self._lines = Lines(stream, line_chars)
        self._delimiter = delimiter
        self._width = width
        self.number = number

    def returned(self) -> str:
        """What was given back and not read again: it comes before the rest of the stream."""
        return self._lines.returned()

    def after(self, skipped: int) -> Iterator[tuple[int, list[str]] | Rejected]:
        """All records but the first `skipped` (titles and header)."""
        reader = self._reader()
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except (Runaway, csv.Error) as fault:
                self.number += 1
                reader = self._reader()
                yield self._refused(self.number, fault.reason if isinstance(fault, Runaway) else FIELDS)
                continue
            self.number += 1
            if self.number <= skipped or not any(row):
                self._lines.record = []
            elif (fitting := self._fitting(row)) is None:
                yield self._refused(self.number, FIELDS)
            else:
                self._lines.record = []
                yield self.number, fitting

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._lines, delimiter=self._delimiter)

    def _fitting(self, row: list[str]) -> list[str] | None:
        """The fields as many as the header has; None where they are not."""
        if len(row) == self._width:
            return row
        return row[: self._width] if len(row) > self._width and not any(row[self._width :]) else None

    def _refused(self, number: int, reason: Reason) -> Rejected:
        """The first line of the record alone: what follows is read again as records of its own."""
        line = self._lines.give_back().rstrip("\r\n")
        return reason.reject(raw_line(line), number)
