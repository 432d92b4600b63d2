"""The values of a selection in the order of a packed set: a JSON head with all the legend needs, then float32."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard import mapcountry
from dashboard.figures.mapconfig import ALL
from dashboard.figures.ramps import ramps
from dashboard.mapasks import MapQuestions, around, installed
from dashboard.mapbody import body
from dashboard.mapcells import PackedSet, aligned, continuous
from dashboard.mapready import Bodies, Ready
from dashboard.mapsets import MapSets
from dashboard.texts import Texts, texts
from data.answers import Heat, RegionInfo
from data.filters import Filters
from data.map_answers import Change, Frames
from geo import cells as h3cells

ADDITIVE = frozenset({"count", "overdue", "repeat"})
"""Metrics whose cells add up: for them a cell is «k of n»."""

RATES = frozenset({"per1000", "rating", "answer_days", "excess"})
"""Metrics that mean nothing where they rest on a handful of appeals."""

DEFAULT_RES = 8
CELL_KM2 = {4: 1_770, 5: 253, 6: 36, 7: 5.2, 8: 0.74, 9: 0.11, 10: 0.015}
"""Mean area of an H3 cell by resolution."""

_KEPT, _KEPT_MB = 512, 32


@dataclass(frozen=True, slots=True)
class Layer:
    """What is drawn: the chosen cells, and for a chosen district or cell what lies round it."""

    heat: Heat
    context: Heat | None
    cells: PackedSet


class MapValues:
    """Answers the map's question for values."""

    def __init__(self, questions: MapQuestions, sets: MapSets, set_max_cells: int, few: int = 5) -> None:
        """`few`: a rate that rests on fewer appeals is marked as such."""
        self._questions = questions
        self._sets = sets
        self._max = set_max_cells
        self._few = few
        self._bodies = Bodies(sets, _KEPT, _KEPT_MB)

    def packed(self, filters: Filters, lang: str) -> bytes:
        """The body of `/map/values.bin`, compressed; equal questions of one version and moment share it."""
        heat = self._questions.heat(replace(filters, res=filters.res or DEFAULT_RES))
        key = (filters, lang, heat.version, heat.asof)
        return self._bodies.body(key, lambda: self._make(filters, lang))

    def _make(self, filters: Filters, lang: str) -> Ready:
        """Uint32 length of the head, the head padded to 4, then float32 a cell: the chosen values, the values round
        them if any, and on how many appeals what is seen rests if that matters."""
        info = installed(self._questions, filters.region, lang)
        layer = self._layer(filters, info)
        ids, heat = layer.cells.ids, layer.heat
        chosen = aligned(ids, heat.cells, heat.values)
        parts = [chosen]
        if layer.context is not None:
            parts.append(aligned(ids, layer.context.cells, layer.context.values))
        behind = _behind(layer, chosen)
        if behind is not None:
            parts.append(behind)
        head = self._head(filters, info, layer, texts(lang))
        head |= {"n": len(ids), "context": layer.context is not None, "behind": behind is not None}
        packed = gzip.compress(body(head, *parts), 1, mtime=0)
        return Ready(packed, (info.code, heat.res, layer.cells.name))

    def _layer(self, filters: Filters, info: RegionInfo) -> Layer:
        """Both answers at one resolution: the coarser one if either had to be coarsened or the set is too large."""
        res = filters.res or DEFAULT_RES
        while True:
            heat = self._questions.heat(replace(filters, res=res))
            outside = around(filters)
            context = self._questions.heat(replace(outside, res=heat.res)) if outside != filters else None
            coarsest = heat.res if context is None else min(heat.res, context.res)
            cells = self._sets.current(info, coarsest, heat.cells if heat.res == coarsest else heat.cells[:0])
            if coarsest == heat.res and (len(cells.ids) <= self._max or coarsest <= 4):
                return Layer(heat, context, cells)
            res = coarsest if coarsest < heat.res else coarsest - 1

    def _head(self, filters: Filters, info: RegionInfo, layer: Layer, words: Texts) -> dict[str, Any]:
        heat, cells = layer.heat, layer.cells
        shown = np.isfinite(heat.values)
        return {
            "version": heat.version,
            "asof": heat.asof.isoformat(),
            "res": heat.res,
            "metric": heat.metric,
            "unit": heat.unit,
            "set": cells.name,
            "cells": f"/map/cells/{info.code}/{heat.res}/{cells.name}.bin",
            "breaks": list(heat.breaks),
            "ramps": ramps(heat.metric),
            "few": self._few if heat.metric in RATES else 0,
            "additive": heat.metric in ADDITIVE,
            "total": float(heat.values[shown].sum()) if heat.metric in ADDITIVE else None,
            "topic": self._topics(filters, words.lang),
            "title": title(filters, heat, words),
            "where": where(heat, words),
            "districts": self._districts(filters, info),
            "wholly": heat.metric == "per1000",
            "selected": selected(filters, info),
            **self._regions(filters),
        }

    def _topics(self, filters: Filters, lang: str) -> str:
        """Names of the chosen topics, for the tip."""
        catalogue = self._questions.topic_catalogue()
        found = [catalogue.get(code) for code in filters.topic]
        return ", ".join(
            (topic.name_en or topic.name) if lang == "en" else topic.name for topic in found if topic
        )

    def _regions(self, filters: Filters) -> dict[str, Any]:
        """Figures of the regions and of them together, where the map shows several."""
        infos = self._questions.regions()
        if filters.region != ALL or len(infos) < 2:
            return {}
        rows = mapcountry.figures(self._questions.by_region(around(filters)), infos)
        return {"regions": rows, "whole": sum(row[2] or 0 for row in rows) if filters.metric in ADDITIVE else None}

    def _districts(self, filters: Filters, info: RegionInfo) -> list[list[Any]]:
        """[index, value, count] of each district in the same selection without its place."""
        index = {district.code: at for at, district in enumerate(info.districts)}
        rows = self._questions.districts(around(filters)).rows
        return [[index[row.code], row.value, row.count] for row in rows if row.code in index]


def _behind(layer: Layer, chosen: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """On how many appeals the value that is seen rests: the chosen one, else the one round it."""
    found: NDArray[np.float32] | None = None
    for heat in (layer.context, layer.heat):
        if heat is not None and heat.behind is not None:
            own = aligned(layer.cells.ids, heat.cells, heat.behind)
            found = own if found is None else np.where(chosen != 0, own, found)
    return found


def title(filters: Filters, heat: Heat, words: Texts) -> str:
    """«Обращения за 30 дней»: what is counted, and over which time."""
    plain = heat.metric == "count" and heat.unit != "appeals"
    what = words(f"hexmap.legend.{heat.unit if plain else heat.metric}")
    return f"{what} {period_text(filters, words)}".strip()


def period_text(filters: Filters, words: Texts) -> str:
    """«за 30 дней» or «за 1 мар – 5 мар»."""
    if filters.period is not None:
        return words(f"period.for_{filters.period}")
    since, until = filters.since, filters.until
    if since and until:
        days = since if since == until else None
        span = (
            words.day(since, True)
            if days
            else words("period.span", since=words.day(since), until=words.day(until, True))
        )
        return words("period.for_span", span=span)
    if since:
        return words("period.since", since=words.day(since, True))
    return words("period.until", until=words.day(until, True)) if until else ""


def where(heat: Heat | Change | Frames, words: Texts) -> str:
    """«на ячейку ≈ 5 км²», or by district where cells have no value of their own."""
    if heat.metric == "per1000":
        return words("hexmap.per_district")
    area = CELL_KM2.get(heat.res, h3cells.edge_km(heat.res) ** 2 * 2.598)
    digits = 0 if area >= 10 else 1 if area >= 1 else 2
    return words("hexmap.per_cell", area=words.number(area, digits))


def selected(filters: Filters, info: RegionInfo) -> list[dict[str, Any]]:
    """Outlines of the cells named in the filters, on the region's continuous longitudes."""
    if not filters.cell:
        return []
    rings = h3cells.outlines(np.array([h3cells.from_text(text) for text in filters.cell], dtype=np.uint64))
    rings[..., 0] += (continuous(rings[..., 0].mean(axis=1), info.bounds) - rings[..., 0].mean(axis=1))[
        :, None
    ]
    return [
        {"id": text, "ring": ring.round(6).tolist()} for text, ring in zip(filters.cell, rings, strict=True)
    ]
