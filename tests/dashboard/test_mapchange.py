"""The map of change as the browser reads it: both figures of every cell, and which of them are beyond chance."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from httpx import Response

from dashboard import mapchange
from dashboard.figures.ramps import CHANGE
from dashboard.mapdata import router
from dashboard.mapsets import MapSets
from dashboard.texts import texts
from data.errors import BadFilter, UnknownRegion
from data.map_answers import Change
from tests.dashboard.mapweb import Web
from tests.dashboard.mapworld import ASOF, world

WORDS = texts("ru")


@dataclass
class Read:
    head: dict[str, Any]
    now: np.ndarray[Any, Any]
    before: np.ndarray[Any, Any]
    shown: np.ndarray[Any, Any]
    beyond: np.ndarray[Any, Any]


def read(answer: Response) -> Read:
    """What 58-change.js reads."""
    assert answer.status_code == 200
    (length,) = struct.unpack_from("<I", answer.content)
    head = json.loads(answer.content[4 : 4 + length])
    n, at = head["n"], 4 + length
    now, before, shown = np.frombuffer(answer.content, "<f4", 3 * n, at).reshape(3, n)
    beyond = np.frombuffer(answer.content, "i1", n, at + 12 * n)
    assert len(answer.content) == at + 13 * n
    return Read(head, now, before, shown, beyond)


def change(**named: Any) -> Change:
    fields: dict[str, Any] = {
        "version": 3, "asof": ASOF, "res": 7, "metric": "count", "unit": "appeals", "base": "previous", "since": ASOF,
        "until": ASOF, "cells": np.empty(0, np.uint64), "now": np.empty(0), "before": np.empty(0),
        "beyond": np.empty(0, np.int8),
    }  # fmt: skip
    return Change(**{**fields, **named})


def test_every_cell_has_both_figures_and_only_the_real_one_is_marked() -> None:
    found = read(Web(world()).get("/map/change.bin?res=6&map=change"))
    assert found.head["change"]["base"] == "previous"
    assert found.head["change"]["known"]
    assert (found.head["change"]["more"], found.head["change"]["less"]) == (1, 0)
    assert found.head["change"]["same"] == len(found.now) - 1
    hot = int(found.beyond.argmax())
    assert found.now[hot] == 3 * found.before[hot]
    assert found.shown[hot] == pytest.approx(math.log2(3))
    assert (found.shown != 0).all()
    assert found.head["ramps"]["dark"] == list(CHANGE)
    assert len(found.head["breaks"]) == len(found.head["change"]["ticks"]) == 9


def test_the_set_it_names_is_served() -> None:
    web = Web(world())
    head = read(web.get("/map/change.bin?res=6")).head
    assert web.get(head["cells"]).status_code == 200


def test_equal_questions_share_one_body_until_the_store_changes() -> None:
    questions = world()
    maps = mapchange.MapChange(questions, MapSets(questions))
    filters = questions.parse({"res": "6"})
    first = maps.packed(filters, "previous", "ru")
    assert maps.packed(filters, "previous", "ru") is first
    assert maps.packed(filters, "usual", "ru") != first
    questions.version += 1
    assert maps.packed(filters, "previous", "ru") is not first


def test_a_forgotten_set_is_packed_again() -> None:
    questions = world()
    sets = MapSets(questions)
    maps = mapchange.MapChange(questions, sets)
    filters = questions.parse({"res": "6"})
    maps.packed(filters, "previous", "ru")
    for res in range(4, 9):
        sets.current(questions.regions()[0], res, np.empty(0, np.uint64))
    forgetful = MapSets(questions, entries=1)
    maps = mapchange.MapChange(questions, forgetful)
    first = maps.packed(filters, "previous", "ru")
    forgetful.current(questions.regions()[0], 8, np.empty(0, np.uint64))
    again = maps.packed(filters, "previous", "ru")
    assert again == first


def test_without_earlier_data_it_is_said_that_there_is_none() -> None:
    found = read(Web(world()).get("/map/change.bin?res=6&period=all"))
    assert not found.head["change"]["known"]
    assert np.isnan(found.before).all()
    assert found.head["change"]["against"] == "сравнить не с чем"


def test_districts_bring_both_figures() -> None:
    found = read(Web(world()).get("/map/change.bin?res=6&metric=per1000"))
    assert found.head["wholly"]
    assert [row[0] for row in found.head["districts"]] == [0, 1]
    assert all(row[3] is None and row[4] is None and row[5] == 0 for row in found.head["districts"])


def test_a_base_that_is_none_is_refused() -> None:
    with pytest.raises(BadFilter, match="base"):
        Web(world()).get("/map/change.bin?base=yesterday")


def test_a_region_that_is_gone_is_unknown() -> None:
    with pytest.raises(UnknownRegion):
        Web(world()).get("/map/change.bin?region=gone")


@pytest.mark.parametrize(
    ("now", "before", "metric", "place"),
    [
        (4.0, 2.0, "count", 1.0),
        (2.0, 4.0, "overdue", -1.0),
        (5.0, 0.0, "count", 3.0),
        (0.0, 5.0, "count", -3.0),
        (4.0, 4.5, "rating", -0.5),
    ],
)
def test_where_a_change_stands_on_the_scale(now: float, before: float, metric: str, place: float) -> None:
    assert mapchange.shown(np.array([now]), np.array([before]), metric)[0] == pytest.approx(place)


def test_what_did_not_change_is_still_drawn_and_nothing_is_not() -> None:
    same, nothing = mapchange.shown(np.array([2.0, 0.0]), np.array([2.0, 0.0]), "count")
    assert 0 < same < 1e-3
    assert math.isnan(nothing)


def test_a_higher_mark_cools() -> None:
    assert mapchange.ramp("rating") == tuple(reversed(CHANGE))
    assert mapchange.ticks("rating", WORDS)[::4] == ["−1,5", "0,0", "+1,5"]


def test_the_limits_in_words() -> None:
    assert mapchange.ticks("count", WORDS) == [
        "−75\u202f%", "−50\u202f%", "−33\u202f%", "−17\u202f%", "0", "+20\u202f%", "+50\u202f%", "×2", "×4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (change(base="usual"), "к обычному"),
        (change(base="vs"), "ко второму отбору"),
        (change(until=None), "сравнить не с чем"),
        (change(since=datetime(2026, 9, 14, tzinfo=UTC), until=datetime(2026, 10, 13, tzinfo=UTC)), "к 14 сен – 13 окт"),
    ],
)
def test_what_is_compared_with_in_words(found: Change, said: str) -> None:
    assert mapchange.against(found, WORDS) == said


def test_the_routes_take_the_pages_own_names() -> None:
    assert router(world()) is not None
    assert Web(world()).get("/map/values.bin?res=6&map=change&base=usual&frame=2026-11-12").status_code == 200
