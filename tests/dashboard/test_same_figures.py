"""One figure everywhere: for random filters text, tables, legend of the map, wall, charts, briefing and API say the same."""

from __future__ import annotations

import json
import random
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import httpx
import pytest

from dashboard import sentences
from dashboard.briefing import daily
from dashboard.briefing.charts import Charts
from dashboard.briefing.figures import Figures
from dashboard.briefing.typeset import Paper
from dashboard.callbacks.desk import Desk
from dashboard.mappicture import key_of
from dashboard.mapvalues import ADDITIVE
from dashboard.parts import twin_tables
from dashboard.parts.placed import percent, share_placed
from dashboard.parts.ranking import name_of
from dashboard.parts.twin import Table
from dashboard.parts.wire import Wire, wire
from dashboard.server import build
from dashboard.state import View
from dashboard.wall import scenes
from dashboard.wall.above import standings
from dashboard.wall.surges import SHOWN
from data.filters import NONE, Filters
from data.model import METRICS, UNITS
from data.pipeline import Pipeline
from data.query import Questions
from tests.dashboard.harness import listening
from tests.dashboard.screen_world import said
from tests.support.exporting import desk
from tests.support.sample import UNTIL

SETS = 100
NARROWING: dict[str, list[str]] = {
    "district": ["none", "60740000000", "60437000000", "60601000000", "60740000000,60601000000"],
    "topic": ["01", "02", "01.001", "none", "01,02.001"],
    "source": ["im", "pos", "112", "im,pos"],
    "channel": ["ВКонтакте", "122,Госуслуги"],
    "status": ["open", "closed", "overdue", "in_work,postponed"],
    "type": ["problem", "question", "problem,question,thanks"],
    "precision": ["house", "street,house", "district", "none"],
    "budget": ["yes", "no,unknown"],
    "repeat": ["yes", "no"],
    "bbox": ["38,46,40,48", "39,46.5,41,47.5"],
    "q": ["яма", "ёлка дороге"],
}
"""Values that the sample has, and some that it has not."""
PERIODS = ("24h", "7d", "30d", "90d", "1y", "all")


def drawn(number: int, districts: frozenset[str]) -> dict[str, str]:
    """A random set of filters; every tenth narrows nothing."""
    rng = random.Random(number)
    query = {"period": rng.choice(PERIODS), "metric": rng.choice(METRICS), "unit": rng.choice((*UNITS, "appeals", "appeals"))}
    if number % 3 == 0:
        query |= {"metric": "count", "unit": "appeals"}
    if rng.random() < 0.15:
        del query["period"]
        query |= {"from": f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", "to": "2026-02-20"}
    if rng.random() < 0.3:
        query["asof"] = f"{UNTIL.replace(year=2025, month=rng.randint(3, 12), day=rng.randint(1, 28)):%Y-%m-%dT%H:%M:%S}"
    for name, values in NARROWING.items() if number % 10 else ():
        if rng.random() < 0.16:
            kept = [each for each in values if name != "district" or set(each.split(",")) <= districts | {NONE}]
            query[name] = rng.choice(kept)
    return query | ({"lang": "en"} if rng.random() < 0.2 else {})


class Blank:
    """A map that nobody looks at."""

    def __call__(self, filters: Filters, width: int, height: int) -> str:
        return "<svg/>"

    def shape(self, filters: Filters) -> float:
        return 1.0


@dataclass
class Told:
    """What every door says of one set of filters; asked when first looked at."""

    query: dict[str, str]
    web: httpx.Client
    desk: Desk

    def api(self, name: str, **more: str) -> dict[str, Any]:
        found: dict[str, Any] = self.web.get(f"/api/v1/{name}", params={**self.query, **more}).raise_for_status().json()
        return found

    @cached_property
    def view(self) -> View:
        return self.desk.view(self.query, "/")

    @cached_property
    def summary(self) -> dict[str, Any]:
        return self.api("summary")

    @cached_property
    def rows(self) -> dict[str, dict[str | None, dict[str, Any]]]:
        """The API's districts and topics by code."""
        return {name: {row["code"]: row for row in self.api(name)["rows"]} for name in ("districts", "topics")}

    @cached_property
    def figures(self) -> Figures:
        return Figures.of(self.desk, self.view)

    @cached_property
    def briefing(self) -> dict[str, Any]:
        """The data that the daily briefing is set from."""
        return dict(daily.sheet(self.figures, Paper(), self.desk.settings, Blank()).data)

    @cached_property
    def map(self) -> dict[str, Any]:
        """The head of the map's values, which the legend is written from."""
        body = self.web.get("/map/values.bin", params=self.query).raise_for_status().content
        found: dict[str, Any] = json.loads(body[4 : 4 + struct.unpack("<I", body[:4])[0]])
        return found

    @property
    def plain(self) -> bool:
        """Whether appeals are counted, of which all parts add up."""
        return (self.view.filters.metric, self.view.filters.unit) == ("count", "appeals")

    def value(self, value: float | None) -> str:
        return self.view.texts.value(self.view.filters.metric, value)

    def has(self, text: str, number: float) -> bool:
        """Whether a text says a number, as a word of its own."""
        shown = re.escape(self.view.texts.number(number))
        return re.search(rf"(?<![\d,.\u202f]){shown}(?![\d\u202f]|[,.]\d)", text) is not None


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Told]]:
    store, _ = desk(tmp_path_factory.mktemp("same"))
    pipeline = Pipeline(store, store.settings)
    questions = Questions.of(pipeline)
    app = build(store, questions, pipeline, store.settings)
    districts = frozenset(each.code for each in questions.regions()[0].districts)
    with listening(app) as url, httpx.Client(base_url=url, timeout=120) as web:
        yield [Told(drawn(number, districts), web, Desk(questions, store.settings)) for number in range(SETS)]
    store.close()


@pytest.fixture(params=range(SETS))
def told(request: pytest.FixtureRequest, doors: list[Told]) -> Told:
    found: Told = doors[request.param]
    return found


def test_the_parts_of_the_api_add_up_to_its_total(told: Told) -> None:
    if not told.plain:
        return
    total = told.summary["total"]
    groups = [row for row in told.rows["topics"].values() if row["parent"] is None]
    assert sum(row["value"] for row in groups) == total
    assert sum(row["value"] for row in told.rows["districts"].values()) == total
    assert sum(row["value"] for row in told.api("trend")["rows"]) == total
    assert sum(told.summary["placed"].values()) == total
    assert sum(told.api("heat")["values"]) == told.summary["placed"]["house"] + told.summary["placed"]["street"]


def test_sentences_say_the_figures_of_the_api(told: Told) -> None:
    view, summary = told.view, told.summary
    names = told.desk.catalogue(view).names
    many = sentences.how_many(view, told.figures.summary, names)
    nothing = not summary["total"] and view.texts("sentence.none_came").lower() in many.lower()
    assert told.has(many, summary["total"]) or nothing
    answered = sentences.answers(view, told.figures.kpis)
    if summary["open"]:
        assert told.has(answered, summary["open"])
        assert told.has(answered, summary["overdue"]) or not summary["overdue"]
    most = sentences.topics_now(view, told.figures.topics, names)
    groups = [row for code, row in told.rows["topics"].items() if row["parent"] is None and code and row["value"]]
    if told.plain and groups:
        assert told.has(most, max(row["value"] for row in groups))


def test_tables_have_the_rows_of_the_api(told: Told) -> None:
    view, found = told.view, told.figures
    districts = {row.code or NONE: name_of(row, view) for row in found.districts.rows}
    catalogue = told.desk.catalogue(view).names
    _same_rows(twin_tables.ranking(found.districts, districts, view), told.rows["districts"], "district", told)
    _same_rows(twin_tables.topics(found.topics, catalogue, view), told.rows["topics"], "topic", told)
    course = told.desk.questions.trend(view.filters)
    lines = twin_tables.trend(course, view).rows
    assert [line[1].text for line in reversed(lines)] == [told.value(row["value"]) for row in told.api("trend")["rows"]]


def _same_rows(table: Table, rows: dict[str | None, dict[str, Any]], name: str, told: Told) -> None:
    for line in table.rows:
        code = httpx.URL(line[0].href or "").params.get(name)
        row = rows[None if code == NONE else code]
        assert line[1].text == told.value(row["value"])
        assert line[2].text == told.value(row["previous"])


def test_the_maps_legend_is_of_the_apis_cells(told: Told) -> None:
    head = told.map
    heat = told.api("heat", res=str(head["res"]))
    assert (head["breaks"], head["metric"], head["unit"]) == (heat["breaks"], heat["metric"], heat["unit"])
    assert head["asof"] == heat["asof"] == told.summary["asof"]
    if head["metric"] in ADDITIVE:
        assert head["total"] == sum(heat["values"])
    key = key_of(told.view.filters, told.desk.questions.heat(told.view.filters), told.view.texts, 0)
    assert len(key.limits) == len(head["breaks"])
    if not {"district", "cell", "bbox"} & set(told.query):
        codes = [each.code for each in told.desk.questions.regions()[0].districts]
        assert {codes[at]: value for at, value, _ in head["districts"]} == {
            code: row["value"] for code, row in told.rows["districts"].items() if code in codes
        }


def test_the_briefing_is_set_from_the_figures_of_the_api(told: Told) -> None:
    view, summary, data = told.view, told.summary, told.briefing
    texts = view.texts
    cards = {one["label"]: one["value"] for one in data["figures"]}
    assert cards[texts("kpi.open")] == texts.number(summary["open"])
    assert cards[texts("kpi.overdue")] == texts.number(summary["overdue"])
    assert texts.number(summary["total"]) in cards.values()
    assert told.has(data["lead"], summary["total"]) or not summary["total"]
    assert f"{told.figures.summary.asof:%H:%M}" in data["when"]
    on_map = share_placed(told.figures.summary)
    assert on_map is None or percent(view, on_map) in data["method"]
    _listed(data["places"], {name_of(row, view): told.rows["districts"][row.code] for row in told.figures.places}, told)
    catalogue = told.desk.catalogue(view).names
    named = {catalogue.get(code or "", row["name"]): row for code, row in told.rows["topics"].items()}
    _listed(data["topics"], {name or texts("topics.no_topic"): row for name, row in named.items()}, told)


def _listed(lines: list[dict[str, Any]], rows: dict[str, dict[str, Any]], told: Told) -> None:
    for line in lines:
        assert line["value"] == told.value(rows[line["name"]]["value"])


def test_the_wall_shows_the_figures_of_the_api(told: Told) -> None:
    view = told.desk.view(told.query, "/wall")
    tree = wire(scenes.draw("region", None, told.desk, view))
    shown = [said([each for each in node[2] if isinstance(each, str)]) for node in _of_class(tree, "wall-figure")]
    assert shown[:3] == [view.texts.number(told.summary[name]) for name in ("total", "open", "overdue")]
    sentence = said(next(_of_class(tree, "wall-sentence"))[2])
    assert told.has(sentence, told.summary["total"]) or not told.summary["total"]


def test_the_wall_shows_the_districts_that_its_sentence_names_in_their_order(told: Told) -> None:
    view, rows, metric = told.view, told.figures.districts.rows, told.view.filters.metric
    named = [row.code for row in sentences.above(rows, metric)][:SHOWN]
    shown = [one.row.code for one in standings(rows, metric) if one.is_above][:SHOWN]
    assert shown == named
    said_ = sentences.above_usual(view, told.figures.districts)
    assert all(name_of(row, view) in said_ for row in rows if row.code in named)


def test_charts_show_the_rows_of_the_api(told: Told) -> None:
    charts = Charts(told.desk, cast(Any, None))
    for what, name in (("topics", "topics"), ("districts", "districts")):
        everywhere = {name: text for name, text in told.query.items() if name not in _AROUND[what]}
        rows = {row["code"]: row for row in Told(everywhere, told.web, told.desk).api(name)["rows"]}
        tree: Wire = charts.sheet(what, told.query).data["tree"]
        for node in _of_class(tree, "row"):
            code = httpx.URL(node[1]["href"]).params.get(what[:-1]) or told.query.get(what[:-1])
            row = rows.get(None if code == NONE else code)
            if row is not None:
                assert said(next(_of_class([node], "value"))[2]) == told.value(row["value"])


_AROUND = {"topics": ("topic",), "districts": ("district", "cell", "bbox", "area")}
"""What the desk's lists leave out of the selection: they show what is beside the chosen."""


def _of_class(nodes: Wire, name: str) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, list):
            if name in node[1].get("class", "").split():
                yield node
            yield from _of_class(node[2], name)
