"""Surging words: the ones planted are found, chance is not, and a selection has its own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.errors import BadFilter, TextsNotIndexed
from data.query import Questions
from tests.support.sample import UNTIL, open_store, put, questions
from tests.support.texts import appeals, indexed

COMMON = ("двор", "дорога", "яма", "свет", "вода", "мусор", "дом", "улица", "фонарь", "снег", "школа", "крыша", "лифт")
DAYS = 90


def texts() -> pa.Table:
    """90 days of everyday words; in the last week a collapse is on every fifth mind, in many forms."""
    rng = random.Random(5)
    lines, moments = [], []
    for number in range(4_500):
        hours = number * DAYS * 24 / 4_500
        words = rng.sample(COMMON, 5)
        if hours < 7 * 24 and number % 5 == 0:
            words.append(rng.choice(["котлован", "котлована", "котлованы", "котлован"]))
        lines.append("и не " + " ".join(words) + f" {number}")
        moments.append(UNTIL - timedelta(hours=hours, minutes=1))
    table = appeals(lines, moments)
    sources = pa.array(["112" if number % 10 == 0 else "im" for number in range(4_500)])
    return table.set_column(table.schema.get_field_index("source"), "source", sources)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questions]:
    store = open_store(tmp_path_factory.mktemp("surges"))
    put(store, texts())
    yield indexed(store)
    store.close()


def test_a_planted_surge_is_the_only_one_found(ask: Questions) -> None:
    found = ask.surges(ask.parse({"period": "7d"}))
    assert [row.word for row in found.rows] == ["котлован"]
    (row,) = found.rows
    assert (row.texts, row.usual, row.ratio) == (69, 0, None)
    assert row.share == pytest.approx(69 / found.texts)
    assert row.chance < 1e-9
    assert (found.queued, found.version) == (0, ask.store.version)


def test_the_texts_compared_are_those_of_the_windows(ask: Questions) -> None:
    found = ask.surges(ask.parse({"period": "7d"}))
    received = texts()["received"]
    week = timedelta(days=7)
    asof = found.asof.replace(tzinfo=None) - found.asof.utcoffset()  # type: ignore[operator]

    def between(lo: object, hi: object) -> int:
        return int(pc.sum(pc.and_(pc.greater_equal(received, lo), pc.less(received, hi))).as_py())

    assert found.texts == between(asof - week, asof)
    assert found.usual_texts == between(asof - 9 * week, asof - week)


def test_a_window_longer_than_the_step_shares_no_text_with_the_usual(ask: Questions) -> None:
    month = ask.surges(ask.parse({"period": "30d"}))
    a_day = 4_500 // DAYS
    assert (month.texts, month.usual_texts) == (30 * a_day, 8 * 7 * a_day)
    assert [row.word for row in month.rows] == ["котлован"]


def test_without_a_surge_nothing_is_found(ask: Questions) -> None:
    earlier = (UNTIL - timedelta(days=8)).isoformat()
    found = ask.surges(ask.parse({"period": "7d", "asof": earlier}))
    assert (found.rows, found.texts > 300, found.usual_texts > 2_000) == ((), True, True)


def test_a_selection_has_its_own_surges(ask: Questions) -> None:
    inside = ask.surges(ask.parse({"period": "7d", "source": "112"}))
    assert [row.word for row in inside.rows] == ["котлован"]
    assert ask.surges(ask.parse({"period": "7d", "q": "котлован"})).texts == 69
    assert ask.surges(ask.parse({"period": "7d", "bbox": "39,46,41,48"})).texts == 0


def test_stop_words_numbers_and_short_words_are_left_out(ask: Questions) -> None:
    store = ask.store
    extra = [f"в во и что {number} кв яр котлован" for number in range(900)]
    put(store, appeals(extra, [UNTIL - timedelta(hours=1, seconds=number) for number in range(900)], first=10_000))
    found = indexed(store).surges(ask.parse({"period": "24h"}))
    assert [row.word for row in found.rows] == ["котлован"]


def test_a_limit_keeps_the_surest(ask: Questions) -> None:
    assert len(ask.surges(ask.parse({"period": "7d"}), limit=1).rows) <= 1


def test_all_time_has_nothing_to_be_compared_with(ask: Questions) -> None:
    with pytest.raises(BadFilter, match="обычного") as told:
        ask.surges(ask.parse({"period": "all"}))
    assert told.value.name == "period"


def test_too_short_a_past_gives_no_rows(ask: Questions) -> None:
    found = ask.surges(ask.parse({"period": "7d", "asof": (UNTIL - timedelta(days=75)).isoformat()}))
    assert (found.rows, found.usual_texts) == ((), 0)
    assert found.texts > 300


@pytest.mark.parametrize(("on", "words"), [(True, "ещё строится"), (False, "выключен")])
def test_without_an_index_the_question_is_refused_in_words(
    on: bool, words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = open_store(tmp_path_factory.mktemp("none"), search_on=on)
    put(store, appeals(["Яма"]))
    ask = questions(store)
    with pytest.raises(TextsNotIndexed, match=words):
        ask.surges(ask.parse({"period": "7d"}))
    store.close()
