"""The appeals that have been open longest, as at the moment of the answer."""

from __future__ import annotations

from data import sql
from data.answers import Page
from data.questions.ask import Asking
from data.questions.records import readable


def oldest(asking: Asking, limit: int) -> Page:
    """Open ones of the window, the oldest first; `total` is how many are open. Texts are masked."""
    window = asking.span.window
    values = {**asking.selection.values, "lo": window.lo, "hi": window.hi, "at": window.at, "limit": limit}
    rows = asking.store.rows(sql.narrowed("ask/oldest", asking.selection.where), values)
    shown = readable(rows, asking.zone)
    return Page(asking.version, asking.asof, asking.headlines([window])[0].get("open", 0), tuple(shown), None)
