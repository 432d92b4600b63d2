"""The page of sources: fresh or late in words, shares that add up, reasons with advice, commands to copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from dash import Dash

from dashboard.callbacks import desk_sources
from dashboard.callbacks.desk import Desk
from dashboard.pages import sources as page
from dashboard.parts import sources
from dashboard.parts.sources import CODES, Report
from dashboard.parts.wire import wire
from dashboard.texts import texts
from data.quarantine import Refusal
from data.questions.holdings import Holding
from data.settings import Settings
from data.sources import reasons
from tests.dashboard.callbacks.board import Board
from tests.dashboard.screen_world import ASOF, having, links, nodes, said, styled, view, words
from tests.support.sample import open_store, put, questions, sample

RU, EN = texts("ru"), texts("en")
PLACED = {"house": 60, "street": 20, "settlement": 20, "district": 0, "none": 0}
FRESH = Holding("im", 100, ASOF - timedelta(days=700), ASOF - timedelta(minutes=4), PLACED, timedelta(minutes=41))
LATE = replace(FRESH, source="pos", last=ASOF - timedelta(days=3), delay=None)
BAD_DATE = Refusal(reasons.BAD_DATE.text, reasons.BAD_DATE.hint, 1200, datetime(2026, 11, 1), 77, "выгрузка.csv", 15)
STRANGE = Refusal("нечто новое", "сделайте так", 3, datetime(2026, 11, 1), 78, "api", 2)


def report(*holdings: Holding, refused: tuple[Refusal, ...] = ()) -> Report:
    return Report(holdings, refused, ASOF, timedelta(hours=24))


def drawn(found: Report, lang: str = "ru") -> Any:
    return sources.render(found, view({"lang": lang}, "/sources", lang))


def test_a_late_source_stands_first_and_says_what_to_do() -> None:
    first, second = having(drawn(report(FRESH, LATE)), "holding")
    assert "нет новых 3 дня" in words(first)
    assert "загрузите её" in words(first)
    assert "свежие, последнее 18:26" in words(second)


def test_a_source_shows_its_count_span_precision_and_delay() -> None:
    (card,) = having(drawn(report(FRESH)), "holding")
    for part in ("Инцидент Менеджмент", "100", "на карте 80\u202f%", "населённый пункт 20\u202f%", "через 41 минуту"):
        assert part in words(card)
    assert "район" not in words(card)
    assert [href for _, href in links(card)] == ["/?source=im&lang=ru"]


@pytest.mark.parametrize(
    ("delay", "expected"),
    [
        (None, "источник не сообщает"),
        (timedelta(seconds=5), "в ту же минуту"),
        (timedelta(hours=30), "через 30 часов"),
        (timedelta(days=2), "через 2 дня"),
    ],
)
def test_the_delay_is_told_in_words(delay: timedelta | None, expected: str) -> None:
    assert expected in words(drawn(report(replace(FRESH, delay=delay))))


def test_refusals_have_a_reason_advice_and_where_the_last_one_stands() -> None:
    found = words(drawn(report(FRESH, refused=(BAD_DATE, STRANGE))))
    where = "выгрузка.csv, строка 15, в карантине № 77"
    for part in ("1\u202f203 записи ждут", "дата поступления не читается", where, "нечто новое сделайте так"):
        assert part in found
    assert "приём от другой системы" in found
    assert "quarantine show --number 77" in found


def test_in_english_reasons_are_english() -> None:
    found = words(drawn(report(FRESH, refused=(BAD_DATE,)), "en"))
    assert "cannot be read" in found
    assert "читается" not in found


def test_nothing_refused_is_said_and_asks_for_no_command() -> None:
    found = words(drawn(report(FRESH)))
    assert "Все записи приняты" in found
    assert "quarantine" not in found


def test_a_region_without_records_says_how_to_load_some() -> None:
    found = drawn(report())
    assert "ещё нет ни одной записи" in words(found)
    commands = [node.to_plotly_json()["props"]["data-copy"] for node in having(found, "copy")]
    assert all(each.endswith("app.py load FILE") for each in commands)
    assert commands


@pytest.mark.parametrize("lang", [RU, EN], ids=lambda each: each.lang)
@pytest.mark.parametrize("code", CODES.values())
def test_every_reason_there_is_has_words_and_advice(lang: Any, code: str) -> None:
    assert lang(f"sources.reason.{code}.text")
    assert lang(f"sources.reason.{code}.hint")


def test_the_page_has_its_place_and_the_methods() -> None:
    ids = {getattr(node, "id", None) for node in nodes(page.layout(RU))}
    assert {"sources", "sources-wire", "methods", "help-overdue"} <= ids


def test_every_tag_of_the_page_is_drawn(tmp_path: Path) -> None:
    assert said(wire(drawn(report(FRESH, LATE, refused=(BAD_DATE,)))))


def test_the_callback_reads_the_store(tmp_path: Path) -> None:
    store, board = open_store(tmp_path), Board()
    put(store, sample(200))
    desk_sources.connect(cast(Dash, board), Desk(questions(store), Settings()))
    assert "Источники и методы" in said(board.ask("sources", {}))
    assert styled(board.ask("sources", {"region": "all"}), "holding")
