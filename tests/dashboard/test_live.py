"""The live hub: every client hears of what concerns it, no more often than agreed, and nothing gets lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import pytest

from dashboard.asker import Asker, Turnstile
from dashboard.channel import Client
from dashboard.live import Hub, measure, moves
from dashboard.message import Message
from data.errors import ServerBusy
from data.filters import Filters
from data.settings import Settings
from geo import cells
from tests.dashboard.fakes import ASOF, CENTRE, FakeQuestions, region
from tests.dashboard.harness import run

ROSTOV = Filters("rostov")
PARENT = int(cells.parent(np.array([CENTRE], np.uint64), 8)[0])
TEXT = cells.to_text(np.array([PARENT], np.uint64))[0]
LONG = 30.0
"""Seconds no test waits for: what is expected comes at once."""


@asynccontextmanager
async def hub(questions: FakeQuestions, **settings: Any) -> AsyncIterator[Hub]:
    """A started hub on fakes; without pauses between messages unless a test sets them."""
    chosen = Settings(**{"events_max_per_s": 10_000, "events_reload_s": 0, **settings})
    with ThreadPoolExecutor(2) as executor:
        found = Hub(questions.store.real, questions.real, Asker(executor, Turnstile(2, 1_000)), chosen)
        found.start()
        try:
            yield found
        finally:
            found.stop()


async def take(client: Client) -> Message:
    message = await client.take(LONG)
    assert message is not None
    return message


async def settled() -> None:
    """Let everything that is ready run."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_change_reaches_a_client_with_absolute_values() -> None:
    async def work() -> Message:
        questions = FakeQuestions(values={PARENT: 7.0}, n=1)
        async with hub(questions) as found:
            client = found.join(ROSTOV, None)
            questions.store.commit("rostov")
            return await take(client)

    assert run(work()) == Message(8, 1, {TEXT: 7.0})


def test_a_change_told_on_another_thread_arrives() -> None:
    async def work() -> int:
        questions = FakeQuestions()
        async with hub(questions) as found:
            client = found.join(ROSTOV, None)
            threading.Thread(target=questions.store.commit, args=("rostov",)).start()
            return (await take(client)).v

    assert run(work()) == 8


def test_a_cell_that_became_empty_is_told_as_zero() -> None:
    async def work() -> Message:
        questions = FakeQuestions(values={})
        async with hub(questions) as found:
            client = found.join(ROSTOV, None)
            questions.store.commit("rostov")
            return await take(client)

    message = run(work())
    assert message.cells == {TEXT: 0.0}
    assert message.wire.endswith(f'"cells":[["{TEXT}",0]]}}\n\n'.encode())


def test_cells_are_told_at_the_clients_resolution() -> None:
    async def work() -> list[str]:
        questions = FakeQuestions()
        async with hub(questions) as found:
            client = found.join(Filters("rostov", res=5), None)
            questions.store.commit("rostov", at=[0, CENTRE])
            return list((await take(client)).cells)

    assert run(work()) == cells.to_text(cells.parent(np.array([CENTRE], np.uint64), 5))


def test_a_record_without_a_place_is_told_without_cells() -> None:
    async def work() -> Message:
        questions = FakeQuestions(n=1)
        async with hub(questions) as found:
            client = found.join(ROSTOV, None)
            questions.store.commit("rostov", at=[0])
            return await take(client)

    assert run(work()) == Message(8, 1, {})


def test_another_region_is_not_told_of_it() -> None:
    async def work() -> tuple[int, Message | None]:
        questions = FakeQuestions()
        async with hub(questions) as found:
            here, there = found.join(ROSTOV, None), found.join(Filters("tambov"), None)
            questions.store.commit("rostov")
            first = await take(here)
            return first.v, await there.take(0)

    assert run(work()) == (8, None)


def test_all_regions_are_told_of_every_one() -> None:
    async def work() -> int:
        questions = FakeQuestions()
        async with hub(questions) as found:
            client = found.join(Filters("all"), None)
            questions.store.commit("tambov")
            return (await take(client)).v

    assert run(work()) == 8


@pytest.mark.parametrize("regions", [("rostov",), ()])
def test_a_bulk_change_is_a_reload(regions: tuple[str, ...]) -> None:
    async def work() -> Message:
        questions = FakeQuestions()
        async with hub(questions) as found:
            client = found.join(ROSTOV, None)
            questions.store.commit(*regions, bulk=True)
            return await take(client)

    assert run(work()) == Message(8, reload=True)


def test_more_cells_than_a_message_holds_are_a_reload() -> None:
    async def work() -> Message:
        questions = FakeQuestions()
        async with hub(questions, events_max_cells=1) as found:
            client = found.join(Filters("rostov", res=10), None)
            questions.store.commit("rostov", at=[CENTRE, CENTRE - (1 << 20)])
            return await take(client)

    assert run(work()).reload


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


def test_a_selection_nobody_looks_at_any_more_is_forgotten() -> None:
    async def work() -> tuple[int, list[str]]:
        questions = FakeQuestions()
        async with hub(questions) as found:
            client = found.join(ROSTOV, None)
            found.leave(client)
            questions.store.commit("rostov")
            await settled()
            return found.streams, questions.asked

    assert run(work()) == (0, [])


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


@pytest.mark.parametrize(
    ("since", "missed"),
    [(None, False), (7, False), (8, False), (6, True), (-1, True), (9_999, True)],
)
def test_a_client_that_missed_something_is_told_to_reload(since: int | None, missed: bool) -> None:
    async def work() -> Message | None:
        questions = FakeQuestions()
        async with hub(questions) as found:
            questions.store.commit("tambov")
            await settled()
            return await found.join(ROSTOV, since).take(0)

    assert (run(work()) is not None) == missed


@pytest.mark.parametrize(
    ("selection", "missed"), [(Filters("rostov"), True), (Filters("all"), True), (Filters("tambov"), False)]
)
def test_only_what_was_missed_of_the_own_region_counts(selection: Filters, missed: bool) -> None:
    async def work() -> Message | None:
        questions = FakeQuestions()
        async with hub(questions) as found:
            questions.store.commit("rostov")
            await settled()
            return await found.join(selection, 7).take(0)

    assert (run(work()) is not None) == missed


def test_a_change_of_everything_was_missed_by_everyone() -> None:
    async def work() -> Message | None:
        questions = FakeQuestions()
        async with hub(questions) as found:
            questions.store.commit(bulk=True)
            await settled()
            return await found.join(Filters("tambov"), 7).take(0)

    assert run(work()) == Message(8, reload=True)


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


def test_a_window_moves_where_a_feed_is_live_and_no_moment_is_fixed() -> None:
    questions = FakeQuestions(infos=(region("rostov", live=True), region("tambov", live=False)))
    assert moves(questions.real, Filters("rostov"))
    assert moves(questions.real, Filters("all"))
    assert not moves(questions.real, Filters("tambov"))
    assert not moves(questions.real, Filters("rostov", asof=ASOF))


def test_the_clock_alone_says_nothing_about_a_window_that_stands() -> None:
    assert measure(FakeQuestions().real, Filters("rostov", asof=ASOF), [], True, 10) is None


def test_no_more_streams_are_opened_than_allowed() -> None:
    async def work() -> None:
        async with hub(FakeQuestions(), events_max_streams=2) as found:
            found.join(ROSTOV, None)
            found.join(ROSTOV, None)
            with pytest.raises(ServerBusy):
                found.join(ROSTOV, None)

    run(work())


def test_a_stop_ends_every_stream_and_refuses_new_ones() -> None:
    async def work() -> bool:
        questions = FakeQuestions()
        async with hub(questions) as found:
            client = found.join(ROSTOV, None)
            waiting = asyncio.create_task(client.take(LONG))
            await settled()
            found.stop()
            assert await waiting is None
            with pytest.raises(ServerBusy):
                found.join(ROSTOV, None)
            assert questions.store.listeners == []
            return client.closed

    assert run(work())


def test_a_commit_after_the_loop_has_closed_harms_nobody() -> None:
    questions = FakeQuestions()

    async def work() -> None:
        found = Hub(
            questions.store.real, questions.real, Asker(ThreadPoolExecutor(1), Turnstile(1, 1)), Settings()
        )
        found.start()

    run(work())
    assert questions.store.commit("rostov").version == 8
