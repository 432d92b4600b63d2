"""One-line addresses are split into settlement, street and house."""

from __future__ import annotations

import pyarrow as pa
import pytest

from data.sources.address import split


def _split(text: str | None, how: str) -> tuple[str | None, str | None, str | None]:
    parts = split(pa.array([text], pa.string()), how)
    return parts.settlement[0].as_py(), parts.street[0].as_py(), parts.house[0].as_py()


@pytest.mark.parametrize(
    ("text", "street", "house"),
    [
        ("39 Lorraine St  Roslindale  MA  02131", "Lorraine St", "39"),
        ("1010-1010 Massachusetts Ave  Roxbury  MA  02118", "Massachusetts Ave", "1010"),
        ("12A Main Street, Boston", "Main Street", "12A"),
        ("INTERSECTION of Groveland St & River St  Mattapan  MA  ", "Groveland St & River St", None),
        ("Boston Common", "Boston Common", None),
        (" ", None, None),
        (None, None, None),
    ],
)
def test_american_addresses(text: str | None, street: str | None, house: str | None) -> None:
    assert _split(text, "us") == (None, street, house)


@pytest.mark.parametrize(
    ("text", "settlement", "street", "house"),
    [
        ("г. Ростов-на-Дону, ул. Ленина, д. 5, кв. 12", "г. Ростов-на-Дону", "ул. Ленина", "5"),
        (
            "Ростовская область, г Азов, пр-т Зои Космодемьянской, дом 12/3",
            "г Азов",
            "пр-т Зои Космодемьянской",
            "12/3",
        ),
        ("ул. Ленина, 5а", None, "ул. Ленина", "5а"),
        ("ул. Ленина 5", None, "ул. Ленина", "5"),
        ("с. Кулешовка, Садовый пер., д. 7", "с. Кулешовка", "Садовый пер.", "7"),
        ("ст-ца Вёшенская", "ст-ца Вёшенская", None, None),
        ("улица 339-й Стрелковой Дивизии, д. 1", None, "улица 339-й Стрелковой Дивизии", "1"),
        ("возле рынка", None, None, None),
        (None, None, None, None),
    ],
)
def test_russian_addresses(
    text: str | None, settlement: str | None, street: str | None, house: str | None
) -> None:
    assert _split(text, "ru") == (settlement, street, house)
