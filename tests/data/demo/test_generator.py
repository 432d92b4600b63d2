"""Promises of the generator: same arguments, same bytes; newest first; exactly as many as asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.demo.generator import CHUNK, generate
from data.model import APPEAL
from geo.boundaries import read_shipped, shipped_regions
from geo.places import Gazetteer

from .conftest import Drawn


def digest(chunks: Iterable[pa.Table]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, chunk.schema) as writer:
            writer.write_table(chunk.combine_chunks())
        found.update(sink.getvalue())
    return found.hexdigest()


def small(rostov: Drawn, seed: int = 1, n: int = 3_000) -> Iterable[pa.Table]:
    return generate(rostov.boundaries, rostov.gazetteer, rostov.themes, n, seed, rostov.until)


def test_the_same_arguments_give_the_same_bytes(rostov: Drawn) -> None:
    assert digest(small(rostov)) == digest(small(rostov))


def test_another_seed_gives_other_bytes(rostov: Drawn) -> None:
    assert digest(small(rostov)) != digest(small(rostov, seed=2))


def test_exactly_as_many_as_asked_for_in_the_schema_of_the_appeal(rostov: Drawn) -> None:
    tables = list(small(rostov, n=CHUNK + 1))
    assert [table.num_rows for table in tables] == [CHUNK, 1]
    assert all(table.schema == APPEAL for table in tables)


def test_one_appeal_can_be_asked_for(rostov: Drawn) -> None:
    assert sum(table.num_rows for table in small(rostov, n=1)) == 1


@pytest.mark.parametrize("code", sorted(shipped_regions()))
def test_every_shipped_region_can_be_drawn(code: str, rostov: Drawn) -> None:
    boundaries = read_shipped(code)
    tables = generate(boundaries, Gazetteer.for_region(boundaries), rostov.themes, 500, 1, rostov.until)
    table = pa.concat_tables(list(tables))
    assert pc.unique(table["region"]).to_pylist() == [code]


def test_newest_first(rostov: Drawn) -> None:
    moments = rostov.table["received"].to_numpy()
    assert (moments[:-1] >= moments[1:]).all()


def test_all_lie_in_the_three_years_before_the_end(rostov: Drawn) -> None:
    moments = rostov.table["received"].to_numpy()
    end = np.datetime64(rostov.until.replace(tzinfo=None))
    assert moments.max() < end
    assert moments.min() >= end - np.timedelta64(timedelta(days=3 * 365))


def test_identities_are_unique(rostov: Drawn) -> None:
    assert len(pc.unique(rostov.table["external_id"])) == rostov.table.num_rows


def test_the_last_days_are_not_empty(rostov: Drawn) -> None:
    end = np.datetime64(rostov.until.replace(tzinfo=None))
    last = (rostov.table["received"].to_numpy() > end - np.timedelta64(1, "D")).sum()
    assert last > 20


def test_hours_follow_the_measured_rhythm(rostov: Drawn) -> None:
    from data.demo.words import rhythm

    hours = (rostov.table["received"].to_numpy() + np.timedelta64(3, "h")).astype("datetime64[h]").astype(int)
    measured = np.bincount(hours % 24, minlength=24) / len(hours)
    assert np.abs(measured - rhythm().sum(axis=0)).max() < 0.01
