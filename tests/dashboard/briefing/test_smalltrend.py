"""A small course: inside its box, its last value dotted, nothing where there is nothing to join."""

from __future__ import annotations

import re

import pytest

from dashboard.briefing import smalltrend


@pytest.mark.parametrize("values", [[1.0, 5.0, 3.0], [0.0, 0.0], [2.0, None, 4.0, 5.0]])
def test_the_course_lies_in_its_box(values: list[float | None]) -> None:
    drawn = smalltrend.svg(values, 5.0)
    wide, high = (float(text) for text in re.findall(r'(?:width|height)="([\d.]+)"', drawn)[:2])
    assert wide == pytest.approx(5 * high)
    for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", drawn):
        assert 0 <= float(x) <= wide
        assert 0 <= float(y) <= high
    assert drawn.count("<circle") == 1


@pytest.mark.parametrize("values", [[], [1.0], [None, None], [None, 3.0]])
def test_fewer_than_two_values_are_no_course(values: list[float | None]) -> None:
    assert smalltrend.svg(values) == ""
