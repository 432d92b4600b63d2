"""Which rows of a breakdown stand out from their usual, how far, and how they are named in a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from dashboard.figures.change import ADDITIVE, Change, from_usual
from dashboard.sentences.words import PLAIN, SMALL, against_usual, is_manifold, quoted, times
from dashboard.state import View
from data.answers import Row

Naming = Callable[[Row], str]
MEANS = frozenset({"answer_days", "rating"})


def counted(row: Row, metric: str) -> Row:
    """A row of `per1000` or `excess` as the numbers of appeals behind it: few residents are no news of their own."""
    if metric == "excess" and row.value is not None:
        usual = row.count - row.value
        low, high = (None if one is None else one + usual for one in (row.low, row.high))
        return row._replace(
            value=float(row.count), usual=None if row.usual is None else usual, low=low, high=high
        )
    if metric == "per1000" and row.value:
        factor = row.count / row.value
        usual_of = [None if one is None else one * factor for one in (row.usual, row.low, row.high)]
        return row._replace(value=float(row.count), usual=usual_of[0], low=usual_of[1], high=usual_of[2])
    return row


def change(row: Row, metric: str) -> Change | None:
    """The change against the usual, judged as numbers of appeals where the metric counts them."""
    return from_usual(counted(row, metric), metric if metric in MEANS | ADDITIVE else "count")


def above(rows: Iterable[Row], metric: str) -> list[Row]:
    """Rows above their usual by more than noise, the furthest first: in deviations of chance, so that size tells too.

    Fewer than ten appeals are too few to stand out, whatever their share.
    """
    found = []
    for row in rows:
        said = change(row, metric) if row.code is not None else None
        if said is not None and said.direction == "up" and (metric in MEANS or _figure(row, metric) >= SMALL):
            found.append((distance(row, said, metric), row))
    return [row for _, row in sorted(found, key=lambda one: (-one[0], one[1].name or ""))]


def known(rows: Iterable[Row]) -> list[Row]:
    """Rows whose usual is known."""
    return [row for row in rows if row.code is not None and row.usual is not None and row.value is not None]


def _figure(row: Row, metric: str) -> float:
    return counted(row, metric).value or 0.0


def _usual(row: Row, metric: str) -> float:
    return counted(row, metric).usual or 0.0


def distance(row: Row, said: Change, metric: str) -> float:
    """In deviations of chance for counts; a mean by its share, weighed with how many it is of."""
    if metric in MEANS:
        return (said.share or 0.0) * math.sqrt(max(row.count, 1))
    return said.difference / math.sqrt(max(_usual(row, metric), 1.0))


def groups(rows: Iterable[Row]) -> list[Row]:
    """Topic groups with a name, the largest first."""
    found = [row for row in rows if row.parent is None and row.code is not None and row.count]
    return sorted(found, key=lambda row: (-(row.value or 0.0), row.name or ""))


def of_topic(view: View, names: Mapping[str, str]) -> Naming:
    """How a topic is called in a sentence: in quotation marks, so that no case is needed."""
    return lambda row: quoted(view.texts, names.get(row.code or "") or row.name or row.code or "")


def of_district(view: View) -> Naming:
    """How a district is called in a sentence: its short name, with its region where all of them are shown."""

    def name(row: Row) -> str:
        found = view.district(row.code or "")
        short = found.short_name if found is not None else row.name or row.code or ""
        region = next((one.name for one in view.regions if one.code == row.parent), None)
        return short if view.region is not None or region is None else f"{short}, {region}"

    return name


def said_usual(view: View, row: Row) -> str:
    """«на 31 % больше обычного» of a row; blank where the usual is unknown, and of means."""
    metric = view.filters.metric
    found = change(row, metric) if row.usual is not None and metric not in MEANS else None
    return against_usual(view.texts, found, _usual(row, metric))


def marked(view: View, row: Row, name: Naming) -> str:
    """«Шахты (+51 %)», «Шахты (в 8 раз)»; «Палана (15, обычно 2)» where a share would mislead."""
    texts, metric = view.texts, view.filters.metric
    said = change(row, metric)
    if said is None:
        return name(row)
    if said.share is None or (metric not in MEANS and _usual(row, metric) < PLAIN):
        n, usual = texts.number(_figure(row, metric)), texts.number(_usual(row, metric))
        mark = texts("sentence.mark_usually", n=n, usual=usual)
    elif is_manifold(said):
        mark = times(texts, "sentence.times", said)
    else:
        mark = texts.signed_percent(said.share)
    return texts("sentence.marked", name=name(row), mark=mark)


def grown(view: View, row: Row, name: Naming) -> str:
    """«Шахты (на 51 % больше обычного)»; «Палана (15, обычно 2)» where a share would mislead."""
    if _usual(row, view.filters.metric) < PLAIN:
        return marked(view, row, name)
    return view.texts("sentence.marked", name=name(row), mark=said_usual(view, row))
