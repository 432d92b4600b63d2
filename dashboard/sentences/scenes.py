"""One generated sentence for each scene of the wall and for the head of the desk: what the figures say, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.figures import change as changes
from dashboard.figures.trend import above_usual as high_bins
from dashboard.sentences import frame, standing
from dashboard.sentences.words import against_before, both, listed, sentence, tail
from dashboard.state import View
from data.answers import Breakdown, Row, Summary, Trend

NAMED = 3
"""How many places or topics a sentence names."""
COUNTING = ("count", "per1000", "excess")
"""Metrics whose rows tell how many appeals came."""


def overall(
    view: View,
    summary: Summary,
    trend: Trend,
    topics: Breakdown,
    districts: Breakdown,
    names: Mapping[str, str],
) -> str:
    """The whole selection: how many, against the same days before, and what grew most."""
    return both(how_many(view, summary, names), stands_out(view, trend, topics, districts, names))


def how_many(view: View, summary: Summary, names: Mapping[str, str]) -> str:
    """How many came, against the same days before."""
    texts, about = view.texts, frame.about(view, names)
    if not summary.total:
        return frame.opening(view, summary.asof, texts("sentence.none_came") + about)
    core = texts.count("sentence.came." + view.filters.unit, summary.total) + about
    said = ""
    if summary.previous is not None and view.filters.vs is None:
        found = changes.of_counts(summary.total, summary.previous)
        said = against_before(texts, found, (summary.total, summary.previous), frame.before(view))
    return frame.opening(view, summary.asof, core, tail(texts, said))


def stands_out(
    view: View, trend: Trend, topics: Breakdown, districts: Breakdown, names: Mapping[str, str]
) -> str:
    """What grew most, or that nothing did; blank where nothing came or nothing can be compared."""
    if not any(row.count for row in topics.rows) and not any(row.value for row in trend.rows):
        return ""
    return _growth(view, topics, districts, names) or _high_days(view, trend)


def _growth(view: View, topics: Breakdown, districts: Breakdown, names: Mapping[str, str]) -> str:
    """What is furthest above its usual; blank where no usual is known, and for rows that count something else."""
    texts, metric = view.texts, view.filters.metric
    if metric not in COUNTING:
        return ""
    groups = standing.groups(topics.rows) if not view.filters.topic else []
    places = districts.rows if not frame.is_part(view) else ()
    said_topics = [(row, standing.of_topic(view, names)) for row in standing.above(groups, metric)[:1]]
    said_places = [(row, standing.of_district(view)) for row in standing.above(places, metric)[:1]]
    if said_topics and said_places:
        said = {
            "topic": standing.grown(view, *said_topics[0]),
            "district": standing.marked(view, *said_places[0]),
        }
        return texts("sentence.growth_both", **said)
    if said_topics or said_places:
        return texts("sentence.growth", name=standing.grown(view, *(said_topics or said_places)[0]))
    return _nothing_above(view, standing.known(groups), standing.known(places))


def _nothing_above(view: View, groups: list[Row], places: list[Row]) -> str:
    if groups and places:
        return view.texts("sentence.none_above")
    if groups:
        return view.texts("sentence.no_topic_above")
    return view.texts("sentence.no_district_above") if places else ""


def _high_days(view: View, trend: Trend) -> str:
    """The day furthest above its usual, where neither topics nor districts can be compared."""
    high = high_bins(trend, view.filters.metric) if trend.step == "day" else []
    if not high or view.filters.metric != "count":
        return ""
    top = max(high, key=lambda one: (one.value or 0.0) - (one.usual or 0.0))
    texts, day = view.texts, frame.day(view, top.at.date(), trend.asof.date())
    figures = {"n": texts.number(top.value or 0.0), "usual": texts.number(top.usual or 0.0)}
    return texts("sentence.high_day", day=day, **figures)


def above_usual(view: View, districts: Breakdown) -> str:
    """How many districts are above their usual, and the three furthest of them."""
    texts, metric = view.texts, view.filters.metric
    known = standing.known(districts.rows)
    if not any(row.count for row in districts.rows):
        return sentence(texts("sentence.nothing_came", when=frame.when(view, districts.asof)))
    if not known:
        return texts("sentence.usual_unknown")
    high = standing.above(known, metric)
    if not high and len(known) == 1:
        return texts("sentence.one_not_above", name=standing.of_district(view)(known[0]))
    if not high:
        return texts("sentence.no_district_above")
    what = metric if texts.has("sentence.above." + metric) else view.filters.unit
    said = texts(
        "sentence.above_in",
        when=frame.when(view, districts.asof),
        above=texts("sentence.above." + what),
        districts=texts.count("sentence.in_districts", len(high)),
        total=texts.number(len(known)),
    )
    named = [standing.marked(view, row, standing.of_district(view)) for row in high[:NAMED]]
    key = "sentence.furthest" if len(high) > 1 else "sentence.only"
    return both(sentence(said), texts(key, names=listed(texts, named)))


def topics_now(view: View, topics: Breakdown, names: Mapping[str, str]) -> str:
    """The most frequent topic and those above their usual; blank where appeals came but their measure is not known."""
    texts, metric = view.texts, view.filters.metric
    groups = [row for row in standing.groups(topics.rows) if row.value]
    if not groups and metric in COUNTING and any(row.count for row in topics.rows):
        return ""
    if not groups:
        return sentence(texts("sentence.nothing_came", when=frame.when(view, topics.asof)))
    naming = standing.of_topic(view, names)
    counted = metric in ("overdue", "repeat")
    top = groups[0] if counted else max(groups, key=lambda row: row.count)
    most = texts(
        "sentence.most." + (metric if counted else "count"),
        when=frame.when(view, topics.asof),
        topic=naming(top),
    )
    figure = texts.number(top.value or 0.0) if counted else texts.count("appeals", top.count)
    said = standing.said_usual(view, top)
    first = texts("sentence.most_said" if said else "sentence.most_plain", most=most, n=figure, said=said)
    return both(sentence(first), _also(view, groups, top, naming))


def _also(view: View, groups: list[Row], top: Row, naming: standing.Naming) -> str:
    """The other topics above their usual; nothing of means, whose rows are told by their numbers."""
    texts, metric = view.texts, view.filters.metric
    if metric in standing.MEANS or not standing.known(groups):
        return ""
    high = standing.above(groups, metric)
    named = [standing.marked(view, row, naming) for row in high if row.code != top.code][:NAMED]
    if not named:
        return texts("sentence.others_not_above")
    too = any(row.code == top.code for row in high)
    return texts("sentence.also_above" if too else "sentence.these_above", names=listed(texts, named))
