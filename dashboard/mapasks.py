"""What the map asks of the store: the few questions, so that a small stand-in can answer in tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dashboard.figures.mapconfig import ALL, joined
from dashboard.texts import texts
from data.answers import Breakdown, ByRegion, Heat, RegionInfo
from data.errors import UnknownRegion
from data.filters import Filters
from data.map_answers import Change, Frames
from data.model import Topic
from geo.districts import Boundaries


class Topics(Protocol):
    """The part of the topic catalogue that the map needs."""

    def get(self, code: str) -> Topic | None: ...


class MapQuestions(Protocol):
    """The part of `data.query.Questions` that the map needs."""

    def parse(self, params: Mapping[str, str]) -> Filters: ...
    def heat(self, filters: Filters, viewport_res: int | None = None) -> Heat: ...
    def change(self, filters: Filters, base: str = "previous") -> Change: ...
    def frames(self, filters: Filters) -> Frames: ...
    def districts(self, filters: Filters) -> Breakdown: ...
    def by_region(self, filters: Filters) -> ByRegion: ...
    def all_cells(self, region: str, res: int) -> NDArray[np.uint64]: ...
    def regions(self) -> Sequence[RegionInfo]: ...
    def boundaries(self, code: str) -> Boundaries: ...
    def topic_catalogue(self) -> Topics: ...


def info_of(questions: MapQuestions, code: str, lang: str | None = None) -> RegionInfo | None:
    """An installed region, or all of them as one; None when there is none of this code."""
    infos = questions.regions()
    if code != ALL:
        return next((info for info in infos if info.code == code), None)
    return joined(infos, texts(lang or "ru")("header.all_regions")) if infos else None


def installed(questions: MapQuestions, code: str, lang: str | None = None) -> RegionInfo:
    """The same, UnknownRegion when there is none."""
    found = info_of(questions, code, lang)
    if found is None:
        raise UnknownRegion(f"Регион «{code}» не установлен")
    return found


def boundaries_of(questions: MapQuestions, code: str) -> list[Boundaries]:
    """The boundaries of a region, or of all of them, in the order of `regions()`."""
    codes = [info.code for info in questions.regions()] if code == ALL else [code]
    return [questions.boundaries(each) for each in codes]


def around(filters: Filters) -> Filters:
    """The same selection without its place: what surrounds the chosen district or cell."""
    return replace(filters, district=(), cell=(), bbox=None, area=None)
