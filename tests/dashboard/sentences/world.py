"""Views, rows and answers of a real region for the tests of sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.state import View
from dashboard.texts import texts
from data.answers import Bin, Breakdown, DistrictInfo, Kpi, RegionInfo, Row, Summary, Trend
from data.filters import parse_filters

ZONE = ZoneInfo("Europe/Moscow")
ASOF = datetime(2026, 11, 22, 9, 37, tzinfo=ZONE)
BOX = (38.0, 46.0, 44.0, 50.0)
DISTRICTS = tuple(
    DistrictInfo(code, name, short, 100_000, BOX)
    for code, name, short in (
        ("1", "городской округ город Шахты", "Шахты"),
        ("2", "городской округ город Ростов-на-Дону", "Ростов-на-Дону"),
        ("3", "Белокалитвинский муниципальный район", "Белокалитвинский"),
        ("4", "Back Bay", "Back Bay"),
    )
)
ROSTOV = RegionInfo("rostov", "Ростовская область", "Europe/Moscow", True, True, True, 4_000_000, BOX, DISTRICTS)
BOSTON = RegionInfo("boston", "Boston", "America/New_York", False, False, False, None, BOX, ())
NAMES = {"01": "Дороги и движение", "02": "Отходы и свалки", "03": "Электрические сети"}
PLACED = {"house": 1, "street": 0, "settlement": 0, "district": 0, "none": 0}


def view(params: Mapping[str, str] | None = None, lang: str = "ru", region: RegionInfo = ROSTOV) -> View:
    filters = parse_filters(params or {}, region.code)
    shown = None if filters.region == "all" else region
    return View("/", dict(params or {}), filters, (ROSTOV, BOSTON), shown, texts(lang))


def row(code: str | None, value: float, usual: float | None = None, **more: Any) -> Row:
    """A row whose usual band is a tenth either side."""
    low, high = (None, None) if usual is None else (usual * 0.9, usual * 1.1)
    found = Row(code, None, None, value, None, usual, low, high, int(value))
    return found._replace(**more)


def breakdown(*rows: Row) -> Breakdown:
    return Breakdown(7, ASOF, rows)


def summary(total: int, previous: int | None = None) -> Summary:
    return Summary(7, ASOF, total, previous, 0, 0, {**PLACED, "house": total}, ())


def kpis(**values: tuple[float | None, float | None]) -> tuple[Kpi, ...]:
    """Value and the one before of each figure."""
    return tuple(Kpi(name, now, before, None, ()) for name, (now, before) in values.items())


def trend(step: str, values: list[float], usual: float | None = None, asof: datetime = ASOF) -> Trend:
    """Bins that end with the one that holds `asof`; the band is a tenth either side of the usual."""
    length = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}[step]
    last = asof.replace(minute=0) if step == "hour" else asof.replace(hour=0, minute=0)
    last -= timedelta(days=last.weekday()) if step == "week" else timedelta()
    starts = [last - length * (len(values) - 1 - index) for index in range(len(values))]
    low, high = (None, None) if usual is None else (usual * 0.9, usual * 1.1)
    return Trend(7, asof, step, tuple(Bin(at, value, usual, low, high) for at, value in zip(starts, values, strict=True)))


def quiet(found: Trend) -> Trend:
    """The same trend without anything usual."""
    return replace(found, rows=tuple(Bin(one.at, one.value, None, None, None) for one in found.rows))
