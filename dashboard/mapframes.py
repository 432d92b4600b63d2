"""The frames of a playback as a browser takes them: every cell in every step of the window, in the narrowest numbers."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from dashboard.figures import ramps
from dashboard.figures.bins import start_of
from dashboard.mapasks import MapQuestions, installed
from dashboard.mapbody import body
from dashboard.mapready import Bodies, Ready
from dashboard.mapsets import MapSets
from dashboard.mapvalues import DEFAULT_RES, where
from dashboard.texts import Texts, texts
from data.filters import Filters
from data.map_answers import Frames

_KEPT, _KEPT_MB = 24, 24


class MapFrames:
    """Answers the map's question for frames."""

    def __init__(self, questions: MapQuestions, sets: MapSets) -> None:
        self._questions = questions
        self._sets = sets
        self._bodies = Bodies(sets, _KEPT, _KEPT_MB)

    def packed(self, filters: Filters, lang: str) -> bytes:
        """The body of `/map/frames.bin`, compressed: the head, then a row of numbers (`bytes` each) a frame."""
        found = self._questions.frames(replace(filters, res=filters.res or DEFAULT_RES))
        key = (filters, lang, found.version, found.asof)
        return self._bodies.body(key, lambda: self._make(filters, found, lang))

    def _make(self, filters: Filters, found: Frames, lang: str) -> Ready:
        info = installed(self._questions, filters.region, lang)
        cells, words = self._sets.current(info, found.res, found.cells), texts(lang)
        width = narrowest(found.values)
        rows = np.zeros((len(found.values), len(cells.ids)), width)
        at = np.searchsorted(cells.ids, found.cells)
        rows[:, at] = found.values
        head: dict[str, Any] = {
            "version": found.version,
            "asof": found.asof.isoformat(),
            "res": found.res,
            "metric": found.metric,
            "unit": found.unit,
            "breaks": list(found.breaks),
            "ramps": ramps.ramps(found.metric),
            "set": cells.name,
            "cells": f"/map/cells/{info.code}/{found.res}/{cells.name}.bin",
            "n": len(cells.ids),
            "bytes": width.itemsize,
            "title": title(found, words),
            "where": where(found, words),
            "frames": [_frame(found, number, words) for number in range(len(rows))],
        }
        return Ready(gzip.compress(body(head, rows), 1, mtime=0), (info.code, found.res, cells.name))


def title(found: Frames, words: Texts) -> str:
    """«Обращения»: what is played."""
    kind = found.unit if found.metric == "count" and found.unit != "appeals" else found.metric
    return words(f"hexmap.legend.{kind}")


def narrowest(values: np.ndarray[Any, np.dtype[np.int64]]) -> np.dtype[Any]:
    """The smallest unsigned type that holds the largest value."""
    return np.dtype(np.min_scalar_type(int(values.max(initial=0)))).newbyteorder("<")


def _frame(found: Frames, number: int, words: Texts) -> dict[str, Any]:
    """The name of a frame in the address, where it stands on the trend, and when it is, in words."""
    start = start_of(found.at[number], found.step)
    name = f"{start:%Y-%m-%dT%H:%M}" if found.step == "hour" else f"{start:%Y-%m-%d}"
    total = int(found.values[number].sum())
    return {"name": name, "at": f"{start:%Y-%m-%dT%H:%M}", "title": called(start, found.step, words), "total": total}


def called(start: datetime, step: str, words: Texts) -> str:
    """«ср, 12 ноя», «12 ноя, 18:00–19:00», «9 ноя – 15 ноя», «ноя 2026»."""
    if step == "hour":
        return f"{words.day(start)}, {start:%H:%M}–{start + timedelta(hours=1):%H:%M}"
    if step == "day":
        return words.weekday_day(start)
    if step == "month":
        return words.month(start)
    return words("period.span", since=words.day(start), until=words.day(start + timedelta(days=6)))
