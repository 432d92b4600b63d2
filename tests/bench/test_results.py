"""Workers' lines become results: medians, refreshes, agreement, what exceeded its budget."""

from __future__ import annotations

from typing import Any

import pytest

from bench.engine import same
from bench.plan import QUESTIONS
from bench.results import Run

NAMED = {"number": 1, "case": "none", "window": "30d", "cold": False}


def answers(seconds: float, value: float, repetitions: int = 3) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    for number in range(repetitions):
        for question in QUESTIONS:
            one = {"at": "answer", "seconds": seconds * (number + 1), "repetition": number, "question": question, **NAMED}
            told.append(one | ({"check": {"sum": value}, "bytes": 10, "rss": 3 << 20} if number == 0 else {}))
    return told


def opened() -> dict[str, Any]:
    return {"at": "open", "seconds": 2.0, "rss": 5 << 20, "peak": 9 << 20}


def of(lines: list[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    return next(line for line in lines if wanted.items() <= line.items())


def test_medians_of_questions_and_the_refresh_as_their_sum() -> None:
    lines = list(Run().lines("ours", 100, [opened(), *answers(0.01, 1.0)]))
    assert of(lines, question="heat")["median_ms"] == pytest.approx(20.0)
    refresh = of(lines, question="refresh")
    assert (refresh["median_ms"], refresh["repetitions"], refresh["bytes"]) == (pytest.approx(120.0), 3, 60)
    assert of(lines, bench="memory")["peak_mb"] == 9


@pytest.mark.parametrize(("value", "agrees"), [(1.0, True), (1.0000000001, True), (1.1, False)])
def test_the_first_engine_is_what_others_are_compared_with(value: float, agrees: bool) -> None:
    run = Run()
    first = list(run.lines("ours", 100, answers(0.01, 1.0)))
    second = list(run.lines("duckdb", 100, answers(0.02, value)))
    assert "agrees" not in of(first, question="refresh")
    assert of(second, question="refresh")["agrees"] is agrees


def test_what_exceeds_the_budget_is_the_result_of_its_refresh_too() -> None:
    over = {"at": "exceeded", "what": "question", "question": "heat", "excess": "over 60 s", "peak": 1, **NAMED}
    told = [one for one in answers(0.01, 1.0) if one["question"] != "heat"]
    lines = list(Run().lines("pandas", 100, [*told, over]))
    assert of(lines, question="heat")["outcome"] == of(lines, question="refresh")["outcome"] == "over 60 s"
    assert of(lines, question="trend")["outcome"] == "ok"


def test_an_engine_that_cannot_open_its_data_has_that_as_its_result() -> None:
    lines = list(Run().lines("pandas", 100, [{"at": "exceeded", "what": "open", "excess": "over 20 GB", "peak": 21 << 30}]))
    assert of(lines, bench="open")["outcome"] == "over 20 GB"
    assert of(lines, bench="memory")["peak_mb"] == 21 << 10


def test_the_cold_start_counts_from_the_start_of_the_process_and_is_no_part_of_a_median() -> None:
    cold = [{**one, "cold": True} for one in answers(0.5, 1.0, repetitions=1)]
    lines = list(Run().lines("ours", 100, [opened(), *cold, *answers(0.01, 1.0)]))
    assert of(lines, bench="cold start")["seconds"] == pytest.approx(5.0)
    assert of(lines, question="refresh")["median_ms"] == pytest.approx(120.0)


def test_agreement_is_of_the_same_numbers_up_to_rounding() -> None:
    assert same({"a": 1e9}, {"a": 1e9 + 1})
    assert not same({"a": 1.0}, {"b": 1.0})
