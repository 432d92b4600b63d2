"""The page of one record: what it says, its life, where it is, what is known of it, and the chain it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard import state
from dashboard.parts import html
from dashboard.parts.chips import word
from dashboard.parts.common import heading, link, note
from dashboard.parts.feed import place_words, status_badge, topic_words
from dashboard.parts.record_life import moment, sentence
from dashboard.parts.record_life import render as life
from dashboard.parts.record_link import href as record_href
from dashboard.state import View
from data.answers import Record

MARK_MOST = 5
SAID_BY_THE_HEAD = "synthetic"
"""A mark of invented appeals, which the head of every page already tells of."""
FACTS = ("channel", "type", "body", "executor", "fast_track", "resolvable", "needs_budget", "mark", "attachments", "updated")


def render(found: Record, names: Mapping[str, str], now: datetime, mini: Any, view: View) -> list[Any]:
    """All of the page; `mini` is the small map, or None where there is nothing to show on it."""
    row = found.record
    return [
        _head(row, names, now, view),
        html.Div(
            [
                _section("life", heading(view.texts("record.life")), [life(row, now, view)]),
                _said(row, view),
                _where(row, mini, view),
                _facts(row, names, view),
                _chain(found, names, now, view),
                _extra(row, view),
            ],
            className="record-grid",
        ),
    ]


def missing(view: View) -> list[Any]:
    """There is no such record: what may have happened, and the way on."""
    texts = view.texts
    register = state.href(view.params, "/records", record=None)
    way = html.A(texts("record.to_register"), href=register, className="button")
    words = [html.H1(texts("record.missing")), html.P(texts("record.missing_hint")), way]
    return [html.Div(words, className="record-missing")]


def _section(name: str, head: Any, body: Any) -> html.Section:
    return html.Section([head, html.Div(body, className="card-body")], className=f"card record-{name}")


def _head(row: dict[str, Any], names: Mapping[str, str], now: datetime, view: View) -> html.Section:
    texts, source = view.texts, str(row["source"])
    number = texts("record.number", number=row["external_id"], source=word(view, "source", source))
    ways = [
        html.A(texts("record.to_map"), href=state.href(view.params, "/", record=None), className="way"),
        html.A(texts("record.to_register"), href=state.href(view.params, "/records", record=None), className="way"),
        html.Button(texts("cards.print"), type="button", className="way", **{"data-print": ""}),
    ]
    title = html.Div([html.H1(topic_words(row, names, view)), status_badge(row, now, view)], className="record-title")
    words = [html.P(number, className="record-number"), title, html.P(sentence(row, now, view), className="card-sentence")]
    onwards = html.Nav(ways, className="ways", **{"aria-label": texts("cards.ways")})
    return html.Section([html.Div(words), onwards], className="card-head")


def _said(row: dict[str, Any], view: View) -> html.Section:
    """The masked text and the masked answer."""
    texts = view.texts
    parts: list[Any] = [html.P(row.get("text") or texts("feed.no_text"), className="record-text")]
    if row.get("answer"):
        parts += [html.H3(texts("record.answer")), html.P(row["answer"], className="record-text")]
    elif row.get("answered") is None:
        parts.append(html.P(texts("record.no_answer"), className="sub"))
    head = heading(texts("record.text"), texts("records.masked"))
    return _section("text", head, parts)


def _where(row: dict[str, Any], mini: Any, view: View) -> html.Section:
    texts, known = view.texts, view.district(row.get("district") or "")
    precision = str(row.get("precision") or "none")
    lines: list[Any] = [html.P(place_words(row, view), className="record-place")]
    if known is not None:
        page = state.href(view.params, "/district", district=known.code, record=None)
        lines.append(html.P(html.A(known.name, href=page, className="more")))
    lines.append(html.P(texts("record.precision_" + precision), className="sub"))
    if row.get("cell") and precision in ("house", "street"):
        target = state.href(view.params, "/", cell=str(row["cell"]), district=row.get("district"), record=None)
        lines.append(html.P(html.A(texts("record.on_map"), href=target, className="more")))
    return _section("where", heading(texts("record.where")), [html.Div(lines, className="record-address"), mini])


def _facts(row: dict[str, Any], names: Mapping[str, str], view: View) -> html.Section:
    """What else the record says; what it does not say is not listed."""
    texts, code = view.texts, row.get("topic") or row.get("topic_group")
    pairs: list[tuple[str, Any]] = []
    if code:
        page = state.href(view.params, "/topic", topic=str(code), record=None)
        pairs.append(("topic", html.A(topic_words(row, names, view), href=page, className="more")))
    pairs += [(name, said) for name in FACTS if (said := _fact(name, row.get(name), view))]
    listed = [html.Div([html.Dt(texts("record.fact_" + name)), html.Dd(said)]) for name, said in pairs]
    return _section("facts", heading(texts("record.facts")), html.Dl(listed, className="facts"))


def _fact(name: str, value: Any, view: View) -> Any:
    texts = view.texts
    if value is None or value == "" or (name == "needs_budget" and value == "unknown"):
        return None
    if name == "mark":
        return texts("record.mark", mark=value, most=MARK_MOST)
    if name == "attachments":
        return texts.count("record.files", len(value)) if isinstance(value, list) and value else None
    if name == "updated":
        return moment(value, view)
    if name in ("fast_track", "resolvable"):
        return texts("chip.yes" if value else "chip.no")
    if name == "needs_budget":
        return texts(f"chip.{value}")
    return texts(f"type.{value}") if name == "type" else word(view, name, str(value))


def _chain(found: Record, names: Mapping[str, str], now: datetime, view: View) -> html.Section:
    """The other appeals of the same problem, earlier and later, each linked."""
    texts, row = view.texts, found.record
    head = heading(texts("record.chain"), texts.count("record.chain_sub", len(found.rows)) if found.rows else None)
    if not found.rows:
        lone = "record.chain_lost" if row.get("repeat_of") else "record.chain_none"
        return _section("chain", head, [note(texts(lone, number=row.get("repeat_of") or ""), "sub")])
    items = [_link(each, row, names, now, view) for each in found.rows]
    more = [html.P(texts("record.chain_more"), className="sub")] if found.more else []
    return _section("chain", head, [html.Ol(items, className="chain"), *more])


def _link(each: dict[str, Any], row: dict[str, Any], names: Mapping[str, str], now: datetime, view: View) -> html.Li:
    side = "record.later" if each["received"] > row["received"] else "record.earlier"
    words: Sequence[Any] = [
        html.Span(view.texts(side), className="chain-side"),
        html.Time(moment(each["received"], view), dateTime=each["received"].isoformat()),
        html.Span(topic_words(each, names, view), className="name"),
        status_badge(each, now, view),
    ]
    return html.Li(link(words, record_href(each, view), className="chain-link", title=each.get("text")))


def _extra(row: dict[str, Any], view: View) -> html.Section | None:
    """Columns of the source that have no place of their own, already masked."""
    given = row.get("extra") or {}
    extra = {name: value for name, value in given.items() if name != SAID_BY_THE_HEAD and value not in (None, "")}
    if not extra:
        return None
    listed = [html.Div([html.Dt(name), html.Dd(_plain(value, view))]) for name, value in extra.items()]
    head = heading(view.texts("record.extra"), view.texts("record.extra_sub"))
    return _section("extra", head, html.Dl(listed, className="facts"))


def _plain(value: Any, view: View) -> str:
    return view.texts("chip.yes" if value else "chip.no") if isinstance(value, bool) else str(value)
