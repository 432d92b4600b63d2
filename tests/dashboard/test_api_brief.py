"""Briefings by address: the kinds of file, their names, and faults in words."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from dashboard.briefing.briefings import KINDS
from dashboard.server import build
from data.pipeline import Pipeline
from data.query import Questions
from tests.dashboard.harness import listening
from tests.support.exporting import desk


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("own")
    (folder / "faulty.typ").write_text("#nothing", "utf-8")
    store, _ = desk(tmp_path_factory.mktemp("brief"), brief_templates=folder)
    pipeline = Pipeline(store, store.settings)
    app = build(store, Questions.of(pipeline), pipeline, store.settings)
    with listening(app) as url, httpx.Client(base_url=url, timeout=120) as client:
        yield client
    store.close()


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("png", b"\x89PNG")])
def test_each_kind_comes_with_its_type_and_a_name(kind: str, begins: bytes, web: httpx.Client) -> None:
    answer = web.get(f"/brief.{kind}?period=30d").raise_for_status()
    assert answer.headers["content-type"] == KINDS[kind]
    assert answer.content.startswith(begins)
    assert f".{kind}" in answer.headers["content-disposition"]


@pytest.mark.parametrize(("query", "name"), [("template=x", "template"), ("period=1h", "period"), ("colour=red", "colour")])
def test_a_bad_query_is_refused_by_name(query: str, name: str, web: httpx.Client) -> None:
    answer = web.get(f"/brief.pdf?{query}")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, name)


@pytest.mark.parametrize("query", ["template=district", "template=topic&topic=01,02"])
def test_a_sheet_without_its_subject_is_refused_with_what_to_do(query: str, web: httpx.Client) -> None:
    answer = web.get(f"/brief.pdf?{query}")
    assert answer.status_code == 422
    assert "=КОД" in answer.json()["error"]["allowed"]


def test_a_fault_of_an_own_template_is_a_refusal_in_the_words_of_typst(web: httpx.Client) -> None:
    answer = web.get("/brief.pdf?template=faulty")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, "template")
    assert "unknown variable: nothing (faulty.typ:1:1)" in answer.json()["error"]["message"]
