"""Events on a trend: where they are, by shape, with labels that never meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import notes
from dashboard.figures.bins import Measure
from dashboard.figures.trend import figure
from dashboard.texts import texts
from data.annotations import KINDS, Annotation
from data.answers import Trend
from tests.dashboard.screen_world import ASOF, trend

RU = texts("ru")
FIRST, LAST = date(2026, 10, 23), date(2026, 11, 21)
SHIPPED = Annotation(None, "rostov", None, "holiday", date(2026, 11, 4), date(2026, 11, 4), "unity")


def event(day: date, text: str = "Авария на сетях", kind: str = "outage", days: int = 1, number: int = 1) -> Annotation:
    return Annotation(number, "rostov", None, kind, day, day + timedelta(days=days - 1), text)


def with_notes(*found: Annotation, step: str = "day") -> Trend:
    return replace(trend(step, 30), notes=found)


def drawn(found: Trend) -> dict[str, Any]:
    made: dict[str, Any] = figure(found, Measure("count", "appeals"), RU).to_plotly_json()["layout"]
    return made


def labels(found: Trend) -> list[str]:
    return [each["text"] for each in drawn(found)["annotations"] if each.get("yref") == "paper"]


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert len({notes.SIGNS[kind] for kind in KINDS}) == len(KINDS)


def test_an_event_is_a_band_over_its_days_with_a_sign_and_words() -> None:
    found = with_notes(event(date(2026, 11, 5), days=3))
    band, edge = drawn(found)["shapes"]
    assert (band["x0"].isoformat(), band["x1"].isoformat()) == ("2026-11-04T12:00:00", "2026-11-07T12:00:00")
    assert (edge["type"], edge["y0"]) == ("line", 1)
    assert labels(found) == ["✕ Авария на сетях"]


def test_a_holiday_is_faint_and_named_by_the_catalogue() -> None:
    found = with_notes(SHIPPED)
    (band,) = drawn(found)["shapes"]
    assert band["fillcolor"] == notes.FAINT_BAND
    assert labels(found) == ["★ День народного единства"]


def test_an_event_of_the_last_day_has_its_words_before_it() -> None:
    (flag,) = notes.flags(with_notes(event(LAST)), RU)
    assert (flag.left, flag.label) == (True, "Авария на сетях")


def test_an_event_that_began_earlier_stands_at_the_left_edge() -> None:
    (flag,) = notes.flags(with_notes(event(date(2026, 9, 1), days=60)), RU)
    assert flag.px == 0


def test_a_holiday_gives_way_where_there_is_no_room() -> None:
    found = labels(with_notes(SHIPPED, event(date(2026, 11, 5)), event(date(2026, 11, 5), "Гололёд", "weather", number=2)))
    assert "★" in found
    assert [text for text in found if "Гололёд" in text]


def test_more_events_than_lanes_on_one_day_share_a_sign() -> None:
    day = date(2026, 11, 5)
    found = notes.flags(with_notes(*(event(day, f"Событие {number}", number=number) for number in (1, 2, 3, 4))), RU)
    assert [flag.lane for flag in found] == [0, 1]
    assert found[1].label == "Событие 2 и ещё 2"


def test_the_signs_take_room_above_the_plot() -> None:
    bare = drawn(with_notes())["margin"]["t"]
    assert drawn(with_notes(event(LAST)))["margin"]["t"] == bare + notes.LANE_PX
    two = with_notes(event(LAST), event(LAST, number=2))
    assert drawn(two)["margin"]["t"] == bare + 2 * notes.LANE_PX


def test_text_is_only_ever_text() -> None:
    assert labels(with_notes(event(date(2026, 11, 1), "<b>A</b> & B"))) == ["✕ &lt;b&gt;A&lt;/b&gt; &amp; B"]


def test_a_bin_tells_of_its_events_when_pointed_at() -> None:
    found = with_notes(event(date(2026, 11, 5), days=2))
    made = figure(found, Measure("count", "appeals"), RU).to_plotly_json()["data"]
    said = [text for trace in made for text in trace.get("text") or [] if "Авария" in text]
    assert len(said) == 2
    assert said[0].endswith("✕ Авария на сетях, 5 ноя – 6 ноя")


@pytest.mark.parametrize("step", ["week", "month"])
def test_longer_steps_tell_of_the_events_within_them(step: str) -> None:
    found = with_notes(event(date(2026, 11, 18)), step=step)
    touched = [row for row in found.rows if notes.touching(found, row.at)]
    assert touched


def test_a_trend_of_one_bin_has_room_for_its_events() -> None:
    found = replace(Trend(1, ASOF, "day", trend(count=1).rows), notes=(event(LAST),))
    assert notes.flags(found, RU)[0].px == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 29), st.integers(1, 9), st.text("абвгд ", min_size=1, max_size=60), st.booleans()),
        max_size=12,
    )
)
def test_labels_never_meet_and_never_leave_the_plot(found: list[tuple[int, int, str, bool]]) -> None:
    events = [
        replace(SHIPPED, since=FIRST + timedelta(days=at), until=FIRST + timedelta(days=at))
        if holiday
        else event(FIRST + timedelta(days=at), text, days=days, number=number + 1)
        for number, (at, days, text, holiday) in enumerate(found)
    ]
    flags = notes.flags(with_notes(*events), RU)
    spans: dict[int, list[tuple[float, float]]] = {}
    for flag in flags:
        length = notes.SIGN_PX + len(flag.label) * notes.CHAR_PX
        start, end = (flag.px + notes.SIGN_PX - length, flag.px + notes.SIGN_PX) if flag.left else (flag.px, flag.px + length)
        spans.setdefault(flag.lane, []).append((start, end))
        assert start >= -0.1
        assert end <= notes.PLOT_PX + notes.SIGN_PX + 0.1
    for lane in spans.values():
        lane.sort()
        assert all(one[1] <= other[0] + 0.1 for one, other in pairwise(lane))
    assert len(flags) + sum(flag.more for flag in flags) == len(events)
