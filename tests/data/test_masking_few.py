"""A few texts are masked exactly as many are."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.masking import apply
from data.masking_few import mask_few
from data.privacy import RULES

WORDS = (
    "8-918-555-44-33", "+7 (863) 222-33-44", "кв. 12", "квартира № 5", "ivan@mail.ru", "[id12|Иван Петров]", "vk.com/id1",
    "Меня зовут Мария Ивановна Петрова.", "Иванову Ивану Ивановичу", "ул. Максима Горького, 5-12", "4276 1234 5678 9012",
    "24.12.2025", "2025-12-24", "снилс 112-233-445 95", "\x01", "дом", "\n", "ёлка", "5-й дом", "д. 7-15", "",
)  # fmt: skip


def many(texts: list[str | None]) -> list[str | None]:
    found: list[str | None] = apply(pa.array(texts, pa.string()), RULES).to_pylist()
    return found


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.none(), min_size=1, max_size=8))
def test_few_and_many_are_masked_alike(texts: list[str | None]) -> None:
    assert mask_few(texts, RULES) == many(texts)


@pytest.mark.parametrize("text", ["8-918-555-44-33 " * 20_000, "Иванов " * 40_000, "[id" * 60_000, "9" * 300_000])
def test_a_long_hostile_text_is_masked_in_linear_time(text: str) -> None:
    assert mask_few([text], RULES) == many([text])
