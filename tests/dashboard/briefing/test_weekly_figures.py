"""The small courses of the weekly report: whole steps, and weeks that end with the days that are reported."""

from __future__ import annotations

from datetime import timedelta

from dashboard import state
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.figures import Figures
from dashboard.briefing.weekly_figures import WEEKS, Week, by_weeks
from data.filters import parse_filters
from tests.dashboard.briefing.test_chart import MIDNIGHT, trend


def test_a_cut_step_is_not_part_of_the_course() -> None:
    days = trend([3.0, 9.0, 4.0, 5.0])
    cut = trend([3.0, 9.0, 4.0, 5.0, 0.0])
    late = type(cut)(cut.version, MIDNIGHT.replace(hour=0), cut.step, cut.rows)
    assert len(by_weeks(days)) == 4
    assert len(by_weeks(late)) == 5


def test_the_course_of_a_week_ends_with_its_whole_days(briefings: Briefings) -> None:
    questions = briefings.desk.questions
    found = Figures.of(briefings.desk, state.read(questions, {"period": "7d"}, "/", "ru"))
    assert found.filters.asof is not None
    last = found.filters.asof.date() - timedelta(days=1)
    week = Week.of(found)
    assert week.courses
    for code, course in week.courses.items():
        values = by_weeks(course)
        days = {"from": (last - timedelta(days=6)).isoformat(), "to": last.isoformat(), "topic": code}
        reported = questions.summary(parse_filters({"region": found.filters.region, **days}, None)).total
        assert len(values) == WEEKS
        assert values[-1] == reported


def test_means_are_not_added_up(briefings: Briefings) -> None:
    view = state.read(briefings.desk.questions, {"period": "7d", "metric": "answer_days"}, "/", "ru")
    week = Week.of(Figures.of(briefings.desk, view))
    assert {course.step for course in week.courses.values()} == {"week"}
