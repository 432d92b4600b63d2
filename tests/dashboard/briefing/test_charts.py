"""Pictures of charts say what the screen says: the same rows, figures and words, with what they are of."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import pypdf
import pytest

from dashboard.briefing.charts import WHATS, Charts
from dashboard.briefing.typeset import pdf
from dashboard.callbacks.screen import draw_ranking, draw_topics
from dashboard.parts.wire import Wire, wire
from data.errors import BadFilter
from tests.dashboard.briefing.test_wall import plain
from tests.dashboard.screen_world import said
from tests.support.exporting import desk

QUERIES = [
    {"period": "all"},
    {"period": "90d", "metric": "per1000"},
    {"period": "1y", "metric": "excess", "topic": "01"},
    {"period": "all", "lang": "en", "district": "60740000000"},
    {"period": "24h", "q": "такогонет"},
    {"period": "1y", "table": "topics,ranking", "rank": "funnel", "vs": "period=30d"},
]


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Charts]:
    store, found = desk(tmp_path_factory.mktemp("charts"))
    yield Charts.of(found)
    store.close()


def rows(tree: Wire) -> Iterator[list[str]]:
    """The words of every row of a tree: name, figures, deviation."""
    for node in tree:
        if isinstance(node, list):
            if "row" in node[1].get("class", "").split():
                yield [said([cell]) for cell in node[2] if isinstance(cell, list)]
            else:
                yield from rows(node[2])


def written(charts: Charts, what: str, query: dict[str, str]) -> str:
    """The words of the page that the picture is of."""
    sheet = charts.sheet(what, {name: text for name, text in query.items() if name not in ("table", "rank")})
    return plain(pypdf.PdfReader(io.BytesIO(pdf(sheet))).pages[0].extract_text())


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: "&".join(f"{name}={text}" for name, text in query.items()))
@pytest.mark.parametrize("what", ["topics", "districts"])
def test_a_list_has_every_row_of_the_screen(what: str, query: dict[str, str], charts: Charts) -> None:
    screen = {name: text for name, text in query.items() if name not in ("table", "rank", "vs")}
    view, page = charts.desk.view(screen, "/"), written(charts, what, query)
    tree = wire(draw_topics([], charts.desk, view) if what == "topics" else draw_ranking(charts.desk, view))
    found = list(rows(tree))
    assert found or query.get("q")
    for name, *figures in found:
        assert plain(name) in page
        for figure in figures:
            assert plain(figure) in page, f"{name}: {figure}"


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: "&".join(f"{name}={text}" for name, text in query.items()))
def test_every_chart_is_a_picture_of_one_width(what: str, query: dict[str, str], charts: Charts) -> None:
    body, name = charts.made({"what": what, **query})
    assert struct.unpack(">I", body[16:20]) == (1920,)
    assert name.startswith(f"teplokarta-rostov-{what}-2026")


@pytest.mark.parametrize("what", WHATS)
def test_a_page_says_period_moment_selection_and_sources(what: str, charts: Charts) -> None:
    query = {"period": "1y", "topic": "01"}
    page, view = written(charts, what, query), charts.desk.view(query, "/")
    asof = charts.desk.questions.summary(view.filters).asof
    topic = charts.desk.catalogue(view).names["01"]
    for words in (f"на {asof:%H:%M}", view.texts.long_day(asof), "год", topic, "Последние записи источников", "На карте"):
        assert plain(words) in page
    assert "None" not in page


def test_equal_input_gives_equal_bytes(charts: Charts) -> None:
    query = {"what": "districts", "period": "1y"}
    assert charts.made(query) == charts.made(query)


@pytest.mark.parametrize("wrong", [{"what": "weather"}, {"period": "1h"}, {"colour": "red"}])
def test_what_is_asked_wrongly_is_named(wrong: dict[str, str], charts: Charts) -> None:
    with pytest.raises(BadFilter) as caught:
        charts.made(wrong)
    assert caught.value.name == next(iter(wrong))
