"""Two sets compared: what they differ in, how each is called, and the addresses that lead in, round and out."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from urllib.parse import parse_qsl

import pytest

from dashboard import versus
from data.filters import parse_filters
from data.query import Questions
from tests.dashboard.screen_world import CATALOGUE, ZONE, World, view

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=ZONE)


def sides(params: dict[str, str]) -> versus.Sides:
    found = versus.sides(cast(Questions, World()), view(params), CATALOGUE)
    assert found is not None
    return found


def test_without_a_second_set_there_is_no_comparison() -> None:
    assert versus.sides(cast(Questions, World()), view(), CATALOGUE) is None


@pytest.mark.parametrize(
    ("params", "names", "fields"),
    [
        ({"district": "61", "vs": "district=62"}, ("Северный", "Южный"), {"district"}),
        ({"district": "61", "vs": "period=30d"}, ("Северный", "вся территория"), {"district"}),
        ({"district": "99", "vs": "district=none"}, ("99", "без района"), {"district"}),
        ({"topic": "01", "vs": "topic=02"}, ("Дороги", "Дворы"), {"topic"}),
        ({"vs": "topic=02"}, ("Все темы", "Дворы"), {"topic"}),
        ({"vs": "asof=2026-10-18T10:00"}, ("за 30 дней", "за 30 дней на 18 октября"), {"time"}),
        ({"vs": "region=all"}, ("Ростовская область", "Все регионы"), {"region"}),
        ({"status": "open", "vs": "status=closed"}, ("другой отбор", "другой отбор"), {"status"}),
    ],
)
def test_a_set_is_called_by_what_tells_it_from_the_other(
    params: dict[str, str], names: tuple[str, str], fields: set[str]
) -> None:
    found = sides(params)
    assert found.names == names
    assert found.fields == fields


def test_the_second_set_measures_as_the_first_does() -> None:
    other = sides({"metric": "overdue", "unit": "authors", "theme": "light", "vs": "topic=02"}).other
    assert (other.filters.metric, other.filters.unit) == ("overdue", "authors")
    assert other.params["theme"] == "light"


@pytest.mark.parametrize(
    ("params", "back", "text"),
    [
        ({}, None, {"asof": "2026-10-18T10:30"}),
        ({"period": "7d", "topic": "01"}, None, {"period": "7d", "topic": "01", "asof": "2026-11-15T10:30"}),
        ({"period": "24h", "asof": "2026-11-12T18:00"}, versus.YEAR, {"period": "24h", "asof": "2025-11-13T18:00"}),
        ({"from": "2026-11-01", "to": "2026-11-12"}, None, {"from": "2026-10-18", "to": "2026-10-29"}),
        ({"from": "2026-11-16"}, None, {"from": "2026-11-09", "to": "2026-11-15"}),
    ],
)
def test_the_same_set_earlier_keeps_its_weekdays(params: dict[str, str], back: object, text: dict[str, str]) -> None:
    found = versus.earlier(view(params), NOW, cast(None, back))
    assert found is not None
    assert dict(parse_qsl(found)) == text
    parse_filters(dict(parse_qsl(found)), "rostov")


@pytest.mark.parametrize("params", [{"period": "all"}, {"to": "2026-11-12"}])
def test_what_has_no_beginning_has_nothing_before(params: dict[str, str]) -> None:
    assert versus.earlier(view(params), NOW, None) is None


def test_swapping_makes_the_second_set_the_first_and_keeps_the_page() -> None:
    params = {"district": "61", "period": "7d", "map": "change", "vs": "district=62"}
    found = versus.swapped(view(params))
    assert found == {"district": "62", "period": None, "region": "rostov", "vs": "district=61&period=7d"}


def test_a_plain_set_is_written_as_something() -> None:
    assert versus.written(view()) == "period=30d"
