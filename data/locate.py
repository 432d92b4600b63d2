"""Places records: a checked point or an address becomes precision, district and cell, in both ways side by side."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data import model
from data.settings import Settings
from geo import cells
from geo.boundaries import Boundaries
from geo.coords import Fault, Pairs, check_pairs
from geo.places import Gazetteer

LOCATED = pa.schema(
    [
        ("place", pa.string()),
        ("by_point_precision", pa.string()),
        ("by_point_district", pa.string()),
        ("by_point_cell", pa.uint64()),
        ("by_address_precision", pa.string()),
        ("by_address_district", pa.string()),
    ]
)
"""The two ways to place a record: by its point (null without a believed one) and by its address."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a region's records are placed with."""

    boundaries: Boundaries
    gazetteer: Gazetteer


def locate(appeals: pa.Table, ground: Ground, settings: Settings) -> pa.Table:
    """`appeals` (model.APPEAL, one region) with the columns of LOCATED; mended points replace the given ones.

    A point that is not believed is cleared and kept as text in `extra.coordinates`; the address places such a record.
    """
    pairs = check_pairs(
        _floats(appeals["lon"]), _floats(appeals["lat"]), ground.boundaries.bounds, settings.outside_km
    )
    appeals = _keep_refused(appeals, pairs)
    by_address = _by_address(appeals, ground)
    columns = {**by_address, **_by_point(appeals, pairs, ground, by_address["by_address_district"])}
    for name in LOCATED.names:
        appeals = appeals.append_column(LOCATED.field(name), columns[name].cast(LOCATED.field(name).type))
    return appeals


def _floats(column: pa.ChunkedArray) -> NDArray[np.float64]:
    values: NDArray[np.float64] = column.cast(pa.float64()).fill_null(float("nan")).to_numpy()
    return values


def _keep_refused(appeals: pa.Table, pairs: Pairs) -> pa.Table:
    lon, lat = (pa.array(values, pa.float64(), from_pandas=True) for values in (pairs.lon, pairs.lat))
    refused = np.flatnonzero((pairs.fault != Fault.OK) & (pairs.fault != Fault.BLANK))
    if len(refused):
        appeals = _set(appeals, "extra", _with_coordinates(appeals, pairs, refused))
    return _set(_set(appeals, "lon", lon), "lat", lat)


def _with_coordinates(appeals: pa.Table, pairs: Pairs, refused: NDArray[np.intp]) -> pa.Array:
    extra = appeals["extra"].to_pylist()
    lon, lat = appeals["lon"].to_pylist(), appeals["lat"].to_pylist()
    for row in refused.tolist():
        kept = json.loads(extra[row]) if extra[row] else {}
        kept["coordinates"] = f"{lon[row]} {lat[row]} ({Fault(int(pairs.fault[row])).name.lower()})"
        extra[row] = json.dumps(kept, ensure_ascii=False)
    return pa.array(extra, pa.string())


def _set(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), model.APPEAL.field(name), column)


def _by_address(appeals: pa.Table, ground: Ground) -> dict[str, pa.Array]:
    """Each distinct pair of settlement and district is looked up once."""
    written = [
        appeals[name].combine_chunks().dictionary_encode(null_encoding="encode") for name in ("settlement", "district")
    ]
    settlements, districts = (coded.dictionary for coded in written)
    pairs = np.asarray(written[0].indices).astype(np.int64) * max(1, len(districts)) + np.asarray(written[1].indices)
    distinct = pa.array(pairs).dictionary_encode()
    first, second = np.divmod(np.asarray(distinct.dictionary), max(1, len(districts)))
    places = ground.gazetteer.find_many(
        settlements.take(pa.array(first)).to_pylist(), districts.take(pa.array(second)).to_pylist()
    )
    found = {
        "place": [place.name for place in places],
        "by_address_precision": [place.precision for place in places],
        "by_address_district": [place.district for place in places],
    }
    return {name: pa.array(texts, pa.string()).take(distinct.indices) for name, texts in found.items()}


def _by_point(
    appeals: pa.Table, pairs: Pairs, ground: Ground, address_district: pa.Array
) -> dict[str, pa.Array]:
    """A point outside every polygon (a pier, a simplified border) keeps the district its address names."""
    codes = pa.array([district.code for district in ground.boundaries.districts], pa.string())
    index = ground.boundaries.locate(pairs.lon, pairs.lat)
    inside = pa.array(index, pa.int32(), mask=index < 0)
    believed = pa.array(pairs.fault == Fault.OK)
    district = pc.coalesce(codes.take(inside), address_district)
    street_only = pc.and_(pc.is_null(appeals["house"]), pc.is_valid(appeals["street"]))
    precision = pc.if_else(street_only, "street", "house")
    null = pa.scalar(None, pa.string())
    ids = cells.index(pairs.lon, pairs.lat)
    return {
        "by_point_precision": pc.if_else(believed, precision, null),
        "by_point_district": pc.if_else(believed, district, null),
        "by_point_cell": pa.array(ids, pa.uint64(), mask=ids == 0),
    }
