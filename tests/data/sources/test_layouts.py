"""A moment in a fixed layout is read as the patterns read it, and nothing else is taken for one."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources import dates
from data.sources.dates import parse_moments
from data.sources.layouts import LAYOUTS, by_layout

SIGNS = {"T": "T ,x", "/": "./-,", "|": "/.", "p": "AaPpX", "q": "MmN", "-": "-.", ":": ":.", ".": ".,", "Z": "Zz "}


@st.composite
def nearly(draw: st.DrawFn) -> tuple[str, str]:
    """A shape and a text that is in one of its layouts, or nearly."""
    shape = draw(st.sampled_from(sorted(LAYOUTS)))
    layout = draw(st.sampled_from(LAYOUTS[shape]))
    odd = draw(st.integers(0, 4)) == 0
    letters = []
    for sign in layout:
        choices = SIGNS.get(sign, "0123456789") if sign in SIGNS or sign.isalpha() else sign
        letters.append(draw(st.sampled_from(choices if odd or (sign.isalpha() and sign not in "TpqZ") else choices[0])))
    return shape, "".join(letters)


@given(st.lists(nearly(), min_size=1, max_size=8))
def test_digits_say_what_the_patterns_say(rows: list[tuple[str, str]]) -> None:
    shape = rows[0][0]
    texts = pa.array([None, *(text for _, text in rows), ""], pa.string())
    fast = parse_moments(texts, (shape,))
    slow = dates._by_pattern(texts.drop_null(), dates._SHAPES[shape])
    assert fast.good[1:].tolist() == slow.good.tolist()
    assert fast.micros[1:][slow.good].tolist() == slow.micros[slow.good].tolist()
    assert fast.utc[1:][slow.good].tolist() == slow.utc[slow.good].tolist()


@pytest.mark.parametrize(("shape", "layout"), [(shape, layout) for shape in LAYOUTS for layout in LAYOUTS[shape]])
def test_every_layout_finds_its_texts(shape: str, layout: str) -> None:
    text = layout.translate(str.maketrans("YMDhmsfTpq|", "2110102 PM/"))
    found = by_layout(pa.array(["x", text, None, text]), shape)
    assert [digits.rows.tolist() for digits in found if len(digits.rows)] == [[1, 3]]


def test_a_slice_is_read_as_a_slice() -> None:
    texts = pa.array(["2025-01-01", "2025-01-02", "2025-01-03"]).slice(1, 2)
    found = parse_moments(texts, ("iso",)).micros.astype("M8[us]").astype("M8[D]")
    assert found.tolist() == np.array(["2025-01-02", "2025-01-03"], "M8[D]").tolist()
