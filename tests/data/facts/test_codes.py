"""Code books: values keep their numbers, hexagons theirs and their children, whoever grows the book meanwhile."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from data.facts import codes
from data.facts.codes import CHILDREN, MOST_CODES, Book, CodesExhausted, Hexagons, Numbers, Shared, fine_ids
from geo import cells


def some_cells(seed: int, rows: int = 400) -> NDArray[np.uint64]:
    rng = np.random.default_rng(seed)
    return cells.index(39.7 + rng.normal(0, 0.05, rows), 47.3 + rng.normal(0, 0.05, rows))


def test_equal_values_have_one_number_and_new_ones_the_next() -> None:
    numbers = Numbers()
    assert numbers.many(["b", None, "b", "a"]).tolist() == [0, 1, 0, 2]
    assert numbers.values == ["b", None, "a"]


def test_more_values_than_a_code_can_number_are_refused_every_time() -> None:
    numbers = Numbers()
    assert numbers.many(list(range(MOST_CODES + 1)))[-1] == MOST_CODES
    for _ in range(2):
        with pytest.raises(CodesExhausted):
            numbers.number("one more")
    assert numbers.number(7) == 7


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns after every step."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_that_number_at_once_agree(hasty: None) -> None:
    numbers, found = Numbers(), list[Any]([None] * 4)

    def work(at: int) -> None:
        found[at] = numbers.many([(value * (at + 1)) % 997 for value in range(997)])

    threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers.values) == list(range(997))
    assert all(
        numbers.values[number] == (value * (at + 1)) % 997 for at in range(4) for value, number in enumerate(found[at])
    )


def test_a_cell_is_its_hexagon_and_its_child() -> None:
    hexagons, given = Hexagons(), some_cells(1)
    number, child = hexagons.numbers(given)
    assert fine_ids(hexagons.ids[number], child).tolist() == given.tolist()
    assert (child < CHILDREN).all()


def test_no_cell_is_number_0_and_nothing_else_is() -> None:
    number, child = Hexagons().numbers(np.array([0, *some_cells(1, 3).tolist()], np.uint64))
    assert (number[0], child[0]) == (0, 0)
    assert (number[1:] > 0).all()


def test_hexagons_keep_their_numbers_when_others_come() -> None:
    hexagons, given = Hexagons(), some_cells(1)
    before, _ = hexagons.numbers(given)
    hexagons.numbers(some_cells(2))
    after, _ = hexagons.numbers(given)
    assert before.tolist() == after.tolist()


def test_hexagons_that_come_while_others_are_looked_up_are_numbered_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    hexagons, mine, others = Hexagons(), some_cells(1), some_cells(2)
    place, between = codes._place, list[Any]()

    def interrupted(found: Any, known: Any) -> Any:
        placed = place(found, known)
        if not between:
            between.append(None)
            between[0] = hexagons.numbers(others)
        return placed

    monkeypatch.setattr(codes, "_place", interrupted)
    number, child = hexagons.numbers(mine)
    assert fine_ids(hexagons.ids[number], child).tolist() == mine.tolist()
    assert fine_ids(hexagons.ids[between[0][0]], between[0][1]).tolist() == others.tolist()
    assert len(np.unique(hexagons.ids)) == len(hexagons.ids)


@pytest.mark.parametrize("res", range(4, 11))
def test_every_cell_that_ever_held_an_appeal_is_known_at_every_resolution(res: int) -> None:
    hexagons = Hexagons()
    for seed in range(3):
        hexagons.numbers(some_cells(seed))
    whole = np.concatenate([some_cells(seed) for seed in range(3)])
    wanted = np.unique(cells.parent(whole, res) if res < 10 else whole)
    assert hexagons.at(res).tolist() == wanted.tolist()


@pytest.mark.parametrize("res", [4, 8, 10])
def test_an_empty_book_knows_no_cells(res: int) -> None:
    assert len(Hexagons().at(res)) == 0


def test_no_district_is_code_0() -> None:
    book = Book(Shared())
    assert book.districts.many([None, "60701000000"]).tolist() == [0, 1]
