"""Health and metrics: whether the server lives, how fresh its data are, and what it has done."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from dashboard.metrics import Metrics, gauge
from data.disk import Disk
from data.errors import QuestionTimeout
from data.model import Counts
from tests.dashboard.fakes import FakePipeline, FakeQuestions
from tests.dashboard.harness import ask, client, make, run


def health(questions: FakeQuestions) -> httpx.Response:
    return ask(make(questions), "/health")


def test_a_living_server_with_fresh_data_is_ok() -> None:
    found = health(FakeQuestions()).json()
    assert (found["status"], found["version"], found["streams"]) == ("ok", 7, 0)
    assert found["regions"][0]["sources"][0]["late"] is False


def test_an_old_source_is_late_but_the_server_lives() -> None:
    questions = FakeQuestions()
    questions.last -= timedelta(hours=25)
    answer = health(questions)
    assert (answer.status_code, answer.json()["status"]) == (200, "late")
    assert answer.json()["regions"][0]["sources"][0]["late"] is True


def test_a_store_without_a_region_is_empty() -> None:
    assert health(FakeQuestions(infos=())).json()["status"] == "empty"


def full_disk() -> FakeQuestions:
    questions = FakeQuestions()
    questions.store.disk = Disk(Path.cwd(), 10**9)
    return questions


def test_a_full_disk_is_told_while_reading_goes_on() -> None:
    answer = health(full_disk())
    assert (answer.status_code, answer.json()["status"]) == (200, "full")
    storage = answer.json()["storage"]
    assert (storage["writing"], storage["free_min_mb"]) == (False, 10**9)
    assert 0 < storage["free_mb"] < 10**9


def test_health_tells_how_far_the_text_index_has_come() -> None:
    found = health(FakeQuestions()).json()["search"]
    assert found == {"on": True, "usable": True, "texts": 8, "queued": 2}


def test_metrics_tell_how_far_the_text_index_has_come() -> None:
    found = samples(make(), "/metrics")
    names = ("usable", "texts", "queued", "bytes")
    assert [found[f"teplokarta_search_{name}"] for name in names] == [1, 8, 2, 4_096]


def test_room_on_the_disk_is_told_before_it_is_gone() -> None:
    storage = health(FakeQuestions()).json()["storage"]
    assert (storage["writing"], storage["reopened"]) == (True, 0)


def test_a_full_disk_and_openings_anew_are_measured() -> None:
    questions = full_disk()
    questions.store.reopened = 3
    found = samples(make(questions))
    assert (found["teplokarta_store_writing"], found["teplokarta_store_reopened_total"]) == (0, 3)
    assert found["teplokarta_store_disk_free_bytes"] < found["teplokarta_store_disk_free_min_bytes"]
    assert samples(make())["teplokarta_store_writing"] == 1


@pytest.mark.parametrize("fault", [QuestionTimeout("30 с"), OSError("disk")])
def test_a_store_that_does_not_answer_is_no_health(fault: Exception) -> None:
    assert health(FakeQuestions(fault=fault)).status_code >= 500


def samples(app: ASGIApp, *paths: str, push: str | None = None) -> dict[str, float]:
    """The metrics after these requests."""

    async def work() -> str:
        async with client(app) as asking:
            for path in paths:
                await asking.get(path)
            if push:
                await asking.post("/api/v1/appeals", content=push)
            return (await asking.get("/metrics")).text

    lines = [line for line in run(work()).splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_every_line_is_prometheus_text() -> None:
    text = ask(make(), "/metrics")
    assert text.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    sample = re.compile(r'^teplokarta_\w+(\{\w+="(\\.|[^"\\])*"(,\w+="(\\.|[^"\\])*")*\})? -?[0-9.e+]+$')
    for line in text.text.splitlines():
        assert line.startswith(("# HELP teplokarta_", "# TYPE teplokarta_")) or sample.match(line), line


def test_answers_are_counted_by_route_and_status() -> None:
    found = samples(make(), "/api/v1/summary", "/api/v1/summary", "/api/v1/summary?foo=1")
    name = 'teplokarta_http_requests_total{route="/api/v1/summary",method="GET",status="%d"}'
    assert (found[name % 200], found[name % 422]) == (2, 1)
    assert found['teplokarta_http_request_seconds_count{route="/api/v1/summary"}'] == 3


def test_addresses_that_do_not_exist_share_one_series() -> None:
    found = samples(make(), *(f"/nonsense/{number}" for number in range(5)))
    assert found['teplokarta_http_requests_total{route="other",method="GET",status="404"}'] == 5
    assert not any("nonsense" in name for name in found)


def test_pushed_rows_are_counted_by_what_became_of_them() -> None:
    found = samples(make(pipeline=FakePipeline()), push='[{"source": "a"}, {}]')
    assert found['teplokarta_pushed_rows_total{outcome="stored"}'] == 1
    assert found['teplokarta_pushed_rows_total{outcome="quarantined"}'] == 1


def test_freshness_is_told_by_source() -> None:
    questions = FakeQuestions()
    found = samples(make(questions))
    assert found['teplokarta_source_rows{region="rostov",source="im \\"old\\""}'] == 10
    stamp = found['teplokarta_source_last_timestamp_seconds{region="rostov",source="im \\"old\\""}']
    assert stamp == pytest.approx(questions.last.timestamp())


def test_memory_is_told() -> None:
    assert samples(make())["teplokarta_resident_memory_bytes"] > 1_000_000


def test_a_histogram_is_cumulative_and_skips_endless_streams() -> None:
    metrics = Metrics()
    for seconds in (0.001, 0.2, 100.0):
        metrics.answered("/a", "GET", 200, seconds)
    metrics.answered("/api/v1/events", "GET", 200, 3_600.0)
    text = metrics.text([])
    counts = [int(count) for count in re.findall(r'_bucket\{route="/a",le="[^"]+"\} (\d+)', text)]
    assert counts == [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3]
    assert 'le="+Inf"' in text
    assert 'seconds_count{route="/api/v1/events"}' not in text


def test_a_label_cannot_break_its_line() -> None:
    lines = list(gauge("x", "help", ({"source": 'a"b\\c\nd'}, 1.5)).lines())
    assert lines[-1] == 'teplokarta_x{source="a\\"b\\\\c\\nd"} 1.5'


def test_counts_add_up() -> None:
    metrics = Metrics()
    metrics.pushed(Counts(3, 1, 1, 1, 0))
    metrics.pushed(Counts(1, 1, 0, 0, 0))
    assert 'pushed_rows_total{outcome="stored"} 2' in metrics.text([])
