"""Keeps the moments of scheduled briefings: begins what is due or was missed, tries again what failed, stops cleanly."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from dashboard.briefing.briefings import Briefings
from dashboard.schedules import making
from dashboard.schedules.mail import Post
from dashboard.schedules.runner import Runner
from data import runs, schedules
from data.rhythm import Rhythm
from data.runs import Run
from data.schedules import Schedule
from data.settings import Settings

LOG = logging.getLogger("teplokarta.schedules")
LOOK_S = 60
"""A look at everything that is owed, beside the exact moments: clocks jump, machines sleep, disks fill and empty."""
LATE = timedelta(minutes=2)
"""A run that begins so long after its moment has been missed and is caught up."""
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the schedules stand: how many are active, how many of these went wrong last, the next moment (UTC)."""

    active: int = 0
    failing: int = 0
    next: datetime | None = None


class _Moments(BaseTrigger):  # type: ignore[misc]  # the package carries no types
    """The moments of a rhythm, for the scheduler."""

    def __init__(self, rhythm: Rhythm, zone: ZoneInfo) -> None:
        self.rhythm = rhythm
        self.zone = zone

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return self.rhythm.after(previous or now, self.zone)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Schedules:
    """The service; without `start` nothing is ever run, what people ask for waits."""

    def __init__(self, briefings: Briefings, settings: Settings, clock: Clock = _utc_now) -> None:
        self.settings = settings
        self.briefings = briefings
        self.standing = Standing()
        self._questions = briefings.desk.questions
        self._store = briefings.desk.questions.store
        self._clock = clock
        self._post = Post(settings)
        self._runner = Runner(briefings, self._post, settings, self._now)
        self._scheduler: BackgroundScheduler | None = None
        self._stopping = False
        self._busy = 0
        self._rest = threading.Condition()

    # ---- life

    def start(self) -> None:
        """Begin; what was missed while nothing ran, and what an ended server left half done, is done now."""
        pools = {"default": ThreadPoolExecutor(1), "runs": ThreadPoolExecutor(self.settings.schedules_at_once)}
        defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        self._scheduler = BackgroundScheduler(executors=pools, job_defaults=defaults, timezone=UTC)
        self._scheduler.start()
        self._scheduler.add_job(self._begin, DateTrigger(_utc_now()), id="begin")
        self._scheduler.add_job(self.look, IntervalTrigger(seconds=LOOK_S, timezone=UTC), id="look")

    def stop(self) -> None:
        """Begin nothing more; an attempt under way gets the time that a stop has, else it is made after the next start."""
        if self._scheduler is None:
            return
        with self._rest:
            self._stopping = True
        self._scheduler.pause()
        self._scheduler.remove_all_jobs()  # its thread fails on a job that it is handing out while it is shut down
        self._scheduler.shutdown(wait=False)
        self._post.close()
        with self._rest:
            self._rest.wait_for(lambda: self._busy == 0, timeout=self.settings.stop_s)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start, and stop at the end of the block."""
        self.start()
        try:
            yield
        finally:
            self.stop()

    # ---- orders

    def changed(self) -> None:
        """Schedules were added, changed or removed: their moments are set anew."""
        if self._scheduler is None or self._stopping:
            return
        wanted = {f"plan-{each.number}": each for each in schedules.listed(self._store) if each.active}
        for job in self._scheduler.get_jobs():
            if job.id.startswith("plan-") and job.id not in wanted:
                self._drop(job.id)
        for name, each in wanted.items():
            self._scheduler.add_job(self.look, self._moments(each), id=name, replace_existing=True)
        self._tell()

    def ask(self, number: int) -> Run:
        """Run a schedule now, beside its moments; BadFilter where there is none."""
        wanted = schedules.one(schedules.listed(self._store), number)
        run = runs.begin(self._store, wanted, "asked", self._now(), self._now(), self.settings.schedule_runs_max)
        assert run is not None
        self._queue(run)
        return run

    def look(self) -> None:
        """Begin what is owed, and queue what waits; asked twice it does nothing twice."""
        self._work("what is due could not be looked at; another look follows", self._looked)

    # ---- inside

    def _begin(self) -> None:
        self._work("the schedules could not be read; another look follows", self._resumed)
        self.look()

    def _work(self, fault: str, work: Callable[[], None]) -> None:
        """Work that a stop waits for; it begins none after."""
        with self._rest:
            if self._stopping:
                return
            self._busy += 1
        try:
            work()
        except Exception:
            LOG.exception(fault)
        finally:
            with self._rest:
                self._busy -= 1
                self._rest.notify_all()

    def _looked(self) -> None:
        self._owe()
        for run in runs.unfinished(self._store):
            if run.outcome == "waiting":
                self._queue(run)
        self._tell()

    def _resumed(self) -> None:
        now = self._now()
        runs.resume(self._store, lambda run: self._left(run, now))
        self.changed()

    def _left(self, run: Run, now: datetime) -> Run:
        """A run whose attempt a stop or a kill cut off: it is tried again at once, unless it keeps being cut off."""
        if run.attempt >= self.settings.schedule_attempts:
            return replace(run, outcome="failed", ended=now, fault="interrupted")
        return replace(run, outcome="waiting", next_try=now, fault="interrupted")

    def _owe(self) -> None:
        """A run for the last moment of each schedule that has none: of several missed ones only that."""
        now, done = self._clock(), runs.planned(self._store)
        for each in schedules.listed(self._store):
            moment = each.rhythm.latest(now, self._zone(each))
            planned = moment.astimezone(UTC).replace(tzinfo=None)
            if each.active and planned > max(each.since, done.get(each.number, datetime.min)):
                cause = "late" if now - moment > LATE else "planned"
                runs.begin(self._store, each, cause, planned, self._now(), self.settings.schedule_runs_max)

    def _queue(self, run: Run) -> None:
        if self._scheduler is not None and not self._stopping:
            at = (run.next_try or self._now()).replace(tzinfo=UTC)
            trigger, name = DateTrigger(at), f"run-{run.number}-{run.attempt}"
            self._scheduler.add_job(self._attempt, trigger, [run.number], id=name, executor="runs", replace_existing=True)

    def _attempt(self, number: int) -> None:
        self._work("a run could not be kept; it is looked at again", lambda: self._tried(number))

    def _tried(self, number: int) -> None:
        run = runs.start(self._store, number, self._now())
        if run is None:
            return
        found = {each.number: each for each in schedules.listed(self._store)}
        settled = self._runner.attempt(run, found.get(run.schedule))
        if self._stopping and settled.outcome != "done":
            settled = replace(settled, outcome="waiting", attempt=run.attempt - 1, next_try=self._now())
        settled = runs.put(self._store, settled)
        if settled.outcome == "waiting":
            self._queue(settled)
        self._tell()

    def _tell(self) -> None:
        """What health says: asked here, so that a watchdog costs nothing."""
        active = [each for each in schedules.listed(self._store) if each.active]
        last, now = runs.last(self._store), self._clock()
        failing = sum(each.number in last and is_failing(last[each.number]) for each in active)
        moments = [each.rhythm.after(now, self._zone(each)).astimezone(UTC) for each in active]
        self.standing = Standing(len(active), failing, min(moments, default=None))

    def _drop(self, job: str) -> None:
        try:
            if self._scheduler is not None:
                self._scheduler.remove_job(job)
        except JobLookupError:
            LOG.debug("%s is gone already", job)

    def _moments(self, of: Schedule) -> _Moments:
        return _Moments(of.rhythm, self._zone(of))

    def _zone(self, of: Schedule) -> ZoneInfo:
        return self._questions.known.zone(making.region_of(of))

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC).replace(tzinfo=None, microsecond=0)


def is_failing(run: Run) -> bool:
    """Whether a run went wrong and nothing has put it right yet."""
    return run.outcome == "failed" or (run.outcome == "waiting" and run.fault not in (None, "interrupted"))
