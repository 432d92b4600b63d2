"""A picture of the wall says what the wall says: every scene, every look, also where there is little to show."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import cast

import pikepdf
import pypdf
import pytest
import segno

from dashboard.briefing import wall
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.wall_quiet import Quiet
from dashboard.callbacks.desk import Desk
from dashboard.parts.wire import wire
from dashboard.texts import texts
from dashboard.wall import scenes
from dashboard.wall.setting import PATH, SCENES
from data.errors import BadFilter
from data.filters import Filters
from tests.dashboard.screen_world import said
from tests.support.exporting import desk

QUERIES = [
    {"period": "all"},
    {"period": "1y", "theme": "light"},
    {"period": "90d", "lang": "en", "metric": "per1000"},
    {"period": "all", "district": "60740000000"},
    {"period": "24h", "q": "такогонет"},
    {"period": "all", "metric": "answer_days", "topic": "01,02"},
    {"period": "1y", "metric": "excess"},
]


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Briefings]:
    store, found = desk(tmp_path_factory.mktemp("walls"))
    settings = found.settings.model_copy(update={"brief_institution": "Центр управления", "small_cell_min": 3})
    yield Briefings.of(Desk(found.questions, settings))
    store.close()


def plain(text: str) -> str:
    """Words without the blanks between them: a page breaks lines where it must."""
    return re.sub(r"[\s\u00ad]+", "", text)


def pages(body: bytes) -> list[str]:
    return [plain(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(body)).pages]


def made(briefings: Briefings, kind: str, **query: str) -> tuple[bytes, str]:
    return briefings.made({"template": "wall", **query}, kind)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: "&".join(f"{name}={text}" for name, text in query.items()))
def test_every_scene_is_a_page_that_says_the_sentence_and_the_figures_of_the_wall(
    query: dict[str, str], briefings: Briefings
) -> None:
    body, _ = made(briefings, "pdf", **query)
    view = briefings.desk.view(query, PATH)
    found = pages(body)
    assert len(found) == len(SCENES)
    unclosed = next((one.value for one in briefings.desk.questions.kpis(view.filters) if one.name == "open"), None)
    kept = Quiet(view.texts, 3, unclosed or 0.0)
    for page, scene in zip(found, SCENES, strict=True):
        tree = [kept.scene(wire(scenes.draw(scene, None, briefings.desk, view))[0])]
        assert plain(view.texts("wall.scene." + scene)) in page
        for name in ("wall-sentence", "wall-figure", "wall-huge", "value", "wall-label", "wall-empty"):
            for words in _said(tree, name):
                assert plain(words) in page, f"{scene}: {words}"
        assert "Центруправления" in page
        assert "None" not in page


def _said(nodes: list[object], name: str) -> Iterator[str]:
    """The words of every node of a class; of a figure without its unit, which stands apart."""
    for node in nodes:
        if isinstance(node, list):
            if name in node[1].get("class", "").split():
                yield said([each for each in node[2] if isinstance(each, str)]) if name == "wall-figure" else said(node[2])
            yield from _said(node[2], name)


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(("size", "pixels"), [("1920x1080", (1920, 1080)), ("3840x2160", (3840, 2160))])
def test_a_picture_has_the_size_asked_for(scene: str, size: str, pixels: tuple[int, int], briefings: Briefings) -> None:
    body, name = made(briefings, "png", period="all", scenes=scene, size=size)
    assert struct.unpack(">II", body[16:24]) == pixels
    assert name.startswith("teplokarta-rostov-wall-2026")
    assert name.endswith(".png")


def test_equal_input_gives_equal_bytes(briefings: Briefings) -> None:
    query = {"period": "1y", "scenes": "region,usual"}
    assert made(briefings, "pdf", **query) == made(briefings, "pdf", **query)
    assert made(briefings, "png", **query) == made(briefings, "png", **query)


def test_a_picture_is_of_the_first_scene_named(briefings: Briefings) -> None:
    named = ("topics,usual", "topics", "usual")
    both, first, second = (len(made(briefings, "png", period="1y", scenes=each)[0]) for each in named)
    assert both == pytest.approx(first, rel=0.01)  # only the address within the square code differs
    assert both != pytest.approx(second, rel=0.05)


def test_the_page_says_moment_sources_placed_and_the_rule_of_small_numbers(briefings: Briefings) -> None:
    words = texts("ru")
    (page,) = pages(made(briefings, "pdf", period="all", scenes="usual")[0])
    asof = briefings.desk.questions.summary(briefings.desk.questions.parse({"period": "all"})).asof
    assert plain(f"{asof:%H:%M}{words.long_day(asof)} {asof.year}") in page
    assert plain(words("brief.few", least=3)) in page
    assert "Последниезаписиисточников" in page
    assert "Накарте" in page
    assert "точностьюдодома" in page


def test_the_share_placed_is_said_once_a_page(briefings: Briefings) -> None:
    found = pages(made(briefings, "pdf", period="all")[0])
    assert [page.lower().count("накарте") for page in found] == [1] * len(SCENES)


@pytest.mark.parametrize("query", [{}, {"period": "1y", "theme": "light", "scenes": "region,usual,surges", "topic": "01,02"}])
def test_a_module_of_the_code_is_large_enough_for_a_camera_and_the_map_keeps_its_room(
    query: dict[str, str], briefings: Briefings
) -> None:
    asked: list[int] = []

    def draw(_: Filters, height: int) -> str:
        asked.append(height)
        return "<svg/>"

    view = briefings.desk.view(query, PATH)
    found = wall.sheet(briefings.desk, view, ("region",), cast(wall.Map, draw)).data
    modules = segno.make(found["permalink"], error="l").symbol_size(border=2)[0]
    assert found["qr-side"] / modules >= 2.5
    assert found["foot-high"] > found["qr-side"]
    assert asked == [wall.MAP[1] - round(found["foot-high"] - 80)]


def test_the_file_is_archival_tagged_and_titled(briefings: Briefings) -> None:
    with pikepdf.open(io.BytesIO(made(briefings, "pdf", period="1y")[0])) as found:
        with found.open_metadata() as noted:
            assert (noted["pdfaid:part"], noted["pdfaid:conformance"]) == ("2", "B")
            assert noted["pdfuaid:part"] == "1"
            assert "Ростовская область" in noted["dc:title"]
        assert len(found.pages) == len(SCENES)


@pytest.mark.parametrize("wrong", [{"size": "800x600"}, {"scenes": "roof"}, {"theme": "pink"}, {"colour": "red"}])
def test_what_is_asked_wrongly_is_named(wrong: dict[str, str], briefings: Briefings) -> None:
    with pytest.raises(BadFilter) as caught:
        made(briefings, "png", **wrong)
    assert caught.value.name == next(iter(wrong))


def test_a_wall_is_dark_unless_its_address_says_otherwise(briefings: Briefings) -> None:
    assert [wall.look(briefings.desk.view(query, PATH)) for query in ({}, {"theme": "light"})] == ["dark", "light"]


def test_of_small_numbers_neither_a_figure_nor_a_sentence_is_told(briefings: Briefings) -> None:
    """Nor is it said that there are none."""
    settings = briefings.desk.settings.model_copy(update={"small_cell_min": 100_000})
    strict = Briefings.of(Desk(briefings.desk.questions, settings))
    rule = plain(texts("ru")("brief.few", least=100_000))
    found = pages(made(strict, "pdf", period="1y")[0])
    for page, scene in zip(found, SCENES, strict=True):
        assert page.count(rule) > 1, scene
        assert "непоступ" not in page
