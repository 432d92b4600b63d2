"""Sentences of a sheet under the rule of small numbers: none tells what is kept back, none says that nothing came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.briefing import quiet
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.figures import Figures
from dashboard.briefing.leaving import leaving
from dashboard.callbacks.desk import Desk


def figures(briefings: Briefings, least: int, **query: str) -> Figures:
    settings = briefings.desk.settings.model_copy(update={"small_cell_min": least})
    desk = leaving(Desk(briefings.desk.questions, settings))
    return Figures.of(desk, desk.view(query, "/"))


@pytest.fixture(scope="module")
def total(briefings: Briefings) -> int:
    return figures(briefings, 1, period="1y").summary.total


def test_of_too_few_appeals_only_that_is_said(briefings: Briefings, total: int) -> None:
    least = total + 1
    found = figures(briefings, least, period="1y")
    assert quiet.lead(found, least) == found.view.texts("brief.few_lead", least=least)
    assert quiet.changed(found, least) == ""


def test_rows_that_are_all_kept_back_are_no_sign_that_nothing_came(briefings: Briefings, total: int) -> None:
    found = figures(briefings, total, period="1y")
    assert not any(row.count for row in found.places)
    said = quiet.changed(found, total)
    assert "не поступало" not in said
    assert str(total) in quiet.lead(found, total).replace("\u202f", "")


def test_answers_are_told_only_where_all_their_figures_may_be(briefings: Briefings) -> None:
    found = figures(briefings, 1, period="1y")
    overdue = next(one for one in found.kpis if one.name == "overdue")
    assert overdue.value
    full = quiet.changed(found, 1)
    kpis = tuple(replace(one, value=3.0) if one.name == "overdue" else one for one in found.kpis)
    part = quiet.changed(replace(found, kpis=kpis), 5)
    assert "просрочено" in full
    assert part
    assert "просрочено" not in part


def test_a_moment_is_named_once(briefings: Briefings) -> None:
    asked = {"period": "30d", "asof": "2026-03-10T12:00"}
    named, plain = figures(briefings, 1, **asked), figures(briefings, 1, period="30d")
    assert "12:00" in quiet.lead(named, 1)
    assert "12:00" not in quiet.changed(named, 1)
    assert quiet.changed(plain, 1).count("30 дней") == quiet.changed(named, 1).count("30 дней") > 0
