"""The sheets of a district and of a topic say the figures of the questions, fit their pages, and name nobody by small numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdf
import pytest

from dashboard import state
from dashboard.briefing import sheets
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.figures import Figures
from dashboard.briefing.maps import Maps
from dashboard.briefing.typeset import Paper
from dashboard.callbacks.desk import Desk
from dashboard.parts.card_subject import counted
from dashboard.texts import texts
from data.answers import Row
from data.errors import BadFilter
from data.filters import Filters
from tests.dashboard.briefing.test_briefings import read
from tests.data.test_crest import SVG
from tests.support.exporting import desk

DISTRICT, TOPIC = "60740000000", "01"
OWN = ("template", "paper", "orient")
CASES = [
    {"template": "district", "district": DISTRICT, "period": "all"},
    {"template": "district", "district": DISTRICT, "period": "1y", "orient": "landscape"},
    {"template": "district", "district": DISTRICT, "period": "all", "paper": "a3", "lang": "en"},
    {"template": "district", "district": DISTRICT, "period": "90d", "topic": "01", "metric": "answer_days"},
    {"template": "topic", "topic": TOPIC, "period": "all"},
    {"template": "topic", "topic": TOPIC, "period": "1y", "orient": "landscape", "paper": "a3"},
    {"template": "topic", "topic": "01.001", "period": "all", "lang": "en", "orient": "landscape"},
    {"template": "topic", "topic": TOPIC, "period": "1y", "metric": "per1000"},
]


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Briefings]:
    store, found = desk(tmp_path_factory.mktemp("sheets"))
    yield Briefings.of(found)
    store.close()


def among(briefings: Briefings, query: dict[str, str]) -> Filters:
    """The filters of a query, counted by appeals, at the moment of its answer."""
    ask = briefings.desk.questions
    filters = ask.parse({name: text for name, text in query.items() if name not in OWN})
    return counted(replace(filters, asof=ask.summary(filters).asof))


def same(number: str) -> str:
    return number.replace("\u202f", " ")


@pytest.mark.parametrize("query", CASES, ids=lambda query: "&".join(f"{name}={text}" for name, text in query.items()))
def test_a_sheet_is_two_pages_with_the_figures_of_its_questions(query: dict[str, str], briefings: Briefings) -> None:
    body, name = briefings.made(query, "pdf")
    pages = pypdf.PdfReader(io.BytesIO(body)).pages
    said, words, filters = read(body), texts(query.get("lang", "ru")), among(briefings, query)
    assert len(pages) == 2
    assert f"-{query['template']}-" in name
    assert len(body) < 500_000 * len(pages)
    summary, times = briefings.desk.questions.summary(filters), briefings.desk.questions.answer_times(filters)
    assert same(words.number(summary.total)) in said
    assert same(words.count("cards.answered", times.answered)) in said
    assert same(words.percent(times.late / times.termed, 1)) in said
    assert words("brief.sheet.trend") in said
    assert "None" not in said
    assert "nan" not in said


def test_a_district_is_compared_with_those_beside_it_and_with_the_region(briefings: Briefings) -> None:
    query = {"template": "district", "district": DISTRICT, "period": "all"}
    said, filters = read(briefings.made(query, "pdf")[0]), among(briefings, query)
    everyone = briefings.desk.questions.districts(replace(filters, district=()))
    by_code = {row.code: row for row in everyone.rows}
    assert f"Шахты {by_code[DISTRICT].count}" in said
    near = next(row for row in everyone.rows if row.name and row.name.startswith("Октябрьский"))
    assert f"Октябрьский {near.count}" in said
    assert f"Ростовская область {briefings.desk.questions.answer_times(replace(filters, district=())).total}" in said


def test_the_topics_of_a_district_are_those_of_the_screen(briefings: Briefings) -> None:
    query = {"template": "district", "district": DISTRICT, "period": "all"}
    said, filters = read(briefings.made(query, "pdf")[0]), among(briefings, query)
    names = {each.code: each.name for each in briefings.desk.questions.topic_catalogue().topics}
    rows = [row for row in briefings.desk.questions.topics(filters).rows if row.parent is None and row.code and row.count]
    largest = max(rows, key=lambda row: row.count)
    assert names[largest.code or ""].split()[0] in said


def test_the_oldest_open_records_stand_without_their_texts(briefings: Briefings) -> None:
    query = {"template": "topic", "topic": TOPIC, "period": "all"}
    said, filters = read(briefings.made(query, "pdf")[0]), among(briefings, query)
    page = briefings.desk.questions.oldest(filters, 3)
    assert str(page.total) in said
    assert texts("ru")("brief.sheet.oldest") in said
    assert all(row["text"] not in said for row in page.rows)


def test_small_figures_are_not_told_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    store, found = desk(tmp_path_factory.mktemp("few"), small_cell_min=8)
    try:
        query = {"template": "district", "district": DISTRICT, "period": "all"}
        briefings = Briefings.of(Desk(found.questions, store.settings))
        said, filters = read(briefings.made(query, "pdf")[0]), among(briefings, query)
        small = [one for one in found.questions.districts(replace(filters, district=())).rows if _small(one)]
        assert texts("ru")("brief.sheet.oldest_hidden") in said
        assert "Числа меньше 8 не показываются" in said
        assert small
        assert not any(f" {_short(briefings, one.code)} {one.count} " in said for one in small)
        places = found.questions.worst(filters, 10).rows
        assert all(one.count >= 8 or (one.street or "нет улицы") not in said for one in places)
    finally:
        store.close()


def _small(row: Row) -> bool:
    return row.code is not None and 0 < row.count < 8


def _short(briefings: Briefings, code: str | None) -> str:
    (region,) = briefings.desk.questions.regions()
    return next(each.short_name for each in region.districts if each.code == code)


@pytest.mark.parametrize("template", ["district", "topic"])
@pytest.mark.parametrize("orient", ["portrait", "landscape"])
def test_nothing_found_is_one_page_that_says_so(template: str, orient: str, briefings: Briefings) -> None:
    query = {"template": template, template: {"district": DISTRICT, "topic": TOPIC}[template], "q": "такогонет", "orient": orient}
    body, _ = briefings.made(query, "pdf")
    assert len(pypdf.PdfReader(io.BytesIO(body)).pages) == 1
    assert texts("ru")("brief.sheet.nothing") in read(body)


@pytest.mark.parametrize(("query", "said"), [
    ({"template": "district"}, "не указан"), ({"template": "district", "district": f"{DISTRICT},60707000000"}, "указано 2"),
    ({"template": "topic"}, "topic=КОД"), ({"template": "topic", "topic": "01,02"}, "указано 2"),
])  # fmt: skip
def test_a_sheet_needs_exactly_one_subject(query: dict[str, str], said: str, briefings: Briefings) -> None:
    with pytest.raises(BadFilter) as caught:
        briefings.made(query, "pdf")
    assert caught.value.name == query["template"]
    assert said in str(caught.value)


def test_a_sheet_is_archival_tagged_and_has_bookmarks(briefings: Briefings) -> None:
    body = briefings.made({"template": "district", "district": DISTRICT, "period": "all"}, "pdf")[0]
    with pikepdf.open(io.BytesIO(body)) as found:
        with found.open_metadata() as noted:
            assert (noted["pdfaid:part"], noted["pdfaid:conformance"], noted["pdfuaid:part"]) == ("2", "B", "1")
            assert "Шахты" in noted["dc:title"]
        with found.open_outline() as outline:
            (title,) = outline.root
            parts = [each.title for each in title.children]
    words = texts("ru")
    for name in ("map", "limits", "versus", "trend", "answers", "structure", "cells", "peers", "oldest"):
        assert any(part.startswith(words("brief.sheet." + name)) for part in parts), name


def test_equal_input_gives_equal_bytes_and_pages_are_numbered(briefings: Briefings) -> None:
    query = {"template": "topic", "topic": TOPIC, "period": "1y"}
    body = briefings.made(query, "pdf")[0]
    assert body == briefings.made(query, "pdf")[0]
    assert re.search(r"1 / 2.*2 / 2", read(body))


def test_a_permalink_leads_to_the_page_of_the_subject(briefings: Briefings) -> None:
    desk = briefings.desk
    found = Figures.of(desk, state.read(desk.questions, {"district": DISTRICT, "period": "all"}))
    link = sheets.district(found, Paper(), desk.settings, Maps(briefings.pictures)).data["permalink"]
    assert "/district?" in link
    assert f"district={DISTRICT}" in link
    assert "asof=" in link


@pytest.mark.parametrize("template", ["daily", "district"])
def test_the_crest_stands_in_the_head_of_every_sheet(
    template: str, briefings: Briefings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("crest") / "crest.svg"
    path.write_text(SVG, "utf-8")
    settings = briefings.desk.settings.model_copy(update={"brief_crest": path, "brief_institution": "Управа"})
    crested = Briefings.of(Desk(briefings.desk.questions, settings))
    body = crested.made({"template": template, "district": DISTRICT, "period": "all"}, "pdf")[0]
    with pikepdf.open(io.BytesIO(body)) as found:
        alts = [str(one.get("/Alt", "")) for one in found.objects if isinstance(one, pikepdf.Dictionary)]
    assert "Управа" in alts


def test_each_page_is_a_picture_and_there_is_none_beyond_the_last(briefings: Briefings) -> None:
    query = {"template": "topic", "topic": TOPIC, "period": "1y"}
    first, second = (briefings.made({**query, "page": page}, "png")[0] for page in ("1", "2"))
    assert first.startswith(b"\x89PNG")
    assert second.startswith(b"\x89PNG")
    assert first == briefings.made(query, "png")[0] != second
    for page in ("0", "3", "x"):
        with pytest.raises(BadFilter) as caught:
            briefings.made({**query, "page": page}, "png")
        assert caught.value.name == "page"
