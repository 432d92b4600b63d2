"""The tables of the map, the ranking, the topics, the trend and the headline figures, each from the answer that is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.figures import bins
from dashboard.parts import card_cells
from dashboard.parts.kpis import DECIMALS, chosen
from dashboard.parts.rows import in_order
from dashboard.parts.twin import Cell, Column, Line, Table
from dashboard.state import View
from data.answers import Breakdown, Cells, Kpi, Row, Trend
from data.filters import NONE

FIGURES = ("value", "previous", "usual", "low", "high", "count")


def _figure(metric: str, value: float | None, view: View) -> Cell:
    return Cell(view.texts.value(metric, value), value)


def _columns(first: list[Column], view: View) -> tuple[Column, ...]:
    own = "metric." + view.filters.metric
    titles = {name: own if name == "value" else "twin." + name for name in _shown(view)}
    return (*first, *(Column(name, view.texts(title)) for name, title in titles.items()))


def _shown(view: View) -> tuple[str, ...]:
    """The number of appeals stands beside any other figure, not beside itself."""
    plain = view.filters.metric == "count" and view.filters.unit == "appeals"
    return FIGURES[:-1] if plain else FIGURES


def _figures(row: Row, view: View) -> list[Cell]:
    metric = view.filters.metric
    known = [_figure(metric, each, view) for each in (row.value, row.previous, row.usual, row.low, row.high)]
    return [*known, Cell(view.texts.number(row.count), float(row.count))][: len(_shown(view))]


def ranking(found: Breakdown, names: Mapping[str, str], view: View) -> Table:
    """Every district with all its figures."""
    columns = _columns([Column("name", view.texts("twin.district"), figures=False)], view)
    rows = [_line(row, names.get(row.code or NONE) or row.name or "", view.href(district=row.code or NONE), view)
            for row in in_order(found.rows) if row.code is not None or row.count]
    return Table("ranking", _caption("ranking.title", view), columns, tuple(rows))


def topics(found: Breakdown, names: Mapping[str, str], view: View) -> Table:
    """Groups and topics side by side: a topic names its group."""
    columns = _columns([Column("name", view.texts("twin.topic"), figures=False)], view)
    columns = (*columns, Column("group", view.texts("twin.group"), figures=False))
    rows: list[Line] = []
    for row in in_order(tuple(each for each in found.rows if each.count)):
        name = names.get(row.code or "", row.name or "") or view.texts("topics.no_topic")
        group = names.get(row.parent or "", "") if row.parent else ""
        line = _line(row, name, view.href(topic=row.code or NONE), view)
        rows.append([*line, Cell(group, group or None)])
    return Table("topics", _caption("topics.title", view), columns, tuple(rows))


def _line(row: Row, name: str, href: str, view: View) -> list[Cell]:
    return [Cell(name, name.lower() or None, href), *_figures(row, view)]


def trend(found: Trend, view: View) -> Table:
    """Every step: its figure and what is usual for it; a cut one says so."""
    texts, metric = view.texts, view.filters.metric
    columns = [Column("at", texts("twin.at"), figures=False), Column("value", texts("metric." + metric))]
    columns += [Column(name, texts("twin." + name)) for name in ("usual", "low", "high")]
    rows: list[Line] = []
    for index, row in enumerate(found.rows):
        said = bins.called(texts, row.at, found.step)
        if not bins.is_whole(found, index):
            said = texts("twin.partial", at=said)
        figures = [_figure(metric, each, view) for each in (row.value, row.usual, row.low, row.high)]
        rows.append([Cell(said, row.at.timestamp()), *figures])
    return Table("trend", _caption("trend.title", view), tuple(columns), tuple(reversed(rows)))


def kpis(found: tuple[Kpi, ...], steps: Trend, view: View) -> Table:
    """The headline figures over the steps that their small lines are drawn by."""
    texts, shown = view.texts, chosen(found)
    titles = [texts("twin.appeals") if kpi.name == "count" else texts("kpi." + kpi.name) for kpi in shown]
    columns = [Column("at", texts("twin.at"), figures=False)]
    columns += [Column(kpi.name, title) for kpi, title in zip(shown, titles, strict=True)]
    rows: list[Line] = []
    for index, row in enumerate(steps.rows):
        values = [kpi.spark[index] if index < len(kpi.spark) else None for kpi in shown]
        figures = [
            Cell("—" if value is None else texts.number(value, DECIMALS.get(kpi.name, 0)), value)
            for kpi, value in zip(shown, values, strict=True)
        ]
        rows.append([Cell(bins.called(texts, row.at, steps.step), row.at.timestamp()), *figures])
    return Table("kpis", _caption("kpi.label", view), tuple(columns), tuple(reversed(rows)))


def cells(found: Cells, view: View) -> Table:
    """The hexagons of the map, the highest first, in words for where each lies."""
    texts, metric = view.texts, view.filters.metric
    columns = [Column("place", texts("twin.place"), figures=False), Column("district", texts("twin.district"), figures=False)]
    counted = metric == "count" and view.filters.unit == "appeals"  # then the figure is the number of appeals itself
    columns.append(Column("value", texts("metric." + metric)))
    if not counted:
        columns.append(Column("count", texts("twin.count")))
    rows: list[Line] = []
    for row in found.rows:
        known = view.district(row.district or "")
        district = known.short_name if known is not None else texts("ranking.no_district")
        place = card_cells.words(row, view, with_district=False)
        figures = [_figure(metric, row.value, view)]
        if not counted:
            figures.append(Cell(texts.number(row.count), float(row.count)))
        rows.append([Cell(place, place.lower(), view.href(cell=row.cell)), Cell(district, district.lower()), *figures])
    shown = texts("twin.first", shown=texts.number(len(found.rows)), total=texts.number(found.total))
    caption = _caption("hexmap.title", view) + (f" ({shown})" if found.total > len(found.rows) else "")
    return Table("map", caption, tuple(columns), tuple(rows))


def _caption(title: str, view: View) -> str:
    return f"{view.texts(title)}: {view.texts('metric.short.' + view.filters.metric)}"
