"""Names: slugs that stay, and cores that do not depend on how a name is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.naming import CITY, DISTRICT, OKRUG, municipality, plain, settlement, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jamaica Plain", "jamaica-plain"),
        ("Азовский район", "azovskiy-rayon"),
        ("Вёшенская", "veshenskaya"),
        ("  Щёкино — №1 ", "shchekino-no1"),
        ("Подъезд", "podezd"),
        ("Zürich", "zurich"),
    ],
)
def test_a_slug_is_plain_ascii(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_name_without_letters_still_has_its_own_slug() -> None:
    assert slug("***") != slug("???")
    assert re.fullmatch(r"n[0-9a-f]{8}", slug("***"))


@given(st.text())
def test_a_slug_is_always_safe_in_a_list_of_a_url(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))


@given(st.text())
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize("text", ["ВЁШЕНСКАЯ", "вешенская", " «Вёшенская» ", "Вёшенская."])
def test_case_quotes_and_yo_do_not_matter(text: str) -> None:
    assert plain(text) == "вешенская"


@pytest.mark.parametrize("text", ["Ростов-на-Дону", "Ростов на Дону", "Ростов‑на‑Дону", "РОСТОВ - НА - ДОНУ", "Ростов н/Д"])
def test_hyphens_and_shortened_rivers_do_not_matter(text: str) -> None:
    assert plain(text) == "ростов на дону"


@pytest.mark.parametrize(
    ("text", "core", "kind"),
    [
        ("Азовский район", "азовский", DISTRICT),
        ("Азовский р-н", "азовский", DISTRICT),
        ("Азовский м.р-н", "азовский", DISTRICT),
        ('МО "Азовский район"', "азовский", DISTRICT),
        ("Азовский муниципальный район Ростовской области", "азовский", DISTRICT),
        ("Ростовская обл., Азовский р-н", "азовский", DISTRICT),
        ("муниципальный округ Жуковский", "жуковский", OKRUG),
        ("г. Ростов-на-Дону", "ростов на дону", CITY),
        ("городской округ город Ростов-на-Дону", "ростов на дону", CITY),
        ("Таганрог, ГО", "таганрог", CITY),
        ("г.о. Таганрог", "таганрог", CITY),
        ("муниципальное образование город-курорт Геленджик", "геленджик", CITY),
    ],
)
def test_a_municipality_is_its_core_and_its_kind(text: str, core: str, kind: str) -> None:
    named = municipality(text)
    assert (named.core, named.kinds[-1]) == (core, kind)


@pytest.mark.parametrize(
    ("text", "core", "kind"),
    [
        ("г. Азов", "азов", "г"),
        ("город Азов", "азов", "г"),
        ("ст-ца Вёшенская", "вешенская", "ст-ца"),
        ("станица Вёшенская", "вешенская", "ст-ца"),
        ("х.Красный", "красный", "х"),
        ("хутор Красный", "красный", "х"),
        ("рп Каменоломни", "каменоломни", "пгт"),
        ("р.п. Каменоломни", "каменоломни", "пгт"),
        ("посёлок городского типа Глубокий", "глубокий", "пгт"),
        ("п. Рассвет", "рассвет", "п"),
        ("р/п Каменоломни", "каменоломни", "пгт"),
        ("ж/д ст. Орловка", "орловка", "ст"),
        ("село Чалтырь", "чалтырь", "с"),
        ("Чалтырь с", "чалтырь", "с"),
        ("д. Ольховка", "ольховка", "д"),
        ("сл. Кашары", "кашары", "сл"),
    ],
)
def test_a_settlement_is_its_core_and_its_kind(text: str, core: str, kind: str) -> None:
    named = settlement(text)
    assert (named.core, named.kinds) == (core, (kind,))


@pytest.mark.parametrize("text", ["г", "Город", "район", "село", "Ростовская область"])
def test_a_bare_kind_is_kept_as_the_name(text: str) -> None:
    assert settlement(text).core == plain(text)
    assert municipality(text).core == plain(text)


@given(st.text())
def test_no_text_breaks_the_readers(text: str) -> None:
    assert municipality(text).core == municipality(text).core.strip()
    assert settlement(text).core == settlement(text).core.strip()
