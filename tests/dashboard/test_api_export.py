"""Exports by address: whole files with a name, faults in words, nothing left behind."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dashboard import api_export
from dashboard.server import build
from data.pipeline import Pipeline
from data.query import Questions
from data.store import Store
from tests.dashboard.harness import listening
from tests.support.exporting import ROWS, desk

EVERYTHING = "period=all&type=problem,question,thanks,spam"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("exports")
    store: Store = desk(folder)[0]
    pipeline = Pipeline(store, store.settings)
    app = build(store, Questions.of(pipeline), pipeline, store.settings)
    with listening(app) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client
        assert not list(folder.glob(".export-*"))
    store.close()


@pytest.mark.parametrize("suffix", api_export.KINDS)
def test_each_kind_comes_whole_with_its_type_and_a_name(suffix: str, web: httpx.Client) -> None:
    answer = web.get(f"{api_export.path_of(suffix)}?{EVERYTHING}").raise_for_status()
    assert answer.headers["content-type"].split(";")[0] == api_export.KINDS[suffix]
    assert int(answer.headers["content-length"]) == len(answer.content) > 100
    inside = "cells" if suffix in ("gpkg", "geojson") else "records"
    assert f"teplokarta-rostov-{inside}-" in answer.headers["content-disposition"]


def test_the_rows_are_the_ones_of_the_api(web: httpx.Client) -> None:
    text = web.get(f"/export.csv?{EVERYTHING}&status=open&csv=plain").raise_for_status().text
    total = web.get(f"/api/v1/summary?{EVERYTHING}&status=open").json()["total"]
    assert 0 < len(list(csv.DictReader(io.StringIO(text)))) == total < ROWS


@pytest.mark.parametrize(("query", "name"), [
    ("what=nothing", "what"), ("csv=koi8", "csv"), ("colour=red", "colour"), ("period=1h", "period"),
])  # fmt: skip
def test_a_bad_query_is_refused_by_name(query: str, name: str, web: httpx.Client) -> None:
    answer = web.get(f"/export.csv?{query}")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, name)


def test_the_address_of_a_screen_becomes_an_export_by_its_path_alone(web: httpx.Client) -> None:
    assert web.get("/export.csv?period=all&step=month&what=trend&csv=plain").raise_for_status().text.startswith("at,value")
