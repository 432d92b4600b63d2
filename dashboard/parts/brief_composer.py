"""The top of the page of briefings: what a sheet is made of, every choice a link, and the buttons that make it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dashboard import state
from dashboard.briefing import wall
from dashboard.briefing.briefings import KINDS, ORIENTS, PAPERS
from dashboard.export.method import filters_in_words
from dashboard.parts import brief_choice, html
from dashboard.parts.brief_choice import Chosen, chosen, fits, name_of, page
from dashboard.parts.common import link
from dashboard.parts.controls import Choice, segmented
from dashboard.schedules.making import MOVING
from dashboard.state import Catalogue, View
from dashboard.texts import LANGUAGES
from data.filters import PERIODS


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: the templates there are, and whether there is mail to send by."""

    templates: tuple[str, ...]
    mail: bool


def render(offer: Offer, view: View, catalogue: Catalogue) -> list[Any]:
    """The choices and the buttons; scripts read the picture's address and what a form is made of from here."""
    texts, found = view.texts, chosen(view, offer.templates)
    kinds = [_template(each, found, view) for each in offer.templates]
    groups = [
        _group("template_label", html.Div(kinds, className="brief-kinds"), view),
        _group("period_label", _periods(found, view), view),
        _group("look_label", html.Div(_sheet(found, view), className="brief-row"), view),
        _group("language_label", _languages(found, view), view),
        _group("selection", _selection(view, catalogue), view),
    ]
    head = html.Header([html.H2(texts("briefings.compose"))])
    return [head, *groups, html.Div(_ways(found, view), className="brief-ways"), _for_scripts(offer, found, view, catalogue)]


def _group(key: str, inside: Any, view: View) -> html.Section:
    return html.Section([html.H3(view.texts("briefings." + key)), inside], className="brief-group")


def _template(template: str, found: Chosen, view: View) -> html.A:
    """Another template has the period that is usual for it, but never other days than chosen ones."""
    texts, on, usual = view.texts, template == found.template, brief_choice.period_of(template)
    key = f"briefings.template.{template}.about"
    about = texts(key) if texts.has(key) else texts("briefings.own_template")
    if not fits(template, view):
        about = texts("briefings.needs." + template)
    changes: dict[str, str | None] = {"template": template}
    if found.period is not None:
        changes["period"] = usual or found.period
    mark: dict[str, Any] = {"aria-current": "true"} if on else {}
    words = html.Span([name_of(template, texts), html.Small(about)], className="brief-words")
    style = "option on" if on else "option"
    return link([html.I(className="dot"), words], page(view, **changes), className=style, **mark)


def _periods(found: Chosen, view: View) -> html.Div:
    texts = view.texts
    choices = [
        Choice(texts("period." + each), page(view, template=found.template, period=each), each == found.period)
        for each in PERIODS
    ]
    if found.period is None:
        choices.append(Choice(brief_choice.period_in_words(found, view), page(view), True))
    return segmented(texts("briefings.period_label"), choices, "brief-period")


def _sheet(found: Chosen, view: View) -> list[Any]:
    """Paper and how it lies; of a wall the size of the picture."""
    texts = view.texts
    if found.template == wall.NAME:
        sizes = [Choice(each.replace("x", "\u00d7"), page(view, size=each), each == found.size) for each in wall.SIZES]
        return [segmented(texts("briefings.paper"), sizes, "brief-size")]
    papers = [Choice(texts("briefings." + each), page(view, paper=each), each == found.paper) for each in PAPERS]
    orients = [Choice(texts("briefings." + each), page(view, orient=each), each == found.orient) for each in ORIENTS]
    paper = segmented(texts("briefings.paper"), papers, "brief-paper")
    return [paper, segmented(texts("briefings.orient"), orients, "brief-orient")]


def _languages(found: Chosen, view: View) -> html.Div:
    choices = [Choice(view.texts("lang." + each), page(view, say=each), each == found.lang) for each in LANGUAGES]
    return segmented(view.texts("briefings.language_label"), choices, "brief-lang")


def _selection(view: View, catalogue: Catalogue) -> html.Div:
    texts = view.texts
    return html.Div(
        [
            html.Span(selection_in_words(view, catalogue), className="brief-selection"),
            html.A(texts("briefings.change_selection"), href=state.href(view.params, "/"), className="more"),
        ],
        className="brief-row",
    )


def selection_in_words(view: View, catalogue: Catalogue) -> str:
    """Region and conditions."""
    texts = view.texts
    region = view.region.name if view.region is not None else texts("header.all_regions")
    found = filters_in_words(view, catalogue)
    return region if found == texts("export.no_filters") else f"{region}; {found}"


def _ways(found: Chosen, view: View) -> list[Any]:
    texts = view.texts
    makes = [
        html.A(texts("briefings." + kind), href=found.path(kind), className=style, target="_blank")
        for kind, style in zip(KINDS, ("button", "button quiet"), strict=True)
    ]
    plan = html.Button(texts("briefings.plan"), type="button", className="button quiet", **{"data-plan": "new"})
    return [*makes, plan]


def _for_scripts(offer: Offer, found: Chosen, view: View, catalogue: Catalogue) -> html.Span:
    """The address of the picture, and what assets/js/briefings.js makes its form of."""
    texts = view.texts
    kept = {name: text for name, text in found.filters.items() if name not in MOVING}
    given = {
        "templates": [[each, name_of(each, texts)] for each in offer.templates],
        "periods": [[each, texts("period.for_" + each)] for each in PERIODS],
        "papers": [[each, texts("briefings." + each)] for each in PAPERS],
        "orients": [[each, texts("briefings." + each)] for each in ORIENTS],
        "langs": [[each, texts("lang." + each)] for each in LANGUAGES],
        "kinds": [[each, each.upper()] for each in KINDS],
        "days": [texts.weekday_short(day) for day in range(7)],
        "mail": offer.mail,
        "words": selection_in_words(view, catalogue),
        "now": {
            "template": found.template, "paper": found.paper, "orient": found.orient, "lang": found.lang,
            "query": state.href(kept, "")[1:], "name": name_of(found.template, texts),
        },
    }  # fmt: skip
    data = {"data-preview": found.path("png"), "data-options": json.dumps(given, ensure_ascii=False)}
    return html.Span(id="brief-choice", **data, **{"aria-hidden": "true"})
