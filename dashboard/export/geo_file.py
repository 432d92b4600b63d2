"""Writes cells, districts or records as GeoPackage or GeoJSON: WGS 84, shapes cut at 180°."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely
from numpy.typing import NDArray

from dashboard.export.csv_file import moments
from geo import cells
from geo.boundaries import Boundaries

CRS = "EPSG:4326"
DRIVERS = {"gpkg": "GPKG", "geojson": "GeoJSON"}
_GEOJSON = {"RFC7946": "YES", "COORDINATE_PRECISION": "6"}
Array = NDArray[np.object_]
Shapes = Callable[[pa.Table], Array]


def write(tables: Iterable[pa.Table], shapes: Shapes, layer: str, about: str, path: Path) -> None:
    """One layer; `shapes` gives the geometry of a table's rows, `about` describes the layer."""
    driver = DRIVERS[path.suffix[1:]]
    options = {"DESCRIPTION": about} | (_GEOJSON if driver == "GeoJSON" else {})
    for number, table in enumerate(tables):
        frame = gpd.GeoDataFrame(_plain(table).to_pandas(), geometry=shapes(table), crs=CRS)
        more = {"append": True} if number else {"layer_options": options}
        pyogrio.write_dataframe(frame, path, layer=layer, driver=driver, **more)


def _plain(table: pa.Table) -> pa.Table:
    """Columns as every reader of such files knows them: moments as ISO texts."""
    columns = {
        name: moments(column) if pa.types.is_timestamp(column.type) else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
    return pa.table(columns)


def of_cells(table: pa.Table) -> Array:
    """The hexagons of the column `cell`."""
    return cells.polygons(np.array([cells.from_text(cell) for cell in table["cell"].to_pylist()], np.uint64))


def of_districts(regions: Iterable[Boundaries]) -> Shapes:
    """The districts of the column `code`; no shape where the code is none of theirs."""
    known: Mapping[str, object] = {one.code: one.geometry for region in regions for one in region.districts}

    def shapes(table: pa.Table) -> Array:
        found = np.empty(table.num_rows, dtype=object)
        found[:] = [known.get(code) for code in table["code"].to_pylist()]
        return found

    return shapes


def of_records(table: pa.Table) -> Array:
    """Points of the records that are placed to a house or a street; no shape for the others."""
    lon, lat = (pc.fill_null(table[name], np.nan).to_numpy() for name in ("lon", "lat"))
    placed = table["cell"].is_valid().to_numpy() & np.isfinite(lon) & np.isfinite(lat)
    found = np.empty(table.num_rows, dtype=object)
    found[placed] = shapely.points(lon[placed], lat[placed])
    return found
