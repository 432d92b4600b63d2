"""Districts of a breakdown: those with borders, those only met in records, and what has none."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point

from data.known import Ground
from data.questions.breakdown import Places
from geo.boundaries import District


def places(several: bool = False) -> Places:
    found = [("r1", District("a", "А", "А", 10, Point())), ("r2", District("b", "Б", "Б", None, Point()))]
    return Places(Ground(tuple(found), {}, several))


def told(found: Places, chosen: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> dict[str | None, float]:
    names, residents = found.rows(chosen, list(others))
    return dict(zip(names.codes.tolist(), np.nan_to_num(residents).tolist(), strict=True))


def test_every_district_has_a_row_and_what_has_none() -> None:
    assert told(places()) == {"a": 10, "b": 0, None: 0}


@pytest.mark.parametrize(
    ("chosen", "codes"), [(("a",), ["a"]), (("none",), [None]), (("b", "none"), ["b", None]), (("x",), [])]
)
def test_a_choice_leaves_its_districts(chosen: tuple[str, ...], codes: list[str | None]) -> None:
    assert list(told(places(), chosen)) == codes


def test_codes_without_borders_have_rows_of_their_own_name() -> None:
    names, residents = places(several=True).rows((), ["x"])
    assert (names.codes[-1], names.names[-1], names.parents.tolist()) == ("x", "x", ["r1", "r2", None, None])
    assert np.isnan(residents[-1])


def test_codes_without_borders_are_told_apart() -> None:
    assert places().others(["a", None, "x", "b", "y"]) == {"x", "y"}


def test_of_one_region_no_row_has_a_parent() -> None:
    assert places().rows((), [])[0].parents.tolist() == [None, None, None]
