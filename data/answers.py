"""What the typed questions answer with: frozen records and arrays, nothing of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from data.annotations import Annotation


@dataclass(frozen=True, slots=True)
class SourceFreshness:
    """The newest record of a source and how many it has in the region."""

    name: str
    last: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The headline figures of a selection; `placed` (by precision) sums to `total`."""

    version: int
    asof: datetime
    total: int
    previous: int | None
    open: int
    overdue: int
    placed: dict[str, int]
    sources: tuple[SourceFreshness, ...]


@dataclass(frozen=True, slots=True)
class Kpi:
    """One headline figure: its value, the equal window before, what is usual, and a value per step of the trend."""

    name: str
    value: float | None
    previous: float | None
    usual: float | None
    spark: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """Values of the hexagons of one resolution: `cells` (uint64 H3 ids, ascending) and `values` (float64), same length.

    `behind`: on how many appeals each value of a mean or an excess rests; None for plain counts, which say it themselves.
    """

    version: int
    asof: datetime
    res: int
    metric: str
    unit: str
    breaks: tuple[float, ...]
    cells: NDArray[np.uint64]
    values: NDArray[np.float64]
    behind: NDArray[np.float64] | None = None


class Row(NamedTuple):
    """One district or topic: `code` None is what has none. `count` is the plain number of appeals in the window.

    A tuple, since a breakdown of the whole country has thousands.
    """

    code: str | None
    name: str | None
    parent: str | None
    value: float | None
    previous: float | None
    usual: float | None
    low: float | None
    high: float | None
    count: int  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A selection by district or by topic."""

    version: int
    asof: datetime
    rows: tuple[Row, ...]


class Standing(NamedTuple):
    """How many of some appeals stand open, and how many of those overdue, as at the moment of the answer."""

    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class ByRegion(Breakdown):
    """A selection by region, and how each region's appeals stand (by code; every row has one)."""

    standing: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Bin:
    """One step of the trend, from `at` (region's zone) to the next bin's `at`."""

    at: datetime
    value: float | None
    usual: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A selection over time; empty bins of additive metrics are 0. `notes` are the events of its days."""

    version: int
    asof: datetime
    step: str
    rows: tuple[Bin, ...]
    notes: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Appeals known only to a settlement or a district: tallied beside the map, never on a hexagon."""

    name: str
    district: str | None
    precision: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """Records, newest first, under the contract's names; texts masked, no author. `next_cursor` is None at the end."""

    version: int
    asof: datetime
    total: int
    rows: tuple[dict[str, Any], ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """A bin of a distribution: up to and including `edge` (None: without an upper edge), and how many lie in it."""

    edge: float | None
    count: int


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """Days from receipt to answer, and how late is what is open, of `total` appeals.

    `termed` are the answered ones that had a term, `late` those of them answered after it. `days` and `tail` (days past the
    term of the overdue) are complete distributions. Times are None where nothing was answered.
    """

    version: int
    asof: datetime
    total: int
    answered: int
    termed: int
    late: int
    open: int
    overdue: int
    mean: float | None
    median: float | None
    p90: float | None
    first_median: float | None
    days: tuple[Share, ...]
    tail: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Appeals of one value of a field (None: it is blank), and in the equal window before (None: not known)."""

    value: str | None
    count: int
    previous: int | None


@dataclass(frozen=True, slots=True)
class Structure:
    """A selection by source, channel or status, the most first."""

    version: int
    asof: datetime
    field: str
    rows: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """What each value of a field would find under all the other filters (None: it is blank), and all of them together.

    Of statuses also the groups `open`, `closed` and `overdue`, which share appeals.
    """

    version: int
    asof: datetime
    field: str
    total: int
    counts: Mapping[str | None, int]


@dataclass(frozen=True, slots=True)
class CellRow:
    """A hexagon, its value by the filters' metric, its appeals, and where it lies in the words of most of them."""

    cell: str
    value: float
    count: int
    district: str | None
    settlement: str | None
    street: str | None


@dataclass(frozen=True, slots=True)
class Cells:
    """The hexagons of one resolution with the highest values, of `total` that have one."""

    version: int
    asof: datetime
    res: int
    total: int
    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One appeal under the contract's names (texts masked, no author) and the others of its chain, the newest first."""

    version: int
    record: dict[str, Any]
    rows: tuple[dict[str, Any], ...]
    more: bool
    """Whether the chain is longer than `rows`."""


@dataclass(frozen=True, slots=True)
class DistrictInfo:
    """A district of an installed region; `bounds` is west, south, east, north in degrees (west > east crosses 180°)."""

    code: str
    name: str
    short_name: str
    population: int | None
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RegionInfo:
    """An installed region; `live` says whether a feed is current, `synthetic` that its appeals are invented."""

    code: str
    name: str
    tz: str
    is_default: bool
    synthetic: bool
    live: bool
    population: int | None
    bounds: tuple[float, float, float, float]
    districts: tuple[DistrictInfo, ...]


_ARRAYS = ("cells", "values", "behind", "now", "before", "beyond", "codes", "numbers")
"""Where answers hold their vectors."""

_ROW_BYTES, _RECORD_BYTES = 400, 3_000
"""About what a row of a typed answer takes, and a record with its texts."""


def weight(answer: object) -> int:
    """About how many bytes an answer takes in memory; what has neither cells nor rows weighs as one row."""
    arrays = [part for name in _ARRAYS if isinstance(part := getattr(answer, name, None), np.ndarray)]
    if arrays:
        return sum(int(one.nbytes) for one in arrays)
    rows = getattr(answer, "rows", ())
    return _ROW_BYTES + len(rows) * (_RECORD_BYTES if isinstance(answer, (Page, Record)) else _ROW_BYTES)
