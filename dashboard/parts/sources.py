"""The page of sources: how fresh, how much, how precise each is, what was refused and why, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dashboard import state
from dashboard.parts import html
from dashboard.parts.chips import word
from dashboard.parts.common import link
from dashboard.state import View
from dashboard.texts import Texts
from data.model import PLACED_PRECISIONS, PRECISIONS
from data.quarantine import Refusal
from data.questions.holdings import Holding
from data.sources import reasons

COMMAND = ".venv/bin/python app.py "
LOAD, SHOW, REPLAY = "load {file}", "quarantine show --number {number}", "quarantine replay"
API = "api"
"""How the store calls what other systems push."""
CODES = {each.text: name.lower() for name, each in vars(reasons).items() if isinstance(each, reasons.Reason)}
"""The key in the catalogue of every reason there is."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the page tells of."""

    holdings: Sequence[Holding]
    refused: Sequence[Refusal]
    now: datetime
    stale: timedelta


def render(report: Report, view: View) -> list[Any]:
    """The page without its section of methods, which stands in the layout."""
    texts = view.texts
    head = html.Header(
        [
            html.Div([html.H1(texts("sources.title")), html.P(texts("sources.lead"), className="lead")]),
            html.A(texts("sources.skip"), href="#methods", className="more"),
        ],
        className="sources-head",
    )
    late_first = sorted(report.holdings, key=lambda one: not _is_late(one, report))
    cards = [_card(each, report, view) for each in late_first] or [_empty(view)]
    return [head, html.Section(cards, className="holdings"), _refused(report.refused, view), _next(report, view)]


def age(span: timedelta, texts: Texts) -> str:
    """«3 дня», «5 часов», «12 минут»: the largest whole unit."""
    seconds = max(span.total_seconds(), 0)
    for key, unit in (("days", 86_400), ("hours", 3_600)):
        if seconds >= unit * (2 if key == "days" else 1):
            return texts.count("sources." + key, int(seconds // unit))
    return texts.count("sources.minutes", max(1, int(seconds // 60)))


def _card(one: Holding, report: Report, view: View) -> html.Article:
    texts, late = view.texts, _is_late(one, report)
    name = link(word(view, "source", one.source), state.href(view.params, "/", source=one.source), className="holding-name")
    first, last = (texts.day(moment.date(), year=True) for moment in (one.first, one.last))
    fresh = html.Span(_fresh(one, report, texts), className="fresh-badge late" if late else "fresh-badge")
    span = html.Span(texts("sources.span", first=first, last=last))
    lines = [
        html.Div([html.H2(name), fresh], className="holding-head"),
        html.Div([html.B(texts.number(one.rows)), span], className="holding-rows"),
        _bar(one),
        html.P(_placed(one, view), className="holding-line"),
        html.P(_delay(one, texts), className="holding-line"),
        html.P(texts("sources.late_hint"), className="holding-late") if late else None,
    ]
    return html.Article([line for line in lines if line is not None], className="card holding late" if late else "card holding")


def _is_late(one: Holding, report: Report) -> bool:
    return report.now - one.last > report.stale


def _fresh(one: Holding, report: Report, texts: Texts) -> str:
    moment = texts.moment(one.last, report.now)
    if not _is_late(one, report):
        return texts("sources.fresh", moment=moment)
    return texts("sources.late", age=age(report.now - one.last, texts), moment=moment)


def _bar(one: Holding) -> html.Div:
    pieces = [
        html.Span(className=f"piece {name}", style={"flex-grow": f"{one.placed[name] / one.rows:.5f}"})
        for name in PRECISIONS
        if one.placed[name]
    ]
    return html.Div(pieces, className="placed-bar", **{"aria-hidden": "true"})


def _placed(one: Holding, view: View) -> list[Any]:
    """Every precision with its share, by the colours of the bar."""
    texts = view.texts
    share = sum(one.placed[name] for name in PLACED_PRECISIONS) / one.rows
    keys = []
    for name in (each for each in PRECISIONS if one.placed[each]):
        part = html.B(texts.percent(one.placed[name] / one.rows))
        keys.append(html.Span([html.I(className=f"piece {name}"), texts("placed." + name), part], className="key"))
    return [html.B(texts("sources.placed", share=texts.percent(share)), className="holding-share"), *keys]


def _delay(one: Holding, texts: Texts) -> str:
    if one.delay is None:
        return texts("sources.delay_unknown")
    if one.delay < timedelta(minutes=1):
        return texts("sources.delay_same")
    return texts("sources.delay", age=age(one.delay, texts))


def _refused(refused: Sequence[Refusal], view: View) -> html.Section:
    """By reason, the most first, as an operator would put it; nothing of what the records say."""
    texts, total = view.texts, sum(each.rows for each in refused)
    title = html.H2(texts("sources.refused"))
    if not refused:
        none = html.P(texts("sources.refused_none"), className="all-taken")
        return html.Section([html.Header([title]), none], className="card refused")
    head = html.Header([title, html.Span(texts.count("sources.refused_total", total), className="sub")])
    most = max(each.rows for each in refused)
    rows = [_reason(each, most, texts) for each in refused]
    private = html.P(texts("sources.private"), className="holding-line")
    return html.Section([head, html.Div(rows, className="reasons"), private], className="card refused")


def _reason(each: Refusal, most: int, texts: Texts) -> html.Div:
    code = CODES.get(each.reason)
    text, hint = (texts(f"sources.reason.{code}.{part}") for part in ("text", "hint")) if code else (each.reason, each.hint)
    bar = html.Span(className="reason-bar", style={"--long": f"{100 * each.rows / most:.1f}%"}, **{"aria-hidden": "true"})
    origin = texts("sources.origin_api") if each.origin == API else each.origin
    where = texts("sources.example", origin=origin, row=texts.number(each.row), number=each.number)
    words = html.Div([html.B(text), html.Span(hint), html.Small(where)], className="reason-words")
    return html.Div([html.Span(texts.number(each.rows), className="reason-rows"), bar, words], className="reason")


def _next(report: Report, view: View) -> html.Section:
    texts = view.texts
    number = str(report.refused[0].number) if report.refused else None
    steps = [("next_load", LOAD.format(file="FILE"))]
    if number is not None:
        steps += [("next_show", SHOW.format(number=number)), ("next_replay", REPLAY)]
    items = [html.Div([html.Span(texts("sources." + key)), command(text, texts)], className="step") for key, text in steps]
    head = html.Header([html.H2(texts("sources.next"))])
    return html.Section([head, html.Div(items, className="next-steps")], className="card next")


def command(text: str, texts: Texts) -> html.Div:
    """A command as it is typed on the server, with a button that copies it."""
    whole = COMMAND + text
    copy = html.Button(
        texts("sources.copy"), type="button", className="copy", **{"data-copy": whole, "data-copied": texts("sources.copied")}
    )
    return html.Div([html.Pre(whole), copy], className="command")


def _empty(view: View) -> html.Div:
    texts = view.texts
    lines = [html.B(texts("sources.empty")), html.P(texts("sources.empty_hint")), command(LOAD.format(file="FILE"), texts)]
    return html.Div(lines, className="card holding-none")
