"""One call's records with their derived columns, and what becomes of each: new, later, or nothing new."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data import sql
from data.connection import Connection, fetch, first
from data.model import Counts
from data.ties import Ties

_FEW = 5_000
"""Up to this many records are copied into the database, where small statements find them faster; more are only lent."""

_KEYED = (
    "source", "external_id", "repeat_of", "status", "lon", "lat",
    "received", "registered", "first_answer", "answered", "closed", "updated",
)  # fmt: skip
_FACTS = (
    "region", "received", "ended", "due", "answered", "mark", "district", "topic_group", "topic",
    "source", "channel", "status", "type", "precision", "needs_budget", "repeat", "cell",
)  # fmt: skip
"""The columns of `ask/facts_gone`."""


def stage(connection: Connection, appeals: pa.Table, sizes: Sequence[int]) -> pa.Table:
    """The records of one or several calls as the table `appeal` holds them, with their `position` and `call`.

    Of one appeal in one call only its newest state is staged, at equal versions the later row. The connection then
    knows them as `staged`, and as `known` what is stored of them.
    """
    keys = _keys(connection, appeals)
    call = pa.array(np.repeat(np.arange(len(sizes), dtype=np.int32), sizes))
    table = _newest(_derived(appeals, keys).append_column("call", call))
    lend(connection, table)
    for name in ("write/found", "write/known"):
        connection.execute(sql.statement(name))
    return table


def judge(
    connection: Connection, staged: pa.Table, sizes: Sequence[int], ties: Ties | None
) -> tuple[list[Counts], pa.Table]:
    """What each call is counted as, and the records that the store takes: from now on they are `staged`.

    `ties` takes the rows that wait for the end of a file; they count as duplicates until then.
    """
    repeated = len(sizes) > 1 and _repeated(staged["id"].to_numpy())
    if not repeated and not first(connection, sql.statement("ask/found"))["found"]:
        return _counts(sizes, _tally(staged["call"], len(sizes)), np.zeros(len(sizes), np.int64)), staged
    for name in ("write/differing", "write/fates_of_calls" if repeated else "write/fates"):
        connection.execute(sql.statement(name))
    if ties is not None:
        ties.put_off(connection)
    fates = fetch(connection, sql.statement("ask/fates"))
    stored, updated = (
        _tally(fates["call"].filter(pc.equal(fates["fate"], fate)), len(sizes))
        for fate in ("stored", "updated")
    )
    kept = staged.set_column(staged.schema.get_field_index("problem"), "problem", fates["problem"])
    if not pc.all(fates["final"]).as_py():
        kept = kept.filter(fates["final"])
    lend(connection, kept)
    return _counts(sizes, stored, updated), kept


def lend(connection: Connection, table: pa.Table) -> None:
    """Let the connection know these records as `staged`, in place of those before."""
    if table.num_rows > _FEW:
        connection.register("staged_many", table)
        connection.execute(sql.statement("write/stage_many"))
        return
    connection.register("ready", table)
    connection.execute(sql.statement("write/stage"))
    connection.unregister("ready")
    connection.execute(sql.statement("write/stage_few"))


def let_go(connection: Connection) -> None:
    """Many records are not kept longer than they are needed."""
    connection.unregister("staged_many")


def facts(staged: pa.Table) -> pa.Table:
    """The facts of the records just stored, in the columns of `ask/facts_gone`."""
    return staged.append_column("repeat", pc.is_valid(staged["repeat_of"])).select(_FACTS)


def _keys(connection: Connection, appeals: pa.Table) -> pa.Table:
    position = pa.array(np.arange(appeals.num_rows, dtype=np.int64))
    connection.register("incoming", appeals.select(_KEYED).append_column("position", position))
    keys = fetch(connection, sql.statement("ask/keys"))
    connection.unregister("incoming")
    places = keys["position"].to_numpy()
    return keys if bool((places[1:] > places[:-1]).all()) else keys.take(pa.array(np.argsort(places)))


def _derived(appeals: pa.Table, keys: pa.Table) -> pa.Table:
    """A point that is none, or a known default one, leaves its record to the address."""
    at_default = keys["at_default"]
    by_address = pc.or_(pc.is_null(appeals["by_point_precision"]), at_default)
    some, defaults = pc.any(by_address).as_py(), pc.any(at_default).as_py()
    columns = {name: keys[name] for name in ("position", "id", "repeat_id", "version", "ended")}
    columns["problem"] = keys["id"]
    for name in ("precision", "district"):
        point, address = appeals[f"by_point_{name}"], appeals[f"by_address_{name}"]
        columns[name] = pc.if_else(by_address, address, point) if some else point
    cell = appeals["by_point_cell"]
    columns["cell"] = pc.if_else(at_default, pa.scalar(None, cell.type), cell) if defaults else cell
    names = ["municipality" if name == "district" else name for name in appeals.column_names]
    table = appeals.rename_columns(names)
    for name, column in columns.items():
        table = table.append_column(name, column)
    return table


def _newest(table: pa.Table) -> pa.Table:
    """The newest state of each appeal in each call."""
    ids, calls = table["id"].to_numpy(), table["call"].to_numpy()
    if not _repeated(ids):
        return table
    order = np.lexsort((table["version"].cast(pa.int64()).to_numpy(), ids, calls))
    last = np.append((np.diff(ids[order]) != 0) | (np.diff(calls[order]) != 0), True)
    return table.take(pa.array(np.sort(order[last])))


def _repeated(ids: NDArray[np.uint64]) -> bool:
    """Whether an appeal has come more than once."""
    ordered = np.sort(ids)
    return bool((ordered[1:] == ordered[:-1]).any())


def _tally(calls: pa.ChunkedArray, number: int) -> NDArray[np.int64]:
    return np.bincount(calls.to_numpy(), minlength=number).astype(np.int64)


def _counts(sizes: Sequence[int], stored: NDArray[np.int64], updated: NDArray[np.int64]) -> list[Counts]:
    return [
        Counts(size, new, later, size - new - later)
        for size, new, later in zip(sizes, stored.tolist(), updated.tolist(), strict=True)
    ]
