"""Sections on pages: each once and in order, nothing beyond a page, drawings within their limits, no page needlessly empty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.pages import GAP, WIDER, Page, Section, pages
from dashboard.briefing.weekly_sizes import Sizes

TALL = 265.0
HEIGHTS = st.lists(st.tuples(st.floats(8, 150), st.floats(0, 60), st.floats(0, 60)), min_size=1, max_size=14)


def sections(heights: list[tuple[float, float, float]]) -> list[Section]:
    return [
        Section(str(number), height, least, least + more / 2, least + more)
        for number, (height, least, more) in enumerate(heights)
    ]


@given(HEIGHTS)
def test_every_section_stands_once_in_order_and_no_page_is_overfull(heights: list[tuple[float, float, float]]) -> None:
    given_ones = sections(heights)
    found = pages(given_ones, TALL)
    assert [name for page in found for name in page.names] == [one.name for one in given_ones]
    by_name = {one.name: one for one in given_ones}
    for page in found:
        used = sum(by_name[name].height + page.drawn.get(name, 0.0) for name in page.names) + page.gap * (len(page.names) - 1)
        assert used <= TALL + 1e-6
        for name, high in page.drawn.items():
            assert by_name[name].least - 1e-6 <= high <= by_name[name].most + 1e-6
        assert GAP <= page.gap <= GAP + WIDER


def test_a_drawing_grows_until_the_page_is_full() -> None:
    (page,) = pages([Section("head", 100.0), Section("map", 10.0, 60.0, 90.0, 200.0)], TALL)
    assert page.drawn["map"] == pytest.approx(TALL - 100 - 10 - GAP, abs=1.0)


def test_what_is_left_of_a_page_without_drawings_widens_its_gaps() -> None:
    (page,) = pages([Section("one", 100.0), Section("two", 100.0)], TALL)
    assert page.gap == GAP + WIDER


def test_two_pages_are_filled_alike_rather_than_one_left_empty() -> None:
    found = pages([Section(name, 85.0) for name in "abcd"], TALL)
    assert [len(page.names) for page in found] == [2, 2]


def test_a_section_higher_than_a_page_stands_alone() -> None:
    found = pages([Section("small", 20.0), Section("huge", 400.0), Section("end", 20.0)], TALL)
    assert [page.names for page in found] == [("small",), ("huge",), ("end",)]


def test_drawings_that_fill_a_page_to_the_last_stay_on_it() -> None:
    """The sum of their fractions is a hair more than the page, by rounding alone."""
    ones = [Section("one", 4.9, 93.3, 1.4 * 93.3, 1.7 * 93.3), Section("other", 4.9, 84.6, 1.4 * 84.6, 1.7 * 84.6)]
    (page,) = pages(ones, TALL)
    assert page.names == ("one", "other")
    assert sum(page.drawn.values()) == pytest.approx(TALL - 2 * 4.9 - GAP, abs=1.0)


def test_rows_stand_further_apart_where_a_page_has_room_and_no_further_than_is_good() -> None:
    sizes = Sizes(False, 1.0, rows={"districts": 14, "groups": 27})
    room, crowd = ([Page(("districts", "groups"), GAP, drawn)] for drawn in ({"districts": 14.0, "groups": 40.5}, {}))
    assert sizes.loose(room) == {"districts": 1.0, "groups": 1.5}
    assert set(sizes.loose(crowd).values()) == {0.0}
    (page,) = sizes.planned({"districts": (60.0, 0.0), "groups": (90.0, 0.0)})
    loose = sizes.loose([page])
    assert loose["districts"] == loose["groups"] > 1.0
    assert set(sizes.points([page])) == set()
