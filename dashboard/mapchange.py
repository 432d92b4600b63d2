"""The map of change as a browser takes it: what is shown, now, before, and which cells changed by more than chance."""

from __future__ import annotations

import gzip
import math
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.figures import ramps
from dashboard.figures.change import from_previous, from_usual
from dashboard.figures.mapcolours import DARK, THEMES
from dashboard.mapasks import MapQuestions, around, installed
from dashboard.mapbody import body
from dashboard.mapcells import Cells
from dashboard.mapready import Bodies, Ready
from dashboard.mapsets import MapSets
from dashboard.mapvalues import DEFAULT_RES, period_text, selected, where
from dashboard.texts import Texts, texts
from data.answers import RegionInfo
from data.filters import Filters
from data.map_answers import Change

LIMITS = (0.25, 0.5, 2 / 3, 5 / 6, 1.0, 1.2, 1.5, 2.0, 4.0)
"""How many times as much as before, the same on both sides: limits of the scale of everything but marks."""

MARK_LIMITS = (-1.5, -1.0, -0.5, -0.2, 0.0, 0.2, 0.5, 1.0, 1.5)
"""Differences of mean marks: a ratio of marks says nothing."""

_FARTHEST = 3.0
_ALMOST_NOTHING = 1e-6
"""What a cell that did not change is drawn with: nothing at all would be no cell."""

_KEPT, _KEPT_MB = 64, 24

Floats = NDArray[np.float64]


class MapChange:
    """Answers the map's question for change."""

    def __init__(self, questions: MapQuestions, sets: MapSets) -> None:
        self._questions = questions
        self._sets = sets
        self._bodies = Bodies(sets, _KEPT, _KEPT_MB)

    def packed(self, filters: Filters, base: str, lang: str) -> bytes:
        """The body of `/map/change.bin`, compressed; equal questions of one version and moment share it."""
        found = self._questions.change(replace(filters, res=filters.res or DEFAULT_RES), base)
        key = (filters, base, lang, found.version, found.asof, found.since)
        return self._bodies.body(key, lambda: self._make(filters, found, lang))

    def _make(self, filters: Filters, found: Change, lang: str) -> Ready:
        info = installed(self._questions, filters.region, lang)
        cells = self._sets.current(info, found.res, found.cells)
        words = texts(lang)
        vectors = [found.now, found.before, shown(found.now, found.before, found.metric)]
        placed = [_placed(cells.ids, found.cells, each).astype("<f4") for each in vectors]
        beyond = np.nan_to_num(_placed(cells.ids, found.cells, found.beyond.astype(np.float64))).astype("i1")
        head = self._head(filters, info, found, words)
        head |= {
            "set": cells.name,
            "cells": f"/map/cells/{info.code}/{found.res}/{cells.name}.bin",
            "n": len(cells.ids),
            "context": False,
        }
        packed = gzip.compress(body(head, *placed, beyond), 1, mtime=0)
        return Ready(packed, (info.code, found.res, cells.name))

    def _head(self, filters: Filters, info: RegionInfo, found: Change, words: Texts) -> dict[str, Any]:
        known = ~np.isnan(found.before)
        return {
            "version": found.version,
            "asof": found.asof.isoformat(),
            "res": found.res,
            "metric": found.metric,
            "unit": found.unit,
            "breaks": limits(found.metric),
            "ramps": {theme: list(ramp(found.metric, theme)) for theme in THEMES},
            "few": 0,
            "additive": False,
            "total": None,
            "topic": "",
            "title": words("change.title", what=_what(filters, found, words)),
            "where": where(found, words),
            "districts": self._districts(filters, info, found.base),
            "wholly": found.metric == "per1000",
            "selected": selected(filters, info),
            "change": {
                "base": found.base,
                "against": against(found, words),
                "ticks": ticks(found.metric, words),
                "known": bool(known.any()),
                "more": int((found.beyond > 0).sum()),
                "less": int((found.beyond < 0).sum()),
                "same": int((found.beyond == 0).sum()),
            },
        }

    def _districts(self, filters: Filters, info: RegionInfo, base: str) -> list[list[Any]]:
        """[index, value, count, value before, shown, beyond] of each district in the same selection without its place."""
        index = {district.code: at for at, district in enumerate(info.districts)}
        metric, found = filters.metric, []
        for row in self._questions.districts(around(filters)).rows:
            if row.code not in index:
                continue
            change = (from_usual if base == "usual" else from_previous)(row, metric)
            before = row.usual if base == "usual" else row.previous
            sure = 0 if change is None or not change.beyond else math.copysign(1, change.difference)
            value = [float("nan") if each is None else each for each in (row.value, before)]
            place = float(shown(np.array(value[:1]), np.array(value[1:]), metric)[0])
            drawn = None if math.isnan(place) else place
            found.append([index[row.code], row.value, row.count, before, drawn, int(sure)])
        return found


def shown(now: Floats, before: Floats, metric: str) -> Floats:
    """Where a change stands on the scale: log₂ of the ratio, or the difference of marks; never quite 0, NaN if unknown."""
    if metric == "rating":
        moved = now - before
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            moved = np.log2(now / before)
        moved = np.where((now == 0) & (before == 0), np.nan, moved)
    limited = np.clip(moved, -_FARTHEST, _FARTHEST)
    return np.where(limited == 0, _ALMOST_NOTHING, limited)


def limits(metric: str) -> list[float]:
    """Limits of the scale in the measure of `shown`."""
    return list(MARK_LIMITS) if metric == "rating" else [math.log2(limit) for limit in LIMITS]


def ramp(metric: str, theme: str = DARK) -> tuple[str, ...]:
    """Blue for less, orange for more; a higher mark is what cools down."""
    colours = ramps.ramp("excess", theme)
    return tuple(reversed(colours)) if metric == "rating" else colours


def ticks(metric: str, words: Texts) -> list[str]:
    """The limits in words: «−50 %», «0», «×2»."""
    if metric == "rating":
        return [words.signed(limit, 1) for limit in MARK_LIMITS]
    said = [words.signed_percent(limit - 1) for limit in LIMITS[:-2]]
    said[LIMITS.index(1.0)] = "0"
    return said + [f"×{words.number(limit)}" for limit in LIMITS[-2:]]


def against(found: Change, words: Texts) -> str:
    """«к 14 сен – 13 окт», «к обычному», «ко второму отбору»."""
    if found.base == "usual":
        return words("change.to_usual")
    if found.base == "vs":
        return words("change.to_other")
    if found.until is None:
        return words("change.to_nothing")
    since = words.day(found.since) if found.since else ""
    return words("change.to_window", since=since, until=words.day(found.until))


def _what(filters: Filters, found: Change, words: Texts) -> str:
    """«Обращения за 30 дней»: rates and differences are drawn by the appeals behind them."""
    metric = "count" if filters.metric == "excess" else filters.metric
    kind = f"hexmap.legend.{found.unit if metric == 'count' and found.unit != 'appeals' else metric}"
    return f"{words(kind).lower()} {period_text(filters, words)}".strip()


def _placed(ids: Cells, cells: Cells, values: Floats) -> Floats:
    """Values in the order of a set; NaN where a cell has none."""
    out = np.full(len(ids), np.nan)
    if len(ids) and len(cells):
        at = np.minimum(np.searchsorted(ids, cells), len(ids) - 1)
        known = ids[at] == cells
        out[at[known]] = values[known]
    return out
