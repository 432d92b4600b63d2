"""A drawn area survives its short form; what is no area is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.area import decode_area, edges, encode_area

point = st.tuples(st.integers(-18_000_000, 18_000_000), st.integers(-9_000_000, 9_000_000))


def test_it_is_the_published_encoding() -> None:
    ring = decode_area("_p~iF~ps|U_ulLnnqC_mqNvxq`@")
    assert ring == ((-120.2, 38.5), (-120.95, 40.7), (-126.453, 43.252))


@given(st.lists(point, min_size=3, max_size=20))
def test_points_survive_to_five_decimals(points: list[tuple[int, int]]) -> None:
    ring = tuple((lon / 100_000, lat / 100_000) for lon, lat in points)
    assert decode_area(encode_area(ring)) == ring


@pytest.mark.parametrize(
    "text",
    [
        "",
        "_p~iF~ps|U",
        "_p~iF~ps|U_ulLnnqC_mqNvxq`",
        "я",
        encode_area([(0, 0)] * 501),
        encode_area([(0, 0), (0, 95), (1, 1)]),
    ],
)
def test_what_is_no_area_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="контур"):
        decode_area(text)


def test_edges_close_the_outline() -> None:
    found = edges(((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
    assert [(edge["x1"], edge["y1"], edge["x2"], edge["y2"]) for edge in found][-1] == (0.0, 1.0, 0.0, 0.0)
