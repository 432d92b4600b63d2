"""Answers from the records: one windowed statement, whatever the filters and the unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data import sql
from data.answers import Standing
from data.facts.plan import key as same
from data.questions.sums import Head, Spread, Sums, coded
from data.selection import Selection, cell_steps, only_cells
from data.windows import Window

if TYPE_CHECKING:
    from data.questions.ask import Asking

_CONDITIONS = {"overdue": "overdue", "repeat": "repeat"}
MEANS = ("answer_days", "rating")


def sums(asking: Asking, key: str, windows: Sequence[Window]) -> Sums:
    """The filters' metric by a key part in each window."""
    return _sums(asking, key, windows, asking.selection)


def cells(
    asking: Asking, windows: Sequence[Window], res: int, chosen: NDArray[np.uint64] | None
) -> tuple[NDArray[np.uint64], Sums]:
    """The same by hexagon of a resolution, ascending: of all or of the chosen ones."""
    selection = Selection((*asking.selection.where, "placed"), {**asking.selection.values, **cell_steps(res)})
    if chosen is not None:
        selection = selection.and_also("only_cells", **only_cells(chosen))
    found = _sums(asking, "cell", windows, selection)
    ids = np.array([int(one) for one in found.keys if one is not None], np.uint64)
    order = np.argsort(ids)
    return ids[order], Sums([], found.value[order], found.n[order])


def headlines(asking: Asking, windows: Sequence[Window]) -> list[dict[str, Any]]:
    """All headline figures of each window."""
    distinct = {same(window): at for at, window in enumerate(windows)}
    values = {**asking.selection.values, **_bound([windows[at] for at in distinct.values()])}
    statement = sql.windowed("total", "headline", asking.selection.where, asking.filters.unit, "count")
    rows = {row["k"]: row for row in asking.store.ask(statement, values).to_pylist()}
    order = {one: number for number, one in enumerate(distinct)}
    return [rows.get(order[same(window)], {}) for window in windows]


def head(asking: Asking, before: Window | None) -> Head:
    """The totals of the window asked about and of the one before, and how the appeals stand now."""
    window = asking.span.window
    now, *earlier = headlines(asking, [window, before] if before else [window])
    statement = sql.windowed("precision", "headline", asking.selection.where, asking.filters.unit, "count")
    rows = asking.store.ask(statement, {**asking.selection.values, **_bound([window])}).to_pylist()
    previous = earlier[0].get("count", 0) if earlier else None
    placed = {row["key"]: row["count"] for row in rows}
    return Head(now.get("count", 0), previous, now.get("open", 0), now.get("overdue", 0), placed)


def standings(asking: Asking) -> dict[str | None, Standing]:
    """Open and overdue of the window asked about, by region."""
    statement = sql.windowed("region", "headline", asking.selection.where, asking.filters.unit, "count")
    values = {**asking.selection.values, **_bound([asking.span.window])}
    rows = asking.store.ask(statement, values).to_pylist()
    return {row["key"]: Standing(row["open"], row["overdue"]) for row in rows}


def total(asking: Asking) -> int:
    """Appeals in the window asked about."""
    window = asking.span.window
    values = {**asking.selection.values, "lo": window.lo, "hi": window.hi, "at": window.at}
    found: int = asking.store.ask(sql.narrowed("ask/records_total", asking.selection.where), values)["total"][0].as_py()
    return found


def spread(asking: Asking) -> Spread:
    """Appeals of the window asked about by every combination of what menus choose by."""
    window = asking.span.window
    values = {**asking.selection.values, "lo": window.lo, "hi": window.hi, "at": window.at}
    table = asking.store.ask(sql.narrowed("ask/mix", asking.selection.where), values)
    columns = {name: coded(table[name].to_pylist()) for name in table.column_names[:-1]}
    return Spread(columns, table["count"].to_numpy().astype(np.int64))


def _sums(asking: Asking, key: str, windows: Sequence[Window], selection: Selection) -> Sums:
    metric = asking.filters.metric
    measure = metric if metric in MEANS else "counted"
    condition = _CONDITIONS.get(metric, "count")
    statement = sql.windowed(key, measure, selection.where, asking.filters.unit, condition)
    distinct: dict[Any, int] = {}
    number = [distinct.setdefault(same(window), len(distinct)) for window in windows]
    asked = [windows[number.index(at)] for at in range(len(distinct))]
    table = asking.store.ask(statement, {**selection.values, **_bound(asked)})
    whole = _matrix(table, len(distinct))
    return Sums(whole.keys, whole.value[:, number], whole.n[:, number])


def _matrix(table: pa.Table, windows: int) -> Sums:
    """(keys, windows) of the statement's rows, NaN where it has none."""
    keys: dict[Any, int] = {}
    row = [keys.setdefault(key, len(keys)) for key in table["key"].to_pylist()]
    value, n = (np.full((len(keys), windows), np.nan) for _ in range(2))
    column = table["k"].to_numpy()
    value[row, column] = table["value"].cast(pa.float64()).to_numpy(zero_copy_only=False)
    n[row, column] = table["n"].to_numpy()
    return Sums(list(keys), value, n)


def _bound(windows: Sequence[Window]) -> dict[str, Any]:
    """The windows as the statement takes them, numbered by their places."""
    return {
        "k": list(range(len(windows))),
        "bin": [0 for _ in windows],
        "lo": [one.lo for one in windows],
        "hi": [one.hi for one in windows],
        "at": [one.at for one in windows],
        "first": min(one.lo for one in windows),
        "last": max(one.hi for one in windows),
    }
