"""Charts by address: a picture with a name, and faults in words."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from dashboard.api_chart import PATH
from dashboard.server import build
from data.pipeline import Pipeline
from data.query import Questions
from tests.dashboard.harness import listening
from tests.support.exporting import desk


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store, _ = desk(tmp_path_factory.mktemp("chart"))
    pipeline = Pipeline(store, store.settings)
    app = build(store, Questions.of(pipeline), pipeline, store.settings)
    with listening(app) as url, httpx.Client(base_url=url, timeout=120) as client:
        yield client
    store.close()


def test_a_chart_comes_as_a_picture_with_a_name(web: httpx.Client) -> None:
    answer = web.get(f"{PATH}?what=topics&period=1y").raise_for_status()
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert "topics" in answer.headers["content-disposition"]


@pytest.mark.parametrize(("query", "name"), [("what=x", "what"), ("period=1h", "period"), ("colour=red", "colour")])
def test_a_bad_query_is_refused_by_name(query: str, name: str, web: httpx.Client) -> None:
    answer = web.get(f"{PATH}?{query}")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, name)


def test_the_description_names_the_route_and_what_it_draws(web: httpx.Client) -> None:
    described = web.get("/openapi.json").json()["paths"]
    chart = {one["name"]: one for one in described[PATH]["get"]["parameters"]}
    assert chart["what"]["schema"]["enum"] == ["trend", "topics", "districts", "funnel", "map"]
    export = {one["name"]: one for one in described["/export.csv"]["get"]["parameters"]}
    assert "records" in export["what"]["schema"]["enum"]
    brief = {one["name"]: one["schema"] for one in described["/brief.png"]["get"]["parameters"]}
    assert "wall" in brief["template"]["enum"]
    assert brief["size"]["enum"] == ["1920x1080", "3840x2160"]
    assert {"scenes", "theme"} <= set(brief)
