"""The callbacks of the wall: a scene for a place, and the districts that stand above their usual."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update

from dashboard import state
from dashboard.callbacks.desk import Desk, Draw
from dashboard.callbacks.register import register
from dashboard.pages.wall import SLOTS
from dashboard.parts import html
from dashboard.parts.common import change_text
from dashboard.parts.ranking import name_of
from dashboard.parts.states import failed
from dashboard.parts.wire import wire
from dashboard.state import View
from dashboard.texts import texts
from dashboard.wall import composer, scenes
from dashboard.wall.above import Standing, standings
from dashboard.wall.setting import PATH, SCENES
from data.errors import BadFilter, QuestionTimeout

LOG = logging.getLogger(__name__)
SPACE = "teplokarta"
Asked = dict[str, Any]


def connect(app: Dash, desk: Desk) -> None:
    """A callback a place; each answers with the number of the question, so that a late answer is known as such."""
    for name in SLOTS:
        _slot(app, desk, name)
        app.clientside_callback(ClientsideFunction(SPACE, "wallDrawn"), Input(f"{name}-wire", "data"))
    _above(app, desk)
    app.clientside_callback(ClientsideFunction(SPACE, "wallAbove"), Input("wall-above", "data"))
    app.clientside_callback(
        ClientsideFunction(SPACE, "wallBegin"), Output("wall-begun", "data"), Input("wall", "id")
    )
    app.clientside_callback(
        ClientsideFunction(SPACE, "wallState"), Input("state", "data"), prevent_initial_call=True
    )


def _slot(app: Dash, desk: Desk, name: str) -> None:
    asked_for = Input(f"{name}-ask", "data")

    @register(app, Output(f"{name}-wire", "data"), asked_for, State("state", "data"), prevent_initial_call=True)
    async def scene(asked: Asked | None, params: dict[str, str] | None) -> Any:
        if not asked or params is None or asked.get("scene") not in SCENES:
            return no_update
        return await asyncio.to_thread(drawn, desk, asked, params)


def _above(app: Dash, desk: Desk) -> None:
    asked_for = Input("wall-above-ask", "data")

    @register(app, Output("wall-above", "data"), asked_for, State("state", "data"), prevent_initial_call=True)
    async def above(asked: Any, params: dict[str, str] | None) -> Any:
        if asked is None or params is None:
            return no_update
        return await asyncio.to_thread(_quietly, desk, params, lambda view: {"rows": risen(desk, view)}, no_update)


def draw_choices(desk: Desk, view: View) -> Any:
    return composer.choices(view, desk.catalogue(view))


def draw_address(desk: Desk, view: View) -> Any:
    return composer.address(view)


SETUP: dict[str, Draw] = {"setup": draw_choices, "setup-address": draw_address}
"""The parts of the page that composes a wall, answered together by `screen`."""


def drawn(desk: Desk, asked: Asked, params: dict[str, str]) -> Any:
    """The tree of the scene asked for; a failed question is said in its place, and marked so that what stood can stay."""
    focus = asked.get("focus")
    key = {"n": asked.get("n"), "scene": asked["scene"], "focus": focus}
    words = texts(state.language(params, desk.settings.lang))
    trouble = {**key, "failed": True, "tree": wire(html.Div(failed(words, slow=False).children[:2], className="wall-empty"))}

    def draw(view: View) -> Any:
        return {**key, "tree": wire(scenes.draw(asked["scene"], focus, desk, view))}

    return _quietly(desk, params, draw, trouble)


def risen(desk: Desk, view: View) -> list[Asked]:
    """The districts above their usual, the surest first, with the words to say it."""
    districts = desk.questions.districts(scenes.everywhere(view.filters))
    return [_said(one, view) for one in standings(districts.rows, view.filters.metric) if one.is_above]


def _said(one: Standing, view: View) -> Asked:
    name, change = name_of(one.row, view), change_text(view.texts, one.change)
    return {"code": one.row.code, "text": view.texts("wall.news_of", name=name, change=change)}


def _quietly(desk: Desk, params: dict[str, str], draw: Callable[[View], Any], trouble: Any) -> Any:
    """What is drawn; a bad address is the page's matter, a failed question becomes `trouble`."""
    try:
        return draw(desk.view(params, PATH))
    except BadFilter:
        return no_update
    except QuestionTimeout:
        return trouble
    except Exception:
        LOG.exception("a scene of the wall could not be drawn")
        return trouble
