"""Persons are masked in every spelling; streets, dates, sums and house numbers are left alone."""

from __future__ import annotations

import time

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.privacy import author_key, is_personal, mask


def _mask(text: str) -> str:
    return mask([text])[0] or ""


@pytest.mark.parametrize(
    "phone",
    [
        "+7 918 123-45-67", "8 (863) 255-12-34", "8-918-123-45-67", "89181234567", "+79181234567", "9181234567",
        "8 918 123 4567", "8.918.123.45.67", "8 86350 2-12-34", "8(86350)21234", "+7(918)1234567", "8 800 200-00-00",
        "(863) 255-12-34", "918 123 45 67", "+375 29 123-45-67", "8\u00a0918\u00a0123\u00a045\u00a067", "8 918 123 – 45 – 67",
        "255-12-34", "тел. 2-12-34", "телефон: 55 12 34", "звоните по 55-12-34", "8632551234",
    ],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["{}", "Звонить {}, спасибо", "({})", "яма;{};кв", "{} {}"])
def test_phones_are_masked_in_every_spelling(phone: str, frame: str) -> None:
    masked = _mask(frame.format(phone, phone))
    assert "[телефон скрыт]" in masked
    assert not any(digit.isdigit() for digit in masked)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Пишите ivan.petrov+1@mail.ru!", "Пишите [почта скрыта]!"),
        ("почта иван@почта.рф", "почта [почта скрыта]"),
        ("[id123|Иван Петров], спасибо", "[имя скрыто], спасибо"),
        ("[id123:bp-1_2|Иван] и [club55|Новости]", "[имя скрыто] и [имя скрыто]"),
        ("[https://vk.com/id1|Иван]", "[имя скрыто]"),
        ("@id123 (Иван Петров) ответил", "[имя скрыто] ответил"),
        ("спросите @ivan_petrov.", "спросите [имя скрыто]"),
        ("https://vk.com/id123?w=1, тут", "[ссылка скрыта], тут"),
        ("t.me/ivanov и m.ok.ru/profile/12", "[ссылка скрыта] и [ссылка скрыта]"),
        ("мой id1234567", "мой [имя скрыто]"),
        ("дом 5, кв. 12", "дом 5, кв. [скрыта]"),
        ("квартира № 5 и кв12", "квартира № [скрыта] и кв[скрыта]"),
        ("в комнате 15 холодно", "в комнате [скрыта] холодно"),
        ("д. 5-12", "д. 5-[скрыта]"),
        ("ул. Ленина, 5а-12", "ул. Ленина, 5а-[скрыта]"),
        ("паспорт серия 60 12 № 345678 выдан", "паспорт серия [номер скрыт] выдан"),
        ("6012 345678", "[номер скрыт]"),
        ("СНИЛС 123-456-789 01", "СНИЛС [номер скрыт]"),
        ("карта 4276 5200 1234 5678", "карта [номер скрыт]"),
        ("счёт 40817810099910004312", "счёт [номер скрыт]"),
        ("ИНН 616512345678", "ИНН [номер скрыт]"),
    ],
)
def test_numbers_links_and_flats_are_masked(text: str, masked: str) -> None:
    assert _mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Меня зовут Иванов Иван, добрый день", "Меня зовут [имя скрыто], добрый день"),
        ("меня зовут мария", "меня зовут [имя скрыто]"),
        ("С уважением, Анна Петровна", "С уважением, [имя скрыто]"),
        ("ФИО: Ким Ли", "ФИО: [имя скрыто]"),
        ("Уважаемый Юрий Борисович!", "Уважаемый [имя скрыто]!"),
        ("Прошу Иванову Марию Петровну", "Прошу [имя скрыто]"),
        ("обращались к Марией Петровной", "обращались к [имя скрыто]"),
        ("Шмидт Карлу Ивановичу", "[имя скрыто]"),
        ("Иван Иванович Петров", "[имя скрыто]"),
        ("ИВАНОВ ИВАН ИВАНОВИЧ", "[имя скрыто]"),
        ("ИВАНОВА АННА ПЕТРОВНА, дом 5", "[имя скрыто], дом 5"),
        ("иванов иван иванович написал", "[имя скрыто] написал"),
        ("ольга ильинична звонила", "[имя скрыто] звонила"),
        ("Иванов И.И. и И. И. Петров", "[имя скрыто] и [имя скрыто]"),
        ("Сергею Петрову и Анне Ивановой", "[имя скрыто] и [имя скрыто]"),
        ("житель Петрова Анна", "житель [имя скрыто]"),
        ("Рашидовой Патимат Магомедовне", "[имя скрыто]"),
    ],
)
def test_names_are_masked_in_all_cases(text: str, masked: str) -> None:
    assert _mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "живу на ул. Максима Горького, дом 12", "улица Юрия Гагарина", "ул. Л.Н. Толстого", "проспект Михаила Нагибина",
        "парк имени Николая Островского", "24.12.2025 21:29:05 и 2025-12-24", "дом 8 2023-12-24 10:30 яма",
        "сумма 1 500 000 руб", "площадь 50 кв. м", "в 4 кв. 2025 года", "В квартире 3 дня нет воды",
        "в доме 120 квартир", "ул. Садовая 10-15 дней нет света", "дома 8, 10, 12, 14, 16, 18", "дома 5-7 по ул. Мира",
        "номер обращения 61-2025-0012345", "Верховный Суд", "Церковной улице", "Основная дорога духовна", "недавно",
        "На улице Большой Садовой", "остановка Стадион", "12 345 678 рублей", "с 10:00 до 18:00", "+30 градусов", "каб. 203",
        "индекс 344000 Ростов", "Ростов Великий", "почтовое отделение", "а.б.в", "ГОСТ Р 50597-2017", "https://rostov.ru/news/12345",
    ],
)  # fmt: skip
def test_what_names_no_person_is_left_alone(text: str) -> None:
    assert _mask(text) == text


_WORDS = (
    "8 918 123 45 67|+7|(863)|кв.|12|Иванов|Иван|Иванович|ИВАН|И.|П.|ул.|Ленина|5-12|@ivan|[id1|Имя]|vk.com/id1|a@b.ru|"
    "меня зовут|2025-12-24|24.12.2025|паспорт|6012 345678|\x01|,| |-|\n|дом|д.|Анна|Петровна|Петровной|овна|"
    "квартире|дней|№|тел."
)
_PIECES = st.sampled_from(_WORDS.split("|"))


@given(st.lists(_PIECES | st.text(max_size=3), max_size=25), st.sampled_from(["", " "]))
def test_masking_twice_changes_nothing(parts: list[str], between: str) -> None:
    once = _mask(between.join(parts))
    assert _mask(once) == once


@pytest.mark.parametrize(
    "hostile",
    [
        "8 ",
        "1",
        "1-",
        "Иван ",
        "Ивановович",
        "И.",
        "[id1|",
        "@",
        "a@",
        "a.",
        "кв. ",
        "ул. а",
        "vk.com/",
        "меня зовут ",
        "(",
        "паспорт ",
        "\x01",
    ],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        mask([hostile * (size // len(hostile))])
        return time.process_time() - start

    assert seconds(1_000_000) < 6


def test_blanks_stay_blank() -> None:
    assert mask([None, "", " "]) == [None, "", " "]


def test_columns_in_pieces_are_masked() -> None:
    pieces = pa.chunked_array([pa.array(["кв. 5"]), pa.array([None, "x"], pa.string())])
    assert mask(pieces).to_pylist() == ["кв. [скрыта]", None, "x"]


def test_many_texts_are_masked_fast_enough_for_a_load() -> None:
    texts = [
        "Добрый день! На улице Ленина возле дома 15 яма уже месяц, просим принять меры. 24.12.2025"
    ] * 20_000
    start = time.process_time()
    mask(texts)
    assert time.process_time() - start < 4


def test_authors_get_keys_that_tell_them_apart() -> None:
    keys = author_key(pa.array(["a", "a", "b", "a"]), pa.array(["Иван", "Анна", "Иван", None]), b"salt")
    assert len(set(keys.to_pylist())) == 4
    assert [len(key) for key in keys.to_pylist() if key] == [16, 16, 16]
    assert keys[3].as_py() is None


def test_keys_depend_on_the_salt_only() -> None:
    source, author = pa.chunked_array([["a"]]), pa.chunked_array([["Иван"]])
    first, again, other = (author_key(source, author, salt)[0].as_py() for salt in (b"1", b"1", b"2"))
    assert (first == again, first == other) == (True, False)


@pytest.mark.parametrize(
    ("header", "personal"),
    [
        ("ФИО заявителя", True),
        ("Контактный телефон", True),
        ("E-mail", True),
        ("Квартира", True),
        ("Номер", False),
        ("Квартал", False),
    ],
)
def test_personal_columns_are_known_by_their_header(header: str, personal: bool) -> None:
    assert is_personal(header) is personal
