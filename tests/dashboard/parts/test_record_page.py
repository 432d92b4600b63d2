"""The page of one record: its life from what is stored, its place, its chain, and nothing that was not said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dashboard.parts import record_card, record_life, record_link
from data.answers import Record
from tests.dashboard.cards_world import CLOSED, DAY, OPEN
from tests.dashboard.screen_world import ASOF, CATALOGUE, having, links, view, words

VIEW = view({"record": "im:1", "district": "61"}, path="/record")


def names(row: dict[str, Any]) -> list[str]:
    return [event.name for event in record_life.events(row, ASOF)]


def page(row: dict[str, Any], *chain: dict[str, Any], more: bool = False) -> list[Any]:
    return record_card.render(Record(7, row, chain, more), CATALOGUE.names, ASOF, None, VIEW)


def test_an_open_one_ends_with_the_present_moment() -> None:
    assert names(OPEN) == ["received", "registered", "due", "now"]
    assert [event.tone for event in record_life.events(OPEN, ASOF)] == ["past", "past", "late", "now"]


def test_a_closed_one_ends_with_what_is_stored_and_keeps_its_term() -> None:
    row = {**CLOSED, "registered": CLOSED["received"] + DAY}
    assert names(row) == ["received", "registered", "answered", "closed", "due"]
    assert record_life.events(row, ASOF)[-1].tone == "due"


def test_what_is_not_stored_is_not_on_the_line() -> None:
    bare = {"received": ASOF - DAY, "status": "solved"}
    assert names(bare) == ["received"]
    assert record_life.ended(bare) is None
    assert "не указано" in record_life.sentence(bare, ASOF, VIEW)


def test_times_between_events_are_told() -> None:
    said = words(record_life.render(OPEN, ASOF, VIEW))
    assert "через 3 ч" in said
    assert "Сейчас: в работе уже 12 дней" in said
    at_once = words(record_life.render({**OPEN, "first_answer": OPEN["registered"]}, ASOF, VIEW))
    assert "Первый ответ сразу" in at_once
    assert "просрочено на 2 дня" in said
    assert "Сейчас: в работе" in said
    assert "последнее изменение" in said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (OPEN, "Не закрыто 12 дней, просрочено на 2 дня."),
        ({**OPEN, "due": None}, "Не закрыто 12 дней."),
        (CLOSED, "Итог: решено за 6 дней, в срок."),
        ({**CLOSED, "due": CLOSED["closed"] - DAY}, "Итог: решено за 6 дней, на 1 день позже срока."),
        ({**CLOSED, "due": None}, "Итог: решено за 6 дней."),
    ],
)
def test_a_life_in_one_sentence(row: dict[str, Any], said: str) -> None:
    assert record_life.sentence(row, ASOF, VIEW) == said


@pytest.mark.parametrize(
    ("due", "said"), [(ASOF + DAY, "до срока 1 день"), (CLOSED["closed"] - DAY, "пропущен на 1 день")]
)
def test_a_term_says_how_it_was_met(due: Any, said: str) -> None:
    row = {**(OPEN if due > ASOF else CLOSED), "due": due}
    assert said in words(record_life.render(row, ASOF, VIEW))


def test_the_page_says_what_the_record_says() -> None:
    said = words(page(OPEN))
    for word in (
        "Ямы",
        "Дорожная служба",
        "2 файла",
        "4 из 5",
        "Лесное, ул. Мира, 3",
        "до дома",
        "<b>Яма</b>",
        "Ответа пока",
    ):
        assert word in said
    assert "Исполнитель" not in said


def test_extra_columns_are_shown_but_for_the_mark_of_invented_ones() -> None:
    said = words(page(OPEN))
    assert "Отдел Дороги" in said
    assert "Важное да" in said
    assert "synthetic" not in said
    assert "Пусто" not in said
    assert not having(page({**OPEN, "extra": None}), "record-extra")


def test_an_answer_is_shown() -> None:
    assert "Яма заделана." in words(page(CLOSED))


def test_ways_lead_to_the_district_the_topic_and_the_hexagon() -> None:
    targets = [href for _, href in links(page(OPEN))]
    assert "/district?district=61" in targets
    assert any(href.startswith("/topic?district=61&topic=01.001") for href in targets)
    assert any(f"cell={OPEN['cell']}" in href for href in targets)
    assert all("record=" not in href for href in targets)


def test_a_place_without_a_point_has_no_way_to_the_map() -> None:
    row = {**OPEN, "precision": "settlement", "district": None}
    assert not any("cell=" in href for _, href in links(page(row)))
    assert "точки на карте нет" in words(page(row))


def test_the_chain_links_the_earlier_and_the_later_ones() -> None:
    later = {**OPEN, "external_id": "3", "received": ASOF - DAY}
    found = page(OPEN, later, CLOSED, more=True)
    assert "ещё 2 обращения о том же" in words(found)
    sides = [words(each) for each in having(found, "chain-side")]
    assert sides == ["позже", "раньше"]
    assert [href for _, href in links(having(found, "chain"))] == [
        "/record?district=61&record=im:3", "/record?district=61&record=im:2"
    ]  # fmt: skip
    assert "Показаны последние" in words(found)


@pytest.mark.parametrize(
    ("row", "said"), [(OPEN, "нет"), ({**OPEN, "repeat_of": "77"}, "Повтор обращения № 77")]
)
def test_without_a_chain_the_page_says_so(row: dict[str, Any], said: str) -> None:
    assert said in words(having(page(row), "record-chain"))


def test_a_record_nobody_has_says_so_and_leads_on() -> None:
    found = record_card.missing(VIEW)
    assert "Такого обращения нет" in words(found)
    assert links(found) == [("К реестру", "/records?district=61")]


@pytest.mark.parametrize("identity", [("im", "1"), ("im", "a:b,c"), ("my:system", "7"), ("100 %", "x")])
def test_a_name_of_a_record_reads_back(identity: tuple[str, str]) -> None:
    assert record_link.identity(record_link.named(*identity)) == identity


def test_a_record_received_just_now_has_no_later_change() -> None:
    row = {**OPEN, "received": ASOF - timedelta(minutes=5), "updated": None, "due": None, "registered": None}
    assert words(record_life.render(row, ASOF, VIEW)).count("последнее изменение") == 0
