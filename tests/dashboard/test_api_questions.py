"""The contract's GET routes: exact figures, exact shapes, every fault worded the same way."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pyarrow as pa
import pytest

from dashboard import encode
from data import errors
from geo import cells
from tests.dashboard.fakes import ASOF, FakeQuestions, region
from tests.dashboard.harness import ask, client, make, run

ROUTES = ("summary", "heat", "districts", "topics", "trend", "appeals")


def get(path: str, questions: FakeQuestions | None = None, **headers: str) -> httpx.Response:
    return ask(make(questions), f"/api/v1/{path}", headers=headers)


def test_summary_has_the_names_of_the_contract() -> None:
    found = get("summary").json()
    assert list(found) == ["version", "asof", "total", "previous", "open", "overdue", "placed", "sources"]
    assert sum(found["placed"].values()) == found["total"] == 10
    assert list(found["sources"][0]) == ["name", "last", "rows"]


def test_heat_gives_cells_as_text_and_whole_values_as_whole_numbers() -> None:
    answer = get("heat?res=7")
    assert answer.json() == {
        "version": 7, "asof": ASOF.isoformat(), "res": 7, "metric": "count", "unit": "appeals", "breaks": [1, 2, 5],
        "cells": ["872d440e8ffffff"], "values": [7],
    }  # fmt: skip
    assert '"values":[7]' in answer.text


def test_a_value_that_is_not_a_number_is_null() -> None:
    assert get("heat?metric=per1000").json()["values"] == [None]
    assert get("districts").json()["rows"][0]["previous"] is None


def test_heat_in_arrow_says_the_same_as_in_json() -> None:
    answer = get("heat", accept=encode.ARROW)
    assert answer.headers["content-type"] == encode.ARROW
    table = pa.ipc.open_stream(answer.content).read_all()
    plain = get("heat").json()
    assert cells.to_text(table["cell"].to_numpy()) == plain["cells"]
    assert table["value"].to_pylist() == plain["values"]
    head = {name.decode(): json.loads(text) for name, text in table.schema.metadata.items()}
    assert head == {name: plain[name] for name in ("version", "asof", "res", "metric", "unit", "breaks")}


def test_a_missing_value_in_arrow_is_null() -> None:
    table = pa.ipc.open_stream(get("heat?metric=per1000", accept=encode.ARROW).content).read_all()
    assert table["value"].to_pylist() == [None]


@pytest.mark.parametrize("accept", ["application/json", encode.ARROW])
def test_an_equal_heat_question_is_asked_and_encoded_once_a_version(accept: str) -> None:
    async def work() -> list[str]:
        questions = FakeQuestions(infos=(region("rostov", live=False),))
        async with client(make(questions)) as asking:

            async def body(query: str) -> bytes:
                return (await asking.get(f"/api/v1/heat?{query}", headers={"accept": accept})).content

            first = await body("res=7")
            assert await body("res=7") == first
            questions.store.version += 1
            assert await body("res=7") != first
            await body("res=7&metric=overdue")
        return questions.asked

    assert run(work()) == ["heat"] * 3


def test_a_heat_answer_of_another_moment_is_asked_anew() -> None:
    async def work() -> list[str]:
        questions = FakeQuestions(infos=(region("rostov", live=False),))
        async with client(make(questions)) as asking:
            for _ in range(2):
                await asking.get("/api/v1/heat")
                questions.last += timedelta(minutes=1)
        return questions.asked

    assert run(work()) == ["heat"] * 2


def test_an_answer_varies_by_the_form_asked_for() -> None:
    assert "Accept" in get("heat").headers["vary"]


@pytest.mark.parametrize("route", ["districts", "topics"])
def test_rows_have_the_names_of_the_contract(route: str) -> None:
    found = get(route).json()
    assert list(found) == ["version", "asof", "rows"]
    assert list(found["rows"][0]) == ["code", "name", "parent", "value", "previous"]


def test_words_that_surge_have_their_share_and_how_sure_it_is() -> None:
    found = get("words").json()
    assert list(found) == ["version", "asof", "texts", "usual_texts", "queued", "rows"]
    assert found["rows"][0] == {
        "word": "фонарь", "texts": 40, "share": 0.4, "usual": 0.1, "ratio": 4.0, "score": 50.0, "chance": 0.001,
    }  # fmt: skip
    assert found["rows"][1]["ratio"] is None
    assert len(get("words?limit=1").json()["rows"]) == 1


def test_trend_names_its_step() -> None:
    found = get("trend?step=hour").json()
    assert (found["step"], list(found["rows"][0])) == ("hour", ["at", "value", "usual", "low", "high"])


def test_a_record_is_plain_json() -> None:
    row = get("appeals?limit=1").json()["rows"][0]
    assert (row["lat"], row["extra"], row["mark"], row["received"]) == (
        None,
        {"weight": None},
        5,
        ASOF.isoformat(),
    )


def test_the_limit_and_the_cursor_reach_the_question() -> None:
    found = get("appeals?limit=1&cursor=abc").json()
    assert (len(found["rows"]), found["next_cursor"]) == (1, "abc")


@pytest.mark.parametrize("route", ROUTES)
def test_every_moment_has_its_offset(route: str) -> None:
    assert datetime.fromisoformat(get(route).json()["asof"]).utcoffset() is not None


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("summary?foo=1", "foo"),
        ("summary?step=day", "step"),
        ("summary?limit=5", "limit"),
        ("heat?res=3", "res"),
        ("heat?res=11", "res"),
        ("heat?metric=nonsense", "metric"),
        ("trend?step=minute", "step"),
        ("appeals?limit=0", "limit"),
        ("appeals?limit=501", "limit"),
        ("appeals?limit=nan", "limit"),
        ("appeals?limit=٣", "limit"),
        ("appeals?cursor=" + "x" * 501, "cursor"),
        ("summary?period=7d&from=2026-01-01", "period"),
        ("summary?period=7d&period=30d", "period"),
        ("summary?bbox=1,2,nan,4", "bbox"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_allowed(query: str, name: str) -> None:
    answer = get(query)
    assert answer.status_code == 422
    assert list(answer.json()) == ["error"]
    error = answer.json()["error"]
    assert error["name"] == name
    assert error["message"]
    assert error["allowed"]


def test_a_name_that_is_not_known_is_told_the_routes_own_names_too() -> None:
    assert "cursor, limit" in get("appeals?foo=1").json()["error"]["allowed"]


@pytest.mark.parametrize(
    "query", ["status=new&status=in_work", "status=new,in_work", "status=new&status=", "status="]
)
def test_a_list_may_be_repeated_or_blank(query: str) -> None:
    assert get(f"summary?{query}").status_code == 200


def test_the_same_value_twice_is_no_contradiction() -> None:
    assert get("summary?period=7d&period=7d").status_code == 200


FAULTS: list[tuple[Exception, int]] = [
    (errors.UnknownRegion("Регион не установлен"), 422),
    (errors.QuestionTimeout("Вопрос не уложился"), 503),
    (errors.StoreBusy("Занято"), 503),
    (errors.StoreTooNew("Новее программы"), 500),
]


@pytest.mark.parametrize(("fault", "status"), FAULTS)
def test_a_fault_has_its_status_and_its_own_words(fault: Exception, status: int) -> None:
    answer = get("summary", FakeQuestions(fault=fault))
    assert answer.status_code == status
    assert answer.json()["error"]["message"] == str(fault)
    assert ("retry-after" in answer.headers) == (status == 503)


def test_an_unexpected_fault_tells_nothing_of_the_inside() -> None:
    answer = get("summary", FakeQuestions(fault=RuntimeError("secret path")))
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["error"]["name"] == "server"


def at_once(
    questions: FakeQuestions, paths: list[str], then: Callable[[], None], **settings: Any
) -> list[httpx.Response]:
    """Requests that all wait for the questions' gate, which opens once they have come in."""

    async def work() -> list[httpx.Response]:
        async with client(make(questions, **settings)) as asking:
            tasks = [asyncio.create_task(asking.get(f"/api/v1/{path}")) for path in paths]
            while not questions.asked:
                await asyncio.sleep(0)
            for _ in range(200):
                await asyncio.sleep(0)
            then()
            return await asyncio.gather(*tasks)

    return run(work())


def test_equal_questions_at_once_are_asked_once() -> None:
    questions = FakeQuestions(gate=threading.Event())
    answers = at_once(questions, ["summary?period=7d"] * 20, questions.gate.set if questions.gate else print)
    assert {answer.status_code for answer in answers} == {200}
    assert questions.asked == ["summary"]


def test_a_question_begun_before_a_commit_does_not_answer_one_after_it() -> None:
    questions = FakeQuestions(gate=threading.Event())

    async def work() -> tuple[httpx.Response, httpx.Response]:
        async with client(make(questions)) as asking:
            before = asyncio.create_task(asking.get("/api/v1/summary"))
            while not questions.asked:
                await asyncio.sleep(0)
            questions.store.commit("rostov")
            after = asyncio.create_task(asking.get("/api/v1/summary"))
            while len(questions.asked) < 2:
                await asyncio.sleep(0)
            assert questions.gate is not None
            questions.gate.set()
            return await before, await after

    _, after = run(work())
    assert after.json()["version"] == 8


def test_more_questions_than_may_wait_are_told_to_come_later() -> None:
    questions = FakeQuestions(gate=threading.Event())
    paths = [f"summary?q={number}" for number in range(5)]
    then = questions.gate.set if questions.gate else print
    answers = at_once(questions, paths, then, question_threads=1, waiting_max=2)
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200, 200, 200, 503, 503]
    busy = next(answer for answer in answers if answer.status_code == 503)
    assert int(busy.headers["retry-after"]) > 0
    assert busy.json()["error"]["name"] == "server"
