"""One attempt of a run: the briefing is made, written to the folder and sent, and how it went is what comes back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dashboard.briefing.briefings import Briefings
from dashboard.schedules import folder, making, trouble
from dashboard.schedules.mail import Post
from dashboard.schedules.trouble import Failed, Trouble
from data.runs import Run
from data.schedules import Schedule
from data.settings import Settings

LOG = logging.getLogger("teplokarta.schedules")
GROWS = 4
"""How many times as long as the one before a pause is."""


@dataclass(frozen=True, slots=True)
class Runner:
    """What an attempt needs; `now` gives naive UTC."""

    briefings: Briefings
    post: Post
    settings: Settings
    now: Callable[[], datetime]

    def attempt(self, run: Run, schedule: Schedule | None) -> Run:
        """The run after this attempt: done, waiting for another one, or given up."""
        if schedule is None:
            return self.settled(run, Trouble("removed", again=False))
        try:
            made = making.make(run, schedule, self.briefings)
            run = replace(run, bytes=len(made.body))
            if schedule.folder:
                run = self._written(run, made)
            left = tuple(each for each in schedule.recipients if each not in run.sent)
            if not left:
                return self.settled(run, None)
            letter = making.letter(run, schedule, made, self.briefings.desk.questions)
            refused = self.post.send(letter, left)
        except Exception as fault:
            found = trouble.of(fault)
            if found.code == "unknown":
                LOG.exception("the scheduled briefing no. %s failed", run.number)
            return self.settled(run, found)
        run = replace(run, sent=(*run.sent, *(each for each in left if each not in refused)))
        return self.settled(run, trouble.refused(refused) if refused else None)

    def settled(self, run: Run, found: Trouble | None) -> Run:
        """The run after an attempt that ended well (None) or with a trouble."""
        now = self.now()
        if found is None:
            return replace(run, outcome="done", ended=now, next_try=None, fault=None, detail=None)
        LOG.warning("the scheduled briefing no. %s, attempt %s: %s", run.number, run.attempt, found.code)
        run = replace(run, ended=now, fault=found.code, detail=found.detail or None)
        if found.again and run.attempt < self.settings.schedule_attempts:
            pause = timedelta(seconds=self.settings.schedule_pause_s * GROWS ** (run.attempt - 1))
            return replace(run, outcome="waiting", next_try=now + pause)
        return replace(run, outcome="failed", next_try=None)

    def _written(self, run: Run, made: making.Made) -> Run:
        self.briefings.desk.questions.store.disk.check()
        try:
            folder.keep(folder.path_of(self.settings), made.file, made.body)
        except OSError as fault:
            raise Failed(Trouble("folder", fault.strerror or type(fault).__name__)) from fault
        return replace(run, file=made.file)
