"""Which page stands in the shell, and the problem that stands in its way."""

from __future__ import annotations

import asyncio
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard import maptiles, state
from dashboard.callbacks.desk import Desk
from dashboard.callbacks.register import register
from dashboard.pages import briefings, overview, profile, record, records, sources, wall, wall_setup
from dashboard.parts import brief_choice, hexmap, states
from dashboard.parts import help as help_part
from dashboard.texts import Texts, texts
from dashboard.wall import setting
from data.errors import BadFilter


def connect(app: Dash, desk: Desk) -> None:
    """The page by its path and language."""

    @register(app, Output("page", "children"), Input("path", "data"), State("state", "data"))
    async def page(path: str | None, params: dict[str, str] | None) -> Any:
        if path is None:
            return no_update
        return await asyncio.to_thread(layout, desk, path, params or {})


def layout(desk: Desk, path: str, params: dict[str, str]) -> Any:
    """The layout of a path, in the language of the address."""
    words = texts(state.language(params, desk.settings.lang))
    return [_page(desk, path, params, words), help_part.words(words)]


def _page(desk: Desk, path: str, params: dict[str, str], words: Texts) -> Any:
    plain = {
        "/records": records.layout,
        "/record": record.layout,
        "/sources": sources.layout,
        brief_choice.PATH: briefings.layout,
        "/district": profile.district,
        "/topic": profile.topic,
        setting.SETUP_PATH: wall_setup.layout,
    }
    if (draw := plain.get(path.rstrip("/"))) is not None:
        return draw(words)
    if path == setting.PATH:
        return _wall(desk, params, words)
    return overview.layout(words, hexmap.card(desk.questions, params, words, maptiles.tiles(desk.settings)))


def _wall(desk: Desk, params: dict[str, str], words: Texts) -> Any:
    """A wall has a map only if one of its scenes shows it; a bad address has none (the problem covers it)."""
    try:
        found = setting.read(params)
    except BadFilter:
        found = setting.Setting(())
    with_map = "region" in found.scenes
    card = hexmap.card(desk.questions, params, words, maptiles.tiles(desk.settings)) if with_map else None
    return wall.layout(found, words, card)


def problem_of(desk: Desk, params: dict[str, str], path: str) -> Any:
    """What stands in the way of showing anything: nothing stored, a region not installed, an address not understood."""
    words: Texts = texts(state.language(params, desk.settings.lang))
    regions = desk.questions.regions()
    if not regions:
        return states.empty_store(words, has_region=False)
    try:
        view = desk.view(params, path)
        if path == brief_choice.PATH:
            brief_choice.chosen(view, brief_choice.known(desk.settings))
    except BadFilter as fault:
        if fault.name == "region":
            return states.unknown_region(regions, params, path, words)
        return states.bad_filter(fault, params, path, words)
    if desk.questions.sources(view.filters.region):
        return None
    others = tuple(each for each in regions if desk.questions.sources(each.code))
    if view.region is not None and others:
        return states.no_records(view.region, others, params, path, words)
    return states.empty_store(words, has_region=True)
