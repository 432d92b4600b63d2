"""The ranking of regions: value, share of what stands open and overdue, deviation; each leads into its region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.parts import html
from dashboard.parts.common import domain, heading, note, unfold
from dashboard.parts.rows import against, in_order, row_link
from dashboard.state import View
from data.answers import ByRegion, Row, Standing


def render(answer: ByRegion, counted: ByRegion, view: View) -> list[Any]:
    """The card's head and its list; `counted` is the same selection as plain numbers of appeals, what shares are of."""
    texts, rows = view.texts, in_order(answer.rows)
    sub = texts("ranking." + against(answer.rows), metric=texts("metric.short." + view.filters.metric))
    head = heading(texts("country.title"), sub)
    if not any(row.count or row.usual for row in rows):
        return [head, note(texts("ranking.empty"))]
    span = domain([row.value for row in rows] + [row.usual for row in rows if row.low is not None])
    stands = {row.code: (row, counted.standing[row.code or ""]) for row in counted.rows}
    listed = [_row(row, stands, view, (span, against(answer.rows))) for row in rows]
    more = unfold(texts("country.unfold", rows=texts.number(len(rows))), len(rows))
    return [head, html.Div(listed, className="rows regions", id="ranking-rows"), more]


Stands = Mapping[str | None, tuple[Row, Standing]]


def _row(row: Row, stands: Stands, view: View, how: tuple[tuple[float, float], str]) -> html.A:
    """`how`: the domain of the bars and what deviations are against."""
    (span, kind), name = how, row.name or row.code or ""
    made = row_link(row, view, name, href=view.href(region=row.code), span=span, kind=(kind, "heat"), selected=False)
    made.children.append(html.Span(_words(row, stands, view), className="row-more"))
    return made


def _words(row: Row, stands: Stands, view: View) -> str:
    """«1,2 на 1000 жителей · открыто 31 % · просрочено 8 %»; what is not known is left out."""
    texts, (counted, standing) = view.texts, stands[row.code]
    people = next((one.population for one in view.regions if one.code == row.code), None)
    whole = not (view.filters.district or view.filters.cell or view.filters.bbox or view.filters.area)
    said = []
    if people and whole and view.filters.metric != "per1000":
        said.append(texts("country.per1000", value=texts.number(counted.count * 1000 / people, 2)))
    if view.filters.metric == "per1000":
        said.append(texts.count("appeals", counted.count))
    if counted.count:
        said.append(texts("country.open", share=texts.percent(standing.open / counted.count)))
        said.append(texts("country.overdue", share=texts.percent(standing.overdue / counted.count)))
    return " · ".join(said)
