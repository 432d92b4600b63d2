"""The parts of the overview and of what all pages share, answered together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dash import no_update

from dashboard import sentences
from dashboard.callbacks import beside, cards, choices, compare, desk_notice, wall
from dashboard.callbacks.desk import Desk, Draw, safely
from dashboard.callbacks.page import problem_of
from dashboard.figures import trend as trend_figure
from dashboard.figures.bins import Measure
from dashboard.parts import (
    brief_choice,
    exits,
    feed,
    filters,
    header,
    kpis,
    lead,
    placed,
    ranking,
    regions,
    topics,
    words,
)
from dashboard.parts import trend as trend_part
from dashboard.parts.wire import wire
from dashboard.state import View, language
from dashboard.texts import texts
from dashboard.wall import bar as wall_bar
from dashboard.wall.setting import PATH as WALL
from dashboard.wall.setting import SETUP_PATH as SETUP
from data.filters import Filters

LOG = logging.getLogger(__name__)
FEED_ROWS = 20
PLACE_ROWS = 20
OF_ANSWERS = frozenset({"overdue", "answer_days", "rating"})


def wanted(path: str, by: set[str], opened: list[str], menus: Sequence[str] = ()) -> dict[str, Draw]:
    """The parts to draw anew: what a page has and what the change can have touched; `menus`: those that stand open."""
    tree: dict[str, Draw] = {"topics": partial(draw_topics, opened)}
    lists = choices.of(menus)
    if by and by <= {"opened", "menus"}:
        return (tree if "opened" in by else {}) | (lists if "menus" in by else {})
    live: dict[str, Draw] = {"freshness": draw_freshness}
    if path == "/":
        live |= {**PARTS, **tree}
    own = {"/": compare.STATIC, SETUP: wall.SETUP}.get(path, {})
    static = {} if path == WALL else {**STATIC, **own}
    live |= {name: {**PARTS, **tree}[name] for name in cards.SHARED.get(path.rstrip("/"), ())}
    live |= cards.PARTS.get(path.rstrip("/"), {})
    if by and by <= {"live", "opened", "menus"}:
        return live | (lists if "menus" in by else {})
    return {"header": draw_header, **live, **static, **lists}  # the head holds the place of the freshness: it is drawn before it


async def drawn(desk: Desk, params: dict[str, str], path: str, draws: Mapping[str, Draw]) -> dict[str, Any]:
    """The trees of the parts by their places, and the figure of the trend. Of a bad address: its head, and what is wrong.

    Parts are drawn in worker threads: one that waits for the store keeps none of the others.
    """
    seen = await asyncio.to_thread(_seen, desk, params, path)

    def part(name: str, draw: Draw) -> dict[str, Any]:
        return _laid(name, safely(desk, params, lambda: draw(desk, seen())))

    found = await asyncio.gather(
        asyncio.to_thread(_problem, desk, params, path), *(asyncio.to_thread(part, *each) for each in draws.items())
    )
    laid: dict[str, Any] = {name: tree for one in found for name, tree in one.items()}
    if "header" in draws and "header" not in laid:
        laid["header"] = wire(header.bare(params, path, texts(language(params, desk.settings.lang))))
    return laid


def _seen(desk: Desk, params: dict[str, str], path: str) -> Callable[[], View]:
    """The view, read once for all parts; what is wrong with it is each part's to say."""
    try:
        view = desk.view(params, path)
    except Exception as fault:
        return partial(_raised, fault)
    return lambda: view


def _raised(fault: Exception) -> View:
    raise fault


def _problem(desk: Desk, params: dict[str, str], path: str) -> dict[str, Any]:
    try:
        return {"problem": wire(problem_of(desk, params, path))}
    except Exception:
        LOG.exception("what is wrong with the page could not be told")
        return {}


def _laid(name: str, part: Any) -> dict[str, Any]:
    """Where a part belongs; what stays as it was has no place. A failed trend covers the drawing and leaves it as it was."""
    if part is no_update:
        return {}
    if name != "trend":
        return {name: wire(part)}
    if not isinstance(part, tuple):
        return {"trend-note": wire(part)}
    head, figure, note = part
    return {"trend-head": wire(head), "trend": figure, "trend-note": wire(note)}


def draw_lead(desk: Desk, view: View) -> Any:
    """What the figures say: of answers where answers are measured, else of the whole selection."""
    ask, filters = desk.questions, view.filters
    if filters.vs:
        return lead.render(beside.sentence(desk, view), "")
    if filters.metric in OF_ANSWERS:
        return lead.render(sentences.answers(view, ask.kpis(filters)), "")
    by_topic = ask.topics(replace(filters, topic=()))
    by_place = ask.districts(_everywhere(filters))
    names, found = desk.catalogue(view).names, ask.trend(filters, view.step)
    told = sentences.stands_out(view, found, by_topic, by_place, names)
    return lead.render(told, sentences.how_many(view, ask.summary(filters), names))


def draw_kpis(desk: Desk, view: View) -> Any:
    return kpis.render(beside.kpis(desk, view), desk.questions.summary(view.filters), view)


def draw_placed(desk: Desk, view: View) -> Any:
    places = desk.questions.places(view.filters, limit=PLACE_ROWS)
    return placed.render(desk.questions.summary(view.filters), places, view)


def draw_ranking(desk: Desk, view: View) -> Any:
    """Every district of the selection (of the country: every region), not only the chosen one, which stands out instead."""
    everywhere = _everywhere(view.filters)
    if view.country and not view.filters.district:
        by_region = desk.questions.by_region
        return regions.render(by_region(everywhere), by_region(replace(everywhere, metric="count")), view)
    filters, shown = beside.by("district", desk, view, everywhere)
    return ranking.render(desk.questions.districts(filters), shown, desk.settings.few_min)


def _everywhere(filters: Filters) -> Filters:
    return replace(filters, district=(), cell=(), bbox=None, area=None)


def draw_topics(opened: list[str], desk: Desk, view: View) -> Any:
    """The groups a person opened stay open, whatever the figures do."""
    every, shown = beside.by("topic", desk, view, replace(view.filters, topic=()))
    return topics.render(desk.questions.topics(every), desk.catalogue(view), opened, shown)


def draw_feed(desk: Desk, view: View) -> Any:
    if view.path == "/" and view.params.get("feed") == "oldest":
        return cards.draw_oldest(desk, view)
    return feed.render(
        desk.questions.appeals(view.filters, limit=FEED_ROWS), desk.catalogue(view).names, view
    )


def draw_trend(desk: Desk, view: View) -> tuple[Any, Any, Any]:
    found, other = beside.trends(desk, view)
    head, empty = trend_part.head(found, view), trend_part.note(found, view)
    measure = Measure(view.filters.metric, view.filters.unit)
    figure = trend_figure.figure(found, measure, view.texts, other).to_plotly_json() if empty is None else None
    return head, figure, cards.trend_table(desk, found, view) or empty


def draw_freshness(desk: Desk, view: View) -> Any:
    found = desk.questions.summary(view.filters)
    if view.path == WALL:
        return wall_bar.freshness(found, desk.now(view), desk.settings.stale_h, view)
    return [
        header.filling(desk.questions.filling(), view.texts),
        header.freshness(found, desk.now(view), desk.settings.stale_h, view),
    ]


def draw_header(desk: Desk, view: View) -> Any:
    if view.path == WALL:
        return wall_bar.head(view, desk.catalogue(view))
    return header.render(view, view.path, exits.menu(view, view.path, brief_choice.known(desk.settings)))


def draw_where(desk: Desk, view: View) -> Any:
    return filters.path_and_chips(view, desk.catalogue(view))


def draw_switches(desk: Desk, view: View) -> Any:
    region = view.filters.region
    return filters.switches(view, desk.questions.sources(region), desk.questions.channels(region))


def draw_words_head(desk: Desk, view: View) -> Any:
    return words.head(view)


PARTS: dict[str, Draw] = {
    "feed": draw_feed,
    "placed": draw_placed,
    "kpis": draw_kpis,
    "lead": draw_lead,
    "ranking": draw_ranking,
    "trend": draw_trend,
    "freshness": draw_freshness,
    "notice": desk_notice.draw,
}
"""What the store's next version changes; first what waits longest for the store."""

STATIC: dict[str, Draw] = {
    "where": draw_where,
    **compare.PERIOD,
    "switches": draw_switches,
    "words-head": draw_words_head,
}
"""What only the address changes."""
