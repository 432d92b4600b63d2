"""A briefing is one real page: its figures are the screen's, its text can be read back, equal input gives equal bytes."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdf
import pytest

from dashboard.briefing.briefings import Briefings
from dashboard.texts import texts
from data.annotations import Annotation, add
from data.errors import BadFilter

CASES = [
    {"period": "all"},
    {"period": "1y", "topic": "01"},
    {"period": "all", "district": "60740000000"},
    {"period": "30d", "lang": "en"},
    {"period": "90d", "metric": "per1000"},
    {"period": "all", "metric": "answer_days"},
    {"period": "24h", "q": "такогонет"},
    {"period": "all", "paper": "a3"},
    {"period": "all", "orient": "landscape"},
    {"period": "1y", "paper": "a3", "orient": "landscape"},
]


def read(body: bytes) -> str:
    """The text of a PDF, blanks as plain ones."""
    pages = pypdf.PdfReader(io.BytesIO(body)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)).replace("\u202f", " ").replace("\u00ad", "")


@pytest.mark.parametrize("query", CASES, ids=lambda query: "&".join(f"{name}={text}" for name, text in query.items()))
def test_every_kind_of_query_is_one_page_that_says_its_figures(query: dict[str, str], briefings: Briefings) -> None:
    body, name = briefings.made(query, "pdf")
    found = pypdf.PdfReader(io.BytesIO(body))
    assert len(found.pages) == 1
    assert name.startswith("teplokarta-rostov-daily-2026")
    assert len(body) < 500_000
    said, words = read(body), texts(query.get("lang", "ru"))
    own = {name: text for name, text in query.items() if name not in ("paper", "orient")}
    summary = briefings.desk.questions.summary(briefings.desk.questions.parse(own))
    assert words.number(summary.total).replace("\u202f", " ") in said
    assert words("brief.trend") in said
    assert "Для служебного пользования" in said
    assert "None" not in said
    assert "nan" not in said


def test_equal_input_gives_equal_bytes(briefings: Briefings) -> None:
    query = {"period": "1y"}
    assert briefings.made(query, "pdf") == briefings.made(query, "pdf")


def test_a_query_without_a_period_is_about_the_day(briefings: Briefings) -> None:
    assert texts("ru")("brief.daily") in read(briefings.made({}, "pdf")[0])


def test_the_file_is_archival_tagged_titled_and_brings_its_fonts(briefings: Briefings) -> None:
    with pikepdf.open(io.BytesIO(briefings.made({"period": "1y"}, "pdf")[0])) as found:
        with found.open_metadata() as noted:
            assert (noted["pdfaid:part"], noted["pdfaid:conformance"]) == ("2", "B")
            assert noted["pdfuaid:part"] == "1"
            assert "Ростовская область" in noted["dc:title"]
            assert "Центр управления" in str(noted["dc:creator"])
        assert found.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in found.Root
        assert str(found.Root.Lang).startswith("ru")
        assert "/Outlines" in found.Root
        fonts = found.pages[0].Resources.Font
        assert len(fonts) > 0
        for font in fonts.values():
            assert "GolosText" in str(font.BaseFont)
            described = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described


def test_the_picture_of_a_sheet_is_a_png(briefings: Briefings) -> None:
    body, name = briefings.made({"period": "30d"}, "png")
    assert body.startswith(b"\x89PNG")
    assert name.endswith(".png")


@pytest.mark.parametrize("wrong", [{"template": "yearly"}, {"paper": "a5"}, {"orient": "upside"}, {"colour": "red"}])
def test_what_is_asked_wrongly_is_named(wrong: dict[str, str], briefings: Briefings) -> None:
    with pytest.raises(BadFilter) as caught:
        briefings.made(wrong, "pdf")
    assert caught.value.name == next(iter(wrong))


def test_an_event_of_the_window_is_on_the_page_and_another_is_not(briefings: Briefings) -> None:
    store, last = briefings.desk.questions.store, briefings.desk.questions.summary(briefings.desk.questions.parse({})).asof.date()
    note = Annotation(0, "rostov", None, "campaign", last, last, "Кампания о вывозе мусора")
    add(store, note, 10)
    add(store, replace(note, since=last.replace(year=2025), until=last.replace(year=2025), text="Прошлогодняя"), 10)
    said = read(briefings.made({}, "pdf")[0])
    assert "Кампания о вывозе мусора" in said
    assert "Прошлогодняя" not in said
