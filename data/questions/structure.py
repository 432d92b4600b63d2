"""What a selection is made of by one field of its appeals: their source, their channel or how they stand."""

from __future__ import annotations

from data import sql
from data.answers import Part, Structure
from data.questions.ask import Asking
from data.windows import previous

FIELDS = ("source", "channel", "status")


def structure(asking: Asking, field: str) -> Structure:
    """Every value of the field with its appeals in the window and in the equal one before, the most first.

    Nobody knows how an appeal stood earlier than its last state: statuses have no figure of the window before.
    """
    window, before = asking.span.window, previous(asking.span, asking.reach, 1)
    earlier = before or window
    values = {"lo": window.lo, "hi": window.hi, "at": window.at, "before_lo": earlier.lo, "before_hi": earlier.hi}
    statement = sql.grouped("ask/structure", field, asking.selection.where)
    rows = asking.store.rows(statement, {**asking.selection.values, **values})
    compares = before is not None and field != "status"
    parts = (Part(row["key"], row["count"], row["previous"] if compares else None) for row in rows)
    return Structure(asking.version, asking.asof, field, tuple(one for one in parts if one.count or one.previous))
