"""A small region, its answers and a view, for the tests of states, figures, parts and callbacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from dash.development.base_component import Component

from dashboard.callbacks.desk import Desk
from dashboard.state import EXTRA, Catalogue, View
from dashboard.texts import texts
from data.answers import (
    AnswerTimes,
    Bin,
    Breakdown,
    DistrictInfo,
    Facet,
    Kpi,
    Page,
    PlaceRow,
    RegionInfo,
    Row,
    Share,
    SourceFreshness,
    Summary,
    Trend,
)
from data.errors import BadFilter
from data.filters import Filters, parse_filters
from data.model import Topic
from data.query import Questions
from data.settings import Settings
from data.topics import TopicCatalogue
from tests.dashboard.fakes import FakeStore

ZONE = ZoneInfo("Europe/Moscow")
ASOF = datetime(2026, 11, 21, 18, 30, tzinfo=ZONE)
BOX = (38.0, 46.0, 44.0, 50.0)
NORTH = DistrictInfo("61", "Северный муниципальный район", "Северный", 40_000, BOX)
SOUTH = DistrictInfo("62", "Южный муниципальный район", "Южный", None, BOX)
REGION = RegionInfo(
    "rostov", "Ростовская область", "Europe/Moscow", True, True, True, 90_000, BOX, (NORTH, SOUTH)
)
OTHER = RegionInfo("kursk", "Курская область", "Europe/Moscow", False, False, False, None, BOX, ())
TOPICS = TopicCatalogue(
    (
        Topic("01", "Дороги", None, "Roads"),
        Topic("01.001", "Ямы", "01", "Potholes"),
        Topic("02", "Дворы", None, "Yards"),
    )
)
CATALOGUE = Catalogue({"01": "Дороги", "01.001": "Ямы", "02": "Дворы"}, {"01.001": "01"})
PLACED = {"house": 60, "street": 21, "settlement": 12, "district": 4, "none": 3}
RECORD: dict[str, Any] = {
    "source": "im",
    "external_id": "1",
    "received": ASOF - timedelta(seconds=30),
    "due": ASOF - timedelta(days=3),
    "channel": "VK",
    "topic_group": "01",
    "topic": "01.001",
    "district": "61",
    "settlement": "Лесное",
    "street": "ул. Мира",
    "house": "3",
    "status": "in_work",
    "mark": 4,
    "text": "<b>Яма</b>",
}


def view(params: Mapping[str, str] | None = None, path: str = "/", lang: str = "ru", **changes: Any) -> View:
    """The view of a URL in the small region; `changes` replace its fields."""
    filters = parse_filters(params or {}, "rostov", EXTRA)
    region = None if filters.region == "all" else REGION
    found = View(path, dict(params or {}), filters, (REGION,), region, texts(filters.lang or lang))
    return replace(found, **changes)


def row(code: str | None, value: float | None, **more: Any) -> Row:
    """A row of a breakdown; what is not said is not known."""
    fields: dict[str, Any] = {
        "name": code,
        "parent": None,
        "previous": None,
        "usual": None,
        "low": None,
        "high": None,
    }
    return Row(code=code, value=value, **{**fields, "count": int(value or 0), **more})


def summary(**changes: Any) -> Summary:
    sources = (
        SourceFreshness("im", ASOF - timedelta(minutes=5), 90),
        SourceFreshness("pos", ASOF - timedelta(days=3), 10),
    )
    return replace(Summary(7, ASOF, 100, 80, 40, 5, PLACED, sources), **changes)


def kpi(
    name: str, value: float | None, previous: float | None = None, spark: tuple[float | None, ...] = ()
) -> Kpi:
    return Kpi(name, value, previous, None, spark)


KPIS = (
    kpi("count", 200.0, 100.0, (1.0, 3.0, 2.0)),
    kpi("per1000", 2.5, 1.25),
    kpi("open", 40.0),
    kpi("overdue", 5.0, 6.0),
    kpi("answer_days", 4.62, 8.0),
    kpi("rating", 4.5, 4.45),
    kpi("repeat", 0.0),
)


def trend(step: str = "day", count: int = 10, end: datetime = ASOF, usual: float | None = 20.0) -> Trend:
    """Bins that end with the one that holds `end`; the last but one is far above the usual."""
    day = end.replace(hour=0, minute=0)
    rows = []
    for index in range(count):
        at = day - timedelta(days=count - 1 - index)
        value = 90.0 if index == count - 2 else 20.0
        high = None if usual is None else usual + 9
        rows.append(Bin(at, value, usual, None if usual is None else usual - 9, high))
    return Trend(7, ASOF, step, tuple(rows))


COUNTS: dict[str, dict[str | None, int]] = {
    "status": {"open": 40, "closed": 60, "overdue": 5, "new": 30, "solved": 55},
    "source": {"im": 20, "pos": 80},
    "channel": {"VK": 60, None: 40},
    "type": {"problem": 90, "question": 10, "thanks": 7},
    "repeat": {"no": 100},
}
"""What values of fields would find."""


@dataclass
class World:
    """Questions with fixed answers; `fault` is raised by every question."""

    infos: tuple[RegionInfo, ...] = (REGION,)
    names: tuple[str, ...] = ("im", "pos")
    fault: Exception | None = None
    share: float | None = None
    store: FakeStore = field(default_factory=FakeStore)
    asked: list[tuple[str, Filters]] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return Desk(cast(Questions, self), Settings())

    def _note(self, name: str, filters: Filters) -> None:
        self.asked.append((name, filters))
        if self.fault is not None:
            raise self.fault

    def default_region(self) -> str | None:
        return self.infos[0].code if self.infos else None

    def parse(self, params: Mapping[str, str], allowed_extra: frozenset[str] = frozenset()) -> Filters:
        filters = parse_filters(params, self.default_region(), allowed_extra)
        if filters.region not in ("all", *(info.code for info in self.infos)):
            raise BadFilter("region", "неизвестное значение", "Допустимо: rostov")
        return filters

    def regions(self) -> tuple[RegionInfo, ...]:
        return self.infos

    def sources(self, region: str) -> tuple[str, ...]:
        return self.names

    def channels(self, region: str) -> tuple[str, ...]:
        return ("VK", "OK") if self.names else ()

    def filling(self) -> float | None:
        return self.share

    def topic_catalogue(self) -> TopicCatalogue:
        return TOPICS

    def summary(self, filters: Filters) -> Summary:
        self._note("summary", filters)
        return summary()

    def kpis(self, filters: Filters) -> tuple[Kpi, ...]:
        self._note("kpis", filters)
        return KPIS

    def districts(self, filters: Filters) -> Breakdown:
        self._note("districts", filters)
        return Breakdown(7, ASOF, (row("61", 30.0), row("62", 50.0), row(None, 20.0)))

    def topics(self, filters: Filters) -> Breakdown:
        self._note("topics", filters)
        return Breakdown(7, ASOF, (row("01", 60.0), row("01.001", 60.0, parent="01"), row("02", 40.0)))

    def trend(self, filters: Filters, step: str | None = None) -> Trend:
        self._note("trend", filters)
        return trend()

    def facet(self, filters: Filters, field: str) -> Facet:
        self._note("facet " + field, filters)
        return Facet(7, ASOF, field, 100, COUNTS.get(field, {}))

    def answer_times(self, filters: Filters) -> AnswerTimes:
        self._note("answer_times", filters)
        days = (Share(1.0, 30), Share(3.0, 20), Share(None, 0))
        tail = (Share(1.0, 2), Share(3.0, 1), Share(30.0, 2), Share(None, 0))
        return AnswerTimes(7, ASOF, 100, 50, 50, 3, 40, 5, 4.62, 3.0, 9.9, 0.5, days, tail)

    def moment(self, filters: Filters) -> datetime:
        return ASOF

    def appeals(self, filters: Filters, limit: int = 50, cursor: str | None = None) -> Page:
        self._note("appeals", filters)
        return Page(7, ASOF, 1, (RECORD,), None)

    def records(self, filters: Filters, start: int, end: int) -> Page:
        self._note(f"records {start}-{end}", filters)
        return Page(7, ASOF, 1, (RECORD,), None)

    def places(self, filters: Filters, limit: int = 20) -> tuple[PlaceRow, ...]:
        self._note("places", filters)
        return (PlaceRow("Лесное", "61", "settlement", 12), PlaceRow("Дальнее", None, "settlement", 4))


def nodes(part: Any) -> Iterator[Any]:
    """Every component of a part, depth first."""
    if isinstance(part, (list, tuple)):
        for each in part:
            yield from nodes(each)
    elif isinstance(part, Component):
        yield part
        yield from nodes(getattr(part, "children", None))


def words(part: Any) -> str:
    """All the text of a part."""
    if isinstance(part, (list, tuple)):
        return " ".join(filter(None, (words(each) for each in part)))
    if isinstance(part, Component):
        return words(getattr(part, "children", None))
    return "" if part is None else str(part)


def links(part: Any) -> list[tuple[str, str]]:
    """(text, address) of every link of a part."""
    return [(words(node), node.href) for node in nodes(part) if getattr(node, "href", None)]


def classes(part: Any) -> list[str]:
    return [node.className for node in nodes(part) if getattr(node, "className", None)]


def having(part: Any, name: str) -> list[Any]:
    """Components of a class."""
    return [node for node in nodes(part) if name in (getattr(node, "className", None) or "").split()]


def said(tree: Any) -> str:
    """All the text of a tree that goes over the wire."""
    return " ".join(node if isinstance(node, str) else said(node[2]) for node in tree)


def styled(tree: Any, name: str) -> bool:
    """Whether any node of a tree has a class."""
    nodes_ = [node for node in tree if not isinstance(node, str)]
    return any(name in node[1].get("class", "").split() or styled(node[2], name) for node in nodes_)
