"""The row of headline figures: value, sparkline, change against the same days before."""

from __future__ import annotations

from dashboard.figures import change as changes
from dashboard.figures.change import Change
from dashboard.parts import html
from dashboard.parts.common import change_text, letter, link, mark, spark
from dashboard.parts.help import button
from dashboard.state import View
from data.answers import Kpi, Summary

SHOWN = ("count", "per1000", "open", "overdue", "answer_days", "repeat")
INSTEAD = {"repeat": "rating"}
"""A figure shown in the place of one that has no value."""
DECIMALS = {"per1000": 2, "answer_days": 1, "rating": 2}
GOOD_UP = frozenset({"rating"})


def chosen(kpis: tuple[Kpi, ...]) -> list[Kpi]:
    """The six figures of the row, in order."""
    by_name = {kpi.name: kpi for kpi in kpis}
    picked = []
    for name in SHOWN:
        kpi, other = by_name.get(name), by_name.get(INSTEAD.get(name, ""))
        if (kpi is None or not kpi.value) and other is not None and other.value is not None:
            kpi = other
        if kpi is not None:
            picked.append(kpi)
    return picked


def render(kpis: tuple[Kpi, ...], summary: Summary, view: View) -> list[html.Div]:
    """One card a figure, with its help; a click measures everything by it."""
    count = next((kpi for kpi in kpis if kpi.name == "count"), None)
    cards = [(kpi, _card(kpi, change_of(kpi, count), summary, view)) for kpi in chosen(kpis)]
    return [html.Div([card, button(kpi.name, view.texts)], className="kpi-box") for kpi, card in cards]


def change_of(kpi: Kpi, count: Kpi | None) -> Change | None:
    """The change against the same days before, with the noise that fits the kind of figure."""
    if kpi.value is None or kpi.previous is None:
        return None
    if kpi.name in changes.ADDITIVE:
        return changes.of_counts(kpi.value, kpi.previous)
    if kpi.name == "rating":
        return changes.of_ratings(kpi.value, kpi.previous)
    if count is None or count.value is None or count.previous is None:
        return None
    counts = (count.value, count.previous)
    of = changes.of_rates if kpi.name == "per1000" else changes.of_durations
    return of(kpi.value, kpi.previous, counts)


def label(kpi: Kpi, view: View) -> str:
    """What a figure is called."""
    if kpi.name != "count":
        return view.texts("kpi." + kpi.name)
    unit = view.filters.unit
    return view.texts("kpi.count" if unit == "appeals" else f"kpi.count_{unit}", period=period_words(view))


def period_words(view: View) -> str:
    """«за 30 дней» or «за 1 ноя – 15 ноя»."""
    texts, filters = view.texts, view.filters
    if filters.period is not None:
        return texts("period.for_" + filters.period)
    since = texts.day(filters.since) if filters.since else None
    until = texts.day(filters.until) if filters.until else None
    if since and until:
        return texts(
            "period.for_span",
            span=texts("period.span", since=since, until=until) if since != until else since,
        )
    return texts("period.since", since=since) if since else texts("period.until", until=until)


def _target(kpi: Kpi, view: View) -> str:
    """Where a click leads: the figure as the measure of everything, or its records; again: back."""
    if kpi.name == "open":
        return view.href(status=None if view.filters.status == ("open",) else "open")
    return view.href(metric=None if view.filters.metric == kpi.name else kpi.name)


def _active(kpi: Kpi, view: View) -> bool:
    return view.filters.status == ("open",) if kpi.name == "open" else view.filters.metric == kpi.name


def _value(kpi: Kpi, view: View) -> html.Span:
    if kpi.value is None:
        why = "kpi.no_population" if kpi.name == "per1000" else "kpi.no_value"
        return html.Span(view.texts(why), className="kpi-value none", **{"data-value": ""})
    number = view.texts.number(kpi.value, DECIMALS.get(kpi.name, 0))
    unit = [html.Small(view.texts("kpi.days_unit"))] if kpi.name == "answer_days" else []
    own = [letter(0, view.texts)] if view.filters.vs else []
    return html.Span([*own, html.Span(number, **{"data-value": str(kpi.value)}), *unit], className="kpi-value")


def _foot(kpi: Kpi, change: Change | None, summary: Summary, view: View) -> list[html.Span]:
    texts = view.texts
    if change is None:
        if kpi.name in ("open", "overdue") and kpi.value is not None and summary.total:
            return [html.Span(texts("kpi.open_share", share=texts.percent(kpi.value / summary.total)))]
        return [html.Span(texts("kpi.no_previous") if kpi.value is not None else "")]
    was = texts("kpi.same_days_hint", previous=texts.number(kpi.previous or 0, DECIMALS.get(kpi.name, 0)))
    said = texts.signed(change.difference, 2) if kpi.name == "rating" else change_text(texts, change)
    hint = was if change.beyond else texts("kpi.noise", delta=said) + ". " + was
    if view.filters.vs:
        other = texts.number(kpi.previous or 0, DECIMALS.get(kpi.name, 0))
        hint = texts("versus.kpi_hint", delta=said) if change.beyond else texts("kpi.noise", delta=said)
        return [html.Span([letter(1, texts), html.B(other)], className="kpi-other"), mark(change, said, hint)]
    return [mark(change, said, hint), html.Span(texts("kpi.same_days"))]


def _card(kpi: Kpi, change: Change | None, summary: Summary, view: View) -> html.A:
    tone = " good-up" if kpi.name in GOOD_UP else ""
    tone += " warn" if kpi.name == "overdue" and kpi.value else ""
    tone += " on" if _active(kpi, view) and kpi.name != "count" else ""
    return link(
        [
            html.Span(label(kpi, view), className="kpi-label"),
            html.Span([_value(kpi, view), spark(kpi.spark)], className="kpi-main"),
            html.Span(_foot(kpi, change, summary, view), className="kpi-foot"),
        ],
        _target(kpi, view),
        className="card kpi" + tone,
        **{"data-kpi": kpi.name},
    )
