"""The whole address of a screen, for what leaves the machine: the same figures, at the same moment."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dashboard import state
from dashboard.state import View


def permalink(view: View, asof: datetime, public_url: str, path: str = "/") -> str:
    """The same figures on the screen: the moment is named, so that they stay the same."""
    own = {"region": view.filters.region, "asof": moment(asof, view.tz)}
    return public_url.rstrip("/") + state.href({**view.params, **own}, path)


def moment(asof: datetime, tz: str) -> str:
    """The moment as an address names it: without its zone wherever the region's own clock says which moment it is."""
    plain = asof.replace(tzinfo=None, fold=0)
    read = plain.replace(tzinfo=ZoneInfo(tz)).astimezone(UTC)
    return (plain if read == asof.astimezone(UTC) else asof).isoformat()
