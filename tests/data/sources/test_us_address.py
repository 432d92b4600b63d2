"""American addresses: what the bytes tell is what the pattern tells."""

from __future__ import annotations

import random

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.sources.us_address import by_pattern, split

_PARTS = (
    "INTERSECTION of ", "INTERSECTION ", "intersection", "Intersection OF", "12", "7A", "12-14", "12-14B ", "1234567", " ",
    "  ", ",", ", ", "Main St", "Ул.", "\u00a0", "\n", "\t", "-", "A", "é", "I", "Indiana Ave", "~", "",
)  # fmt: skip


def _drawn(number: int) -> pa.Array:
    draw = random.Random(number)
    return pa.array([None, *("".join(draw.choices(_PARTS, k=draw.randint(0, 7))) for _ in range(20_000))])


@pytest.mark.parametrize("number", range(3))
def test_any_text_is_split_as_the_pattern_splits_it(number: int) -> None:
    texts = _drawn(number)
    for column in (texts, pc.utf8_trim_whitespace(texts), texts.slice(700, 9_000)):
        assert [part.to_pylist() for part in split(column)] == [part.to_pylist() for part in by_pattern(column)]


@pytest.mark.parametrize(
    ("address", "house", "street"),
    [
        ("39 Lorraine St  Roslindale  MA  02131", "39", "Lorraine St"),
        ("82-84 Ballou Ave  Dorchester  MA", "82", "Ballou Ave"),
        ("12A Main St , Boston", "12A", "Main St"),
        ("INTERSECTION of Groveland St & River St  Mattapan  MA", None, "Groveland St & River St"),
        ("Boston Common", None, "Boston Common"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_an_address(address: str | None, house: str | None, street: str | None) -> None:
    assert [part.to_pylist() for part in split(pa.array([address], pa.string()))] == [[house], [street]]


@pytest.mark.parametrize("column", [pa.array([], pa.string()), pa.nulls(3, pa.string())])
def test_columns_of_nothing(column: pa.Array) -> None:
    assert [part.null_count for part in split(column)] == [len(column)] * 2
