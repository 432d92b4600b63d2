"""The bytes between the reading process and its parent: framed JSON heads, each with an Arrow table."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import IO, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.errors import TooLarge, UnreadableFile
from data.model import Rejected

_SIZES = struct.Struct("<QQ")
_FAULTS: dict[str, type[Exception]] = {"TooLarge": TooLarge, "UnreadableFile": UnreadableFile}


@dataclass(frozen=True, slots=True)
class Preface:
    """What comes first: the header and what was guessed, in Russian."""

    header: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows as columns of texts (blank = null) or of numbers and moments, the number of each, and rows that could not be split."""

    table: pa.Table
    rows: NDArray[np.int64]
    broken: tuple[Rejected, ...] = field(default=())


def write_preface(pipe: IO[bytes], preface: Preface) -> None:
    """The first message."""
    _write(pipe, {"kind": "preface", **asdict(preface)}, b"")


def write_frame(pipe: IO[bytes], frame: Frame) -> None:
    """One batch: measured first, then written column by column, so that it is never copied whole."""
    table = frame.table.append_column("", pa.array(frame.rows))
    measured = pa.MockOutputStream()
    _stream(measured, table)
    _begin(pipe, {"kind": "frame", "broken": [asdict(part) for part in frame.broken]}, measured.size())
    _stream(pa.PythonFile(_Open(pipe), "w"), table)
    pipe.flush()


def _stream(sink: pa.NativeFile, table: pa.Table) -> None:
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


class _Open:
    """A pipe that Arrow writes to and leaves open."""

    closed = False

    def __init__(self, pipe: IO[bytes]) -> None:
        self.write = pipe.write
        self.flush = pipe.flush

    def close(self) -> None:
        """More messages follow."""


def write_end(pipe: IO[bytes], fault: Exception | None) -> None:
    """The last message: all was read, or why not."""
    named = type(fault).__name__ if type(fault).__name__ in _FAULTS else "UnreadableFile"
    _write(pipe, {"kind": "end", "fault": named if fault else None, "text": str(fault or "")}, b"")


def read_frames(read: Callable[[int], bytes | bytearray]) -> Iterator[Preface | Frame]:
    """Messages up to the end; raises the fault the other side reports.

    `read(n)` returns exactly n bytes or raises.
    """
    while True:
        head_size, body_size = _SIZES.unpack(read(_SIZES.size))
        head = json.loads(read(head_size))
        body = read(body_size)
        if head["kind"] == "end":
            if head["fault"]:
                raise _FAULTS[head["fault"]](head["text"])
            return
        yield _message(head, body)


def _message(head: dict[str, Any], body: bytes | bytearray) -> Preface | Frame:
    if head["kind"] == "preface":
        return Preface(tuple(head["header"]), tuple(head["notes"]))
    table = pa.ipc.open_stream(pa.py_buffer(body)).read_all()
    rows = np.asarray(table.column(table.num_columns - 1).combine_chunks(), dtype=np.int64)
    broken = tuple(Rejected(**part) for part in head["broken"])
    return Frame(table.remove_column(table.num_columns - 1), rows, broken)


def _write(pipe: IO[bytes], head: dict[str, Any], body: bytes) -> None:
    _begin(pipe, head, len(body))
    pipe.write(body)
    pipe.flush()


def _begin(pipe: IO[bytes], head: dict[str, Any], body_size: int) -> None:
    text = json.dumps(head).encode()
    pipe.write(_SIZES.pack(len(text), body_size))
    pipe.write(text)
