"""Schedules over the web interface: checked as every filter is, described truly, closed to other sites, files given safely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from dashboard.api_schedules import FILE, RUN, RUNS, SCHEDULES
from dashboard.schedules import folder
from dashboard.server import Server, build
from data import runs
from data.settings import Settings
from tests.dashboard.fakes import FakePipeline
from tests.dashboard.harness import ask, small_screens
from tests.dashboard.schedules.world import World, over
from tests.dashboard.test_openapi import check, described
from tests.support.mailbox import mailbox

PLAN = {"name": "Утренняя сводка", "query": "?topic=01&lang=en&feed=oldest&period=24h", "time": "08:30"}


class Desk:
    """The application anew for each request, on one store."""

    def __init__(self, folder: Path, **changes: Any) -> None:
        self.world = World.of(folder, **changes)

    def app(self) -> Server:
        questions, settings = self.world.briefings.desk.questions, self.world.settings
        return build(self.world.store, questions, FakePipeline().real, settings, small_screens)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        more: dict[str, Any] = {} if body is None else {"json": body}
        return ask(self.app(), path, method, headers=headers, **more)

    def add(self, **changes: Any) -> dict[str, Any]:
        answer = self.send("POST", SCHEDULES, {**PLAN, **changes})
        assert answer.status_code == 201, answer.text
        return cast(dict[str, Any], answer.json())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path)
    yield found
    found.world.store.close()


def test_a_schedule_is_added_changed_listed_and_removed(desk: Desk) -> None:
    added = desk.add(repeat="week", weekdays=[5, 1])
    check(added, "Schedule")
    assert added["query"] == "region=rostov&period=24h&topic=01"
    assert (added["weekdays"], added["lang"], added["folder"]) == ([1, 5], "ru", True)
    assert added["next"].endswith("T08:30:00+03:00")
    where = f"{SCHEDULES}?number={added['number']}"
    changed = desk.send("PUT", where, {"time": "18:00", "repeat": "month", "monthday": 31, "paper": "a3", "active": False}).json()
    check(changed, "Schedule")
    assert (changed["time"], changed["monthday"], changed["paper"], changed["name"]) == ("18:00", 31, "a3", PLAN["name"])
    assert changed["next"] is None
    listed = desk.send("GET", SCHEDULES).json()
    check(listed, "Schedules")
    assert [row["number"] for row in listed["rows"]] == [added["number"]]
    check(desk.send("DELETE", where).json(), "Removed")
    assert desk.send("GET", SCHEDULES).json() == {"rows": []}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"name": ""}, "name"),
        ({"time": "8:30"}, "time"),
        ({"time": "24:00"}, "time"),
        ({"repeat": "year"}, "repeat"),
        ({"repeat": "week"}, "weekdays"),
        ({"repeat": "week", "weekdays": "1,2"}, "weekdays"),
        ({"repeat": "week", "weekdays": [True]}, "weekdays"),
        ({"repeat": "month", "monthday": 32}, "monthday"),
        ({"monthday": "5"}, "monthday"),
        ({"template": "yearly"}, "template"),
        ({"paper": "a5"}, "paper"),
        ({"orient": "upside"}, "orient"),
        ({"kind": "doc"}, "kind"),
        ({"lang": "fr"}, "lang"),
        ({"query": "district=nowhere"}, "district"),
        ({"query": "perod=7d"}, "perod"),
        ({"query": "from=2026-01-01&to=2026-01-02"}, "from"),
        ({"query": "asof=2026-01-01"}, "asof"),
        ({"folder": "yes"}, "folder"),
        ({"folder": False}, "recipients"),
        ({"recipients": "a@b.ru"}, "recipients"),
        ({"recipients": ["a@b.ru"]}, "recipients"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_is_refused_by_name(desk: Desk, change: dict[str, Any], name: str) -> None:
    answer = desk.send("POST", SCHEDULES, {**PLAN, **change})
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, name)
    check(answer.json(), "Fault")
    assert desk.send("GET", SCHEDULES).json() == {"rows": []}


def test_recipients_are_taken_where_there_is_mail_and_only_of_its_domains(tmp_path: Path) -> None:
    with mailbox() as box:
        desk = Desk(tmp_path, **box.settings(smtp_domains=("example.ru",)))
        assert desk.add(recipients=["a@example.ru", " "])["recipients"] == ["a@example.ru"]
        answer = desk.send("POST", SCHEDULES, {**PLAN, "name": "B", "recipients": ["a@elsewhere.ru"]})
        assert (answer.status_code, answer.json()["error"]["name"]) == (422, "recipients")
        assert "example.ru" in answer.json()["error"]["allowed"]
        desk.world.store.close()


def test_a_run_now_is_told_kept_and_its_file_given_out(desk: Desk) -> None:
    number = desk.add()["number"]
    told = desk.send("POST", f"{RUN}?number={number}", {})
    assert told.status_code == 202
    check(told.json(), "BriefingRun")
    desk.world.now = datetime.now(UTC)
    with desk.world.service().running():
        desk.world.until(over)
    history = desk.send("GET", f"{RUNS}?number={number}&limit=5").json()
    check(history, "BriefingRuns")
    (row,) = history["rows"]
    assert (row["outcome"], row["cause"], row["error"]) == ("done", "asked", None)
    file = desk.send("GET", f"{FILE}?number={row['number']}")
    assert (file.status_code, file.headers["content-type"], file.content[:4]) == (200, "application/pdf", b"%PDF")
    assert file.headers["content-disposition"].startswith("inline; filename*=UTF-8''%D0%A3")
    assert desk.send("GET", SCHEDULES).json()["rows"][0]["last"]["number"] == row["number"]


@pytest.mark.parametrize("name", ["../test.duckdb", "/etc/passwd", "none.pdf", "link.pdf", None])
def test_no_file_outside_the_folder_is_given_out_whatever_the_history_says(desk: Desk, name: str | None) -> None:
    of = desk.world.plan()
    home = folder.path_of(desk.world.settings)
    home.mkdir()
    (home / "link.pdf").symlink_to(desk.world.store.path)
    run = runs.begin(desk.world.store, of, "asked", desk.world.now.replace(tzinfo=None), desk.world.now.replace(tzinfo=None), 10)
    assert run is not None
    runs.put(desk.world.store, replace(run, file=name, outcome="done"))
    answer = desk.send("GET", f"{FILE}?number={run.number}")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, "number")


def test_what_went_wrong_is_told_in_plain_words(desk: Desk) -> None:
    of = desk.world.plan()
    run = runs.begin(desk.world.store, of, "asked", desk.world.now.replace(tzinfo=None), desk.world.now.replace(tzinfo=None), 10)
    assert run is not None
    runs.put(desk.world.store, replace(run, fault="mail_unreachable", detail="mail:25", outcome="failed"))
    history = desk.send("GET", RUNS).json()
    check(history, "BriefingRuns")
    error = history["rows"][0]["error"]
    assert (error["code"], error["text"]) == ("mail_unreachable", "почтовый сервер mail:25 не отвечает")
    assert "Проверьте" in error["hint"]


@pytest.mark.parametrize(("path", "method"), [(SCHEDULES, "POST"), (SCHEDULES, "PUT"), (SCHEDULES, "DELETE"), (RUN, "POST")])
@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://elsewhere.example"}])
def test_no_page_of_another_site_changes_anything(desk: Desk, path: str, method: str, header: dict[str, str]) -> None:
    assert ask(desk.app(), f"{path}?number=1", method, headers=header).status_code == 403


@pytest.mark.parametrize("query", ["", "?number=x", "?number=99", "?numbr=1"])
@pytest.mark.parametrize(("path", "method"), [(SCHEDULES, "DELETE"), (SCHEDULES, "PUT"), (RUN, "POST"), (FILE, "GET")])
def test_a_number_must_be_one_that_is_there(desk: Desk, path: str, method: str, query: str) -> None:
    answer = desk.send(method, path + query, None if method in ("GET", "DELETE") else {})
    assert answer.status_code == 422
    check(answer.json(), "Fault")


def test_a_body_of_another_type_runs_nothing(desk: Desk) -> None:
    number = desk.add()["number"]
    answer = ask(desk.app(), f"{RUN}?number={number}", "POST", content="", headers={"content-type": "text/plain"})
    assert answer.status_code == 400
    assert desk.send("GET", RUNS).json() == {"rows": []}


@pytest.mark.parametrize(("path", "methods"), [(SCHEDULES, "get post put delete"), (RUN, "post"), (RUNS, "get"), (FILE, "get")])
def test_every_method_is_described_and_no_other_is_taken(desk: Desk, path: str, methods: str) -> None:
    assert set(described()["paths"][path]) == set(methods.split())
    assert desk.send("PATCH", path, {}).status_code == 405


def test_the_list_has_an_end(tmp_path: Path) -> None:
    desk = Desk(tmp_path, schedules_max=1)
    desk.add()
    answer = desk.send("POST", SCHEDULES, {**PLAN, "name": "Другая"})
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, "name")
    desk.world.store.close()


def test_health_and_metrics_tell_how_the_schedules_stand(desk: Desk) -> None:
    desk.add()
    app, other = desk.app(), desk.app()
    app.schedules.look()
    other.schedules.look()
    found = ask(app, "/health").json()
    check(found, "Health")
    assert (found["briefings"]["schedules"], found["briefings"]["failing"]) == (1, 0)
    assert found["briefings"]["next"] is not None
    assert "schedules_failing 0" in ask(other, "/metrics").text
    assert Settings().schedules_at_once == 1
