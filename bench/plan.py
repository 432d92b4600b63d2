"""What is asked: the filter sets, the windows and the moments, and the same question spelt out for the other engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bench.calendar import END
from data.filters import Filters, parse_filters
from data.windows import (
    BEGINNING,
    USUAL_WEEKS,
    Window,
    auto_step,
    bins,
    bins_back,
    previous,
    resolve,
    to_utc,
    usual,
)

QUESTIONS = ("summary", "heat", "districts", "topics", "trend", "appeals")
"""A refresh of the whole screen asks these."""
AT_ONCE = "at once"
"""All of them together, as a browser does: asked of our engine only, beside the sum of the single questions."""

MOST_REPETITIONS = 100
COLD = 1_000
"""Number of the repetition that is asked right after the start."""

WINDOWS = ("24h", "30d", "1y", "all")
PAGE = 50
_LIVE_S = 61
_HOUR_S, _DAY_S, _WEEK_S = 3_600, 86_400, 604_800
_EPOCH = datetime(1970, 1, 1)

FILTER_SETS: dict[str, dict[str, str]] = {
    "none": {},
    "region": {"region": "b00"},
    "district": {"district": "99000001000"},
    "topic": {"topic": "01"},
    "source": {"source": "pos"},
    "channel": {"channel": "app"},
    "open": {"status": "open"},
    "solved": {"status": "solved"},
    "type": {"type": "question"},
    "precision": {"precision": "house"},
    "region+topic+source": {"region": "b00", "topic": "01", "source": "pos"},
    "topic+channel+closed": {"topic": "01", "channel": "app", "status": "closed"},
    "source+type+overdue": {"source": "pos", "type": "problem", "status": "overdue"},
    "district+topic": {"district": "99000001000", "topic": "04.001"},
    "metric overdue": {"metric": "overdue"},
    "metric rating": {"metric": "rating"},
    "metric answer_days": {"metric": "answer_days"},
    "metric per1000": {"metric": "per1000"},
}
ONE_DIMENSION = ("none", "region", "district", "topic", "source", "channel", "open", "solved", "type", "precision")
COMBINED = tuple(name for name in FILTER_SETS if name not in ONE_DIMENSION)
UNMEASURED: dict[str, dict[str, str]] = {
    "unit authors": {"unit": "authors"},
    "unit problems": {"unit": "problems"},
    "bbox": {"bbox": "63.2,45,63.58,45.58"},
    "area": {"area": "_atqG_wv`K?__uC_ooB~~iA"},
}
"""Asked once, without a target; the box and the drawn area hold parts of the busiest district."""
UNMEASURED_WINDOWS = ("30d",)
PEER_SETS = ("none", "region", "topic", "topic+channel+closed")
QUICK_SETS = ("none", "topic+channel+closed")
QUICK_WINDOWS = ("30d", "all")


def all_sets() -> dict[str, dict[str, str]]:
    """Every filter set by name."""
    return FILTER_SETS | UNMEASURED


def moment(repetition: int) -> datetime:
    """A fresh moment for every repetition: no answer of an earlier one can be the answer to this one."""
    return END + timedelta(seconds=_LIVE_S * (repetition + 1))


def params(name: str, window: str, repetition: int) -> dict[str, str]:
    """The query of a filter set, a window and a repetition as a URL has it; no region named means all of them."""
    asof = moment(repetition).isoformat()
    return {"region": "all", "period": window, "asof": asof} | all_sets()[name]


@dataclass(frozen=True, slots=True)
class Frame:
    """A window in whole seconds since 1970: received in [lo, hi), judged as at `at`."""

    k: int
    bin: int
    lo: int
    hi: int
    at: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One selection for an engine that has only a table: equalities, windows, and the steps of the trend."""

    equal: Mapping[str, str]
    closed: bool
    now: Frame
    before: Frame | None
    usual: tuple[Frame, ...]
    bins: tuple[Frame, ...]
    earlier: tuple[Frame, ...]
    unit: int
    """The edges of the trend's steps lie on multiples of so many seconds after `anchor`, or `rest` seconds later."""
    anchor: int
    rest: int

    @property
    def windows(self) -> tuple[Frame, ...]:
        """Those a row of a breakdown needs."""
        return (self.now, *([self.before] if self.before else []), *self.usual)

    @property
    def moments(self) -> dict[int, int]:
        """k of the trend's windows → the moment they are judged at."""
        return {one.k: one.at for one in (*self.bins[:1], *self.earlier)}

    @property
    def first(self) -> int:
        """The earliest second that any window of a breakdown reaches."""
        return min(one.lo for one in self.windows)

    @property
    def trend_first(self) -> int:
        """The earliest second that any step of the trend reaches."""
        return min(one.lo for one in (*self.bins, *self.earlier))


def plan(name: str, window: str, repetition: int, reach: Mapping[str, int], zones: Mapping[str, str]) -> Plan:
    """A question spelt out; `reach` is the first receipt (seconds) and `zones` the clock of each region and of `all`."""
    filters = parse_filters(params(name, window, repetition), "all")
    zone = ZoneInfo(zones[filters.region])
    begin = _EPOCH + timedelta(seconds=reach[filters.region])
    asof = to_utc(moment(repetition), zone)
    span = resolve(filters, asof, zone)
    before = previous(span, begin, USUAL_WEEKS + 1)
    now = bins(span, auto_step(filters, span, begin), begin)
    earlier = [
        one for week in range(1, USUAL_WEEKS + 1) for one in bins_back(now, week, zone) if one.lo >= begin
    ]
    unit = _HOUR_S if window == "24h" else _DAY_S
    anchor = -int(zone.utcoffset(asof.replace(tzinfo=UTC)).total_seconds()) % unit  # type: ignore[union-attr]
    return Plan(
        equal=_equal(filters),
        closed="closed" in filters.status,
        now=_frame(span.window),
        before=_frame(before) if before else None,
        usual=tuple(map(_frame, usual(span.window, begin, 1))),
        bins=_steps(now, span.open_ended),
        earlier=tuple(map(_frame, earlier)),
        unit=unit,
        anchor=anchor,
        rest=(_frame(now[-1]).hi - anchor) % unit,
    )


def _equal(filters: Filters) -> dict[str, str]:
    """The equalities of the sets that the other engines are asked about."""
    found = {"region": filters.region} if filters.region != "all" else {}
    if filters.topic:
        found["topic_group"] = filters.topic[0]
    if filters.channel:
        found["channel"] = filters.channel[0]
    return found


def _steps(now: list[Window], open_ended: bool) -> tuple[Frame, ...]:
    """The trend's steps; where the window has no beginning of its own, nor has the first of them."""
    first, *others = map(_frame, now)
    return (replace(first, lo=0) if open_ended else first, *others)


def _frame(window: Window) -> Frame:
    return Frame(window.k, window.bin, _second(window.lo), _second(window.hi), _second(window.at))


def _second(moment: datetime) -> int:
    """Whole seconds, rounded up: receipts are whole seconds."""
    return 0 if moment == BEGINNING else -((_EPOCH - moment) // timedelta(seconds=1))


def edge_counts(starts: NDArray[np.int64], counts: NDArray[np.int64], edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many lie before each edge, where counts[i] lie in the piece of time that begins at starts[i]."""
    order = np.argsort(starts)
    cumulative = np.concatenate([np.zeros((1, counts.shape[1]), np.int64), np.cumsum(counts[order], axis=0)])
    return np.asarray(cumulative[np.searchsorted(starts[order], edges, side="left")])
