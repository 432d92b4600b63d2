"""Brings a demonstration into a store: fills it once, goes on where it was interrupted, keeps its feed running."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from data import sql
from data.connection import Connection
from data.demo.feed import Feed, Pace, Record, Stored
from data.demo.generator import CHUNK, build_world, chunks, draw_history
from data.demo.live import Live
from data.demo.render import Writer
from data.demo.words import read_themes
from data.errors import StoreDown, UnknownRegion
from data.model import Counts
from data.pipeline import Pipeline
from data.settings import Settings
from data.store import Store
from data.writer import EVERYTHING, Touched
from geo.boundaries import Boundaries, read_shipped, shipped_regions
from geo.places import Gazetteer

Progress = Callable[[Counts], None]
_KEY = "demo"
_TRY_AGAIN_S = 10.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class State:
    """What the store knows of its demonstration: its arguments and how many chunks are stored (-1 = all).

    `live` is false where the end was chosen: such a demonstration stands still.
    """

    region: str
    appeals: int
    seed: int
    until: str
    live: bool
    stored: int

    @property
    def moment(self) -> datetime:
        """`until` as an aware moment."""
        return datetime.fromisoformat(self.until)

    @property
    def share(self) -> float:
        """How much of it is stored, 0 to 1."""
        return 1.0 if self.stored < 0 else min(1.0, self.stored * CHUNK / self.appeals)

    def same(self, other: State) -> bool:
        """Whether both are the same demonstration, however far it has come."""
        return replace(self, stored=0, until="", live=True) == replace(other, stored=0, until="", live=True)


def fill(
    pipeline: Pipeline, settings: Settings, until: datetime | None = None, progress: Progress | None = None
) -> Counts:
    """Install the shipped region `settings.demo_region` as synthetic and default, and store its appeals, newest first.

    `until` None ends now and gets a live feed; a moment without a zone is one of the region. An interrupted run of
    the same arguments goes on with its own end. Raises UnknownRegion.
    """
    boundaries = _shipped(settings.demo_region)
    end = datetime.now(UTC) if until is None else _aware(until, boundaries.tz)
    state = State(boundaries.code, settings.demo_appeals, settings.demo_seed, end.isoformat(), until is None, 0)
    begun = read_state(pipeline.store)
    if begun is not None and begun.stored >= 0 and begun.same(state) and until in (None, begun.moment):
        state = begun
    else:
        _write_state(pipeline.store, state)
    if state.stored == 0:
        pipeline.install(boundaries, default=True, synthetic=True)
    return _store_chunks(pipeline, boundaries, state, progress or (lambda _: None))


def _store_chunks(pipeline: Pipeline, boundaries: Boundaries, state: State, progress: Progress) -> Counts:
    counts = Counts()
    for number, chunk in enumerate(_chunks(boundaries, state), start=state.stored + 1):
        counts += pipeline.store_table(chunk, boundaries.code)
        _write_state(pipeline.store, replace(state, stored=number))
        progress(counts)
    _write_state(pipeline.store, replace(state, stored=-1))
    return counts


def _chunks(boundaries: Boundaries, state: State) -> Iterable[pa.Table]:
    world = build_world(boundaries, Gazetteer.for_region(boundaries), read_themes(), state.seed)
    plan = draw_history(world, boundaries, state.appeals, state.moment)
    return chunks(plan, Writer(world, boundaries), state.moment, skip=state.stored)


def open_feed(pipeline: Pipeline, state: State, settings: Settings) -> Feed:
    """The live feed of a stored demonstration; it pushes through the pipeline like any other source."""
    boundaries = _shipped(state.region)
    world = build_world(boundaries, Gazetteer.for_region(boundaries), read_themes(), state.seed)
    history = draw_history(world, boundaries, state.appeals, state.moment)
    live = Live(world, boundaries.tz, history, state.moment, settings.demo_rate_per_min)

    def push(records: list[Record]) -> object:
        return pipeline.push(records, region=state.region)

    pace = Pace(timedelta(minutes=settings.demo_lively_min))
    return Feed(push, live, Writer(world, boundaries), read_stored(pipeline.store, state), pace)


def read_stored(store: Store, state: State) -> Stored:
    """Up to where the demonstration's feed has come."""
    values = {"region": state.region, "since": state.moment.astimezone(UTC).replace(tzinfo=None)}
    table = store.ask(sql.statement("ask/demo_stored"), values)
    moments = [moment.replace(tzinfo=UTC) for moment in table["received"].to_pylist()]
    numbers = [int(text.rpartition("-")[2]) for text in table["external_id"].to_pylist()]
    return Stored(max([state.moment, *moments]), np.array(numbers, np.int64))


def read_state(store: Store) -> State | None:
    """The store's demonstration, None when it has none."""
    text = store.meta(_KEY, "")
    return State(**json.loads(text)) if text else None


def share_stored(store: Store) -> float | None:
    """How much of a demonstration under way is stored; None when there is none or it is complete."""
    state = read_state(store)
    return None if state is None or state.share >= 1.0 else state.share


def _write_state(store: Store, state: State) -> None:
    """A finished demonstration is a change that screens hear of: they show how far it has come."""

    def job(connection: Connection) -> tuple[None, Touched]:
        connection.execute(sql.statement("write/set_meta"), {"key": _KEY, "value": json.dumps(asdict(state))})
        return None, EVERYTHING if state.stored < 0 else Touched()

    store.write(job)


def _shipped(code: str) -> Boundaries:
    shipped = shipped_regions()
    if code not in shipped:
        raise UnknownRegion(f"Границ региона «{code}» в поставке нет. Есть: {', '.join(sorted(shipped))}.")
    return read_shipped(code)


def _aware(moment: datetime, tz: str) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(tz))


class Demonstration:
    """What a server does about the demonstration, in a thread of its own: fill an empty store, then feed it."""

    def __init__(self, pipeline: Pipeline, settings: Settings) -> None:
        self._pipeline = pipeline
        self._settings = settings
        self._feed: Feed | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demonstration", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End after the chunk or push under way; what is missing is stored at the next start."""
        self._stopping.set()
        if self._feed is not None:
            self._feed.stop()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._done():
                self._stopping.wait(_TRY_AGAIN_S)
                self._check(Counts())
        except _Stopped:
            _log.info("demonstration stopped before it was complete")

    def _done(self) -> bool:
        """Fill and feed to the end; False while the store takes nothing (the feed itself tries again)."""
        try:
            self._fill()
            self._go_live()
        except StoreDown as refused:
            _log.warning("demonstration waits: %s", refused)
            return False
        return True

    def _fill(self) -> None:
        """Fill an empty store, or finish what was begun with the arguments it was begun with."""
        state = read_state(self._pipeline.store)
        settings = self._settings
        if state is None:
            if self._pipeline.regions.codes():
                return
            fill(self._pipeline, settings, progress=self._check)
        elif state.stored >= 0:
            begun = {"demo_region": state.region, "demo_appeals": state.appeals, "demo_seed": state.seed}
            end = None if state.live else state.moment
            fill(self._pipeline, settings.model_copy(update=begun), end, self._check)

    def _check(self, _: Counts) -> None:
        if self._stopping.is_set():
            raise _Stopped

    def _go_live(self) -> None:
        state = read_state(self._pipeline.store)
        if state is None or not state.live or self._settings.demo_rate_per_min <= 0:
            return
        self._feed = open_feed(self._pipeline, state, self._settings)
        if not self._stopping.is_set():
            self._feed.run()


class _Stopped(Exception):
    """The server is closing."""
