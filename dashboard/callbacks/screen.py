"""The callbacks of the overview and of what all pages share: one a part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard.callbacks.desk import Desk, Draw, answer, wired
from dashboard.callbacks.register import register
from dashboard.figures import trend as trend_figure
from dashboard.figures.bins import Measure
from dashboard.parts import feed, filters, header, kpis, placed, ranking, topics
from dashboard.parts import trend as trend_part
from dashboard.parts.wire import wire
from dashboard.state import View, language
from dashboard.texts import texts

FEED_ROWS = 20
PLACE_ROWS = 20


def connect(app: Dash, desk: Desk) -> None:
    """Register every part under its place's id."""
    for target, draw in PARTS.items():
        _part(app, desk, target, draw, live=True)
    for target, draw in STATIC.items():
        _part(app, desk, target, draw, live=False)
    _head(app, desk)
    _tree(app, desk)
    _trend(app, desk)


def _head(app: Dash, desk: Desk) -> None:
    @register(app, Output("header-wire", "data"), Input("state", "data"), State("path", "data"))
    async def head(params: dict[str, str] | None, path: str | None) -> Any:
        drawn = await answer(desk, params, path or "/", draw_header)
        if params is None or drawn is not no_update:
            return wired(drawn)
        return wire(header.bare(params, path or "/", texts(language(params, desk.settings.lang))))


def _tree(app: Dash, desk: Desk) -> None:
    inputs = [Input("state", "data"), Input("live", "data"), Input("opened", "data")]

    @register(app, Output("topics-wire", "data"), *inputs, State("path", "data"))
    async def tree(params: dict[str, str] | None, _live: Any, opened: list[str], path: str | None) -> Any:
        def draw(desk: Desk, view: View) -> Any:
            return draw_topics(desk, opened, view)

        return wired(await answer(desk, params, path or "/", draw))


def _trend(app: Dash, desk: Desk) -> None:
    """A failed trend covers the drawing and leaves it as it was."""
    outputs = [
        Output("trend-head-wire", "data"),
        Output("trend-figure", "data"),
        Output("trend-note-wire", "data"),
    ]

    @register(app, *outputs, Input("state", "data"), Input("live", "data"), State("path", "data"))
    async def trend(params: dict[str, str] | None, _live: Any, path: str | None) -> Any:
        found = await answer(desk, params, path or "/", draw_trend)
        head, figure, note = found if isinstance(found, tuple) else (no_update, no_update, found)
        return wired(head), figure, wired(note)


def _part(app: Dash, desk: Desk, target: str, draw: Draw, live: bool) -> None:
    """One part: state and, for what data change, the live store."""
    inputs = [Input("state", "data"), *([Input("live", "data")] if live else [])]

    @register(app, Output(f"{target}-wire", "data"), *inputs, State("path", "data"))
    async def part(params: dict[str, str] | None, *rest: Any) -> Any:
        return wired(await answer(desk, params, rest[-1] or "/", draw))


def draw_kpis(desk: Desk, view: View) -> Any:
    return kpis.render(desk.questions.kpis(view.filters), desk.questions.summary(view.filters), view)


def draw_placed(desk: Desk, view: View) -> Any:
    places = desk.questions.places(view.filters, limit=PLACE_ROWS)
    return placed.render(desk.questions.summary(view.filters), places, view)


def draw_ranking(desk: Desk, view: View) -> Any:
    """Every district of the selection, not only the chosen one, which stands out instead."""
    everywhere = replace(view.filters, district=(), cell=(), bbox=None, area=None)
    return ranking.render(desk.questions.districts(everywhere), view)


def draw_topics(desk: Desk, opened: list[str], view: View) -> Any:
    """The groups a person opened stay open, whatever the figures do."""
    every = replace(view.filters, topic=())
    return topics.render(desk.questions.topics(every), desk.catalogue(view), opened, view)


def draw_feed(desk: Desk, view: View) -> Any:
    return feed.render(
        desk.questions.appeals(view.filters, limit=FEED_ROWS), desk.catalogue(view).names, view
    )


def draw_trend(desk: Desk, view: View) -> tuple[Any, Any, Any]:
    found = desk.questions.trend(view.filters, view.step)
    head, empty = trend_part.head(found, view), trend_part.note(found, view)
    measure = Measure(view.filters.metric, view.filters.unit)
    figure = trend_figure.figure(found, measure, view.texts).to_plotly_json() if empty is None else None
    return head, figure, empty


def draw_freshness(desk: Desk, view: View) -> Any:
    found = desk.questions.summary(view.filters)
    return [
        header.filling(desk.questions.filling(), view.texts),
        header.freshness(found, desk.now(view), desk.settings.stale_h, view),
    ]


def draw_header(desk: Desk, view: View) -> Any:
    return header.render(view, view.path)


def draw_where(desk: Desk, view: View) -> Any:
    return filters.path_and_chips(view, desk.catalogue(view))


def draw_periods(desk: Desk, view: View) -> Any:
    return filters.period(view)


def draw_switches(desk: Desk, view: View) -> Any:
    region = view.filters.region
    return filters.switches(view, desk.questions.sources(region), desk.questions.channels(region))


PARTS: dict[str, Draw] = {
    "kpis": draw_kpis,
    "placed": draw_placed,
    "ranking": draw_ranking,
    "feed": draw_feed,
    "freshness": draw_freshness,
}
STATIC: dict[str, Draw] = {
    "where": draw_where,
    "periods": draw_periods,
    "switches": draw_switches,
}
