"""The hexagons of a selection with the highest values, with words for where each lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from data import sql
from data.answers import CellRow, Cells
from data.privacy import mask
from data.questions.ask import Asking
from data.questions.figures import Windows, by_metric
from data.questions.sums import band
from data.selection import cell_steps, only_cells
from geo import cells

_WORDS = ("settlement", "street")


def worst(asking: Asking, res: int, limit: int) -> Cells:
    """The first `limit` hexagons by the filters' metric, those above zero; `count` is the number of appeals measured in each."""
    windows = Windows.of(asking)
    needed = [one for one in windows.asked if one.k == 0 or one.k in windows.usual]
    ids, sums = asking.cells(needed, res)
    value = sums.value if asking.is_mean else np.nan_to_num(sums.value)
    own, usual = [one.k for one in needed].index(0), [at for at, one in enumerate(needed) if one.k]
    found = by_metric(asking, value[:, own], band(value[:, usual]), None).value
    known = np.flatnonzero(np.nan_to_num(found) > 0)
    order = known[np.lexsort((ids[known], -found[known]))]
    first = order[:limit]
    words = _words(asking, res, ids[first].tolist())
    rows = (
        CellRow(name, cell_value, int(count), **words.get(cell, _NOWHERE))
        for cell, name, cell_value, count in zip(
            ids[first].tolist(), cells.to_text(ids[first]), found[first].tolist(), sums.n[first, own].tolist(), strict=True
        )
    )
    return Cells(asking.version, asking.asof, res, len(order), tuple(rows))


_NOWHERE: dict[str, Any] = {"district": None, "settlement": None, "street": None}


def _words(asking: Asking, res: int, chosen: Sequence[int]) -> dict[int, dict[str, Any]]:
    """District, settlement and street that most appeals of each hexagon name; masked like every text."""
    if not chosen:
        return {}
    window = asking.span.window
    selection = asking.selection.and_also("only_cells", **only_cells(np.array(chosen, np.uint64)), **cell_steps(res))
    values = {**selection.values, "lo": window.lo, "hi": window.hi, "at": window.at}
    rows = asking.store.rows(sql.narrowed("ask/cell_words", selection.where), values)
    for name in _WORDS:
        for row, text in zip(rows, mask([row[name] for row in rows]), strict=True):
            row[name] = text
    return {row["cell"]: {name: row[name] for name in _NOWHERE} for row in rows}
