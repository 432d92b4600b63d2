"""Work spared by a look at the bytes changes no result."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.sources.edges import distinct_rows, each_once, holds, lengths, maybe_blank, trimmed

SPACES = [chr(code) for code in range(0x3100) if chr(code).isspace()]
TEXTS = [
    *SPACES, *(f"{space}яма{space}" for space in SPACES), *(f"a{space}" for space in SPACES), "", None, "№", "яма — нет", "\x00",
    None, "é", "ё", " ", "x" * 40,
]  # fmt: skip


@pytest.mark.parametrize("filler", [0, 1_000])
def test_texts_are_trimmed_as_arrow_trims_them(filler: int) -> None:
    array = pa.array(["яма на дороге"] * filler + TEXTS, pa.string())
    assert trimmed(array).equals(pc.utf8_trim_whitespace(array))
    assert trimmed(array.slice(filler + 3, 20)).equals(pc.utf8_trim_whitespace(array.slice(filler + 3, 20)))


def test_whatever_is_blank_may_be_blank() -> None:
    array = pa.array(TEXTS, pa.string())
    blank = pc.fill_null(pc.equal(pc.utf8_trim_whitespace(array), ""), False).to_pylist()
    assert all(may for may, is_blank in zip(maybe_blank(array).tolist(), blank, strict=True) if is_blank)
    assert not maybe_blank(pa.array(["яма", "a"])).any()


def test_a_column_without_a_byte_is_all_blank() -> None:
    assert maybe_blank(pa.array(["", None])).all()
    assert trimmed(pa.array([None, ""])).to_pylist() == [None, ""]


def test_bytes_are_those_of_the_slice_alone() -> None:
    array = pa.array(["a", "bb", "c"]).slice(1, 2)
    assert holds(array, b"b")
    assert not holds(array, b"a", b"x")
    assert lengths(array).tolist() == [2, 1]


@pytest.mark.parametrize("distinct", [3, 2_500])
def test_distinct_texts_are_changed_once_and_nulls_too(distinct: int) -> None:
    array = pa.array([None if n % 7 == 0 else f"t{n % distinct}" for n in range(6_000)])
    asked: list[int] = []

    def change(texts: pa.Array) -> pa.Array:
        asked.append(len(texts))
        return pc.fill_null(pc.utf8_upper(texts), "none")

    assert each_once(array, change).equals(pc.fill_null(pc.utf8_upper(array), "none"))
    assert (asked[0] < 10) == (distinct == 3)


def test_distinct_rows_put_together_again_are_the_rows() -> None:
    columns = [
        pa.array([None if n % 5 == 0 else f"a{n % 3}" for n in range(5_000)]),
        pa.array([str(n % 7) for n in range(5_000)]),
    ]
    found = distinct_rows(columns)
    assert found is not None
    distinct, numbers = found
    assert len(distinct[0]) == 28
    assert [column.take(numbers).to_pylist() for column in distinct] == [
        column.to_pylist() for column in columns
    ]


@pytest.mark.parametrize("repeated", [1, 3])
def test_many_distinct_rows_are_left(repeated: int) -> None:
    numbers = [
        pa.array([str(n % (97 * repeated)) for n in range(6_000)]),
        pa.array([str(n // 60 % 89) for n in range(6_000)]),
    ]
    assert distinct_rows([*numbers, pa.array([str(n % 101) for n in range(6_000)])]) is None
    assert distinct_rows([pa.array([str(n) for n in range(6_000)])]) is None
