"""Numbers on a drawn map stand at their hexagons; those that would meet step aside and keep a line to their place."""

from __future__ import annotations

import itertools
import math
from typing import cast

import numpy as np
import pytest

from dashboard.figures.mapframe import Frame, frame
from dashboard.figures.mapkey import Key, size
from dashboard.figures.mapnumbered import _RADIUS, Numbered
from dashboard.figures.mapsvg import Content, Look
from data.answers import Heat
from geo import cells as h3cells
from tests.dashboard.screen_world import ASOF

KEY = Key("Обращения", "на ячейку", ("1", "10+"), "", "км", "м", "")
FRAME = frame((400, 400), (39.0, 47.0, 40.0, 47.8), (18, 18, 18, 22), 1.0)
NOTHING = cast(Content, None)


def numbered(*places: tuple[float, float]) -> Numbered:
    lon, lat = (np.array([place[at] for place in places]) for at in (0, 1))
    cells = tuple(int(cell) for cell in h3cells.index(lon, lat, 8)) if places else ()
    heat = Heat(1, ASOF, 8, "count", "appeals", (1.0, 10.0), np.zeros(0, np.uint64), np.zeros(0))
    return Numbered(KEY, heat, cells)


def middles(drawn: Numbered, at: Frame = FRAME) -> list[tuple[float, float]]:
    boxes = [box for box, _ in drawn.marks(NOTHING, {}, at)]
    return [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in boxes]


def test_a_number_alone_stands_on_its_hexagon() -> None:
    drawn = numbered((39.5, 47.4))
    ((place, mark),) = zip(middles(drawn), [mark for _, mark in drawn.marks(NOTHING, {}, FRAME)], strict=True)
    centre = FRAME.place(h3cells.centres(np.array(drawn.cells, np.uint64)))[0]
    assert place == pytest.approx(tuple(centre))
    assert ">1</text>" in mark
    assert "<line" not in mark


def test_numbers_never_meet_and_keep_a_line_to_their_place() -> None:
    drawn = numbered(*[(39.5 + at * 0.012, 47.4) for at in range(5)])
    for one, other in itertools.combinations(middles(drawn), 2):
        assert math.dist(one, other) > 2 * _RADIUS
    assert sum("<line" in mark for _, mark in drawn.marks(NOTHING, {}, FRAME)) >= 3


def test_numbers_stay_inside_the_picture() -> None:
    for x, y in middles(numbered((39.0, 47.0), (39.001, 47.0), (40.0, 47.8))):
        assert _RADIUS <= x <= FRAME.width - _RADIUS
        assert _RADIUS <= y <= FRAME.height - _RADIUS


def test_without_places_there_is_the_plain_map() -> None:
    drawn = numbered()
    assert drawn.marks(NOTHING, {}, FRAME) == []
    assert drawn.size(2.0) == size(KEY, 2.0)
    assert "10+" in drawn.key(Look(400, 400, "light"), (0.0, 0.0, 300.0, 80.0))
