"""Cuts frames of any size into frames of the size the limits ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.errors import TeplokartaError
from data.model import Rejected
from data.sources.batches import refuse_long
from data.sources.frames import Frame
from data.sources.limits import Limits


def regroup(frames: Iterable[Frame], limits: Limits) -> Iterator[Frame]:
    """The same rows in frames of `batch_rows` rows or about `batch_chars` bytes; those with over-long values refused.

    A fault in the middle is raised only after what came before it was given out.
    """
    held: list[Frame] = []
    rows = size = 0
    try:
        for frame in frames:
            held.append(frame)
            rows, size = rows + len(frame.rows), size + frame.table.nbytes
            if rows >= limits.batch_rows or size >= limits.batch_chars:
                whole = _joined(held)
                ends = _ends(whole.table, limits)
                yield from _parts(whole, ends, limits)
                held = [_part(whole, ends[-1] if ends else 0, rows, ())]
                rows, size = len(held[0].rows), held[0].table.nbytes
    except TeplokartaError:
        yield from _last(held, limits)
        raise
    yield from _last(held, limits)


def _last(held: list[Frame], limits: Limits) -> Iterator[Frame]:
    if held:
        whole = _joined(held)
        ends = _ends(whole.table, limits)
        if not ends or ends[-1] < len(whole.rows):
            ends.append(len(whole.rows))
        if len(whole.rows) or whole.broken:
            yield from _parts(whole, ends, limits)


def _joined(frames: list[Frame]) -> Frame:
    return Frame(
        pa.concat_tables(frame.table for frame in frames).combine_chunks(),
        np.concatenate([frame.rows for frame in frames]),
        tuple(record for frame in frames for record in frame.broken),
    )


def _parts(whole: Frame, ends: list[int], limits: Limits) -> Iterator[Frame]:
    """The parts up to the given ends; the refused rows go with the first."""
    begin, broken = 0, whole.broken
    for end in ends:
        part = _part(whole, begin, end, broken)
        yield refuse_long(part.table, part.rows, list(part.broken), limits)
        begin, broken = end, ()


def _part(whole: Frame, begin: int, end: int, broken: tuple[Rejected, ...]) -> Frame:
    return Frame(whole.table.slice(begin, end - begin), whole.rows[begin:end], broken)


def _ends(table: pa.Table, limits: Limits) -> list[int]:
    """Where parts are full."""
    grown = np.cumsum(_sizes(table))
    ends: list[int] = []
    begin = 0
    while begin < table.num_rows:
        spent = grown[begin - 1] if begin else 0
        full = int(np.searchsorted(grown, spent + limits.batch_chars)) + 1
        end = min(begin + limits.batch_rows, full)
        if end > table.num_rows:
            break
        ends.append(end)
        begin = end
    return ends


def _sizes(table: pa.Table) -> NDArray[np.int64]:
    """Bytes of each row."""
    sizes = np.zeros(table.num_rows, np.int64)
    for column in table.columns:
        for array in column.chunks:
            offsets = np.frombuffer(array.buffers()[1], np.int32, len(array) + 1, array.offset * 4)
            sizes += np.diff(offsets)
    return sizes
