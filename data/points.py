"""Points shared by implausibly many records: counted as records come, judged exactly, their rows placed anew."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data import sql
from data.connection import Connection, fetch, first
from data.settings import Settings
from data.writer import Touched

_COUNTS = ("count_points", "count_located", "no_watched_points")
_SHIFTS = ("shift_classes", "shift_located", "shift_watched")
_SUMS = ("sum_classes", "sum_located", "sum_watched")
_FORGETS = ("forget_point_classes", "forget_located", "forget_watched")
_PLACES = ("queue_turned", "place_anew", "forget_default_points", "add_default_points")
_MOST_COUNTED = 6_000_000
"""The counts are added up when they have grown to so many rows: four million classes and what came since."""


def count(connection: Connection) -> None:
    """Inside the writer's transaction, before `fate` is carried out: take what comes and goes into the counts.

    They live with the writer's connection; the first time, the whole table is counted.
    """
    count_anew(connection)
    _run(connection, _SHIFTS)
    if first(connection, sql.statement("ask/counted_rows"))["rows"] > _MOST_COUNTED:
        _run(connection, _SUMS)


def count_anew(connection: Connection) -> None:
    """Count the whole table, unless it is counted already."""
    _run(connection, _COUNTS)


def forget(connection: Connection) -> None:
    """Records were located anew: the counts no longer hold."""
    _run(connection, _FORGETS)


def judge(connection: Connection, settings: Settings) -> Touched:
    """After the records are stored: judge their points, and the known default points of their sources.

    Only a point that its class lets suspect is counted exactly, by one look through the table; from then on it is
    watched. Rows of points that turn are placed anew.
    """
    bounds = {"least_rows": settings.default_point_rows, "share": settings.default_point_share}
    connection.execute(sql.statement("write/suspect_points"), bounds)
    connection.execute(sql.statement("write/watch_points"))
    connection.execute(sql.statement("write/judge_points"), {"addresses": settings.default_point_addresses})
    if not first(connection, sql.statement("ask/turned_points"))["turned"]:
        return Touched()
    gone = fetch(connection, sql.statement("ask/facts_turned"))
    _run(connection, _PLACES)
    come = fetch(connection, sql.statement("ask/facts_turned"))
    regions = frozenset(pc.unique(come["region"]).to_pylist())
    return Touched(regions=regions, bulk=True, gone=_some(gone), come=_some(come))


def _some(facts: pa.Table) -> tuple[pa.Table, ...]:
    return (facts,) if facts.num_rows else ()


def _run(connection: Connection, names: tuple[str, ...]) -> None:
    for name in names:
        connection.execute(sql.statement(f"write/{name}"))
