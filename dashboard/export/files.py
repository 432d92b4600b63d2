"""The one door of exports: a filter set, what of it, and a file name decide everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from dashboard import state
from dashboard.callbacks.desk import Desk
from dashboard.export import csv_file, geo_file, parquet_file, xlsx_file
from dashboard.export.method import Method, method
from dashboard.export.tables import WHATS, Content, content
from dashboard.export.wording import worded
from dashboard.state import View
from data.errors import BadFilter

SUFFIXES = ("csv", "xlsx", "parquet", "gpkg", "geojson")
EXTRA = frozenset({"what", "csv"})
"""Names of a query that are the export's own."""
_GEO = ("cells", "districts", "records")


@dataclass(frozen=True, slots=True)
class Export:
    """An export ready to be written: the view it is of, its rows, and what it says about itself."""

    view: View
    suffix: str
    dialect: str
    content: Content
    method: Method

    @property
    def name(self) -> str:
        """A file name that says what is inside: teplokarta-rostov-records-20261122-0928.csv."""
        asof = dict(self.method)[self.view.texts("export.label.stamp")]
        return f"teplokarta-{self.view.filters.region}-{self.content.what}-{asof}.{self.suffix}"


def export(desk: Desk, params: Mapping[str, str], suffix: str) -> Export:
    """Read a query; raises BadFilter and TooMuch before anything is written."""
    what = _one_of("what", params.get("what") or _usual(suffix), _GEO if suffix in geo_file.DRIVERS else WHATS)
    dialect = _one_of("csv", params.get("csv") or next(iter(csv_file.DIALECTS)), tuple(csv_file.DIALECTS))
    plain = {name: text for name, text in params.items() if name not in EXTRA}
    view = state.read(desk.questions, plain, "/", desk.settings.lang)
    catalogue = desk.catalogue(view)
    found = content(desk.questions, view, what, catalogue.names)
    if suffix == "xlsx":
        xlsx_file.check(found.rows)
    told = method(view, desk.questions.summary(view.filters), catalogue, what, desk.settings)
    return Export(view, suffix, dialect, found, told)


def write(desk: Desk, wanted: Export, path: Path) -> None:
    """Write the file; the rows are read as they are written."""
    _WRITERS[wanted.suffix](desk, wanted, path)


def _usual(suffix: str) -> str:
    return "cells" if suffix in geo_file.DRIVERS else "records"


def _one_of(name: str, given: str, allowed: tuple[str, ...]) -> str:
    if given not in allowed:
        raise BadFilter(name, f"недопустимое значение «{given[:40]}»", "Допустимо: " + ", ".join(allowed))
    return given


def _csv(_desk: Desk, wanted: Export, path: Path) -> None:
    csv_file.write(wanted.content.tables, csv_file.DIALECTS[wanted.dialect], path)


def _xlsx(desk: Desk, wanted: Export, path: Path) -> None:
    texts, what, tables = wanted.view.texts, wanted.content.what, wanted.content.tables
    if what == "records":
        tables = worded(tables, wanted.view, desk.catalogue(wanted.view).names)
    titles = {
        key.rsplit(".", 1)[1]: str(text)
        for key, text in texts.entries.items()
        if key.startswith(("export.column.", "metric.short."))
    }
    sheets = texts("export.what." + what), texts("export.method")
    xlsx_file.write(tables, titles, sheets, wanted.method, path)


def _parquet(_desk: Desk, wanted: Export, path: Path) -> None:
    parquet_file.write(wanted.content.tables, dict(wanted.method), path)


def _geo(desk: Desk, wanted: Export, path: Path) -> None:
    about = "; ".join(f"{label}: {text}" for label, text in wanted.method)
    geo_file.write(wanted.content.tables, _shapes(desk, wanted), wanted.content.what, about, path)


def _shapes(desk: Desk, wanted: Export) -> Callable[[pa.Table], geo_file.Array]:
    if wanted.content.what != "districts":
        return geo_file.of_cells if wanted.content.what == "cells" else geo_file.of_records
    region = wanted.view.region
    codes = [each.code for each in wanted.view.regions] if region is None else [region.code]
    return geo_file.of_districts([desk.questions.boundaries(code) for code in codes])


_WRITERS: Mapping[str, Callable[[Desk, Export, Path], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "gpkg": _geo,
    "geojson": _geo,
}
