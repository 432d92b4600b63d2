"""The table beside a drawing: the same answer in rows and columns, sorted by links, with a way to take it along as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import own
from dashboard.parts import html
from dashboard.parts.common import link, note
from dashboard.state import View


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the address, its title, and whether it holds figures (to the right, the largest first)."""

    name: str
    title: str
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, what it is sorted by (None: unknown, always last), and where it leads."""

    text: str
    key: float | str | None
    href: str | None = None


Line = Sequence[Cell]
"""A row of the table; its first cell is its head."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the part it is the twin of, its caption, columns and rows in the order of the drawing."""

    part: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]


def chosen(view: View) -> tuple[str, ...]:
    """The parts that stand as tables."""
    return tuple(part for part in (view.params.get("table") or "").split(",") if part)


def is_on(part: str, view: View) -> bool:
    """Whether a part stands as a table."""
    return part in chosen(view)


def toggled(part: str, view: View, *instead: str) -> str:
    """The link that turns a part into a table or back; `instead` are parts that share its place."""
    left = [each for each in chosen(view) if each != part and each not in instead]
    after = left if is_on(part, view) else [*left, part]
    return view.href(table=",".join(each for each in own.TABLES if each in after) or None)


def switch(part: str, view: View, *instead: str) -> html.A:
    """The small sign in a card's head: a table, or the drawing again."""
    on = is_on(part, view) or any(is_on(each, view) for each in instead)
    texts = view.texts
    said = texts("twin.back" if on else "twin.show", what=texts("twin.of_" + part))
    href = toggled(part, view, *instead) if not on or is_on(part, view) else view.href(
        table=",".join(each for each in chosen(view) if each not in instead) or None
    )
    said_on = {"aria-label": said, **({"aria-current": "true"} if on else {})}
    return link(html.I(), href, className="table-switch on" if on else "table-switch", title=said, **said_on)


def sorting(part: str, view: View) -> tuple[str | None, bool]:
    """The column a table is sorted by and whether upwards; None where the address says nothing."""
    for each in (view.params.get("sort") or "").split(","):
        name, _, rest = each.partition(".")
        if name == part:
            column, _, way = rest.partition(".")
            return column, way == "up"
    return None, False


def _sorted(table: Table, view: View) -> tuple[Line, ...]:
    name, up = sorting(table.part, view)
    at = next((number for number, column in enumerate(table.columns) if column.name == name), None)
    if at is None:
        return table.rows
    known = [row for row in table.rows if row[at].key is not None]
    unknown = [row for row in table.rows if row[at].key is None]
    return (*sorted(known, key=lambda row: row[at].key, reverse=not up), *unknown)  # type: ignore[arg-type, return-value]


def _sort_href(part: str, column: Column, view: View) -> tuple[str, str]:
    """Where the head of a column leads, and how the table stands by it now."""
    name, up = sorting(part, view)
    others = [each for each in (view.params.get("sort") or "").split(",") if each and not each.startswith(part + ".")]
    if name == column.name:
        upwards, standing = not up, "ascending" if up else "descending"
    else:
        upwards, standing = not column.figures, "none"
    after = f"{part}.{column.name}" + (".up" if upwards else "")
    return view.href(sort=",".join([*others, after])), standing


def render(table: Table, view: View, tools: Any = None) -> html.Div:
    """The table with a row of tools: what is offered for it, and a copy of it as text."""
    texts = view.texts
    if not table.rows:
        return html.Div([html.Div(tools, className="twin-tools"), note(texts("twin.empty"))], className="twin")
    words = {"data-copy": "", "data-done": texts("twin.copied"), "data-selected": texts("twin.selected")}
    copy = html.Button(texts("twin.copy"), type="button", className="twin-copy", **words)
    heads = [_head(table.part, column, view) for column in table.columns]
    body = [html.Tr(_cells(row, table.columns)) for row in _sorted(table, view)]
    drawn = html.Table([html.Caption(table.caption), html.Thead(html.Tr(heads)), html.Tbody(body)], className="twin-table")
    box = html.Div(drawn, className="twin-box", tabIndex="0", role="region", **{"aria-label": table.caption})
    return html.Div([html.Div([tools, copy], className="twin-tools"), box], className="twin")


def _head(part: str, column: Column, view: View) -> html.Th:
    href, standing = _sort_href(part, column, view)
    name = "num" if column.figures else "words"
    sorter, state = link(column.title, href, className="sorter"), {"aria-sort": standing}
    return html.Th(sorter, scope="col", className=f"{name} {standing}", **state)


def _cells(row: Line, columns: Sequence[Column]) -> list[Any]:
    return [_cell(cell, column, at == 0) for at, (cell, column) in enumerate(zip(row, columns, strict=True))]


def _cell(cell: Cell, column: Column, is_head: bool) -> Any:
    said = link(cell.text, cell.href) if cell.href else cell.text
    name = "num" if column.figures else "words"
    return html.Th(said, scope="row", className=name) if is_head else html.Td(said, className=name)
