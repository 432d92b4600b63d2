"""Events above a printed trend: a sign for each kind, words where they fit, bands inside the plot."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.briefing import chart, chart_events
from dashboard.texts import texts
from data.annotations import KINDS, Annotation
from tests.dashboard.briefing.test_chart import MIDNIGHT, parts, trend

DAY = MIDNIGHT.date()


def note(kind: str, back: int, days: int = 1, text: str = "Гололёд") -> Annotation:
    since = DAY - timedelta(days=back)
    return Annotation(1, "rostov", None, kind, since, since + timedelta(days=days - 1), text)


def drawn(*notes: Annotation) -> str:
    return chart.svg(replace(trend([10.0] * 30), notes=notes), "count", texts("ru"), events=True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sign_of_its_own(kind: str) -> None:
    words = "russia" if kind == "holiday" else "Гололёд"
    found = drawn(replace(note(kind, 10), text=words))
    assert chart_events._SIGNS[kind] in found
    assert words in found


def test_bands_stay_inside_the_plot() -> None:
    for box in parts(drawn(note("weather", 40, 20), note("outage", 2, 9)), "rect"):
        x, wide = float(box["x"]), float(box["width"])
        assert x > 0
        assert x + wide <= chart.WIDTH
        assert float(box["y"]) + float(box["height"]) <= chart.HEIGHT


def test_two_events_of_a_day_stand_in_two_lanes() -> None:
    found = drawn(note("weather", 10), note("outage", 10, text="Авария на сетях"))
    levels = {match[1] for match in re.finditer(r"translate\([\d.]+ ([\d.]+)\)", found)}
    assert len(levels) == 2


def test_without_events_the_plot_has_all_the_room() -> None:
    assert chart_events.height([]) == 0
    assert drawn() == chart.svg(trend([10.0] * 30), "count", texts("ru"))


def test_words_are_never_markup() -> None:
    assert "&lt;b&gt;" in drawn(note("other", 10, text="<b>"))
