"""Pages are set by processes that stand back, are used again, and are stopped when a page takes too much."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.briefing.press import ROOT, FaultyTemplate, Job, Press, PressFailed
from dashboard.briefing.press_child import BEHIND
from dashboard.briefing.typeset import FONTS

ENDLESS = "#let n = 0\n#for i in range(1000000) { for k in range(10000) { n = k } }"
GREEDY = "#let kept = ()\n#for i in range(2000) { kept.push(range(1000000 + i)) }\n#kept.len()"
PDF = {"format": "pdf"}


@pytest.fixture
def press() -> Iterator[Press]:
    made = Press(seconds=60.0)
    yield made
    made.close()


def job(folder: Path, text: str, **inputs: str) -> Job:
    (folder / "page.typ").write_text(text, "utf-8")
    return Job(str(folder / "page.typ"), str(folder), str(FONTS), inputs, PDF)


def test_one_process_sets_one_page_after_another(press: Press, tmp_path: Path) -> None:
    (first,) = press.work(job(tmp_path, "#sys.inputs.said", said="Раз"))
    resting = press.resting()
    (second,) = press.work(job(tmp_path, "#sys.inputs.said", said="Два"))
    assert first.startswith(b"%PDF-")
    assert first != second
    assert press.resting() == resting
    assert len(resting) == 1


def test_it_stands_behind_the_screens(press: Press, tmp_path: Path) -> None:
    press.work(job(tmp_path, "page"))
    (pid,) = press.resting()
    assert os.getpriority(os.PRIO_PROCESS, pid) >= BEHIND


def test_a_faulty_template_is_told_of_and_the_process_goes_on(press: Press, tmp_path: Path) -> None:
    press.work(job(tmp_path, "page"))
    resting = press.resting()
    with pytest.raises(FaultyTemplate) as caught:
        press.work(job(tmp_path, "#nothing"))
    assert "unknown variable: nothing" in caught.value.message
    assert "page.typ:1:1" in caught.value.diagnostic
    assert press.resting() == resting


def test_a_faulty_template_that_is_queried_is_told_of_too(press: Press, tmp_path: Path) -> None:
    asked = replace(job(tmp_path, "#metadata((..(a: 1)))<found>"), query="<found>")
    with pytest.raises(FaultyTemplate, match="spread"):
        press.work(asked)
    assert len(press.resting()) == 1


def test_a_page_that_takes_too_long_is_stopped(press: Press, tmp_path: Path) -> None:
    press.seconds = 1.0
    begun = time.monotonic()
    with pytest.raises(PressFailed, match="дольше 1 с"):
        press.work(job(tmp_path, ENDLESS))
    assert time.monotonic() - begun < 20
    assert press.resting() == []
    press.seconds = 60.0
    assert press.work(job(tmp_path, "page"))


def test_a_page_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    press = Press(megabytes=1_024)
    with pytest.raises(PressFailed, match="1024 МБ"):
        press.work(job(tmp_path, GREEDY))
    assert press.work(job(tmp_path, "page"))
    press.close()


def test_a_process_that_has_come_to_hold_much_is_not_kept(tmp_path: Path) -> None:
    light = Press(seconds=60.0, resting_mb=1)
    assert light.work(job(tmp_path, "page"))
    assert light.resting() == []
    assert light.work(job(tmp_path, "page"))


def test_what_the_server_holds_is_not_counted_against_the_process(tmp_path: Path) -> None:
    ballast = b"1" * (400 << 20)
    press = Press(seconds=60.0, resting_mb=380)
    press.work(job(tmp_path, "page"))
    assert len(press.resting()) == len(ballast) // (400 << 20)
    press.close()


def test_a_process_ended_from_outside_is_replaced(press: Press, tmp_path: Path) -> None:
    press.work(job(tmp_path, "page"))
    (pid,) = press.resting()
    os.kill(pid, signal.SIGKILL)
    assert press.work(job(tmp_path, "page"))
    assert press.resting() != [pid]


def test_it_ends_with_the_server_whatever_ended_that(tmp_path: Path) -> None:
    (tmp_path / "page.typ").write_text("page", "utf-8")
    script = (
        "import os, sys\n"
        "from dashboard.briefing.press import PRESS, Job\n"
        "PRESS.work(Job(sys.argv[1], sys.argv[2], sys.argv[3], {}, {'format': 'pdf'}))\n"
        "print(PRESS.resting()[0], flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    given = [str(tmp_path / "page.typ"), str(tmp_path), str(FONTS)]
    found = subprocess.run([sys.executable, "-c", script, *given], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended(int(found.stdout))


def ended(pid: int) -> bool:
    """Whether a process is there no more, or goes within half a minute."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 30.0)[0])
    finally:
        os.close(handle)
