"""The trend is told in one sentence to those who do not see it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.parts import trend as part
from dashboard.parts.trendwords import summary
from tests.dashboard.screen_world import nodes, trend, view


def test_the_sentence_has_days_limits_last_value_and_what_is_high() -> None:
    said = summary(trend(), view())
    assert said.endswith("от 20 до 90, последнее значение 90. 1 раз выше обычного.")
    assert said.startswith("Число по дням, ")


def test_nothing_to_show_is_said() -> None:
    empty = replace(trend(), rows=())
    assert summary(empty, view()).endswith("показать нечего.")


def test_without_a_usual_value_nothing_is_above_it() -> None:
    assert "выше обычного" not in summary(trend(usual=None), view())


def test_the_head_holds_the_sentence_where_the_drawing_points_to() -> None:
    (said,) = [node for node in nodes(part.head(trend(), view())) if getattr(node, "id", "") == "trend-summary"]
    assert said.children == summary(trend(), view())
