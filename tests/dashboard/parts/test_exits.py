"""The way out of a screen: real links with the filters that are on it, and only where there is something to take."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.parts import exits
from dashboard.parts.wire import wire
from tests.dashboard.screen_world import links, view, words

TEMPLATES = ("daily", "wall", "district", "свой_лист")


def offered(params: dict[str, str]) -> dict[str, str]:
    return dict(links(exits.menu(view(params), "/", TEMPLATES)))


@pytest.mark.parametrize("path", exits.SCREENS)
def test_it_is_on_every_screen_of_a_selection(path: str) -> None:
    found = exits.menu(view(path=path), path)
    assert "Справка и выгрузка" in words(found)
    assert wire(found)


@pytest.mark.parametrize("path", ["/wall", "/wall/setup", "/record"])
def test_it_is_nowhere_else(path: str) -> None:
    assert exits.menu(view(path=path), path) is None
    assert exits.menu(view({"region": "all"}, regions=(), region=None), "/") is None


def test_every_link_carries_the_filters_and_nothing_that_only_screens_read() -> None:
    here = {"district": "61", "topic": "01", "feed": "oldest", "map": "change", "lang": "en", "vs": "topic=02"}
    makes = [href for _, href in links(exits.menu(view(here), "/", TEMPLATES)) if not href.startswith("/briefings")]
    assert len(makes) > 10
    for href in makes:
        query = parse_qs(urlsplit(href).query)
        assert (query["region"], query["district"], query["topic"]) == (["rostov"], ["61"], ["01"])
        assert not {"feed", "map", "vs", "theme"} & set(query)
        assert query["lang"] == ["en"]


def test_a_briefing_has_its_own_period_unless_the_address_names_one() -> None:
    assert "period=24h" in offered({})["Сводка за сутки за 24 часа PDF"]
    assert "period=7d" in offered({"period": "7d"})["Сводка за сутки за 7 дней PDF"]
    found = offered({"from": "2026-03-01", "to": "2026-03-02"})
    dated = next(href for name, href in found.items() if name.startswith("Сводка за"))
    assert "period" not in dated
    assert "from=2026-03-01&to=2026-03-02" in dated


def test_a_sheet_about_one_is_offered_where_there_is_one() -> None:
    assert not any("Лист района" in name for name in offered({}))
    assert any("Лист района" in name for name in offered({"district": "61"}))
    assert not any("Лист района" in name for name in offered({"district": "61,62"}))


def test_an_own_template_is_called_by_its_file_and_a_wall_is_a_picture() -> None:
    found = offered({})
    assert "template=%D1%81" in next(href for name, href in found.items() if name.startswith("свой лист"))
    assert found["Картинка для экрана за 30 дней PNG"].startswith("/brief.png?template=wall&size=1920x1080")


def test_data_come_in_their_kinds_and_the_trend_keeps_its_step() -> None:
    found = links(exits.menu(replace(view({"step": "week"}), step="week"), "/"))
    hrefs = [href for _, href in found]
    assert any(href.startswith("/export.gpkg?what=cells") for href in hrefs)
    assert any(href.startswith("/chart.png?what=map") for href in hrefs)
    assert all(("step=week" in href) == ("what=trend" in href) for href in hrefs if "/briefings" not in href)


def test_the_page_of_briefings_gets_the_whole_state() -> None:
    assert offered({"district": "61", "period": "7d"})["Посмотреть и настроить"] == "/briefings?period=7d&district=61"
