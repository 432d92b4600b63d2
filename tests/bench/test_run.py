"""The whole bench at a small size: every engine runs in its own process and all of them agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.budget import Budget, measured, prepared
from bench.calendar import BEGIN, END
from bench.engine import Place
from bench.ours import Ours
from bench.plan import QUESTIONS
from bench.results import REFRESH, Line
from bench.store import ensure_store, settings
from bench.worker import ENGINES, Case
from data import sql
from data.store import Store
from tests.bench.conftest import ROWS

pytestmark = pytest.mark.slow
CHECKS = ("check/duplicates", "check/placement", "check/districts", "check/problems")
EVERYTHING = {name: moment.replace(tzinfo=None) for name, moment in (("at", END), ("lo", BEGIN), ("hi", END))}


@pytest.fixture(scope="module")
def run(base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Line], str]:
    """Lines and page of a quick run of every engine."""
    page = tmp_path_factory.mktemp("report") / "RESULTS.md"
    engines = ",".join(ENGINES)
    main(["--sizes", str(ROWS), "--engines", engines, "--base", str(base), "--report", str(page), "--quick"])
    lines = [json.loads(line) for line in (base / "results.jsonl").read_text("utf-8").splitlines()]
    return lines, page.read_text("utf-8")


def test_every_engine_answers_every_question_and_all_agree(run: tuple[list[Line], str]) -> None:
    asked = [line for line in run[0] if line["bench"] == "question"]
    assert {line["engine"] for line in asked} == set(ENGINES)
    assert {line["question"] for line in asked} == {*QUESTIONS, REFRESH}
    assert [line for line in asked if line["outcome"] != "ok"] == []
    assert [line for line in asked if not line.get("agrees", line["engine"] == "ours")] == []


def test_time_memory_and_disk_of_every_engine_are_told(run: tuple[list[Line], str]) -> None:
    for bench in ("prepare", "open", "memory", "cold start"):
        assert {line["engine"] for line in run[0] if line["bench"] == bench} == set(ENGINES)
    assert {line["bench"] for line in run[0] if "engine" not in line} == {"machine", "generate", "run"}


def test_the_page_names_every_engine_and_every_target(run: tuple[list[Line], str]) -> None:
    _, page = run
    for text in (*ENGINES, "## Цели и что вышло", "## По вопросам", "## Память, диск, старт", "## Как мерили"):
        assert text in page
    assert "✗ |" not in page.split("## Обновление экрана")[1].split("## Память")[0]


def test_the_filled_store_is_one_that_the_writer_could_have_written(base: Path) -> None:
    path = ensure_store(base, ROWS)
    store = Store.open(path, settings(path))
    try:
        off = {name: store.ask(sql.statement(name))["off"][0].as_py() for name in CHECKS}
        rows = store.ask(sql.narrowed("ask/records_total", ()), EVERYTHING)["total"][0].as_py()
    finally:
        store.close()
    assert (off, rows) == (dict.fromkeys(CHECKS, 0), ROWS)


def test_a_question_over_its_time_is_ended_and_the_next_one_asked_by_another_process(base: Path) -> None:
    place = Place(base, ROWS)
    prepared("duckdb", place)
    told = list(measured("duckdb", place, [Case("none", "30d", ("summary", "trend"))], Budget(question_s=0.0)))
    over = [one for one in told if one["at"] == "exceeded"]
    assert [one["question"] for one in over] == ["summary", "trend"]
    assert {one["excess"] for one in over} == {"over 0 s"}


def test_a_process_over_its_memory_is_ended(base: Path) -> None:
    told = list(measured("duckdb", Place(base, ROWS), [Case("none", "30d")], Budget(memory_gb=0.001)))
    assert [(one["at"], one["what"], one["excess"]) for one in told] == [("exceeded", "open", "over 0.001 GB")]


def test_all_questions_at_once_give_the_same_answers(base: Path) -> None:
    ensure_store(base, ROWS)
    ours = Ours(Place(base, ROWS))
    ours.open()
    try:
        parts = ours.ask("at once", "none", "30d", 1)
        again = [ours.ask(question, "none", "30d", 101) for question in QUESTIONS]
        assert [ours.check(name, part) for name, part in zip(QUESTIONS, parts, strict=True)] == [
            ours.check(name, part) for name, part in zip(QUESTIONS, again, strict=True)
        ]
        assert (ours.size("at once", parts) or 0) > sum(ours.size("heat", part) or 0 for part in parts[1:2])
    finally:
        ours.close()
