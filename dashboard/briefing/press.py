"""The press: pages are set by processes of their own that stand behind the screens, and none can hold the server up.

Typst fills every core it finds. Within the server's process its threads ran beside the screens' questions as their equals,
and an own template with an endless loop would have kept a core for ever.
"""

from __future__ import annotations

import atexit
import json
import logging
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from multiprocessing import Pipe
from pathlib import Path
from threading import Lock
from typing import Any

from data.errors import QuestionTimeout

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
_SPARE = 2
"""Processes kept for the next job; more of them end with their job."""
_RESTING_MB = 800
"""One that has held more than this is not kept: the compiler remembers what it has set, 1.4 GB after a hundred reports."""


class PressFailed(QuestionTimeout):
    """A page needed more time or memory than it may take."""


class FaultyTemplate(Exception):
    """A template that cannot be set, in the compiler's words: what, where, and what may help."""

    def __init__(self, message: str, diagnostic: str, hints: list[str]) -> None:
        super().__init__(message)
        self.message, self.diagnostic, self.hints = message, diagnostic, hints


@dataclass(frozen=True, slots=True)
class Job:
    """What is set: a template's file within its root, its inputs, and either options of the compiler or a query."""

    source: str
    root: str
    fonts: str
    inputs: dict[str, str]
    options: dict[str, Any] = field(default_factory=dict)
    query: str = ""


class _Child:
    """A setting process and the pipe to it."""

    def __init__(self, megabytes: int) -> None:
        self._pipe, theirs = Pipe()
        with theirs:
            self.held_mb = 0
            command = [sys.executable, "-m", "dashboard.briefing.press_child", str(theirs.fileno()), str(megabytes)]
            self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)

    def done(self, job: Job, seconds: float) -> list[bytes]:
        """The pieces of a job; raises FaultyTemplate, TimeoutError, and EOFError where the process ended."""
        try:
            self._pipe.send_bytes(json.dumps(asdict(job)).encode())
            if not self._pipe.poll(seconds):
                raise TimeoutError
            told = json.loads(self._pipe.recv_bytes())
            self.held_mb = told["held_mb"]
            if "fault" in told:
                raise FaultyTemplate(*told["fault"])
            return [self._pipe.recv_bytes() for _ in range(told["pieces"])]
        except TimeoutError:
            raise
        except OSError as fault:
            raise EOFError from fault

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def end(self) -> None:
        """It holds nothing that is worth waiting for."""
        self._pipe.close()
        self._process.kill()
        self._process.wait()


class Press:
    """Takes jobs from any thread; each is done by one process, started when there is none to spare."""

    def __init__(self, seconds: float = 60.0, megabytes: int = 4_096, resting_mb: int = _RESTING_MB) -> None:
        self.seconds, self.megabytes, self.resting_mb = seconds, megabytes, resting_mb
        self._spare: list[_Child] = []
        self._lock = Lock()

    def work(self, job: Job) -> list[bytes]:
        """The pieces of a job; raises FaultyTemplate for a faulty template and PressFailed for one beyond the limits."""
        child = self._rested()
        try:
            if child is not None:
                return self._done(child, job)
        except EOFError:
            LOG.info("a setting process was ended while it rested, or by this page: a new one tells which")
        try:
            return self._done(_Child(self.megabytes), job)
        except EOFError:
            raise PressFailed(f"Странице не хватило {self.megabytes} МБ памяти, или набор был прерван.") from None

    def _done(self, child: _Child, job: Job) -> list[bytes]:
        """The pieces of a job; the process is kept for the next one unless it is spoilt."""
        spoilt = True
        try:
            pieces = child.done(job, self.seconds)
            spoilt = False
        except FaultyTemplate:
            spoilt = False
            raise
        except TimeoutError:
            raise PressFailed(f"Страница набиралась дольше {self.seconds:g} с и была остановлена.") from None
        finally:
            if spoilt:
                child.end()
            else:
                self._kept(child)
        return pieces

    def resting(self) -> list[int]:
        """Numbers of the processes to spare."""
        with self._lock:
            return [child.pid for child in self._spare]

    def close(self) -> None:
        """End the processes to spare; a job after that starts another one."""
        with self._lock:
            children, self._spare = self._spare, []
        for child in children:
            child.end()

    def _rested(self) -> _Child | None:
        with self._lock:
            return self._spare.pop() if self._spare else None

    def _kept(self, child: _Child) -> None:
        with self._lock:
            if len(self._spare) < _SPARE and child.held_mb <= self.resting_mb:
                self._spare.append(child)
                return
        child.end()


PRESS = Press()
"""The press of this process."""
atexit.register(PRESS.close)
