"""Equal questions are computed once, faults are not remembered, and the memory is bounded."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from data.cache import SingleFlight, Unchanged


def test_many_who_ask_at_once_share_one_computation() -> None:
    cache, begun, go, calls = SingleFlight(10), threading.Event(), threading.Event(), list[int]()

    def compute() -> int:
        calls.append(1)
        begun.set()
        assert go.wait(5)
        return 42

    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(cache.get, "question", compute)
        assert begun.wait(5)
        others = [pool.submit(cache.get, "question", compute) for _ in range(7)]
        go.set()
        assert [one.result() for one in (first, *others)] == [42] * 8
    assert len(calls) == 1


def test_a_failed_computation_is_tried_again() -> None:
    cache = SingleFlight(10)
    with pytest.raises(ZeroDivisionError):
        cache.get("question", lambda: 1 // 0)
    assert cache.get("question", lambda: 7) == 7


def test_the_oldest_answers_are_forgotten() -> None:
    cache, calls = SingleFlight(2), list[int]()

    def answer(number: int) -> int:
        def compute() -> int:
            calls.append(number)
            return number

        return cache.get(number, compute)

    for number in (1, 2, 3, 2, 1):
        answer(number)
    assert calls == [1, 2, 3, 1]


def test_answers_together_weigh_no_more_than_allowed() -> None:
    cache, calls = SingleFlight(10, len, 10), list[str]()

    def ask(name: str, size: int) -> int:
        def compute() -> bytes:
            calls.append(name)
            return bytes(size)

        return len(cache.get(name, compute))

    assert [ask("a", 4), ask("b", 4), ask("b", 4), ask("c", 4), ask("b", 4), ask("a", 4)] == [4] * 6
    assert calls == ["a", "b", "c", "a"]
    assert (ask("d", 11), ask("d", 11)) == (11, 11)
    assert calls[4:] == ["d", "d"]


def test_a_failed_computation_weighs_nothing() -> None:
    cache = SingleFlight(10, len, 5)
    cache.get("kept", lambda: b"12345")
    with pytest.raises(ZeroDivisionError):
        cache.get("failed", lambda: bytes(1 // 0))
    assert cache.get("kept", lambda: b"") == b"12345"


def test_a_source_is_told_anew_only_where_another_took_its_place() -> None:
    told: list[str] = []

    def tell(source: list[int]) -> int:
        told.append("again")
        return sum(source)

    kept, one = Unchanged(tell), [1, 2]
    assert [kept.of("a", one), kept.of("a", one), kept.of("b", one)] == [3, 3, 3]
    assert len(told) == 2
    assert kept.of("a", [1, 2]) == 3
    assert len(told) == 3


def test_weights_are_given_back_with_the_answers_forgotten() -> None:
    cache, calls = SingleFlight(10, len, 4), list[str]()

    def ask(text: str) -> str:
        def compute() -> str:
            calls.append(text)
            return text

        return cache.get(text, compute)

    assert [ask(text) for text in ("aaa", "bbb", "cc", "dd")] == ["aaa", "bbb", "cc", "dd"]
    calls.clear()
    assert [ask(text) for text in ("cc", "dd", "aaa")] == ["cc", "dd", "aaa"]
    assert calls == ["aaa"]
