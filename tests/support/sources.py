"""What the tests of reading and normalising share: a context, tables of text and whole reads of a file."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.model import Rejected
from data.normalise import Context, Normalised, normalise
from data.settings import Settings
from data.sources.columns import Taken, take
from data.sources.limits import Limits
from data.sources.profile import Profile, build_profile
from data.sources.reader import read
from data.sources.typed import texts
from data.topics import TopicCatalogue

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
REGIONS = {
    "rostov": ("Ростовская область", "Europe/Moscow"),
    "primorye": ("Приморский край", "Asia/Vladivostok"),
}


def context(**changes: object) -> Context:
    """Rostov by default, Primorye beside it, no topics, a fixed clock."""
    settings = Settings(**changes)  # type: ignore[arg-type]
    return Context(REGIONS, "rostov", TopicCatalogue(), NOW, settings)


def with_topics(catalogue: TopicCatalogue) -> Context:
    """The same with topics."""
    return replace(context(), topics=catalogue)


def profile(**parts: object) -> Profile:
    """A small profile: columns id, date and whatever is given."""
    columns = {"external_id": "id", "received": "date", **parts.pop("columns", {})}  # type: ignore[dict-item]
    return build_profile({"name": "test", "source": "test", "columns": columns, **parts}, "test.yaml")


def text_table(columns: Mapping[str, Sequence[str | None]]) -> pa.Table:
    """Columns of text."""
    return pa.table({name: pa.array(texts, pa.string()) for name, texts in columns.items()})


def taken(columns: Mapping[str, Sequence[str | None]], rules: Profile) -> Taken:
    """Columns taken apart by a profile."""
    return take(text_table(columns), rules)


def one(rules: Profile, where: Context | None = None, /, **cells: str | None) -> dict[str, Any]:
    """The Appeal of one row; id and date are filled in where they are not given."""
    found = normal(rules, where, **cells)
    assert found.rejected == []
    appeal: dict[str, Any] = found.appeals.to_pylist()[0]
    return appeal


def normal(rules: Profile, where: Context | None = None, /, **cells: str | None) -> Normalised:
    """One row, normalised."""
    row = {"id": "1", "date": "2025-12-24 21:29:05", **cells}
    return normalise(text_table({name: [text] for name, text in row.items()}), rules, where or context(), 2)


def read_all(
    path: Path, limits: Limits | None = None
) -> tuple[tuple[str, ...], list[dict[str, Any]], list[Rejected]]:
    """Header, good rows and refused ones of a file, read in this process."""
    preface, frames = read(path, limits or Limits())
    rows: list[dict[str, Any]] = []
    broken: list[Rejected] = []
    for frame in frames:
        rows += texts(frame.table).to_pylist()
        broken += frame.broken
    return preface.header, rows, broken


def save(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Write a file; packed where the name ends in .gz."""
    data = content.encode(encoding) if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path
