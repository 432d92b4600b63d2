"""The head of a card: who it is about, its people, its place among the others, one sentence, and the ways on."""

from __future__ import annotations

from typing import Any

from dashboard import state
from dashboard.parts import html
from dashboard.parts.card_subject import Subject
from dashboard.parts.common import link
from dashboard.parts.rows import in_order
from dashboard.state import Catalogue, View
from data.answers import Breakdown, Row
from data.model import Topic


def render(who: Subject, among: Breakdown, about: list[str], said: str, view: View) -> html.Section:
    """`among` is the breakdown (by count) that the subject is a row of; `about` is what is known of it, `said` the sentence."""
    texts = view.texts
    row = next((each for each in among.rows if each.code == who.code), None)
    facts = [*about, *([place(row, among, view)] if row is not None else [])]
    words = [
        html.P(texts("cards.kind_" + who.kind), className="record-number"),
        html.H1(who.name),
        html.P([html.Span(fact) for fact in facts], className="card-about"),
        html.P(said, className="card-sentence"),
    ]
    return html.Section([html.Div(words), _ways(view)], className="card-head")


def place(row: Row, among: Breakdown, view: View) -> str:
    """Where it stands by number of appeals, among those of its own kind."""
    peers = [each for each in in_order(among.rows) if each.parent == row.parent and each.code is not None]
    at = next((number for number, each in enumerate(peers, 1) if each.code == row.code), len(peers))
    return view.texts("cards.place", place=at, total=len(peers))


def _ways(view: View) -> html.Nav:
    texts = view.texts
    ways = [
        html.A(texts("cards.to_map"), href=state.href(view.params, "/"), className="way"),
        html.A(texts("cards.to_register"), href=state.href(view.params, "/records"), className="way"),
        html.Button(texts("cards.print"), type="button", className="way", **{"data-print": ""}),
    ]
    return html.Nav(ways, className="ways", **{"aria-label": texts("cards.ways")})


def about_district(who: Subject, view: View) -> list[str]:
    """People, where they are known."""
    if who.district is None or who.district.population is None:
        return [view.texts("cards.no_people")]
    return [view.texts.count("cards.people", who.district.population)]


def about_topic(who: Subject, topic: Topic | None, catalogue: Catalogue, view: View) -> list[str]:
    """Its group, its term and whether it goes by the fast track."""
    if topic is None:
        return []
    texts, found = view.texts, list[str]()
    if topic.parent:
        found.append(texts("cards.group", name=catalogue.names.get(topic.parent, topic.parent)))
    if topic.term_days:
        found.append(texts("cards.term", days=texts.count("days", topic.term_days)))
    if topic.fast_track:
        found.append(texts("cards.fast"))
    return found


def chooser(kind: str, among: Breakdown, catalogue: Catalogue, view: View) -> html.Section:
    """The address names no subject: all of them, each a link to its card."""
    texts = view.texts
    rows = [row for row in in_order(among.rows) if row.code is not None and row.parent is None]
    items: list[Any] = []
    for row in rows:
        known = view.district(row.code or "")
        name = known.short_name if known is not None else catalogue.names.get(row.code or "", row.name or row.code or "")
        said = [html.Span(name, className="name"), html.Span(texts.number(row.count), className="value")]
        items.append(html.Li(link(said, view.href(**{kind: row.code}), className="choice")))
    return html.Section(
        [html.H1(texts("cards.choose_" + kind)), html.Ol(items, className="choices")], className="card-choose"
    )
