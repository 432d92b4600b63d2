"""A wall's address names its scenes and seconds; what it cannot mean is refused by name."""

from __future__ import annotations

import pytest

from dashboard.wall.setting import EVERY, SCENES, Setting, read
from data.errors import BadFilter


def test_nothing_said_is_every_scene() -> None:
    assert read({}) == Setting(SCENES, EVERY)


def test_scenes_keep_their_order_and_are_named_once() -> None:
    assert read({"scenes": "usual, region,usual", "every": "5"}) == Setting(("usual", "region"), 5)


@pytest.mark.parametrize("scenes", ["map", "region,", ",", "region,Surges"])
def test_a_scene_that_is_not_ours_is_refused(scenes: str) -> None:
    with pytest.raises(BadFilter) as fault:
        read({"scenes": scenes})
    assert fault.value.name == "scenes"
    assert "surges" in fault.value.allowed


@pytest.mark.parametrize("every", ["4", "601", "-5", "20.5", "twenty", "٢٠", "99999999"])
def test_seconds_out_of_range_are_refused(every: str) -> None:
    with pytest.raises(BadFilter) as fault:
        read({"every": every})
    assert (fault.value.name, "5–600" in fault.value.allowed) == ("every", True)
