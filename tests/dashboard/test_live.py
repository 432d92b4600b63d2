"""The live hub: every client hears of what concerns it, and nothing gets lost."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import numpy as np
import pytest

from dashboard.asker import Asker, Turnstile
from dashboard.channel import News
from dashboard.live import Hub, measure
from dashboard.message import Message
from data.errors import ServerBusy
from data.filters import Filters
from data.settings import Settings
from geo import cells
from tests.dashboard.fakes import ASOF, CENTRE, FakeQuestions, region
from tests.dashboard.harness import run
from tests.dashboard.hubs import LONG, PARENT, ROSTOV, TEXT, hub, settled, take


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


QUIET, LIVE = (region("rostov", live=False),), (region("rostov", live=True),)


def test_a_feed_that_comes_alive_moves_every_cell_and_so_is_a_reload() -> None:
    async def work() -> list[Message]:
        questions = FakeQuestions(infos=QUIET, last=ASOF, values={PARENT: 7.0})
        async with hub(questions) as found:
            client = found.join(ROSTOV, None, questions.moment(ROSTOV))
            questions.infos = LIVE
            questions.store.commit("rostov")
            first = await take(client)
            questions.store.commit("rostov")
            return [first, await take(client)]

    assert run(work()) == [Message(8, reload=True), Message(9, 1, {TEXT: 7.0})]


def test_a_feed_that_falls_silent_is_a_reload_without_a_commit() -> None:
    async def work() -> Message:
        questions = FakeQuestions(infos=LIVE, last=ASOF)
        async with hub(questions, events_roll_s=0.05) as found:
            client = found.join(ROSTOV, None, questions.moment(ROSTOV))
            questions.infos = QUIET
            return await take(client)

    assert run(work()) == Message(7, reload=True)


@pytest.mark.parametrize(
    ("shown", "rolled", "anew"),
    [(None, True, False), (0, True, False), (5, True, True), (5, False, False), (60, False, True), (-60, False, True)],
)
def test_a_window_that_moved_on_is_asked_anew_at_a_roll_or_after_a_leap(shown: int | None, rolled: bool, anew: bool) -> None:
    questions = FakeQuestions(infos=QUIET, last=ASOF)
    asof = None if shown is None else ASOF - timedelta(seconds=shown)
    message, after = measure(questions.real, ROSTOV, News([], asof, rolled), Settings(events_roll_s=60))
    assert message == (Message(0, reload=True) if anew else None)
    assert after == (ASOF if anew or asof is None else asof)


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
