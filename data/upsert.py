"""One call's records into the store, inside the writer's transaction: new, later, or nothing new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import points, problems, sql, staging
from data.connection import Connection, fetch
from data.model import Counts, Rejected, Topic
from data.settings import Settings
from data.ties import Ties
from data.writer import Touched

_TOPICS = pa.schema([("code", pa.string()), ("name", pa.string()), ("parent", pa.string())])
_REJECTED = pa.schema(
    [
        ("row", pa.int64()),
        ("source", pa.string()),
        ("external_id", pa.string()),
        ("reason", pa.string()),
        ("hint", pa.string()),
        ("raw", pa.string()),
    ]
)
_BULK_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where records came from: a file's name or `api`, the profile that read them, the region named for them."""

    name: str
    profile: str
    region: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """What one or several calls bring: placed appeals, refused records and new topics, and where they came from.

    `sizes` tells how many of the appeals each call brought, in their order; empty where one call brought them all.
    """

    appeals: pa.Table
    rejected: tuple[Rejected, ...]
    topics: tuple[Topic, ...]
    origin: Origin
    pushed: bool
    sizes: tuple[int, ...] = ()


def upsert(
    connection: Connection, incoming: Incoming, settings: Settings, ties: Ties | None = None
) -> tuple[Counts, Touched]:
    """Store what is new or later, keep what was refused, judge default points, chain repeats; returns the counts.

    `ties` takes the rows that wait for the end of a call of several batches; they count as duplicates until then.
    """
    counts, touched = upsert_calls(connection, incoming, settings, ties)
    refused = len(incoming.rejected)
    return sum(counts, Counts(fetched=refused, quarantined=refused)), touched


def upsert_calls(
    connection: Connection, incoming: Incoming, settings: Settings, ties: Ties | None = None
) -> tuple[list[Counts], Touched]:
    """The same for calls at once, each counted as if they had come one after another; refused rows are not counted."""
    quarantine(connection, incoming)
    sizes = incoming.sizes or (incoming.appeals.num_rows,)
    if not incoming.appeals.num_rows:
        return [Counts()] * len(sizes), Touched()
    _learn(connection, incoming.topics)
    staged = staging.stage(connection, incoming.appeals, sizes)
    if incoming.pushed:
        connection.execute(sql.statement("write/fed"), {"now": datetime.now(UTC).replace(tzinfo=None)})
    counts, staged = staging.judge(connection, staged, sizes, ties)
    touched = Touched()
    if staged.num_rows:
        touched = _store(connection, staged, any(one.updated for one in counts))
        touched += points.judge(connection, settings)
        problems.chain(connection)
    staging.let_go(connection)
    return counts, touched


def quarantine(connection: Connection, incoming: Incoming) -> None:
    """Keep the refused records with reason, hint and raw form."""
    if not incoming.rejected:
        return
    columns = [[getattr(record, field.name) for record in incoming.rejected] for field in _REJECTED]
    table = pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, _REJECTED, strict=True)], _REJECTED
    )
    values = {
        "at": datetime.now(UTC).replace(tzinfo=None),
        "origin": incoming.origin.name,
        "profile": incoming.origin.profile,
        "region": incoming.origin.region,
    }
    _with_table(connection, "incoming_rejected", table, "write/quarantine", values)


def _with_table(
    connection: Connection,
    name: str,
    table: pa.Table,
    statement: str,
    values: dict[str, object] | None = None,
) -> None:
    connection.register(name, table)
    connection.execute(sql.statement(statement), values)
    connection.unregister(name)


def _learn(connection: Connection, topics: tuple[Topic, ...]) -> None:
    if topics:
        columns = [[getattr(topic, field.name) for topic in topics] for field in _TOPICS]
        table = pa.table([pa.array(column, pa.string()) for column in columns], _TOPICS)
        _with_table(connection, "incoming_topics", table, "write/learn_topics")


def _store(connection: Connection, staged: pa.Table, updated: bool) -> Touched:
    """Put the staged records in, in place of what was stored of them, and tell what changed."""
    points.count(connection)
    gone = _some(fetch(connection, sql.statement("ask/facts_gone"))) if updated else ()
    for name in ("write/forget_old", "write/insert_new") if updated else ("write/insert_new",):
        connection.execute(sql.statement(name))
    connection.execute(sql.statement("write/queue_texts"))
    come = (staging.facts(staged),)
    regions = frozenset(code for table in gone + come for code in pc.unique(table["region"]).to_pylist())
    return Touched(staged.num_rows, regions, gone=gone, come=come) + _listed(connection, staged.num_rows)


def _some(facts: pa.Table) -> tuple[pa.Table, ...]:
    return (facts,) if facts.num_rows else ()


def _listed(connection: Connection, rows: int) -> Touched:
    """Ids and cells of the rows that changed, unless they are too many."""
    if rows > _BULK_ROWS:
        return Touched(bulk=True)
    found = fetch(connection, sql.statement("ask/touched"))
    cells = np.concatenate([found[name].drop_null().to_numpy() for name in ("cell", "old_cell")])
    ids = found["id"].to_numpy()
    return Touched(ids=np.unique(ids), cells=np.unique(cells))
