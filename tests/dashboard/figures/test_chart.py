"""What is drawn as plain data is what plotly knows: its own Figure would refuse any other name or value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.figures.bins import Measure
from dashboard.figures.chart import Chart
from dashboard.figures.trend import figure
from dashboard.texts import texts
from data.annotations import Annotation
from data.answers import Trend
from tests.dashboard.screen_world import trend

EVENT = Annotation(1, "rostov", None, "outage", date(2026, 11, 14), date(2026, 11, 16), "Авария")
FALLING = replace(trend(), rows=tuple(replace(row, value=90.0 - 5 * at) for at, row in enumerate(trend().rows)))


@pytest.mark.parametrize(
    ("found", "other"),
    [
        (trend(), None),
        (trend(usual=None), trend(count=4)),
        (trend("week", 12), None),
        (replace(trend(count=10), notes=(EVENT,)), trend()),
        (FALLING, None),
        (trend(count=1), None),
        (replace(trend(), rows=()), None),
    ],
)
@pytest.mark.parametrize("metric", ["count", "excess"])
def test_plotly_takes_every_drawing_as_it_is(found: Trend, other: Trend | None, metric: str) -> None:
    drawn = figure(found, Measure(metric, "appeals"), texts("ru"), other).to_plotly_json()
    taken = go.Figure(drawn, layout_template=None).to_plotly_json()
    assert [{**trace, "x": list(trace["x"]), "y": list(trace["y"])} for trace in taken["data"]] == drawn["data"]
    assert {name: part for name, part in taken["layout"].items() if name != "template"} == drawn["layout"]


def test_what_is_no_property_of_plotlys_would_be_noticed() -> None:
    chart = Chart({})
    chart.add_scatter(x=[1], colour="red")
    with pytest.raises(ValueError, match="colour"):
        go.Figure(chart.to_plotly_json())
