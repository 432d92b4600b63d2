"""The frames of a playback as the browser reads them: narrow numbers in the order of the set, dates in words."""

from __future__ import annotations

import json
import struct
from datetime import datetime

import numpy as np
import pytest

from dashboard import mapframes
from dashboard.mapsets import MapSets
from dashboard.texts import texts
from data.errors import UnknownRegion
from tests.dashboard.mapweb import Web
from tests.dashboard.mapworld import world

AT = datetime(2026, 11, 9, 18, 0)


def test_frames_are_rows_of_narrow_numbers() -> None:
    questions = world()
    answer = Web(questions).get("/map/frames.bin?res=6")
    (length,) = struct.unpack_from("<I", answer.content)
    head = json.loads(answer.content[4 : 4 + length])
    assert head["bytes"] == 1
    rows = np.frombuffer(answer.content, "u1", offset=4 + length).reshape(len(head["frames"]), head["n"])
    assert rows.sum(axis=1).tolist() == [0, 400, 0]
    assert [frame["total"] for frame in head["frames"]] == [0, 400, 0]
    assert head["frames"][0] == {
        "name": "2026-11-21", "at": "2026-11-21T00:00", "title": "сб, 21 ноя", "total": 0,
    }  # fmt: skip


@pytest.mark.parametrize(("most", "width"), [(0, 1), (255, 1), (256, 2), (70_000, 4)])
def test_the_narrowest_numbers_that_hold_the_largest(most: int, width: int) -> None:
    assert mapframes.narrowest(np.array([[0, most]])).itemsize == width
    assert mapframes.narrowest(np.empty((0, 0), np.int64)).itemsize == 1


@pytest.mark.parametrize(
    ("step", "said"),
    [("hour", "9 ноя, 18:00–19:00"), ("day", "пн, 9 ноя"), ("week", "9 ноя – 15 ноя"), ("month", "ноя 2026")],
)
def test_when_a_frame_is_in_words(step: str, said: str) -> None:
    assert mapframes.called(AT, step, texts("ru")) == said


def test_equal_questions_share_one_body_and_a_forgotten_set_is_packed_again() -> None:
    questions = world()
    sets = MapSets(questions, entries=1)
    maps, filters = mapframes.MapFrames(questions, sets), questions.parse({"res": "6"})
    first = maps.packed(filters, "ru")
    assert maps.packed(filters, "ru") is first
    sets.current(questions.regions()[0], 8, np.empty(0, np.uint64))
    assert maps.packed(filters, "ru") == first


def test_a_region_that_is_gone_is_unknown() -> None:
    with pytest.raises(UnknownRegion):
        Web(world()).get("/map/frames.bin?region=gone")
