"""The description is true: every route and parameter of the contract is in it, and answers are as it says."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dashboard.openapi import PATHS, document
from data import filters, model
from data.settings import Settings
from tests.dashboard.fakes import FakePipeline, FakeQuestions
from tests.dashboard.harness import Events, ask, listening, make
from tests.dashboard.test_stream import stream

CONTRACT = {
    "/api/v1/summary": set(),
    "/api/v1/heat": set(),
    "/api/v1/change": {"base"},
    "/api/v1/districts": set(),
    "/api/v1/regions": set(),
    "/api/v1/topics": set(),
    "/api/v1/trend": {"step"},
    "/api/v1/words": {"limit"},
    "/api/v1/appeals": {"limit", "cursor"},
    "/api/v1/events": {"since", "Last-Event-ID"},
}
NAMES = {
    "region", "period", "from", "to", "asof", "district", "topic", "source", "channel", "status", "type", "precision",
    "budget", "repeat", "cell", "bbox", "area", "q", "metric", "unit", "res", "lang", "vs",
}  # fmt: skip


@cache
def described() -> dict[str, Any]:
    found: dict[str, Any] = ask(make(), "/openapi.json").json()
    return found


def parameters(path: str, method: str = "get") -> dict[str, Any]:
    return {one["name"]: one for one in described()["paths"][path][method]["parameters"]}


def check(body: object, name: str) -> None:
    """Fails unless the body is as the named schema says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": described()["components"]}
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(body)


def test_the_description_is_of_openapi_3_1_and_its_schemas_are_valid() -> None:
    assert described()["openapi"].startswith("3.1")
    for schema in described()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(described())
    components = described()["components"]
    for part in text.split('"$ref": "#/components/')[1:]:
        kind, name = part.split('"')[0].split("/")
        assert name in components[kind]


@pytest.mark.parametrize("path", CONTRACT)
def test_a_route_names_every_filter_and_its_own_parameters(path: str) -> None:
    assert set(parameters(path)) == NAMES | CONTRACT[path]


def test_the_vocabulary_is_the_programs() -> None:
    assert set(filters.NAMES) == NAMES


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("period", filters.PERIODS),
        ("metric", model.METRICS),
        ("unit", model.UNITS),
        ("repeat", ("yes", "no")),
        ("lang", ("ru", "en")),
        ("status", model.STATUSES + model.STATUS_GROUPS),
        ("type", model.TYPES),
        ("precision", model.PRECISIONS),
        ("budget", model.BUDGET),
    ],
)
def test_a_parameter_lists_what_is_allowed(name: str, values: tuple[str, ...]) -> None:
    schema = parameters("/api/v1/heat")[name]["schema"]
    assert tuple(schema.get("items", schema)["enum"]) == values


@pytest.mark.parametrize(
    "name", ["period", "metric", "unit", "status", "type", "precision", "budget", "repeat", "lang"]
)
def test_what_is_listed_is_accepted_and_nothing_else(name: str) -> None:
    schema = parameters("/api/v1/summary")[name]["schema"]
    for value in schema.get("items", schema)["enum"]:
        assert ask(make(), f"/api/v1/summary?{name}={value}").status_code == 200
    assert ask(make(), f"/api/v1/summary?{name}=nonsense").status_code == 422


@pytest.mark.parametrize(("path", "name"), [("/api/v1/heat", "res"), ("/api/v1/appeals", "limit"), ("/api/v1/words", "limit")])
def test_the_limits_of_a_number_are_those_that_hold(path: str, name: str) -> None:
    schema = parameters(path)[name]["schema"]
    for value, status in [
        (schema["minimum"], 200),
        (schema["maximum"], 200),
        (schema["minimum"] - 1, 422),
        (schema["maximum"] + 1, 422),
    ]:
        assert ask(make(), f"{path}?{name}={value}").status_code == status


@pytest.mark.parametrize("path", [path for path in PATHS if path.answer], ids=lambda path: path.path)
@pytest.mark.parametrize("metric", ["count", "per1000"])
def test_an_answer_is_as_described(path: Any, metric: str) -> None:
    query = f"?metric={metric}" if path.filtered else ""
    answer = ask(make(), path.path + query)
    assert (
        answer.headers["content-type"].split(";")[0]
        in described()["paths"][path.path]["get"]["responses"]["200"]["content"]
    )
    check(answer.json(), path.answer)


@pytest.mark.parametrize("path", [path.path for path in PATHS if path.filtered])
def test_a_refusal_is_as_described(path: str) -> None:
    answer = ask(make(), f"{path}?nonsense=1")
    assert str(answer.status_code) in described()["paths"][path]["get"]["responses"]
    check(answer.json(), "Fault")


def test_a_receipt_is_as_described() -> None:
    answer = ask(
        make(pipeline=FakePipeline()), "/api/v1/appeals", "POST", content=json.dumps([{}, {"source": "a"}])
    )
    check(answer.json(), "Receipt")


@pytest.mark.parametrize("bulk", [False, True])
def test_a_live_message_is_as_described(bulk: bool) -> None:
    questions = FakeQuestions()
    with listening(make(questions)) as url, stream(url) as events:
        questions.store.commit("rostov", bulk=bulk)
        assert isinstance(events, Events)
        check(events.message(), "Event")


def test_a_record_has_every_name_of_the_appeal_but_the_author() -> None:
    names = set(described()["components"]["schemas"]["Appeal"]["properties"])
    assert names == set(model.APPEAL.names) - {"author"} | {"precision", "cell"}


def test_a_push_may_have_every_name_of_the_appeal_and_the_two_others() -> None:
    names = set(described()["components"]["schemas"]["PushedAppeal"]["properties"])
    assert names == set(model.APPEAL.names) | {"received_at", "updated_at"}
    assert set(parameters("/api/v1/appeals", "post")) == {"region"}


def test_every_status_of_the_table_of_faults_is_described_for_a_push() -> None:
    refused = set(described()["paths"]["/api/v1/appeals"]["post"]["responses"]) - {"200"}
    assert refused == {"400", "403", "408", "413", "415", "422", "500", "503"}


def test_the_limits_of_a_push_are_the_settings() -> None:
    push = document(Settings(push_max_rows=5, push_max_mb=3))["paths"]["/api/v1/appeals"]["post"]
    assert push["requestBody"]["content"]["application/json"]["schema"]["maxItems"] == 5
    assert "3 МБ" in push["description"]
