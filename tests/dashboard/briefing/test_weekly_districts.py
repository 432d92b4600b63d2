"""The districts of the weekly report: judged together, drawn only where their numbers may be told."""

from __future__ import annotations

import re

from dashboard import state
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.figures import Figures
from dashboard.briefing.weekly_districts import Districts
from dashboard.briefing.weekly_figures import Week


def test_small_numbers_have_no_dot_in_the_funnel(briefings: Briefings) -> None:
    desk = briefings.desk
    week = Week.of(Figures.of(desk, state.read(desk.questions, {"period": "1y"}, "/", "ru")))
    every, told = Districts.of(week, few=1, least=1), Districts.of(week, few=1, least=6)
    assert every.funnel is not None
    assert told.funnel is not None
    counts = {row.code: row.count for row in every.rows}
    told_codes = {point.code for point in told.funnel.points}
    assert told_codes == {one.code for one in every.funnel.points if counts[one.code] >= 6 or not counts[one.code]}
    assert len(told.funnel.points) < len(every.funnel.points)
    assert _signs(told.chart((600.0, 300.0))) < _signs(every.chart((600.0, 300.0)))


def _signs(drawing: str) -> int:
    return len(re.findall("<circle|<polygon|<path", drawing))
