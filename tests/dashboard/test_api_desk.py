"""What people keep over the web interface: checked as every filter is, described truly, closed to other sites."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from dashboard.server import Server, build
from data.settings import Settings
from data.store import Store
from tests.dashboard.fakes import FakePipeline
from tests.dashboard.harness import ask, small_screens
from tests.dashboard.test_openapi import check, described
from tests.support.sample import open_store, questions

QUESTIONS, NOTES = "/api/v1/questions", "/api/v1/annotations"
NOTE = {"kind": "outage", "from": "2026-03-01", "to": "2026-03-02", "text": "Авария"}


App = Callable[[], Server]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Makes the application anew for each request, on one store."""
    store: Store = open_store(tmp_path)
    asked = questions(store)
    yield lambda: build(store, asked, FakePipeline().real, Settings(), small_screens)
    store.close()


def send(app: App, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
    more: dict[str, Any] = {} if body is None else {"json": body}
    return ask(app(), path, method, headers=headers, **more)


def save(app: App, name: str = "Ямы", **more: Any) -> dict[str, Any]:
    answer = send(app, "POST", QUESTIONS, {"name": name, "query": "period=7d&topic=01", **more})
    assert answer.status_code == 201, answer.text
    return cast(dict[str, Any], answer.json())


def test_a_question_is_saved_renamed_moved_and_removed(app: App) -> None:
    first, second = save(app), save(app, "Снег")
    check(first, "SavedQuestion")
    changed = send(app, "PUT", f"{QUESTIONS}?number={second['number']}", {"name": "Лёд", "place": 1})
    check(changed.json(), "SavedQuestion")
    listed = send(app, "GET", QUESTIONS).json()
    check(listed, "SavedQuestions")
    assert [row["name"] for row in listed["rows"]] == ["Лёд", "Ямы"]
    removed = send(app, "DELETE", f"{QUESTIONS}?number={first['number']}")
    check(removed.json(), "Removed")
    assert [row["name"] for row in send(app, "GET", QUESTIONS).json()["rows"]] == ["Лёд"]


def test_an_address_is_kept_in_its_canonical_form_without_the_language(app: App) -> None:
    kept = save(app, query="?topic=01&lang=en&period=30d&metric=overdue&step=week", path="/")
    assert kept["query"] == "region=rostov&topic=01&metric=overdue&step=week"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"name": "", "query": ""}, "name"),
        ({"name": 5, "query": ""}, "name"),
        ({"name": "A", "query": "perod=7d"}, "perod"),
        ({"name": "A", "query": "district=nowhere"}, "district"),
        ({"name": "A", "query": "a=" + "x" * 2_000}, "query"),
        ({"name": "A", "query": "", "path": "/wall"}, "path"),
        ({"name": "A", "query": "", "colour": "red"}, "colour"),
    ],
)
def test_a_wrong_question_is_refused_by_name(app: App, body: dict[str, Any], name: str) -> None:
    answer = send(app, "POST", QUESTIONS, body)
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, name)
    check(answer.json(), "Fault")


@pytest.mark.parametrize("place", [0, "1", True, 1.5])
def test_a_place_is_a_whole_number(app: App, place: Any) -> None:
    number = save(app)["number"]
    assert send(app, "PUT", f"{QUESTIONS}?number={number}", {"place": place}).status_code == 422


@pytest.mark.parametrize("path", [QUESTIONS, NOTES])
@pytest.mark.parametrize("query", ["", "?number=x", "?number=99", "?numbr=1"])
def test_a_number_must_be_one_that_is_there(app: App, path: str, query: str) -> None:
    answer = send(app, "DELETE", path + query)
    assert answer.status_code == 422
    check(answer.json(), "Fault")


def test_an_event_is_noted_changed_and_removed(app: App) -> None:
    noted = send(app, "POST", NOTES, NOTE)
    assert noted.status_code == 201
    check(noted.json(), "Annotation")
    where = f"{NOTES}?number={noted.json()['number']}"
    changed = send(app, "PUT", where, {**NOTE, "to": "", "district": "60701000000", "kind": "weather"}).json()
    assert (changed["kind"], changed["district"], changed["to"]) == ("weather", "60701000000", "2026-03-01")
    listed = send(app, "GET", f"{NOTES}?from=2026-02-01&to=2026-03-10").json()
    check(listed, "Annotations")
    assert [(row["text"], row["shipped"]) for row in listed["rows"]] == [("Авария", False), ("defender", True), ("women", True)]
    check(send(app, "DELETE", where).json(), "Removed")
    assert send(app, "GET", NOTES).json() == {"rows": []}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"kind": "party"}, "kind"),
        ({"from": ""}, "from"),
        ({"from": "yesterday"}, "from"),
        ({"to": "2026-02-01"}, "from"),
        ({"text": ""}, "text"),
        ({"region": "all"}, "region"),
        ({"region": "nowhere"}, "region"),
        ({"district": "60701000000,60740000000"}, "region"),
        ({"author": "x"}, "author"),
    ],
)
def test_a_wrong_event_is_refused_by_name(app: App, change: dict[str, Any], name: str) -> None:
    answer = send(app, "POST", NOTES, {**NOTE, **change})
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, name)


@pytest.mark.parametrize("path", [QUESTIONS, NOTES])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://elsewhere.example"}])
def test_no_page_of_another_site_changes_anything(app: App, path: str, method: str, header: dict[str, str]) -> None:
    answer = ask(app(), f"{path}?number=1", method, headers=header)
    assert answer.status_code == 403


@pytest.mark.parametrize("body", ["", "[]", "{", "nonsense", json.dumps({"name": "x" * 20_000})])
def test_a_body_that_is_no_small_object_is_refused(app: App, body: str) -> None:
    answer = ask(app(), QUESTIONS, "POST", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_a_form_of_another_type_is_refused(app: App) -> None:
    answer = ask(app(), QUESTIONS, "POST", content='{"name":"A","query":""}', headers={"content-type": "text/plain"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", [QUESTIONS, NOTES])
def test_every_method_is_described_and_no_other_is_taken(app: App, path: str) -> None:
    assert set(described()["paths"][path]) == {"get", "post", "put", "delete"}
    assert send(app, "PATCH", path, {}).status_code == 405
    assert send(app, "GET", path + "?nonsense=1").status_code == 422
