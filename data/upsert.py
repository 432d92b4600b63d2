"""One call's records into the store, inside the writer's transaction: new, later, or nothing new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import problems, sql
from data.connection import Connection, fetch, first
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
    """What one call brings: placed appeals, refused records and new topics, and where they came from."""

    appeals: pa.Table
    rejected: tuple[Rejected, ...]
    topics: tuple[Topic, ...]
    origin: Origin
    pushed: bool


def upsert(
    connection: Connection, incoming: Incoming, settings: Settings, ties: Ties | None = None
) -> tuple[Counts, Touched]:
    """Store what is new or later, keep what was refused, judge default points, chain repeats; returns the counts.

    `ties` takes the rows that wait for the end of a call of several batches; they count as duplicates until then.
    Such a call has its points judged once, at its end (`judge_points`).
    """
    quarantine(connection, incoming)
    counts, touched = Counts(), Touched()
    if incoming.appeals.num_rows:
        _learn(connection, incoming.topics)
        counts, facts = _store(connection, incoming.appeals, ties)
        judged = ties is None and (counts.stored or counts.updated)
        turned = _judge_points(connection, settings) if judged else Touched()
        if counts.updated or incoming.appeals["repeat_of"].null_count < incoming.appeals.num_rows:
            problems.chain(connection)
        if incoming.pushed:
            connection.execute(sql.statement("write/fed"), {"now": datetime.now(UTC).replace(tzinfo=None)})
        touched = facts + _listed(connection, facts.rows) + turned
    refused = len(incoming.rejected)
    return counts + Counts(fetched=refused, quarantined=refused), touched


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


def _store(connection: Connection, appeals: pa.Table, ties: Ties | None) -> tuple[Counts, Touched]:
    position = pa.array(np.arange(appeals.num_rows, dtype=np.int64))
    _with_table(connection, "incoming", appeals.append_column("position", position), "write/stage")
    if _repeated(appeals):
        connection.execute(sql.statement("write/only_newest"))
    known = ties is None or first(connection, sql.statement("ask/known"))["known"]
    connection.execute(sql.statement("write/fates" if known else "write/fates_of_new"))
    if ties is not None:
        ties.put_off(connection)
    fates = first(connection, sql.statement("ask/fates"))
    stored, updated = fates["stored"], fates["updated"]
    gone = _facts(connection, "ask/facts_gone") if updated else ()
    connection.execute(sql.statement("write/forget_old"))
    connection.execute(sql.statement("write/insert_new"))
    connection.execute(sql.statement("write/queue_texts"))
    come = _facts(connection, "ask/facts_come") if stored + updated else ()
    counts = Counts(appeals.num_rows, stored, updated, appeals.num_rows - stored - updated)
    return counts, Touched(stored + updated, _regions(gone + come), gone=gone, come=come)


def _repeated(appeals: pa.Table) -> bool:
    """Whether an appeal is in the call more than once."""
    identities = pc.binary_join_element_wise(appeals["source"], appeals["external_id"], "\x1f")
    return bool(pc.count_distinct(identities).as_py() < appeals.num_rows)


def _facts(connection: Connection, name: str) -> tuple[pa.Table, ...]:
    return (fetch(connection, sql.statement(name)),)


def _regions(facts: tuple[pa.Table, ...]) -> frozenset[str]:
    return frozenset(code for table in facts for code in pc.unique(table["region"]).to_pylist())


def judge_points(connection: Connection, sources: Sequence[str], settings: Settings) -> tuple[None, Touched]:
    """At the end of a call of several batches: judge every crowded point of its sources."""
    connection.execute(
        sql.statement("write/crowded_points"),
        {"sources": list(sources), "least_rows": settings.default_point_rows},
    )
    turned = _judge_points(connection, settings)
    return None, replace(turned, rows=sum(table.num_rows for table in turned.come))


def _judge_points(connection: Connection, settings: Settings) -> Touched:
    """Find points shared by implausibly many records, and those that no longer are; place their rows anew."""
    connection.execute(
        sql.statement("write/suspect_points"),
        {
            "least_rows": settings.default_point_rows,
            "share": settings.default_point_share,
            "addresses": settings.default_point_addresses,
        },
    )
    if not first(connection, sql.statement("ask/turned_points"))["turned"]:
        return Touched()
    gone = _facts(connection, "ask/facts_turned")
    for name in ("write/queue_turned", "write/place_anew", "write/forget_default_points", "write/add_default_points"):
        connection.execute(sql.statement(name))
    come = _facts(connection, "ask/facts_turned")
    return Touched(regions=_regions(come), bulk=True, gone=gone, come=come)


def _listed(connection: Connection, rows: int) -> Touched:
    """Ids and cells of the rows that changed, unless they are too many."""
    if rows > _BULK_ROWS:
        return Touched(bulk=True)
    found = fetch(connection, sql.statement("ask/touched"))
    cells = np.concatenate([found[name].drop_null().to_numpy() for name in ("cell", "old_cell")])
    ids = found["id"].to_numpy()
    return Touched(ids=np.unique(ids), cells=np.unique(cells))
