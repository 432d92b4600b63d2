"""The weekly report: whole pages of real text whose figures are the answers', whatever is asked for."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import pikepdf
import pypdf
import pytest

from dashboard import state
from dashboard.briefing import weekly, weekly_method
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.figures import Figures
from dashboard.briefing.maps import Maps
from dashboard.briefing.typeset import Paper
from dashboard.callbacks.desk import Desk
from dashboard.texts import texts
from data.annotations import Annotation, add
from data.quarantine import Refusal
from data.sources import reasons
from tests.dashboard.briefing.test_briefings import read

CASES = [
    {"period": "1y"},
    {"period": "all"},
    {"period": "90d", "topic": "01"},
    {"period": "1y", "district": "60740000000"},
    {"period": "1y", "district": "60740000000,60701000000", "orient": "landscape"},
    {"period": "1y", "lang": "en"},
    {"period": "90d", "metric": "per1000"},
    {"period": "1y", "metric": "answer_days", "orient": "landscape"},
    {"q": "такогонет"},
    {"q": "такогонет", "orient": "landscape", "paper": "a3"},
    {"period": "1y", "paper": "a3"},
    {"period": "1y", "orient": "landscape"},
    {"from": "2025-06-01", "to": "2025-12-31", "base": "usual"},
    {"period": "all", "precision": "district"},
]


EMPTY = 0.2
"""The share of a page's height that may be left at its foot."""
EVERY = [
    {"period": "7d"},
    {"period": "90d"},
    {"period": "1y", "lang": "en"},
    {"period": "90d", "metric": "answer_days"},
    {"period": "1y", "metric": "overdue"},
    {"period": "1y", "metric": "repeat"},
    {"period": "1y", "district": "60740000000"},
    {"period": "90d", "topic": "01"},
    {"period": "1y", "district": "60740000000", "topic": "01"},
    {"period": "1y", "precision": "district"},
    {"period": "all", "paper": "a3"},
    {"q": "такогонет", "paper": "a3"},
]
TALL = {"portrait": 265.0, "landscape": 178.0}
"""Millimetres of an A4 page between its head and its foot."""

MADE: dict[tuple[object, ...], dict[str, Any]] = {}
SET: dict[tuple[tuple[str, str], ...], bytes] = {}


def made(briefings: Briefings, **query: str) -> bytes:
    """The file; an equal one is set once."""
    key = tuple(sorted(query.items()))
    if key not in SET:
        SET[key] = anew(briefings, **query)
    return SET[key]


def anew(briefings: Briefings, **query: str) -> bytes:
    return briefings.made({"template": "weekly", **query}, "pdf")[0]


def data(briefings: Briefings, least: int = 1, **query: str) -> dict[str, Any]:
    """What the template is set from; equal questions are asked once."""
    key = (least, *sorted(query.items()))
    if key not in MADE:
        MADE[key] = _data(briefings, least, query)
    return MADE[key]


def _data(briefings: Briefings, least: int, query: dict[str, str]) -> dict[str, Any]:
    changed = briefings.desk.settings.model_copy(update={"small_cell_min": least})
    own = Desk(briefings.desk.questions, changed)
    asked = {"period": "7d"} | {name: text for name, text in query.items() if name not in ("paper", "orient")}
    paper = Paper(query.get("paper", "a4"), query.get("orient") == "landscape")
    view = state.read(own.questions, asked, "/", "ru")
    return dict(weekly.sheet(Figures.of(own, view), paper, changed, Maps(briefings.pictures)).data)


@pytest.mark.parametrize("query", CASES, ids=lambda query: "&".join(f"{name}={text}" for name, text in query.items()))
def test_every_kind_of_query_is_a_few_whole_pages_that_say_their_figures(query: dict[str, str], briefings: Briefings) -> None:
    body = made(briefings, **query)
    pages = pypdf.PdfReader(io.BytesIO(body)).pages
    assert 1 <= len(pages) <= 6
    assert len(body) / len(pages) < 500_000
    said, words = read(body), texts(query.get("lang", "ru"))
    own = {"period": "7d"} if "q" in query else {}
    own |= {name: text for name, text in query.items() if name not in ("paper", "orient", "base")}
    summary = briefings.desk.questions.summary(briefings.desk.questions.parse(own))
    assert words.number(summary.total).replace("\u202f", " ") in said
    assert words("weekly.part.method") in said
    assert words("weekly.part.definitions") in said or not summary.total
    assert said.count("Для служебного пользования") == len(pages)
    assert all(f"{number} / {len(pages)}" in said for number in range(1, len(pages) + 1))
    assert "None" not in said
    assert "nan" not in said


def test_a_query_without_a_period_is_about_the_week(briefings: Briefings) -> None:
    assert texts("ru")("weekly.weekly") in read(made(briefings))


def test_equal_input_gives_equal_bytes(briefings: Briefings) -> None:
    assert made(briefings, period="1y") == anew(briefings, period="1y")


def test_the_file_is_archival_tagged_and_has_bookmarks(briefings: Briefings) -> None:
    with pikepdf.open(io.BytesIO(made(briefings, period="1y"))) as found:
        with found.open_metadata() as noted:
            assert (noted["pdfaid:part"], noted["pdfaid:conformance"], noted["pdfuaid:part"]) == ("2", "B", "1")
            assert "Ростовская область" in noted["dc:title"]
        assert found.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in found.Root
        with found.open_outline() as outline:
            marks = [item.title for item in outline.root[0].children]
    for name in ("density", "ranking", "groups", "answers", "cells", "method"):
        assert any(mark.startswith(texts("ru")("weekly.part." + name)) for mark in marks)


def test_districts_stand_with_the_figures_of_the_questions(briefings: Briefings) -> None:
    ask, words = briefings.desk.questions, texts("ru")
    found, filters = data(briefings, period="1y"), ask.parse({"period": "1y"})
    rows = {row["name"]: row for row in found["districts"]["rows"]}
    counts = {row.code: row for row in ask.districts(filters).rows}
    late = {row.code: row for row in ask.districts(ask.parse({"period": "all", "metric": "overdue"})).rows}
    rates = {row.code: row.value for row in ask.districts(ask.parse({"period": "1y", "metric": "per1000"})).rows}
    assert rows["Шахты"]["value"] == words.number(counts["60740000000"].count)
    assert rows["Шахты"]["late"] == words.number(late["60740000000"].value or 0)
    assert rows["Шахты"]["rate"] == words.value("per1000", rates["60740000000"])
    assert len(rows) == len([row for row in counts.values() if row.code is not None and (row.count or row.usual)])
    assert [row["number"] for row in found["districts"]["rows"]] == [str(number) for number in range(1, len(rows) + 1)]


def test_answers_overdue_and_repeats_are_those_of_the_questions(briefings: Briefings) -> None:
    ask, words, found = briefings.desk.questions, texts("ru"), data(briefings, period="1y")
    ever = ask.answer_times(ask.parse({"period": "all"}))
    assert [one["value"] for one in found["tail"]["bins"]] == [words.number(one.count) for one in ever.tail]
    assert words.count("sentence.weekly.all_open", ever.open) in found["tail"]["said"]
    speed = ask.answer_times(ask.parse({"period": "1y"}))
    assert [one["value"] for one in found["answers"]["bins"]] == [words.number(one.count) for one in speed.days]
    repeats = ask.repeats(ask.parse({"period": "1y"}))
    assert words.number(repeats.total) in found["repeats"]["said"]
    assert len(found["oldest"]) == min(ask.oldest(ask.parse({"period": "all"}), 32).total, 32)


def test_answer_times_of_a_short_window_are_those_of_a_quarter(briefings: Briefings) -> None:
    ask, words, found = briefings.desk.questions, texts("ru"), data(briefings, period="7d")
    quarter = ask.answer_times(ask.parse({"period": "90d"}))
    assert [one["value"] for one in found["answers"]["bins"]] == [words.number(one.count) for one in quarter.days]
    assert words("period.for_90d") in found["labels"]["sub"]["answers"]


def test_groups_add_up_and_have_a_course(briefings: Briefings) -> None:
    ask, found = briefings.desk.questions, data(briefings, period="1y")
    groups = [row for row in ask.topics(ask.parse({"period": "1y"})).rows if row.parent is None and row.count]
    assert sorted(row["value"] for row in found["groups"]) == sorted(texts("ru").number(row.count) for row in groups)
    assert any(row["course"].startswith("<svg") for row in found["groups"])
    assert {one["title"] for one in found["structure"]} == {texts("ru")("cards.by_source"), texts("ru")("cards.by_channel")}


def test_one_district_is_shown_among_the_others_and_not_ranked_alone(briefings: Briefings) -> None:
    found = data(briefings, period="1y", district="60740000000")
    assert found["districts"]["rows"] == []
    assert found["drawn"]["funnel"]
    assert not found["moved-told"]
    assert texts("ru")("weekly.part.among") in read(made(briefings, period="1y", district="60740000000"))


def test_a_window_without_one_before_has_no_map_of_change(briefings: Briefings) -> None:
    found = data(briefings, period="all")
    assert not found["drawn"]["change"]
    assert found["moved"] == []
    assert found["drawn"]["map"]


def test_small_numbers_leave_the_report(briefings: Briefings) -> None:
    free, kept = data(briefings, period="1y"), data(briefings, least=6, period="1y")
    assert len(kept["districts"]["rows"]) < len(free["districts"]["rows"])
    assert texts("ru").count("weekly.sub.hidden", 1).split()[2] in kept["districts"]["left"]
    assert (kept["oldest"], kept["oldest-hidden"]) == ([], True)
    assert len(kept["cells"]) < len(free["cells"])
    shown = [row for one in kept["structure"] for row in one["rows"]] + kept["groups"] + kept["districts"]["rows"]
    assert all((count := int(row["value"].replace("\u202f", ""))) >= 6 or count == 0 for row in shown)
    assert texts("ru")("weekly.method_of.small", least=6, few=5) in dict(kept["rules"]).values()


def empty(briefings: Briefings, query: dict[str, str], least: int = 1) -> list[float]:
    """Of every page of the plan the share that is left at its foot."""
    return [page["empty"] / TALL[query["orient"]] for page in data(briefings, least, **query)["pages"]]


@pytest.mark.parametrize("orient", TALL)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_nothing_came_is_said_on_one_full_page(orient: str, lang: str, briefings: Briefings) -> None:
    query = {"q": "такогонет", "orient": orient, "lang": lang}
    body = made(briefings, **query)
    assert len(pypdf.PdfReader(io.BytesIO(body)).pages) == 1
    assert texts(lang)("brief.nothing_title") in read(body)
    (left,) = empty(briefings, query)
    assert left < EMPTY / 4


@pytest.mark.parametrize("query", EVERY, ids=lambda query: "&".join(f"{name}={text}" for name, text in query.items()))
@pytest.mark.parametrize("orient", TALL)
def test_no_page_ends_early_and_none_runs_over(query: dict[str, str], orient: str, briefings: Briefings) -> None:
    found = {**query, "orient": orient}
    shares = empty(briefings, found)
    assert max(shares) < EMPTY
    assert len(pypdf.PdfReader(io.BytesIO(made(briefings, **found))).pages) == len(shares)


@pytest.mark.parametrize("orient", TALL)
def test_no_page_ends_early_where_small_numbers_are_kept_back(orient: str, briefings: Briefings) -> None:
    assert max(empty(briefings, {"period": "1y", "orient": orient}, least=6)) < EMPTY


def test_an_event_of_the_window_is_told(briefings: Briefings) -> None:
    store, last = briefings.desk.questions.store, briefings.desk.questions.summary(briefings.desk.questions.parse({})).asof.date()
    note = Annotation(0, "rostov", None, "outage", last, last, "Авария на водоводе")
    add(store, note, 10)
    add(store, replace(note, since=last.replace(year=2024), until=last.replace(year=2024), text="Давняя"), 10)
    said = read(anew(briefings))
    assert "Авария на водоводе" in said
    assert "Давняя" not in said


def test_the_method_names_what_the_report_rests_on(briefings: Briefings) -> None:
    found = data(briefings, period="1y", source="im")
    method, words = dict(found["rules"]), texts("ru")
    label = "weekly.label."
    assert method[words(label + "region")] == "Ростовская область"
    assert "Источник" in method[words(label + "filters")]
    assert method[words(label + "asof")].endswith("(UTC+3)")
    assert "записей" in method[words(label + "sources")]
    assert method[words(label + "refused")] == words("weekly.method_of.refused_none")
    assert "95" in method[words(label + "funnel")]
    assert len(found["definitions"]) == 7
    assert "asof=" in found["permalink"]


def test_a_long_list_of_conditions_leaves_the_foot_for_the_last_page(briefings: Briefings) -> None:
    districts = ",".join(f"{number}000000" for number in (60701, 60704, 60740, 60601, 60602, 60605, 60606, 60607))
    found = data(briefings, period="1y", district=districts)
    assert texts("ru")("weekly.foot_filters") in found["foot-line"]
    assert len(dict(found["rules"])[texts("ru")("weekly.label.filters")]) > 70


def test_without_residents_a_rate_is_told_by_number(briefings: Briefings) -> None:
    view = state.read(briefings.desk.questions, {"period": "1y", "metric": "per1000"}, "/", "ru")
    found = Figures.of(briefings.desk, view)
    kpis = tuple(replace(one, value=None) if one.name == "per1000" else one for one in found.kpis)
    unknown = replace(found, kpis=kpis)
    made_of = weekly.sheet(unknown, Paper(), briefings.desk.settings, Maps(briefings.pictures)).data
    assert dict(made_of["rules"])[texts("ru")("weekly.label.metric")].startswith(texts("ru")("metric.count"))
    assert made_of["groups"]


def test_cells_of_a_rate_are_told_by_number(briefings: Briefings) -> None:
    found = data(briefings, period="1y", metric="per1000")
    worst = briefings.desk.questions.worst(briefings.desk.questions.parse({"period": "1y"}), 6)
    assert [one["value"] for one in found["cells"]] == [texts("ru").count("appeals", row.count) for row in worst.rows]


def test_refused_records_are_counted_by_their_reason() -> None:
    moment = datetime(2026, 3, 1)
    known = Refusal(reasons.FUTURE.text, "", 1_200, moment, 1, "a.csv", 7)
    said = weekly_method.refused_words((known, Refusal("своя причина", "", 3, moment, 2, "b.csv", 9)), texts("en"))
    assert said.startswith(texts("en").count("sources.refused_total", 1_203))
    assert texts("en")("sources.reason.future.text") + " — 1,200" in said
    assert "своя причина — 3" in said
