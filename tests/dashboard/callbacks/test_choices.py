"""Opened menus: what is asked for, and only then; words that find nothing and the ways out of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from dashboard.callbacks import screen
from data.answers import Summary
from data.filters import Filters
from tests.dashboard.screen_world import World, said, summary


@pytest.fixture
def world() -> World:
    return World()


def opened(world: World, *menus: str, **params: str) -> Any:
    return asyncio.run(screen.drawn(world.desk, params, "/", screen.wanted("/", {"menus"}, [], menus)))


def test_a_menu_asks_for_its_own_fields_only(world: World) -> None:
    found = opened(world, "status")
    assert set(found) == {"choices-status", "problem"}
    assert [name for name, _ in world.asked] == ["facet status"]
    assert "решено 55" in said(found["choices-status"])


def test_nothing_opened_is_nothing_asked(world: World) -> None:
    assert set(opened(world)) == set(opened(world, "units")) == {"problem"}
    assert world.asked == []


def test_a_bad_address_leaves_the_menus_as_they_were(world: World) -> None:
    assert set(opened(world, "status", perod="7d")) == {"problem"}


def test_a_menu_that_fails_says_so_in_its_place(world: World) -> None:
    world.fault = RuntimeError("база")
    assert "Не удалось получить данные" in said(opened(world, "source")["choices-source"])


def test_sources_and_channels_are_those_there_are_found_or_not(world: World) -> None:
    found = opened(world, "source", "channel", channel="Письмо")
    assert " ".join(said(found["choices-source"]).split()).startswith("все 100 ПОС 80 Инцидент Менеджмент 20")
    assert " ".join(said(found["choices-channel"]).split()).startswith("все 100 VK 60 OK 0 Письмо 0")


def test_rare_filters_stand_together_with_topics_across_groups(world: World) -> None:
    found = said(opened(world, "rare", topic="01", vs="district=61", metric="overdue")["choices-rare"])
    assert [name for name in ("Вид", "Точность места", "Бюджет", "Повторные", "Темы из разных групп") if name not in found] == []
    asked = [filters for name, filters in world.asked if name == "summary"]
    assert {(one.metric, one.vs) for one in asked} == {("count", None)}
    codes = [each.code for each in world.topic_catalogue().roll_ups]
    assert [one.topic for one in asked] == [*((code,) for code in codes), ()]


class Texts(World):
    """A world in which words find what is said they find."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str | None, int] = {}

    def summary(self, filters: Filters) -> Summary:
        self.asked.append(("summary", filters))
        return replace(summary(), total=self.found.get(filters.q if filters.period != "all" else "ever", 0))


@pytest.fixture
def texts() -> Texts:
    return Texts()


def told(world: World, **params: str) -> str:
    return said(opened(world, "words", **params)["choices-words"])


def test_without_words_nothing_is_asked(texts: Texts) -> None:
    assert told(texts) == ""
    assert texts.asked == []


def test_what_words_find_is_counted_under_the_other_filters(texts: Texts) -> None:
    texts.found = {"яма": 12}
    assert told(texts, q="яма", status="open") == "Найдено  12 обращений  за 30 дней"
    assert [(one.q, one.status) for _, one in texts.asked] == [("яма", ("open",))]


def test_words_that_find_nothing_together_are_tried_alone_and_over_all_time(texts: Texts) -> None:
    texts.found = {"воды": 30, "нет": 5, "ever": 9, "фонарь": 0}
    said_ = told(texts, q='"нет воды" фонарь')
    assert " ".join(said_.split()) == "По этим словам ничего нет. Найдётся «воды» 30 за всё время 9 «нет» 5"


def test_a_single_word_is_tried_by_its_beginning(texts: Texts) -> None:
    texts.found = {"фонар*": 0, "освещен*": 4}
    assert "«освещен*» 4" in told(texts, q="освещения")
    assert "уберите часть слов" in told(texts, q="фонарями", period="all")


def test_signs_alone_are_no_words(texts: Texts) -> None:
    assert "Наберите слово или номер" in told(texts, q="!!!")
