"""The register's grid: its columns, its rows as text and links, its theme and its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dashboard import state
from dashboard.parts.chips import word
from dashboard.parts.feed import is_overdue, settlement_words, topic_words
from dashboard.parts.record_link import href as record_href
from dashboard.state import View
from dashboard.texts import Texts
from data.answers import Page
from data.model import OPEN_STATUSES

BLOCK_ROWS = 100
THEME = (
    "themeQuartz.withParams({browserColorScheme:'inherit',backgroundColor:'var(--card)',foregroundColor:'var(--tx)',"
    "fontFamily:'Golos Text',fontSize:'.875rem',headerFontSize:'.8125rem',headerBackgroundColor:'var(--raised)',"
    "headerTextColor:'var(--mut)',borderColor:'var(--line)',rowHoverColor:'var(--raised)',oddRowBackgroundColor:'var(--card)',"
    "accentColor:'var(--acc)',wrapperBorder:false,spacing:8,rowHeight:'2.5rem',headerHeight:'2.5rem'})"
)
OPTIONS: dict[str, Any] = {
    "cacheBlockSize": BLOCK_ROWS,
    "maxBlocksInCache": 20,
    "cacheOverflowSize": 1,
    "infiniteInitialRowCount": 1,
    "suppressCellFocus": False,
    "enableCellTextSelection": True,
    "tooltipShowDelay": 400,
    "suppressColumnVirtualisation": False,
    "suppressMovableColumns": False,
}
DEFAULT_COLUMN: dict[str, Any] = {"resizable": True, "sortable": False, "suppressHeaderMenuButton": True}
WIDTHS = {
    "received": 160,
    "topic": 240,
    "district": 165,
    "settlement": 165,
    "street": 170,
    "status": 145,
    "due": 165,
    "text": 320,
    "source": 195,
    "channel": 130,
    "mark": 92,
}
"""What and where first. Shares of the width, so that the columns grow with a wall; on narrow screens pixels times
`LEAST`."""
CARD = "card"
LEAST = 0.85
LINKED = ("received", "source", "channel", "topic", "district", "status")
"""Columns whose values are links: to the same selection narrowed by them, and from the moment to the record itself."""


def columns(texts: Texts) -> list[dict[str, Any]]:
    """One definition a column; links are drawn by assets/js/grid.js, all else is plain text.

    The first one is a card of the whole record: on a phone it stands alone, elsewhere it is not there.
    """
    card = {"colId": CARD, "headerName": texts("nav.records"), "cellRenderer": "RecordCard", "flex": 1, "hide": True}
    found: list[dict[str, Any]] = [card]
    for name, width in WIDTHS.items():
        column: dict[str, Any] = {"field": name, "headerName": texts("records." + name)}
        column |= {"flex": width, "minWidth": int(width * LEAST)}
        if name in LINKED:
            column |= {"cellRenderer": "FilterLink", "tooltipField": name + ".text"}
        if name == "text":
            column["tooltipField"] = "text"
        if name == "due":
            column |= {"cellClassRules": {"due-late": "params.data && params.data.late"}}
        found.append(column)
    return found


def locale(texts: Texts) -> dict[str, str]:
    """The grid's own words that this grid can show."""
    return {
        "loadingOoo": texts("records.loading"),
        "noRowsToShow": texts("records.none"),
        "loadingError": texts("records.error"),
        "noMatchingRows": texts("records.none"),
    }


def rows(page: Page, names: Mapping[str, str], view: View) -> dict[str, Any]:
    """The answer to the grid's request for rows."""
    return {"rowData": [_row(row, names, page.asof, view) for row in page.rows], "rowCount": page.total}


def due_words(row: dict[str, Any], asof: datetime, texts: Texts) -> str:
    """«просрочено на 3 дня», «осталось 5 дней»; the plain date once closed."""
    due = row.get("due")
    if not isinstance(due, datetime):
        return ""
    if row.get("status") not in OPEN_STATUSES:
        return texts.day(due, year=due.year != asof.year)
    days = (due.date() - asof.date()).days
    if due < asof:
        return texts("records.overdue_by", days=texts.count("days", max(-days, 1)))
    return texts.count("records.days_left", days) if days else texts("records.today")


def _received(at: datetime, asof: datetime, texts: Texts) -> str:
    return f"{texts.day(at, year=at.year != asof.year)}, {at:%H:%M}"


def _row(row: dict[str, Any], names: Mapping[str, str], asof: datetime, view: View) -> dict[str, Any]:
    texts = view.texts
    district = view.district(row.get("district") or "")
    code = row.get("topic") or row.get("topic_group")
    street = ", ".join(str(row[part]) for part in ("street", "house") if row.get(part))
    return {
        "received": {"text": _received(row["received"], asof, texts), "href": record_href(row, view)},
        "source": _link(view, "source", row.get("source"), word(view, "source", row.get("source") or "")),
        "channel": _link(
            view, "channel", row.get("channel"), word(view, "channel", row.get("channel") or "")
        ),
        "topic": _link(view, "topic", code, topic_words(row, names, view)),
        "district": _link(
            view, "district", row.get("district"), district.short_name if district else row.get("district")
        ),
        "settlement": settlement_words(row, view) or "",
        "street": street,
        "status": _link(
            view, "status", row.get("status"), texts("status." + str(row.get("status") or "new"))
        ),
        "due": due_words(row, asof, texts),
        "late": is_overdue(row, asof),
        "mark": "" if row.get("mark") is None else str(row["mark"]),
        "text": row.get("text") or "",
    }


def _link(view: View, name: str, value: Any, text: str | None) -> dict[str, str | None]:
    """Text and the link that narrows the selection to it; without a value only text."""
    href = state.href(view.params, "/records", **{name: str(value)}) if value else None
    return {"text": text or "", "href": href}
