"""Clients of one selection: measured once, told no more often than agreed, slow ones merged."""

from __future__ import annotations

import asyncio

from dashboard.message import Message
from data.filters import Filters
from tests.dashboard.fakes import ASOF, FakeQuestions
from tests.dashboard.harness import run
from tests.dashboard.hubs import PARENT, ROSTOV, TEXT, hub, take


def test_equal_selections_are_measured_once() -> None:
    async def work() -> tuple[int, int]:
        questions = FakeQuestions()
        async with hub(questions) as found:
            looks = [
                Filters("rostov"),
                Filters("rostov", res=8),
                Filters("rostov", lang="en"),
                Filters("rostov", vs="x"),
            ]
            clients = [found.join(looks[number % 4], None) for number in range(200)]
            questions.store.commit("rostov")
            messages = [await take(client) for client in clients]
            assert len({id(message) for message in messages}) == 1
            return questions.asked.count("heat_cells"), found.streams

    assert run(work()) == (1, 200)


def test_changes_that_come_too_fast_are_merged_and_none_is_lost() -> None:
    async def work() -> tuple[list[Message], int]:
        questions = FakeQuestions(values={PARENT: 1.0}, n=1)
        async with hub(questions, events_max_per_s=20) as found:
            client = found.join(ROSTOV, None)
            begun = asyncio.get_running_loop().time()
            messages: list[Message] = []
            questions.store.commit("rostov")
            messages.append(await take(client))
            for _ in range(50):
                questions.store.commit("rostov")
            messages.append(await take(client))
            passed = asyncio.get_running_loop().time() - begun
            assert passed >= 1 / 20
            return messages, questions.store.version

    messages, version = run(work())
    assert messages[-1].v == version
    assert len(messages) == 2


def test_a_slow_reader_gets_one_merged_message() -> None:
    async def work() -> Message:
        questions = FakeQuestions(values={PARENT: 3.0}, n=2)
        async with hub(questions) as found:
            slow, quick = found.join(ROSTOV, None), found.join(ROSTOV, None)
            for _ in range(3):
                questions.store.commit("rostov")
                await take(quick)
            return await take(slow)

    assert run(work()) == Message(10, 6, {TEXT: 3.0})


def test_messages_add_up() -> None:
    first, second = Message(8, 1, {"a": 1.0, "b": 2.0}), Message(9, 2, {"b": 5.0})
    assert first.then(second) == Message(9, 3, {"a": 1.0, "b": 5.0})
    assert first.then(Message(9, reload=True)) == Message(9, reload=True)
    assert Message(8, reload=True).then(second) == Message(9, reload=True)


def test_a_message_is_an_event_with_the_version_as_its_id() -> None:
    assert Message(8, 1, {"88": float("nan")}).wire == b'id: 8\ndata: {"v":8,"n":1,"cells":[["88",0]]}\n\n'
    assert Message(9, reload=True).wire == b'id: 9\ndata: {"v":9,"reload":true}\n\n'


def test_a_message_that_cannot_be_made_becomes_a_reload() -> None:
    async def work() -> Message:
        questions = FakeQuestions(fault=RuntimeError("broken"))
        async with hub(questions) as found:
            client = found.join(ROSTOV, None)
            questions.store.commit("rostov")
            return await take(client)

    assert run(work()) == Message(8, reload=True)


def test_reloads_keep_their_distance_and_the_last_one_comes() -> None:
    async def work() -> tuple[float, int]:
        questions = FakeQuestions()
        async with hub(questions, events_reload_s=0.2) as found:
            client, loop = found.join(ROSTOV, None), asyncio.get_running_loop()
            questions.store.commit("rostov", bulk=True)
            await take(client)
            begun = loop.time()
            for _ in range(5):
                questions.store.commit("rostov", bulk=True)
            last = await take(client)
            return loop.time() - begun, last.v

    passed, version = run(work())
    assert passed >= 0.15
    assert version == 13


def test_a_window_that_moves_with_the_clock_is_asked_anew_in_time() -> None:
    async def work() -> Message:
        async with hub(FakeQuestions(), events_roll_s=0.05) as found:
            return await take(found.join(ROSTOV, None))

    assert run(work()) == Message(7, reload=True)


def test_a_window_that_stands_still_is_left_alone() -> None:
    async def work() -> Message | None:
        async with hub(FakeQuestions(), events_roll_s=0.01) as found:
            fixed = found.join(Filters("rostov", asof=ASOF), None)
            moving = found.join(ROSTOV, None)
            for _ in range(3):
                await take(moving)
            return await fixed.take(0)

    assert run(work()) is None
