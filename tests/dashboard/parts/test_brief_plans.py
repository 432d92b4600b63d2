"""Schedules in words: when, what, to whom, how it went, what to do; the history with files that are still there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dashboard.parts import brief_plans
from dashboard.parts.brief_choice import PATH
from dashboard.parts.brief_plans import Plan, Report, moment, rhythm
from dashboard.parts.wire import wire
from dashboard.texts import texts
from data.rhythm import Rhythm
from data.runs import Run
from data.schedules import Schedule
from tests.dashboard.screen_world import having, links, nodes, view, words

ZONE = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
EVENING = Rhythm("day", time(18))
PLAN = Schedule(
    7, "Утренняя", "region=rostov", "daily", "a4", "portrait", "ru", "pdf", EVENING, True, ("a@example.ru", "b@example.ru")
)
DONE = Run(
    3, 7, "Утренняя", "late", datetime(2026, 11, 21, 15), "done", 2, None,
    datetime(2026, 11, 22, 9), datetime(2026, 11, 22, 9, 0, 4),
    "Утренняя 2026-11-21 18-00.pdf", 310_000, ("a@example.ru", "b@example.ru"),
)  # fmt: skip
FAILED = replace(DONE, number=4, outcome="failed", file=None, bytes=None, sent=(), fault="mail_unreachable", detail="mail:25")


def report(*runs: Run, plan: Schedule | None = PLAN, kept: bool = True, selection: str | None = "Ростовская область") -> Report:
    plans = () if plan is None else (Plan(plan, ZONE, selection, runs[0] if runs else None),)
    files = frozenset(run.file for run in runs if run.file and kept)
    return Report(plans, runs, {7: ZONE}, files, NOW)


def drawn(told: Report, lang: str = "ru") -> list[Any]:
    here = view({"lang": lang}, PATH, lang)
    found = [*brief_plans.head(told, here), *brief_plans.plans(told, here), *brief_plans.history(told, here)]
    assert wire(found)
    return found


def test_without_schedules_the_page_says_how_to_begin() -> None:
    said = words(drawn(report(plan=None)))
    assert "Пока ничего не приходит само" in said
    assert "Здесь появится каждая сводка" in said


def test_a_schedule_says_when_what_to_whom_and_what_comes_next() -> None:
    said = words(drawn(report(DONE)))
    for part in (
        "Утренняя", "каждый день в 18:00", "Сводка за сутки · PDF · А4 · Ростовская область",
        "в папку на сервере; почтой: a@example.ru, b@example.ru", "Следующая сегодня в 18:00", "готова , сб, 21 ноя в 18:00",
    ):  # fmt: skip
        assert part in said, part


def test_a_paused_one_and_one_never_made_say_so() -> None:
    said = words(drawn(report(plan=replace(PLAN, active=False))))
    assert "приостановлено" in said
    assert "ещё не делалась" in said


def test_what_does_not_arrive_stands_on_top_with_what_to_do() -> None:
    (notice,) = having(drawn(report(FAILED)), "brief-trouble")
    assert "1 сводка не приходит" in words(notice)
    assert "«Утренняя», сб, 21 ноя в 18:00: почтовый сервер mail:25 не отвечает" in words(notice)
    assert "Проверьте, работает ли он" in words(notice)


def test_what_will_be_tried_again_is_told_and_what_is_paused_or_done_is_no_trouble() -> None:
    again = replace(FAILED, outcome="waiting", next_try=datetime(2026, 11, 22, 10, 4))
    found = drawn(report(again))
    assert having(found, "brief-trouble")
    assert "повторится в 13:04" in words(found)
    assert not having(drawn(report(DONE)), "brief-trouble")
    assert not having(drawn(report(FAILED, plan=replace(PLAN, active=False))), "brief-trouble")


def test_the_history_gives_the_file_its_size_and_how_it_went() -> None:
    found = drawn(report(DONE))
    (file,) = [href for name, href in links(found) if name.startswith("Утренняя 2026")]
    assert file == "/api/v1/schedules/file?number=3"
    for part in ("после простоя", "за 4 с, 2 попытки", "303 КБ", "2 получателя"):
        assert part in words(found)
    assert "2,9 МБ" in words(drawn(report(replace(DONE, bytes=3_000_000))))


def test_a_file_that_is_gone_is_no_link() -> None:
    assert not [href for _, href in links(drawn(report(DONE, kept=False))) if "file" in href]


@pytest.mark.parametrize(("outcome", "open_"), [("waiting", "1"), ("running", "1"), ("done", "0"), ("failed", "0")])
def test_scripts_see_whether_a_run_is_under_way(outcome: str, open_: str) -> None:
    found = drawn(report(replace(DONE, outcome=outcome, ended=None)))
    marks = {node.to_plotly_json()["props"].get("data-open") for node in nodes(found)} - {None}
    assert marks == {open_}


def test_a_selection_that_fits_no_more_is_said() -> None:
    assert "отбор больше не подходит" in words(drawn(report(selection=None)))


def test_the_form_gets_the_schedule_as_the_interface_names_it() -> None:
    given = next(
        props["data-plan"]
        for node in nodes(drawn(report(DONE)))
        if (props := node.to_plotly_json()["props"]).get("data-plan", "new") != "new"
    )
    assert json.loads(given) == {
        "number": 7, "name": "Утренняя", "query": "region=rostov", "template": "daily", "paper": "a4", "orient": "portrait",
        "lang": "ru", "kind": "pdf", "folder": True, "active": True, "repeat": "day", "weekdays": [], "monthday": 1,
        "time": "18:00", "recipients": ["a@example.ru", "b@example.ru"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "ru", "en"),
    [
        (EVENING, "каждый день в 18:00", "every day at 18:00"),
        (Rhythm("week", time(8, 30), (1, 2, 3, 4, 5)), "по будням в 08:30", "on working days at 08:30"),
        (Rhythm("week", time(8, 30), (1, 7)), "пн, вс в 08:30", "Mon, Sun at 08:30"),
        (Rhythm("month", time(9), monthday=5), "5-го числа в 09:00", "on day 5 of the month at 09:00"),
    ],
)
def test_a_rhythm_in_words(given: Rhythm, ru: str, en: str) -> None:
    assert (rhythm(given, texts("ru")), rhythm(given, texts("en"))) == (ru, en)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(2, "сегодня в 15:00"), (26, "завтра в 15:00"), (50, "вт, 24 ноя в 15:00"), (-22, "сб, 21 ноя в 15:00")],
)
def test_a_moment_in_words(hours: int, expected: str) -> None:
    now = NOW.astimezone(ZONE)
    assert moment(now + timedelta(hours=hours), now, texts("ru")) == expected


def test_in_english_all_of_it_is_english() -> None:
    said = words(drawn(report(FAILED), "en"))
    assert "1 briefing does not arrive" in said
    assert "does not answer" in said
