"""Saved questions keep their names, addresses and order, also after the store was closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import saved
from data.errors import BadFilter
from data.saved import Wanted
from data.settings import Settings
from data.store import Store
from tests.support.sample import open_store


def add(store: Store, name: str, query: str = "topic=01") -> saved.Saved:
    return saved.add(store, Wanted(name, "/", query), 5)


def names(store: Store) -> list[str]:
    return [each.name for each in saved.listed(store)]


def test_a_saved_question_outlives_the_store(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept = add(store, "  Ямы   сейчас ")
    store.close()
    again = Store.open(store.path, Settings())
    assert saved.listed(again) == (kept,)
    assert (kept.name, kept.path, kept.query, kept.place) == ("Ямы сейчас", "/", "topic=01", 1)
    again.close()


def test_saving_changes_no_figure_and_so_no_version(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    before = store.version
    saved.forget(store, add(store, "Одно").number)
    assert store.version == before
    assert names(store) == []


@pytest.mark.parametrize(("place", "order"), [(1, "CAB"), (2, "ACB"), (3, "ABC"), (99, "ABC")])
def test_a_question_moves_to_its_place_and_the_others_close_up(tmp_path: Path, place: int, order: str) -> None:
    store = open_store(tmp_path)
    *_, last = [add(store, name) for name in "ABC"]
    moved = saved.change(store, last.number, Wanted(place=place))
    assert names(store) == list(order)
    assert [each.place for each in saved.listed(store)] == [1, 2, 3]
    assert moved.place == order.index("C") + 1


def test_what_is_not_said_stays_as_it_was(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept = add(store, "Одно")
    renamed = saved.change(store, kept.number, Wanted(name="Другое"))
    assert (renamed.name, renamed.query) == ("Другое", "topic=01")
    moved = saved.change(store, kept.number, Wanted(path="/records", query="topic=02"))
    assert (moved.name, moved.path, moved.query) == ("Другое", "/records", "topic=02")
    assert saved.change(store, kept.number, Wanted(name="ДРУГОЕ")).name == "ДРУГОЕ"


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    store = open_store(tmp_path)
    with pytest.raises(BadFilter, match="name"):
        add(store, name)


def test_a_name_is_given_once_whatever_its_case(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add(store, "Ямы")
    other = add(store, "Снег")
    with pytest.raises(BadFilter, match="занято"):
        add(store, "ЯМЫ")
    with pytest.raises(BadFilter, match="занято"):
        saved.change(store, other.number, Wanted(name="ямы"))


def test_the_list_has_an_end(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for name in "ABCDE":
        add(store, name)
    with pytest.raises(BadFilter, match="сохранено уже 5"):
        add(store, "F")


def test_a_long_address_is_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with pytest.raises(BadFilter, match="query"):
        add(store, "Одно", "q=" + "а" * 2_000)


def test_a_question_that_is_not_there_is_named(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for act in (lambda: saved.forget(store, 7), lambda: saved.change(store, 7, Wanted(name="A"))):
        with pytest.raises(BadFilter, match="№ 7"):
            act()
