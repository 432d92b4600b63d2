"""Turns filters into where parts of a statement and the values bound to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data import model
from data.area import decode_area, edges
from data.filters import Filters
from geo import cells

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Selection:
    """Names of where parts (files of `sql/parts/where`) and what is bound to them."""

    where: tuple[str, ...]
    values: Values

    def and_also(self, where: str, **values: object) -> Selection:
        """The same selection, narrower by one more part."""
        return Selection((*self.where, where), {**self.values, **values})


def select(filters: Filters, expand: Callable[[str], tuple[str, ...]]) -> Selection:
    """The selection of a set of filters, period apart; `expand` gives the codes a topic, group or roll-up stands for."""
    values: Values = {"type": list(filters.type or model.COUNTED_TYPES)}
    where = ["type"]
    if filters.region != "all":
        where.append("region")
        values["region"] = filters.region
    for name in ("district", "source", "channel", "precision", "budget"):
        if chosen := getattr(filters, name):
            where.append(name)
            values[name] = list(chosen)
    if filters.repeat is not None:
        where.append("repeat")
        values["repeat"] = filters.repeat
    for part in (
        _topics(filters, expand),
        _status(filters),
        _cells(filters),
        _bbox(filters),
        _area(filters),
        _words(filters),
    ):
        where += [name for name in part if name not in where]
        for found in part.values():
            values |= found
    return Selection(tuple(where), values)


def _topics(filters: Filters, expand: Callable[[str], tuple[str, ...]]) -> dict[str, Values]:
    codes = [code for chosen in filters.topic for code in (expand(chosen))]
    return {"topic": {"topic": codes}} if filters.topic else {}


def _status(filters: Filters) -> dict[str, Values]:
    if not filters.status:
        return {}
    groups = {name: name in filters.status for name in model.STATUS_GROUPS}
    return {"status": {"status": [code for code in filters.status if code not in groups], **groups}}


def _cells(filters: Filters) -> dict[str, Values]:
    if not filters.cell:
        return {}
    ranges = [cells.descendants(cells.from_text(cell)) for cell in filters.cell]
    return {"cell": {"cell_low": [low for low, _ in ranges], "cell_high": [high for _, high in ranges]}}


def _bbox(filters: Filters) -> dict[str, Values]:
    return (
        {"bbox": dict(zip(("west", "south", "east", "north"), filters.bbox, strict=True))}
        if filters.bbox
        else {}
    )


def _area(filters: Filters) -> dict[str, Values]:
    if not filters.area:
        return {}
    ring = decode_area(filters.area)
    latitudes = [lat for _, lat in ring]
    return {"area": {"edges": edges(ring), "area_south": min(latitudes), "area_north": max(latitudes)}}


def _words(filters: Filters) -> dict[str, Values]:
    """What they find is bound by `data.search.matching.bind`."""
    if not filters.q:
        return {}
    return {"words": {}}


def cell_steps(res: int) -> Values:
    """What turns a stored cell into its parent of resolution `res`: subtract, then set the unused digits."""
    finer = cells.RESOLUTION - res
    return {"cell_step": finer << 52, "cell_mask": (1 << (3 * (15 - res))) - 1}


def only_cells(chosen: NDArray[np.uint64]) -> Values:
    """Bound to the part `only_cells`."""
    return {"only_cells": chosen.tolist()}
