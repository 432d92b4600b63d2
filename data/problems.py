"""Chains of repeats: every appeal carries the identity of the appeal its chain begins with."""

from __future__ import annotations

import pyarrow as pa

from data import sql
from data.connection import Connection, fetch

_SCHEMA = pa.schema([("spot", pa.int64()), ("problem", pa.uint64())])


def beginnings(parents: dict[int, int]) -> dict[int, int]:
    """For each appeal of `parents` (appeal → the one it repeats) the beginning of its chain.

    A chain may begin with an appeal that is not here (yet); one that runs in a circle begins with its smallest identity.
    """
    found: dict[int, int] = {}
    for start in parents:
        path: dict[int, None] = {}
        at = start
        while at in parents and at not in found and at not in path:
            path[at] = None
            at = parents[at]
        end = min(_circle(at, path)) if at in path else found.get(at, at)
        found.update(dict.fromkeys(path, end))
    return found


def _circle(start: int, path: dict[int, None]) -> list[int]:
    steps = list(path)
    return steps[steps.index(start) :]


def chain(connection: Connection) -> None:
    """Inside the writer's transaction, after `staged` is stored: relabel the chains that it changed."""
    rows = fetch(connection, sql.statement("ask/chains"))
    if not rows.num_rows:
        return
    spots, ids, parents, labels = (rows[name].to_pylist() for name in ("spot", "id", "repeat_id", "problem"))
    begins = beginnings(dict(zip(ids, parents, strict=True)))
    changed = [
        (spot, begins[own]) for spot, own, label in zip(spots, ids, labels, strict=True) if begins[own] != label
    ]
    if changed:
        columns = [
            pa.array(column, field.type) for column, field in zip(zip(*changed, strict=True), _SCHEMA, strict=True)
        ]
        connection.register("relabelled", pa.table(columns, _SCHEMA))
        connection.execute(sql.statement("write/relabel"))
        connection.unregister("relabelled")
