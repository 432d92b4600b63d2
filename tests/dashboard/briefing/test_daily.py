"""The map of the daily briefing is drawn as large as the words leave it room, in the shape that its region asks for."""

from __future__ import annotations

import pytest

from dashboard.briefing import daily
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.figures import Figures
from dashboard.briefing.typeset import Paper
from data.filters import Filters


class Drawn:
    """A map of a shape that only notes how large it is asked for."""

    def __init__(self, shape: float) -> None:
        self.wanted, self.size = shape, (0, 0)

    def __call__(self, filters: Filters, width: int, height: int) -> str:
        self.size = width, height
        return "<svg/>"

    def shape(self, filters: Filters) -> float:
        return self.wanted


def asked(briefings: Briefings, shape: float, paper: Paper, **query: str) -> tuple[int, int]:
    """The size in points, of the long words of a year or of whatever is asked for."""
    desk, drawn = briefings.desk, Drawn(shape)
    daily.sheet(Figures.of(desk, desk.view({"period": "1y", **query}, "/")), paper, desk.settings, drawn)
    return drawn.size


def test_a_wide_region_lies_over_the_page_and_a_tall_one_stands_beside_the_lists(briefings: Briefings) -> None:
    wide, tall = (asked(briefings, shape, Paper()) for shape in (1.6, 0.6))
    assert wide[0] == round(182 * 4.4) > wide[1]
    assert tall[0] < tall[1]


def test_fewer_words_leave_the_map_more_room(briefings: Briefings) -> None:
    nothing, much = (asked(briefings, 1.6, Paper(), **query) for query in ({"q": "такогонет"}, {}))
    assert nothing[0] == much[0]
    assert nothing[1] > much[1] * 1.2


@pytest.mark.parametrize("flipped", [False, True])
def test_a_larger_paper_is_the_same_page_enlarged(flipped: bool, briefings: Briefings) -> None:
    small, large = (asked(briefings, 1.0, Paper(size, flipped)) for size in ("a4", "a3"))
    assert small == pytest.approx(large, abs=2)


def test_a_sheet_without_appeals_has_its_map_over_the_whole_page(briefings: Briefings) -> None:
    desk = briefings.desk
    found = Figures.of(desk, desk.view({"q": "такогонет"}, "/"))
    assert daily.sheet(found, Paper(), desk.settings, Drawn(0.5)).data["wide"]
    assert not daily.sheet(found, Paper(flipped=True), desk.settings, Drawn(2.0)).data["wide"]
