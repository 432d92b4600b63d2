"""The callback of the page of briefings: its parts answered together, by the state, by what was changed, and by the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from dash import Dash, Input, Output, no_update

from dashboard.callbacks.desk import Desk, answer
from dashboard.callbacks.register import register
from dashboard.parts import brief_choice, brief_composer, brief_plans
from dashboard.parts.brief_choice import PATH
from dashboard.parts.brief_composer import Offer
from dashboard.parts.brief_plans import Plan, Report
from dashboard.parts.wire import wire
from dashboard.schedules import folder, mail, making
from dashboard.state import View
from data import runs, schedules
from data.errors import BadFilter
from data.runs import Run
from data.schedules import Schedule

SHOWN = 50
"""Runs of the history that the page shows; the interface has them all."""


def connect(app: Dash, desk: Desk) -> None:
    """One answer for all parts of the page."""

    def draw(desk: Desk, view: View) -> Any:
        told = report(desk, view)
        offer = Offer(brief_choice.known(desk.settings), mail.is_on(desk.settings))
        return {
            "brief-head": wire(brief_plans.head(told, view)),
            "brief-composer": wire(brief_composer.render(offer, view, desk.catalogue(view))),
            "brief-plans": wire(brief_plans.plans(told, view)),
            "brief-history": wire(brief_plans.history(told, view)),
        }

    inputs = [Input("state", "data"), Input("desk", "data"), Input("briefings-tick", "data")]

    @register(app, Output("briefings-wire", "data"), *inputs)
    async def page(params: dict[str, str] | None, _desk: Any, _tick: Any) -> Any:
        found = await answer(desk, params, PATH, draw)
        return found if found is no_update or isinstance(found, dict) else {"brief-head": wire(found)}


def report(desk: Desk, view: View) -> Report:
    """What the store says of schedules and runs now."""
    store, known = desk.questions.store, desk.questions.known
    kept, last, newest = schedules.listed(store), runs.last(store), runs.newest(store, SHOWN)
    zones = {each.number: known.zone(making.region_of(each)) for each in kept}
    here = ZoneInfo(view.tz)
    plans = tuple(Plan(each, zones[each.number], _selection(desk, view, each), last.get(each.number)) for each in kept)
    zones |= {run.schedule: here for run in newest if run.schedule not in zones}
    return Report(plans, newest, zones, _there(desk, newest), datetime.now(UTC))


def _selection(desk: Desk, view: View, plan: Schedule) -> str | None:
    """The selection of a schedule in the language of the page; None where it fits the data no more."""
    params = dict(parse_qsl(plan.query)) | {"lang": view.texts.lang}
    try:
        of = desk.view(params, PATH)
    except BadFilter:
        return None
    chosen = brief_choice.ready(of, plan.template)
    return f"{brief_composer.selection_in_words(of, desk.catalogue(of))}, {brief_choice.period_in_words(chosen, of)}"


def _there(desk: Desk, newest: tuple[Run, ...]) -> frozenset[str]:
    """The files of these runs that the folder still has."""
    home = folder.path_of(desk.settings)
    return frozenset(run.file for run in newest if run.file and (home / run.file).is_file())
