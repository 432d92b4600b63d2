"""What answers weigh: the more they hold, the more."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from data.answers import Breakdown, Heat, Page, Row, weight

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def heat(cells: int) -> Heat:
    return Heat(1, NOW, 8, "count", "appeals", (1.0,), np.zeros(cells, np.uint64), np.zeros(cells))


def page(rows: int) -> Page:
    return Page(1, NOW, rows, tuple({"text": "Яма"} for _ in range(rows)), None)


def breakdown(rows: int) -> Breakdown:
    return Breakdown(1, NOW, tuple(Row("01", "Дороги", None, 1.0, None, None, None, None, 1) for _ in range(rows)))


def test_hexagons_weigh_what_their_arrays_take() -> None:
    assert weight(heat(1000)) == 16_000


def test_each_row_and_each_record_adds_the_same() -> None:
    for made in (breakdown, page):
        assert weight(made(3)) - weight(made(2)) == weight(made(2)) - weight(made(1)) > 0


def test_a_record_with_its_texts_weighs_more_than_a_row_of_figures() -> None:
    assert weight(page(10)) > weight(breakdown(10))


def test_what_holds_nothing_of_the_kind_still_weighs() -> None:
    assert weight(("a zone", 3)) > 0
