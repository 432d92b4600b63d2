"""What each source has brought: how much, since when, how precise, how soon it is registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from data import sql
from data.known import ALL
from data.model import PRECISIONS
from data.store import Store
from data.windows import to_zone


@dataclass(frozen=True, slots=True)
class Holding:
    """All records of a source in a region, of every type; moments in the region's zone.

    `delay` is the median time from receipt to registration, None where the source does not say it.
    """

    source: str
    rows: int
    first: datetime
    last: datetime
    placed: dict[str, int]
    delay: timedelta | None


def holdings(store: Store, region: str, zone: ZoneInfo) -> tuple[Holding, ...]:
    """Every source with records in a region (or in `all`), the largest first."""
    rows = store.rows(sql.statement("ask/holdings"), {"region": None if region == ALL else region})
    return tuple(
        Holding(
            row["source"],
            row["rows"],
            to_zone(row["first"], zone),
            to_zone(row["last"], zone),
            {name: row[name] for name in PRECISIONS},
            None if row["delay"] is None else timedelta(seconds=round(row["delay"])),
        )
        for row in rows
    )
