"""The ground of a drawn map keeps its shapes for the frames of late, and for no more of them."""

from __future__ import annotations

import json

from dashboard.figures.mapframe import frame
from dashboard.figures.mapground import FRAMES, Ground

SQUARE = {"type": "Polygon", "coordinates": [[[38, 46], [44, 46], [44, 50], [38, 50], [38, 46]]]}


def ground() -> Ground:
    district = {"type": "Feature", "properties": {"kind": "district", "code": "61"}, "geometry": SQUARE}
    found, none = (json.dumps({"features": features}).encode() for features in ([district], []))
    return Ground.read(found, none, none)


def test_shapes_of_a_frame_are_made_once() -> None:
    land, at = ground(), frame((800, 600), (38.0, 46.0, 44.0, 50.0), (10.0, 10.0, 10.0, 10.0), 1.0)
    assert land.on(at) is land.on(at)
    assert ground().on(at) is not land.on(at)


def test_only_the_latest_frames_are_kept() -> None:
    land = ground()
    frames = [frame((800 + number, 600), (38.0, 46.0, 44.0, 50.0), (0.0, 0.0, 0.0, 0.0), 1.0) for number in range(FRAMES + 5)]
    first = land.on(frames[0])
    for at in frames[1:]:
        land.on(at)
    assert len(land.kept) == FRAMES
    assert land.on(frames[-1]) is land.on(frames[-1])
    assert land.on(frames[0]) is not first
