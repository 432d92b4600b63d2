"""The callback of the page of sources."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from dash import Dash, Input, Output

from dashboard.callbacks.desk import Desk, answer, wired
from dashboard.callbacks.register import register
from dashboard.parts import sources
from dashboard.state import View
from data.cache import SingleFlight
from data.known import ALL
from data.quarantine import refused
from data.questions.holdings import Holding, holdings

HOLD_S = 30.0
"""Sources are read from all records, so a region's are asked again only after so long."""


def connect(app: Dash, desk: Desk) -> None:
    """By the state alone: a page to read, not to watch."""
    kept = SingleFlight(64)

    def draw(desk: Desk, view: View) -> Any:
        asked, region = desk.questions, view.filters.region

        def read() -> tuple[Holding, ...]:
            return holdings(asked.store, region, asked.known.zone(region))

        found = kept.get((region, int(time.monotonic() / HOLD_S)), read)
        left = refused(asked.store, None if region == ALL else region)
        report = sources.Report(found, left, desk.now(view), timedelta(hours=desk.settings.stale_h))
        return sources.render(report, view)

    @register(app, Output("sources-wire", "data"), Input("state", "data"))
    async def page(params: dict[str, str] | None) -> Any:
        return wired(await answer(desk, params, "/sources", draw))
