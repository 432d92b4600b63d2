"""Questions in worker threads: bounded, shared, and safe to leave."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.asker import Asker, Turnstile, stand_back
from data.errors import ServerBusy
from tests.dashboard.harness import run


def test_no_more_run_at_once_than_allowed() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.005)
        with lock:
            running -= 1

    async def ask_many() -> None:
        with ThreadPoolExecutor(8) as executor:
            asker = Asker(executor, Turnstile(2, 100))
            await asyncio.gather(*(asker.run(work) for _ in range(20)))

    run(ask_many())
    assert most == 2


def test_who_leaves_does_not_take_the_answer_from_the_others() -> None:
    gate = threading.Event()

    async def ask() -> str:
        with ThreadPoolExecutor(1) as executor:
            asker = Asker(executor, Turnstile(1, 10))
            leaving, staying = (
                asyncio.create_task(asker.ask("k", lambda: gate.wait(10) and "answer")) for _ in range(2)
            )
            await asyncio.sleep(0)
            leaving.cancel()
            gate.set()
            answer = await staying
            assert asker.shared == 1
            return str(answer)

    assert run(ask()) == "answer"


def test_a_failed_question_is_not_remembered() -> None:
    answers = iter([ValueError("first"), "second"])

    def work() -> str:
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return str(found)

    async def ask() -> str:
        with ThreadPoolExecutor(1) as executor:
            asker = Asker(executor, Turnstile(1, 10))
            with pytest.raises(ValueError, match="first"):
                await asker.ask("k", work)
            return await asker.ask("k", work)

    assert run(ask()) == "second"


def test_a_place_is_given_back_when_its_holder_is_gone() -> None:
    async def work() -> tuple[int, int, int]:
        turnstile = Turnstile(1, 1)
        inside = asyncio.Event()

        async def hold() -> None:
            async with turnstile.place():
                inside.set()
                await asyncio.Event().wait()

        async def wait() -> None:
            async with turnstile.place():
                raise AssertionError("nobody should come in")

        holder, waiter = asyncio.create_task(hold()), asyncio.create_task(wait())
        await inside.wait()
        await asyncio.sleep(0)
        with pytest.raises(ServerBusy, match="1 запросов выполняется, 1 ждут"):
            await wait()
        for task in (waiter, holder):
            task.cancel()
        await asyncio.gather(holder, waiter, return_exceptions=True)
        async with turnstile.place():
            return turnstile.inside, turnstile.waiting, turnstile.refused

    assert run(work()) == (1, 0, 1)


def test_a_thread_that_stands_back_is_less_urgent_and_no_other_is() -> None:
    def urgency() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    before, behind = urgency(), 10 if sys.platform == "linux" else 0
    with ThreadPoolExecutor(1, initializer=stand_back) as patient, ThreadPoolExecutor(1) as plain:
        assert patient.submit(urgency).result() == min(19, before + behind)
        assert plain.submit(urgency).result() == before
    assert urgency() == before
