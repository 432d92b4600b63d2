"""Search in a store: one meaning by the index and without it, current after every commit, within every filter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from data.errors import BadFilter
from data.filters import Filters
from data.query import Questions
from data.search.indexer import Indexer
from data.search.search import Search
from data.store import Store
from tests.support import plain
from tests.support.sample import UNTIL, open_store, put, questions, sample
from tests.support.texts import TEXTS, appeals, expected, filled, found, indexed

QUERIES = ("фонарь", "ёлка", "яма дорога", '"нет света"', '"света нет"', "фонар*", "не", "12", "кто-нибудь", "№3", "нет такого")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = open_store(tmp_path)
    yield one
    one.close()


@pytest.mark.parametrize("q", QUERIES)
def test_the_index_and_the_texts_themselves_say_the_same(q: str, store: Store) -> None:
    filled(store)
    by_texts = found(questions(store), q)
    assert set(by_texts) == expected(plain.every_record(store), q)
    assert found(indexed(store), q) == by_texts


def test_forms_are_found(store: Store) -> None:
    filled(store)
    assert found(indexed(store), "фонарь") == ["№0", "№1", "№6"]
    assert found(questions(store), "ёлки") == ["№2"]


@pytest.mark.parametrize("known", [False, True])
def test_an_appeal_is_found_as_soon_as_it_is_stored(known: bool, store: Store) -> None:
    filled(store)
    ask = indexed(store) if known else questions(store)
    put(store, appeals(["Прорвало трубу, вода по щиколотку"], first=50))
    assert found(ask, "труба") == ["№50"]
    assert found(ask, "вода") == ["№50", "№5"]


def test_an_appeal_that_changed_is_found_by_its_new_text_only(store: Store) -> None:
    filled(store)
    ask = indexed(store)
    put(store, appeals(["Теперь речь о собаках", *TEXTS[1:]], state=1))
    assert (found(ask, "Садовая"), found(ask, "собака")) == (["№8"], ["№0"])
    assert (found(indexed(store), "Садовая"), found(indexed(store), "собака")) == (["№8"], ["№0"])


def test_a_change_of_the_moment_of_receipt_is_followed(store: Store) -> None:
    filled(store)
    ask = indexed(store)
    moved = [UNTIL - timedelta(hours=number + 1, days=100 * (number == 0)) for number in range(len(TEXTS))]
    put(store, appeals(TEXTS, moved, state=1))
    back = [*moved]
    for _ in range(2):
        assert found(ask, "фонарь") == ["№1", "№6", "№0"]
        assert found(ask, "фонарь", period="30d", asof="2026-03-11T00:00") == ["№1", "№6"]
        indexed(store)
    back[0] = UNTIL - timedelta(minutes=1)
    put(store, appeals(TEXTS, back, state=2))
    for _ in range(2):
        assert found(ask, "фонарь", period="30d", asof="2026-03-11T00:00") == ["№0", "№1", "№6"]
        indexed(store)


def test_pages_follow_one_another_without_gap_or_repeat(store: Store) -> None:
    """Also where many appeals were received at the same moment, some of them not indexed yet."""
    texts = [f"Яма номер {number}" for number in range(60)]
    put(store, appeals(texts, [UNTIL - timedelta(days=number // 25) for number in range(60)]))
    ask = indexed(store)
    put(store, appeals(["Ямы"] * 5, [UNTIL - timedelta(days=1)] * 5, first=100))
    filters = ask.parse({"q": "яма", "period": "all"})
    for renewed in (lambda: None, lambda: indexed(store)):
        renewed()
        numbers = by_cursor(questions(store), filters)
        assert len(numbers) == len(set(numbers)) == 65
        assert by_row(questions(store), filters) == numbers


def test_the_number_of_all_is_right_on_every_page_while_the_index_catches_up(store: Store) -> None:
    """Also for a page asked between the index's own commit and the store's: what it brought in is counted once."""
    texts = [f"Яма номер {number}" for number in range(20)]
    put(store, appeals(texts))
    ask = indexed(store)
    put(store, appeals(["Ямы"], first=100))
    filters, indexer = ask.parse({"q": "яма", "period": "all"}), Indexer(ask.search)
    totals, forget = [ask.records(filters, 0, 2).total], indexer._forget

    def asked_meanwhile(numbers: pa.Table, token: str) -> None:
        totals.append(ask.records(filters, 2, 4).total)
        forget(numbers, token)

    indexer._forget = asked_meanwhile  # type: ignore[method-assign]
    indexer.catch_up()
    indexer.stop()
    totals += [ask.records(filters, start, start + 2).total for start in (4, 6)]
    assert totals == [21] * 4


def by_cursor(ask: Questions, filters: Filters) -> list[str]:
    numbers: list[str] = []
    cursor: str | None = None
    while True:
        page = ask.appeals(filters, 7, cursor)
        assert page.total == 65
        numbers += [row["external_id"] for row in page.rows]
        if (cursor := page.next_cursor) is None:
            return numbers


def by_row(ask: Questions, filters: Filters) -> list[str]:
    pages = [ask.records(filters, start, start + 10) for start in range(0, 65, 10)]
    return [row["external_id"] for page in pages for row in page.rows]


def test_an_outline_narrows_what_words_find(store: Store) -> None:
    put(store, sample(400))
    ask = indexed(store)
    for params in ({"bbox": "39.2,46.9,40,47.6"}, {"bbox": "39.2,46.9,40,47.6", "status": "open"}):
        filters = ask.parse({"q": "яма", "period": "all", **params})
        rows = [row for row in plain.every_record(store) if plain.matches(row, {**params, "q": "яма"}, UNTIL)]
        assert ask.appeals(filters, 500).total == ask.summary(filters).total == len(rows)


FILTERS = {
    "district": ["none", "60740000000", "60701000000"],
    "topic": ["01", "02.001", "none"],
    "source": ["im", "pos", "112"],
    "channel": ["ВКонтакте", "122"],
    "status": ["open", "closed", "overdue", "new", "solved"],
    "type": ["problem", "question", "thanks", "spam"],
    "precision": ["house", "street", "settlement", "none"],
    "budget": ["yes", "no", "unknown"],
    "repeat": ["yes", "no"],
    "period": ["7d", "30d", "1y", "all"],
    "cell": ["842d44bffffffff", "852d4403fffffff"],
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Questions, Questions, list[plain.Record]]]:
    """Two doors to one store: by the index, a few appeals short of it, and by reading every text."""
    store = open_store(tmp_path_factory.mktemp("mixed"))
    put(store, sample(900))
    ask = indexed(store)
    put(store, sample(920, seed=2))
    slow = questions(store)
    slow.search = Search(store)
    slow.search.index.forget()
    yield ask, slow, plain.every_record(store)
    store.close()


@pytest.mark.parametrize("number", range(40))
def test_words_within_filters_are_a_plain_count(
    number: int, mixed: tuple[Questions, Questions, list[plain.Record]]
) -> None:
    quick, slow, rows = mixed
    rng = random.Random(number)
    params = {"q": rng.choice(["ямы", "елка 7", '"на дороге"', "дор* № 3", "№17"]), "period": "all"}
    for name in rng.sample(sorted(FILTERS), 3):
        params[name] = ",".join(rng.sample(FILTERS[name], 1 if name in ("repeat", "period") else rng.randint(1, 2)))
    filters = quick.parse(params)
    lo, hi = plain.window(params, UNTIL, quick.known.zone("rostov"))
    wanted = [row for row in plain.received_in(rows, lo, hi) if plain.matches(row, params, UNTIL)]
    ordered = sorted(wanted, key=lambda row: (row["received"], row["id"]), reverse=True)
    for ask in (quick, slow):
        page = ask.appeals(filters, 30)
        assert page.total == len(wanted) == ask.summary(filters).total
        assert [row["external_id"] for row in page.rows] == [row["external_id"] for row in ordered[:30]]


def test_too_many_matches_to_count_by_are_refused_with_a_hint(tmp_path: Path) -> None:
    store = open_store(tmp_path, search_max_matches=1_000)
    put(store, appeals(["Яма"] * 1_001))
    ask = indexed(store)
    filters = ask.parse({"q": "яма", "period": "all"})
    with pytest.raises(BadFilter, match="1001") as told:
        ask.summary(filters)
    assert (told.value.name, "сузьте" in told.value.allowed) == ("q", True)
    assert ask.appeals(filters).total == 1_001
    store.close()
