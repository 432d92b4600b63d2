"""The callbacks of the register: the head, and the rows the grid asks for."""

from __future__ import annotations

import asyncio
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard.callbacks.desk import Desk, answer, wired
from dashboard.callbacks.register import register
from dashboard.parts import grid, html
from dashboard.parts.common import heading
from dashboard.parts.kpis import period_words
from dashboard.state import View
from data.errors import BadFilter

NOTHING: dict[str, Any] = {"rowData": [], "rowCount": 0}


def connect(app: Dash, desk: Desk) -> None:
    """Rows on request of the grid; the head by state and live."""

    @register(app, Output("records-head-wire", "data"), Input("state", "data"), Input("live", "data"))
    async def head(params: dict[str, str] | None, _live: Any) -> Any:
        return wired(await answer(desk, params, "/records", draw_head))

    @register(app, Output("grid", "getRowsResponse"), Input("grid", "getRowsRequest"), State("state", "data"))
    async def rows(request: dict[str, Any] | None, params: dict[str, str] | None) -> Any:
        if request is None:
            return no_update
        return await asyncio.to_thread(rows_for, desk, request, params or {})


def draw_head(desk: Desk, view: View) -> html.Header:
    texts = view.texts
    total = desk.questions.records(view.filters, 0, grid.BLOCK_ROWS).total
    sub = texts("records.sub", total=texts.count("appeals", total), period=period_words(view))
    return heading(texts("records.title"), sub, texts("records.masked"))


def rows_for(desk: Desk, request: dict[str, Any], params: dict[str, str]) -> dict[str, Any]:
    """One block of rows; a bad address has none (the page says why)."""
    try:
        view = desk.view(params, "/records")
    except BadFilter:
        return NOTHING
    start = max(int(request.get("startRow") or 0), 0)
    end = min(max(int(request.get("endRow") or 0), start + 1), start + 5 * grid.BLOCK_ROWS)
    return grid.rows(desk.questions.records(view.filters, start, end), desk.catalogue(view).names, view)
