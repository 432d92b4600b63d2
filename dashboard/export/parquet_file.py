"""Writes tables as Parquet, piece by piece; the method is kept in the file's metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

METHOD = "teplokarta.method"


def write(tables: Iterable[pa.Table], method: Mapping[str, str], path: Path) -> None:
    """One row group a table; columns keep their types, moments their zone."""
    noted = {METHOD: json.dumps(dict(method), ensure_ascii=False)}
    writer: pq.ParquetWriter | None = None
    for table in tables:
        if writer is None:
            writer = pq.ParquetWriter(path, table.schema.with_metadata(noted), compression="zstd")
        writer.write_table(table.replace_schema_metadata(noted))
    if writer is not None:
        writer.close()
