"""Sparklines: to scale, broken where a value is missing."""

from __future__ import annotations

from urllib.parse import unquote

from dashboard.figures.spark import HEIGHT, PAD, points, sparkline


def test_the_largest_value_is_on_top_and_the_smallest_at_the_foot() -> None:
    (run,) = points((1.0, 3.0, 2.0))
    assert [y for _, y in run] == [HEIGHT - PAD, PAD, HEIGHT / 2]


def test_a_missing_value_breaks_the_line() -> None:
    assert [len(run) for run in points((1.0, 2.0, None, None, 3.0, 4.0))] == [2, 2]


def test_a_lone_value_between_gaps_is_not_drawn() -> None:
    assert [len(run) for run in points((1.0, 2.0, None, 3.0))] == [2]


def test_a_flat_line_runs_in_the_middle_and_zeros_at_the_foot() -> None:
    assert {y for _, y in points((5.0, 5.0))[0]} == {HEIGHT / 2}
    assert {y for _, y in points((0.0, 0.0))[0]} == {HEIGHT - PAD}


def test_nothing_is_drawn_of_fewer_than_two_values() -> None:
    assert sparkline((None, 1.0)) is None


def test_the_drawing_is_an_svg_without_addresses() -> None:
    drawn = sparkline((1.0, 2.0, 3.0))
    assert drawn is not None
    assert drawn.startswith("data:image/svg+xml,")
    assert unquote(drawn).count("http") == 1  # the namespace
