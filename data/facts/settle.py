"""Settles changes into the base of a region: what was taken back leaves it, what came is put in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts.columns import CODES, SECOND, TIMES, Block, Columns, made, narrow_cells, ticks, whole_seconds
from data.facts.loops import compiled

_NAMES = (*TIMES, *CODES)


class FactsLost(Exception):
    """A fact to be taken back is not there: the mirror no longer says what the records say."""


def settled(base: Iterable[Block], tails: Iterable[Block]) -> tuple[Block, ...]:
    """The base anew, without signs: at most one block of whole seconds and one of microseconds.

    Raises FactsLost.
    """
    net = _net([tail.columns() for tail in tails])
    seconds = whole_seconds(net)
    blocks = {block.unit: block for block in base}
    parts = ((SECOND, seconds), (1, ~seconds))
    found = (_merged(unit, blocks.get(unit), {name: net[name][rows] for name in net}) for unit, rows in parts)
    return tuple(block for block in found if block is not None)


def _net(parts: list[Columns]) -> Columns:
    """Rows with how often they came less how often they left as `sign`, those that even out gone; as they are if none left."""
    whole = {name: np.concatenate([part[name].astype(np.int64) for part in parts]) for name in (*_NAMES, "sign")}
    if (whole["sign"] > 0).all():
        return whole
    rows = np.ascontiguousarray(np.stack([whole[name] for name in _NAMES], axis=1))
    keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first, place = np.unique(keys, return_index=True, return_inverse=True)
    sign = np.bincount(place, whole["sign"], len(first)).astype(np.int64)
    kept = np.flatnonzero(sign)
    return {name: whole[name][first[kept]] for name in _NAMES} | {"sign": sign[kept]}


def _merged(unit: int, base: Block | None, net: Columns) -> Block | None:
    """The base of one unit without what left and with what came."""
    came, left = net["sign"] > 0, net["sign"] < 0
    keep = _without(base, unit, {name: net[name][left] for name in net}) if left.any() else None
    new = {name: np.repeat(net[name][came], net["sign"][came]) for name in _NAMES}
    order = np.argsort(new["received"], kind="stable")
    columns: Columns = {}
    place: NDArray[Any] | None = None
    for name in _NAMES:
        fresh = ticks(new[name][order], unit) if name in TIMES else new[name][order]
        old = _column(base, name, keep)
        if old is None:
            columns[name] = fresh
            continue
        place = np.searchsorted(old, fresh) if place is None else place
        wide = np.result_type(old, np.uint32) if name == "cell" and int(fresh.max(initial=0)) > 65_535 else old.dtype
        columns[name] = np.insert(old.astype(wide, copy=False), place, fresh.astype(wide))
    if not len(columns["received"]):
        return None
    return made(unit, _typed(columns))


def _column(base: Block | None, name: str, keep: NDArray[np.bool_] | None) -> NDArray[Any] | None:
    if base is None:
        return None
    column = base.column(name)
    return column if keep is None else column[keep]


def _typed(columns: Columns) -> Columns:
    types: dict[str, type[np.generic]] = dict.fromkeys(("district", "topic", "origin", "state"), np.uint16)
    types |= {"child": np.uint8, "mark": np.int8}
    found = {name: column.astype(types.get(name, column.dtype), copy=False) for name, column in columns.items()}
    return found | {"cell": narrow_cells(columns["cell"])}


def _without(base: Block | None, unit: int, left: Columns) -> NDArray[np.bool_]:
    """Which rows of the base stay; FactsLost when one that left is not among them."""
    if base is None:
        raise FactsLost
    keep = np.ones(len(base), np.bool_)
    wanted = {name: ticks(left[name], unit).astype(np.int64) if name in TIMES else left[name] for name in _NAMES}
    moment = wanted["received"].astype(base.received.dtype)
    first, last = np.searchsorted(base.received, moment, "left"), np.searchsorted(base.received, moment, "right")
    own = tuple(base.column(name) for name in _NAMES[1:])
    if not _strike(keep, first, last, own, tuple(wanted[name] for name in _NAMES[1:]), -left["sign"]):
        raise FactsLost
    return keep


@compiled
def _strike(keep, first, last, own, wanted, times):  # type: ignore[no-untyped-def]
    """Strike each wanted row as often as asked from the rows of its moment; False when there are too few."""
    a, b, c, d, e, f, g, h, k, m = own
    p, q, r, s, t, u, v, w, x, y = wanted
    for n in range(first.size):
        open_ = times[n]
        for i in range(first[n], last[n]):
            if open_ == 0:
                break
            if not keep[i] or a[i] != p[n] or b[i] != q[n] or c[i] != r[n] or d[i] != s[n] or e[i] != t[n]:
                continue
            if f[i] == u[n] and g[i] == v[n] and h[i] == w[n] and k[i] == x[n] and m[i] == y[n]:
                keep[i] = False
                open_ -= 1
        if open_ > 0:
            return False
    return True
