"""Reads Parquet: numbers and moments stay so, any other column becomes text, nested ones dotted columns or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import TooLarge, UnreadableFile
from data.sources import typed
from data.sources.batches import refuse_long
from data.sources.frames import Frame, Preface
from data.sources.limits import MB, Limits
from data.sources.records import text_of

Seekable = Callable[[], IO[bytes]]


def read_parquet(opener: Seekable, name: str, limits: Limits) -> tuple[Preface, Iterator[Frame]]:
    """Header and frames of a Parquet file; `opener` gives its bytes anew each time."""
    with opener() as content:
        try:
            file = pq.ParquetFile(content)
            names = tuple(_flat(file.schema_arrow.empty_table()).column_names)
        except (pa.ArrowException, OSError) as fault:
            raise _broken(name) from fault
        size = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
    if size > limits.max_unpacked_mb * MB:
        raise TooLarge(
            f"Файл {name} после распаковки занял бы {size / MB:.0f} МБ при пределе {limits.max_unpacked_mb} МБ "
            "(настройка file_max_unpacked_mb). Разделите файл или поднимите предел."
        )
    return Preface(names, ("Parquet",)), _frames(opener, name, limits)


def _frames(opener: Seekable, name: str, limits: Limits) -> Iterator[Frame]:
    with opener() as content:
        try:
            yield from _batches(pq.ParquetFile(content), limits)
        except MemoryError:
            raise
        except (pa.ArrowException, OSError) as fault:
            raise _broken(name) from fault


def _batches(file: pq.ParquetFile, limits: Limits) -> Iterator[Frame]:
    row = 1
    for batch in file.iter_batches(limits.batch_rows, use_threads=False):
        table = _flat(pa.Table.from_batches([batch]))
        plain = pa.table([_plain(column) for column in table.columns], names=table.column_names)
        numbers = np.arange(row, row + len(plain), dtype=np.int64)
        yield refuse_long(plain, numbers, [], limits)
        row += len(plain)


def _broken(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"Файл {name} повреждён: Parquet не читается дальше. Строки до этого места прочитаны. Выгрузите его заново."
    )


def _flat(table: pa.Table) -> pa.Table:
    """Nested columns as dotted ones."""
    while any(pa.types.is_struct(column.type) for column in table.columns):
        table = table.flatten()
    return table


def _plain(column: pa.ChunkedArray) -> pa.Array:
    kind = column.type
    array = column.combine_chunks()
    if pa.types.is_dictionary(kind):
        return _plain(pa.chunked_array([array.cast(kind.value_type)]))
    if (same := typed.kept(array)) is not None:
        return same
    if pa.types.is_floating(kind):
        return typed.text_of(array)
    try:
        return array.cast(pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return pa.array([_one(value) for value in array.to_pylist()], pa.string())


def _one(value: object) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (list, dict)) else text_of(value)
