"""Pushed records: what is read, what is refused and how it is counted."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from typing import Any

import httpx
import pytest

from dashboard.api_push import mend, parse, unpack
from data.errors import BadPayload, DiskFull, QueueFull, StoreDown, TooLarge, UnknownEncoding, UnknownRegion
from tests.dashboard.fakes import FakePipeline
from tests.dashboard.harness import ask, make

PATH = "/api/v1/appeals"
APPEAL = {"source": "api", "external_id": "1", "received": "2026-11-21T10:00:00+03:00"}


def push(
    content: bytes | str, pipeline: FakePipeline | None = None, path: str = PATH, encoding: str = "identity"
) -> httpx.Response:
    headers = {"content-encoding": encoding}
    return ask(make(pipeline=pipeline or FakePipeline()), path, "POST", content=content, headers=headers)


def test_an_array_is_counted_and_its_refusals_are_indexed() -> None:
    answer = push(json.dumps([APPEAL, {}, APPEAL]))
    found = answer.json()
    assert answer.status_code == 200
    assert [found[name] for name in ("fetched", "stored", "updated", "duplicate", "quarantined")] == [
        3,
        2,
        0,
        0,
        1,
    ]
    assert found["errors"] == [{"index": 1, "reason": "нет источника"}]


def test_a_push_that_is_all_quarantined_is_still_200() -> None:
    answer = push("[{}]")
    assert (answer.status_code, answer.json()["quarantined"]) == (200, 1)


def test_only_the_first_hundred_refusals_are_told() -> None:
    found = push(json.dumps([{}] * 150)).json()
    assert (found["quarantined"], len(found["errors"]), found["errors"][-1]["index"]) == (150, 100, 99)


@pytest.mark.parametrize(
    "body", ["{}\n{}\n", '{"a": "х"}\r\n\r\n{"a": "\u2028"}', "\ufeff{}\n{}", " \n{}\n{}"]
)
def test_ndjson_is_a_record_a_line(body: str) -> None:
    assert len(parse(body.encode(), 10)) == 2


def test_an_empty_array_is_no_fault() -> None:
    assert push("[]").json()["fetched"] == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n ",
        b"nonsense",
        b"[1, 2",
        b'[{"a": 1}, 2]',
        b'"text"',
        b"null",
        b"{}\n[]",
        b'{"a": NaN}',
        b"[Infinity]",
        b'[{"a": "\xff"}]',
        b"[" * 100_000,
        b'[{"a": ' + b"1" * 5_000 + b"}]",
        b'{\n "source": "pretty"\n}',
    ],
    ids=lambda body: ascii(body[:20]),
)
def test_what_cannot_be_parsed_is_400(body: bytes) -> None:
    answer = push(body)
    assert answer.status_code == 400
    assert answer.json()["error"]["name"] == "body"


def test_the_words_of_a_citizen_do_not_come_back_in_a_refusal() -> None:
    assert "Иванов" not in push('[{"text": "Иванов"'.encode()).text


def test_the_refusal_names_the_line() -> None:
    assert "Строка 3" in push("{}\n\n{,}").json()["error"]["message"]


@pytest.mark.parametrize("body", ["[{},{},{}]", "{}\n{}\n{}"])
def test_a_push_of_too_many_rows_is_413(body: str) -> None:
    assert ask(make(push_max_rows=2), PATH, "POST", content=body).status_code == 413


def test_nothing_of_a_refused_push_is_stored() -> None:
    pipeline = FakePipeline()
    push('{"source": "a"}\nnonsense', pipeline)
    assert pipeline.pushed == []


def test_a_packed_body_is_unpacked() -> None:
    body = gzip.compress(json.dumps([APPEAL]).encode())
    assert push(body, encoding="gzip").json()["stored"] == 1


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        unpack(bomb, "gzip", 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize(
    "body", [b"nonsense", gzip.compress(b"[]" * 1_000, mtime=0)[:-12]], ids=["no gzip", "cut off"]
)
def test_a_broken_packed_body_is_400(body: bytes) -> None:
    with pytest.raises(BadPayload):
        unpack(body, "gzip", 10_000)


def test_another_packing_is_415() -> None:
    with pytest.raises(UnknownEncoding):
        unpack(b"", "br", 10)
    assert push(b"[]", encoding="br").status_code == 415


def test_the_region_of_a_push_is_passed_on() -> None:
    pipeline = FakePipeline()
    push(json.dumps([APPEAL]), pipeline, f"{PATH}?region=tambov")
    assert pipeline.region == "tambov"


def test_another_parameter_of_a_push_is_422() -> None:
    answer = push("[]", path=f"{PATH}?dry=1")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, "dry")


def test_a_full_queue_is_503_with_a_time_to_come_back() -> None:
    answer = push("[]", FakePipeline(fault=QueueFull("Очередь заполнена")))
    assert (answer.status_code, answer.json()["error"]["name"]) == (503, "queue")
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize(("fault", "name", "seconds"), [(DiskFull, "disk", "60"), (StoreDown, "store", "5")])
def test_a_store_that_takes_nothing_now_is_503_with_a_time_to_come_back(fault: type[StoreDown], name: str, seconds: str) -> None:
    answer = push("[]", FakePipeline(fault=fault("Свободно 99 МБ")))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, seconds)
    assert (answer.json()["error"]["name"], answer.json()["error"]["message"]) == (name, "Свободно 99 МБ")


def test_a_region_that_is_not_installed_is_422() -> None:
    assert push("[]", FakePipeline(fault=UnknownRegion("нет"))).status_code == 422


def test_a_lone_surrogate_is_mended_and_a_pair_is_kept() -> None:
    rows = parse(rb'[{"text": "\ud83d\ude00 \ud83d", "extra": {"a": ["\udc00"]}, "mark": 5}]', 10)
    assert rows == [{"text": "😀 \ufffd", "extra": {"a": ["\ufffd"]}, "mark": 5}]
    assert mend("\ud800") == "\ufffd"


def test_a_number_beyond_all_bounds_stays_a_text() -> None:
    assert parse(b'[{"lon": 1e999, "lat": 1.5}]', 10) == [{"lon": "1e999", "lat": 1.5}]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_405_and_names_those_there_are(method: str) -> None:
    answer: Any = ask(make(), PATH, method)
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["allow"].replace(" ", "").split(","))
