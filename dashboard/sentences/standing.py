"""Which rows of a breakdown stand out from their usual, how far, and how they are named in a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from dashboard.figures.change import Change, from_usual
from dashboard.sentences.words import PLAIN, against_usual, quoted
from dashboard.state import View
from dashboard.texts import formats
from data.answers import Row

Naming = Callable[[Row], str]


def change(row: Row, metric: str) -> Change | None:
    """The change against the usual; a rate is judged by the counts behind it, so that few residents are no news."""
    if metric != "per1000":
        return from_usual(row, metric)
    found = from_usual(row, metric)
    if found is None or not row.value:
        return found
    factor = row.count / row.value
    figures = [None if one is None else one * factor for one in (row.value, row.usual, row.low, row.high)]
    counted = row._replace(value=figures[0], usual=figures[1], low=figures[2], high=figures[3])
    return from_usual(counted, "count")


def above(rows: Iterable[Row], metric: str) -> list[Row]:
    """Rows above their usual by more than noise, the furthest first: by deviations of chance, so that size tells too."""
    found = [(row, change(row, metric)) for row in rows if row.code is not None]
    high = [(_distance(row, said), row) for row, said in found if said is not None and said.direction == "up"]
    return [row for _, row in sorted(high, key=lambda one: (-one[0], one[1].name or ""))]


def known(rows: Iterable[Row]) -> list[Row]:
    """Rows whose usual is known."""
    return [row for row in rows if row.code is not None and row.usual is not None and row.value is not None]


def _distance(row: Row, said: Change) -> float:
    base = said.difference / said.share if said.share else 0.0
    return said.difference / math.sqrt(max(base, 1.0))


def groups(rows: Iterable[Row]) -> list[Row]:
    """Topic groups with a name, the largest first."""
    found = [row for row in rows if row.parent is None and row.code is not None and row.count]
    return sorted(found, key=lambda row: (-(row.value or 0.0), row.name or ""))


def of_topic(view: View, names: Mapping[str, str]) -> Naming:
    """How a topic is called in a sentence: in quotation marks, so that no case is needed."""
    return lambda row: quoted(view.texts, names.get(row.code or "", row.name or row.code or ""))


def of_district(view: View) -> Naming:
    """How a district is called in a sentence: its short name."""

    def name(row: Row) -> str:
        found = view.district(row.code or "")
        return found.short_name if found is not None else row.name or row.code or ""

    return name


def said_usual(view: View, row: Row) -> str:
    """«на 31 % больше обычного» of a row; blank where the usual is unknown."""
    found, metric = change(row, view.filters.metric), view.filters.metric
    usual = row.count - (row.value or 0.0) if metric == "excess" else row.usual
    if found is not None and metric == "per1000" and row.value:
        usual = (row.usual or 0.0) * row.count / row.value
    return against_usual(view.texts, found, usual)


def marked(view: View, row: Row, name: Naming, key: str = "sentence.marked") -> str:
    """«Шахты (+51 %)»; «Палана (15, обычно 2)» where a share would mislead."""
    texts, metric = view.texts, view.filters.metric
    said = change(row, metric)
    if said is None or row.value is None:
        return name(row)
    base = said.difference / said.share if said.share else 0.0
    if said.share is None or (base < PLAIN and metric not in ("answer_days", "rating")):
        usual = row.count - row.value if metric == "excess" else row.usual or 0.0
        value = float(row.count) if metric == "excess" else row.value
        decimals = 2 if metric == "per1000" else 0
        mark = texts(
            "sentence.mark_usually", n=texts.number(value, decimals), usual=texts.number(usual, decimals)
        )
        return texts("sentence.marked", name=name(row), mark=mark)
    return texts(key, name=name(row), mark=formats.signed_percent(texts.lang, said.share))
