"""The whole server on a real store with the real screens: pushed records come out of every route, exactly."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from dashboard.openapi import PATHS
from dashboard.server import build
from data.pipeline import Pipeline
from data.query import Questions
from data.search.indexer import Indexer
from data.settings import Settings
from data.store import Store
from geo.boundaries import read_shipped
from tests.dashboard.harness import HTML, listening
from tests.dashboard.test_openapi import check
from tests.dashboard.test_stream import stream

PUSH = "/api/v1/appeals"


def appeal(number: int, **fields: object) -> dict[str, object]:
    """An appeal of this hour, every third of them without coordinates."""
    place: dict[str, object] = {
        "lon": 39.70 + number % 20 / 500,
        "lat": 47.23,
        "street": "Садовая",
        "house": str(number),
    }
    if number % 3 == 0:
        place = {"settlement": "Таганрог"}
    received = datetime.now(UTC) - timedelta(minutes=2 + number % 50)
    topic = ("Ямы на дорогах", "Отопление", None)[number % 3]
    return {
        "source": "api",
        "external_id": f"{number}",
        "received": received.isoformat(),
        "topic": topic,
        "text": "Звоните 8 (928) 123-45-67",
        "author": "Иванов Иван",
        **place,
        **fields,
    }


@dataclass(frozen=True)
class Whole:
    """A running server and a client of it."""

    url: str
    web: httpx.Client

    def get(self, path: str) -> Any:
        return self.web.get(path).raise_for_status().json()

    def push(self, *appeals: dict[str, object], path: str = PUSH) -> Any:
        return self.web.post(path, json=list(appeals)).raise_for_status().json()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    settings = Settings(db=tmp_path_factory.mktemp("whole") / "store.duckdb", demo_rate_per_min=0)
    store = Store.open(Path(settings.db), settings)
    pipeline = Pipeline(store, settings)
    pipeline.install(read_shipped("rostov"), default=True)
    questions = Questions.of(pipeline)
    app, indexer = build(store, questions, pipeline, settings), Indexer(questions.search)
    with listening(app) as url, httpx.Client(base_url=url, timeout=60) as web:
        found = Whole(url, web)
        found.push(*(appeal(number) for number in range(90)))
        indexer.catch_up()
        yield found
        indexer.stop()
    store.close()


def test_the_same_push_again_changes_nothing(whole: Whole) -> None:
    fixed = appeal(5_000, received="2026-01-05T10:00:00+03:00", text="Раз")
    first, second = whole.push(fixed), whole.push(fixed)
    assert (first["stored"], second["stored"], second["duplicate"]) == (1, 0, 1)


def test_every_row_is_counted_once_even_when_all_are_refused(whole: Whole) -> None:
    found = whole.push({}, {"source": "api"}, {"source": "api", "external_id": "x", "received": "nonsense"})
    assert (found["fetched"], found["quarantined"], len(found["errors"])) == (3, 3, 3)
    assert [error["index"] for error in found["errors"]] == [0, 1, 2]
    assert all(error["reason"] for error in found["errors"])


def test_what_was_pushed_is_in_the_next_answer(whole: Whole) -> None:
    before = whole.get("/api/v1/summary?period=24h")["total"]
    whole.push(appeal(6_001))
    assert whole.get("/api/v1/summary?period=24h")["total"] == before + 1


@pytest.mark.parametrize(
    "query", ["", "period=24h", "period=all", "status=open", "precision=house,street", "q=Садовая"]
)
def test_the_sums_of_the_contract_hold(whole: Whole, query: str) -> None:
    summary = whole.get(f"/api/v1/summary?{query}")
    total = summary["total"]
    topics = whole.get(f"/api/v1/topics?{query}")["rows"]
    assert sum(row["value"] for row in topics if row["parent"] is None) == total
    assert sum(row["value"] for row in whole.get(f"/api/v1/trend?{query}")["rows"]) == total
    assert sum(row["value"] for row in whole.get(f"/api/v1/districts?{query}")["rows"]) == total
    placed = summary["placed"]
    assert sum(placed.values()) == total
    assert sum(whole.get(f"/api/v1/heat?{query}")["values"]) == placed["house"] + placed["street"]


@pytest.mark.parametrize("path", [path for path in PATHS if path.answer], ids=lambda path: path.path)
@pytest.mark.parametrize(
    "metric", ["count", "per1000", "excess", "overdue", "answer_days", "rating", "repeat"]
)
def test_a_real_answer_is_as_described(whole: Whole, path: Any, metric: str) -> None:
    query = f"?metric={metric}" if path.filtered else ""
    check(whole.get(path.path + query), path.answer)


def test_pages_of_records_follow_each_other_without_gap_or_repeat(whole: Whole) -> None:
    page = whole.get("/api/v1/appeals?period=all&limit=17")
    seen = [row["external_id"] for row in page["rows"]]
    while page["next_cursor"] is not None:
        page = whole.get(f"/api/v1/appeals?period=all&limit=17&cursor={page['next_cursor']}")
        seen += [row["external_id"] for row in page["rows"]]
    assert len(seen) == len(set(seen)) == page["total"]


def test_no_text_leaves_unmasked_and_no_author_at_all(whole: Whole) -> None:
    text = whole.web.get("/api/v1/appeals?period=all&limit=500").text
    assert "123-45-67" not in text
    assert "Иванов" not in text
    assert '"author"' not in text


def _cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize("cursor", ["nonsense!", _cursor("1.-1"), _cursor(f"1.{2**64}"), _cursor("9" * 30 + ".1")])
def test_a_broken_cursor_is_422(whole: Whole, cursor: str) -> None:
    answer = whole.web.get(f"/api/v1/appeals?cursor={cursor}")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, "cursor")


@pytest.mark.parametrize("query", ["region=nowhere", "district=00000000000", "topic=99.999"])
def test_a_code_that_is_not_known_is_422_with_the_known_ones(whole: Whole, query: str) -> None:
    answer = whole.web.get(f"/api/v1/summary?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"]["name"] == query.split("=")[0]
    assert answer.json()["error"]["allowed"]


@pytest.mark.parametrize("route", ["summary", "heat", "trend"])
def test_a_code_not_known_in_the_second_set_is_422_and_named(whole: Whole, route: str) -> None:
    answer = whole.web.get(f"/api/v1/{route}?vs=district%3D00000000000")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, "vs")


def test_a_push_for_a_region_that_is_not_installed_is_422(whole: Whole) -> None:
    answer = whole.web.post(f"{PUSH}?region=nowhere", json=[appeal(1)])
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, "region")


def test_a_pushed_appeal_is_on_the_stream_with_the_value_heat_gives(whole: Whole) -> None:
    with stream(whole.url, "?period=24h&res=9") as events:
        whole.push(appeal(7_001))
        message = events.message()
        heat = whole.get("/api/v1/heat?period=24h&res=9")
        values = dict(zip(heat["cells"], heat["values"], strict=True))
        assert message["n"] == 1
        assert message["cells"]
        assert all(values[cell] == value for cell, value in message["cells"])


def test_an_appeal_outside_the_selection_is_not_counted_on_its_stream(whole: Whole) -> None:
    with stream(whole.url, "?status=closed") as events:
        whole.push(appeal(7_004, status="new"))
        whole.push(appeal(7_005, status="solved"))
        message = events.message()
        while not message["n"]:
            message = events.message()
        assert message["n"] == 1


def test_the_screens_pages_are_there_and_their_scripts_are_in_the_policy(whole: Whole) -> None:
    for path in ("/", "/records"):
        answer = whole.web.get(path, headers=HTML)
        page = re.sub(r"<!--.*?-->", "", answer.text, flags=re.DOTALL)
        inline = re.findall(
            r"<script(?![^>]*src)(?![^>]*application/json)[^>]*>(.*?)</script>", page, re.DOTALL
        )
        digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
        assert digests
        assert all(f"'sha256-{digest}'" in answer.headers["content-security-policy"] for digest in digests)


def test_everything_a_page_loads_is_there_and_kept_by_the_browser(whole: Whole) -> None:
    page = whole.web.get("/").text
    addresses = re.findall(r'(?:src|href)="(/(?:assets|_dash)[^"]+)"', page)
    assert len(addresses) > 10
    for address in addresses:
        answer = whole.web.get(address)
        assert answer.status_code == 200, address
        if "?m=" in address or ".v" in address:
            assert "immutable" in answer.headers["cache-control"], address


def test_a_page_names_no_other_host(whole: Whole) -> None:
    page = whole.web.get("/").text
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]+"', page) == []


def test_health_names_the_regions_and_their_sources(whole: Whole) -> None:
    found = whole.get("/health")
    assert found["status"] == "ok"
    assert [region["code"] for region in found["regions"]] == ["rostov"]
    assert found["regions"][0]["sources"][0]["name"] == "api"
