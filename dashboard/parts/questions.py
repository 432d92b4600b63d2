"""The menu of saved questions: shipped ones for who is new here, and those that people kept on the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from dashboard import state
from dashboard.parts import html
from dashboard.state import View
from dashboard.texts import Texts
from data.saved import Saved

Params = Mapping[str, str]
Number = Callable[[Params, str], float | None]
"""The present number of a question (its parameters, and which figure); None where it cannot be asked."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A question of ours: its name in the catalogue, its conditions, and the figure it is told by."""

    code: str
    params: Params
    figure: str = "total"


SHIPPED = (
    Shipped("today", {"period": "24h"}),
    Shipped("worse", {"period": "7d", "metric": "excess"}, "excess"),
    Shipped("overdue", {"period": "1y", "metric": "overdue", "status": "overdue"}, "overdue"),
    Shipped("repeats", {"period": "30d", "repeat": "yes"}),
    Shipped("budget", {"period": "90d", "budget": "no", "status": "open"}),
)
"""Each a set of the one vocabulary. «Repeated after solved» is none: a record does not say how the first one ended."""


def menu(texts: Texts) -> html.Details:
    """The button in the head; its list is asked for when it opens."""
    head = [html.Span(texts("question.menu"), className="menu-label"), html.I(className="caret")]
    waiting = html.Div(id="questions", className="menu-list question-list")
    return html.Details(
        [html.Summary(head, className="section"), waiting],
        className="menu menu-questions",
        **{"data-menu": "one"},
    )


def render(view: View, saved: tuple[Saved, ...], number: Number) -> list[Any]:
    """The list: plain links with what they find now, and the way to keep the present screen."""
    texts = view.texts
    own: list[Any] = [_own(each, view, number, len(saved)) for each in saved]
    return [
        html.B(texts("question.shipped"), className="menu-title"),
        *(_shipped(each, view, number) for each in SHIPPED),
        html.B(texts("question.own"), className="menu-title"),
        *(own or [html.P(texts("question.none"), className="question-none")]),
        html.Button(texts("question.save"), type="button", className="button question-save", **{"data-save": ""}),
    ]


def address(saved: Saved) -> dict[str, str]:
    """The parameters of a saved question."""
    return dict(parse_qsl(saved.query))


def _shipped(each: Shipped, view: View, number: Number) -> html.A:
    texts = view.texts
    params = _kept(view) | dict(each.params)
    words = [
        html.Span(texts(f"question.{each.code}.name"), className="question-name"),
        html.Small(texts(f"question.{each.code}.about")),
    ]
    return _link(words, state.href(params, "/"), number(params, each.figure), each.figure, view)


def _own(each: Saved, view: View, number: Number, count: int) -> html.Div:
    texts, params = view.texts, address(each)
    figure = "overdue" if params.get("metric") == "overdue" else "total"
    value = number(params, figure)
    lost = None if value is not None else html.Small(texts("question.lost"))
    words = [html.Span(each.name, className="question-name"), lost]
    shown = state.href({**params, **{name: text for name, text in _kept(view).items() if name != "region"}}, each.path)
    link = _link([part for part in words if part is not None], shown, value, figure, view)
    data = {"data-question": str(each.number), "data-name": each.name, "data-place": str(each.place)}
    label = f"{texts('question.edit')}: {each.name}"
    data |= {"data-count": str(count), "aria-label": label}
    edit = html.Button(texts("question.edit"), type="button", className="question-edit", **data)
    return html.Div([link, edit], className="question-own")


def _link(words: list[Any], href: str, value: float | None, figure: str, view: View) -> html.A:
    """A link of the page; the number and what it counts."""
    texts = view.texts
    said = "—" if value is None else texts.signed(value) if figure == "excess" else texts.number(value)
    numbers = [html.B(said), html.Small(texts("question.number_" + figure))]
    children = [html.Span(words, className="question-words"), html.Span(numbers, className="question-number")]
    return html.A(children, href=href, className="question", **{"data-go": ""})


def _kept(view: View) -> dict[str, str]:
    return {name: view.params[name] for name in state.KEPT if view.params.get(name)}
