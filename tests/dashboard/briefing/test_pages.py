"""Sections on pages: each once and in order, nothing beyond a page, drawings within their limits, no page needlessly empty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.pages import GAP, HOLLOW, WIDER, Section, Side, cheapest, pages

TALL = 265.0
HEIGHTS = st.lists(st.tuples(st.floats(8, 150), st.floats(0, 60), st.floats(0, 60)), min_size=1, max_size=14)


def section(name: str, height: float, *drawings: float) -> Section:
    """One column that is as high as it is, but for its drawings."""
    return Section(name, (Side((height,), (height,)),), *drawings)


def sections(heights: list[tuple[float, float, float]]) -> list[Section]:
    return [
        section(str(number), height, least, least + more / 2, least + more)
        for number, (height, least, more) in enumerate(heights)
    ]


@given(HEIGHTS)
def test_every_section_stands_once_in_order_and_no_page_is_overfull(heights: list[tuple[float, float, float]]) -> None:
    given_ones = sections(heights)
    found = pages(given_ones, TALL)
    assert [name for page in found for name in page.names] == [one.name for one in given_ones]
    by_name = {one.name: one for one in given_ones}
    for page in found:
        used = sum(by_name[name].sides[0].tight[0] + fit.drawn for name, fit in page.fits.items())
        used += page.gap * (len(page.names) - 1)
        assert used <= TALL + 1e-6
        for name, fit in page.fits.items():
            assert by_name[name].least - 1e-6 <= fit.drawn <= by_name[name].most + 1e-6
        assert GAP <= page.gap <= GAP + WIDER


def test_a_drawing_grows_until_the_page_is_full() -> None:
    (page,) = pages([section("head", 100.0), section("map", 10.0, 60.0, 90.0, 200.0)], TALL)
    assert page.fits["map"].drawn == pytest.approx(TALL - 100 - 10 - GAP, abs=1.0)


def test_what_is_left_of_a_page_without_drawings_widens_its_gaps() -> None:
    (page,) = pages([section("one", 100.0), section("two", 100.0)], TALL)
    assert page.gap == GAP + WIDER


def test_two_pages_are_filled_alike_rather_than_one_left_empty() -> None:
    found = pages([section(name, 85.0) for name in "abcd"], TALL)
    assert [len(page.names) for page in found] == [2, 2]


def test_a_section_higher_than_a_page_stands_alone() -> None:
    found = pages([section("small", 20.0), section("huge", 400.0), section("end", 20.0)], TALL)
    assert [page.names for page in found] == [("small",), ("huge",), ("end",)]


def test_drawings_that_fill_a_page_to_the_last_stay_on_it() -> None:
    """The sum of their fractions is a hair more than the page, by rounding alone."""
    ones = [section("one", 4.9, 93.3, 1.4 * 93.3, 1.7 * 93.3), section("other", 4.9, 84.6, 1.4 * 84.6, 1.7 * 84.6)]
    (page,) = pages(ones, TALL)
    assert page.names == ("one", "other")
    assert sum(fit.drawn for fit in page.fits.values()) == pytest.approx(TALL - 2 * 4.9 - GAP, abs=1.0)


def test_rows_stand_further_apart_where_a_page_has_room_and_no_further_than_is_good() -> None:
    table = Section("table", (Side((100.0,), (140.0,)),))
    (some,) = pages([table, section("map", 130.0)], TALL)
    (much,) = pages([table], TALL)
    assert some.fits["table"].air[0] == pytest.approx((TALL - 230 - GAP) / 40, abs=0.05)
    assert much.fits["table"].air == (1.0,)
    assert much.empty == pytest.approx(TALL - 140, abs=1.0)


def test_there_are_as_many_rows_as_fit() -> None:
    table = Section("table", (Side((60.0, 90.0, 120.0), (70.0, 105.0, 140.0)),))
    steps = [pages([section("head", high), table], TALL)[0].fits["table"].step for high in (190.0, 160.0, 20.0)]
    assert steps == [0, 1, 2]


def test_columns_side_by_side_end_together() -> None:
    short, long = Side((60.0,), (90.0,), 0.5), Side((80.0,), (120.0,), 0.5)
    (page,) = pages([section("head", 170.0), Section("both", (short, long))], TALL)
    first, second = page.fits["both"].air
    assert 60 + 30 * first == pytest.approx(80 + 40 * second)
    assert 80 + 40 * second == pytest.approx(TALL - 170 - GAP, abs=1.0)


def test_a_drawing_does_not_outgrow_what_stands_beside_it() -> None:
    beside = Section("trend", (Side((8.0,), (8.0,)), Side((40.0,), (40.0,))), 30.0, 40.0, 150.0)
    (page,) = pages([beside], TALL)
    assert page.fits["trend"].drawn == pytest.approx(40 + HOLLOW - 8)


def test_rows_are_not_added_beside_a_column_that_stays_behind() -> None:
    table, other = Side((60.0, 90.0, 150.0), (60.0, 90.0, 150.0)), Side((70.0,) * 3, (80.0,) * 3)
    (page,) = pages([Section("both", (table, other))], TALL)
    assert page.fits["both"].step == 1


def test_of_several_orders_the_one_is_taken_that_leaves_least() -> None:
    plain = [section("map", 200.0), section("table", 150.0), section("last", 50.0), section("end", 100.0)]
    other = [plain[0], plain[2], plain[1], plain[3]]
    assert [page.names for page in cheapest([plain, other], TALL, 6)] == [("map", "last"), ("table", "end")]
    assert [page.names for page in cheapest([plain], TALL, 6)] == [page.names for page in pages(plain, TALL)]


def test_a_report_with_too_many_pages_is_set_closer_where_that_can_be() -> None:
    """Three drawings that would rather have a page each fit on two when small."""
    ones = [section(name, 20.0, 90.0, 220.0, 240.0) for name in "abc"]
    assert [page.names for page in cheapest([ones], TALL, 3)] == [("a",), ("b",), ("c",)]
    assert len(cheapest([ones], TALL, 2)) == 2
    assert len(cheapest([ones], TALL, 1)) == 2
