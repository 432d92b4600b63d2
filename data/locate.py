"""Places records: a checked point or an address becomes precision, district and cell, in both ways side by side."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
    return locate_among(appeals, np.zeros(appeals.num_rows, np.int32), [ground], settings)


def locate_among(
    appeals: pa.Table, numbers: NDArray[np.int32], grounds: Sequence[Ground], settings: Settings
) -> pa.Table:
    """The same for records of several regions: the number of each one's ground."""
    rows_of = _rows_of(numbers, len(grounds))
    pairs = _checked(_floats(appeals["lon"]), _floats(appeals["lat"]), grounds, rows_of, settings.outside_km)
    appeals = _keep_refused(appeals, pairs)
    by_address = _by_address(appeals, numbers, grounds)
    inside = _districts(pairs, grounds, rows_of)
    columns = {**by_address, **_by_point(appeals, pairs, inside, by_address["by_address_district"])}
    for name in LOCATED.names:
        appeals = appeals.append_column(LOCATED.field(name), columns[name].cast(LOCATED.field(name).type))
    return appeals


def _rows_of(numbers: NDArray[np.int32], grounds: int) -> list[NDArray[np.intp]]:
    """The rows of each ground."""
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.cumsum(np.bincount(numbers, minlength=grounds))[:-1])


def _checked(
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    grounds: Sequence[Ground],
    rows_of: Sequence[NDArray[np.intp]],
    outside_km: float,
) -> Pairs:
    if len(grounds) == 1:
        return check_pairs(lon, lat, grounds[0].boundaries.bounds, outside_km)
    found = Pairs(lon.copy(), lat.copy(), np.zeros(len(lon), np.uint8), np.zeros(len(lon), np.uint8))
    for ground, rows in zip(grounds, rows_of, strict=True):
        own = check_pairs(lon[rows], lat[rows], ground.boundaries.bounds, outside_km)
        found.lon[rows], found.lat[rows] = own.lon, own.lat
        found.fault[rows], found.mended[rows] = own.fault, own.mended
    return found


def _districts(pairs: Pairs, grounds: Sequence[Ground], rows_of: Sequence[NDArray[np.intp]]) -> pa.Array:
    """Code of the district that each point lies in."""
    codes: list[str] = []
    index = np.full(len(pairs.lon), -1, np.int32)
    for ground, rows in zip(grounds, rows_of, strict=True):
        own = ground.boundaries.locate(pairs.lon[rows], pairs.lat[rows])
        index[rows] = np.where(own < 0, -1, own + len(codes))
        codes += [district.code for district in ground.boundaries.districts]
    return pa.array(codes, pa.string()).take(pa.array(index, pa.int32(), mask=index < 0))


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


def _by_address(
    appeals: pa.Table, numbers: NDArray[np.int32], grounds: Sequence[Ground]
) -> dict[str, pa.Array]:
    """Each distinct pair of settlement and district is looked up once in a region."""
    written = [
        appeals[name].combine_chunks().dictionary_encode(null_encoding="encode") for name in ("settlement", "district")
    ]
    settlements, districts = (coded.dictionary for coded in written)
    sizes = (max(1, len(settlements)), max(1, len(districts)))
    keys = (numbers.astype(np.int64) * sizes[0] + np.asarray(written[0].indices)) * sizes[1]
    distinct = pa.array(keys + np.asarray(written[1].indices)).dictionary_encode()
    rest, second = np.divmod(np.asarray(distinct.dictionary), sizes[1])
    ground, first = np.divmod(rest, sizes[0])
    names = (settlements.take(pa.array(first)).to_pylist(), districts.take(pa.array(second)).to_pylist())
    places = [
        grounds[number].gazetteer.find(settlement, district)
        for number, settlement, district in zip(ground.tolist(), *names, strict=True)
    ]
    found = {
        "place": [place.name for place in places],
        "by_address_precision": [place.precision for place in places],
        "by_address_district": [place.district for place in places],
    }
    return {name: pa.array(texts, pa.string()).take(distinct.indices) for name, texts in found.items()}


def _by_point(
    appeals: pa.Table, pairs: Pairs, inside: pa.Array, address_district: pa.Array
) -> dict[str, pa.Array]:
    """A point outside every polygon (a pier, a simplified border) keeps the district its address names."""
    believed = pa.array(pairs.fault == Fault.OK)
    district = pc.coalesce(inside, address_district)
    street_only = pc.and_(pc.is_null(appeals["house"]), pc.is_valid(appeals["street"]))
    precision = pc.if_else(street_only, "street", "house")
    null = pa.scalar(None, pa.string())
    ids = cells.index(pairs.lon, pairs.lat)
    return {
        "by_point_precision": pc.if_else(believed, precision, null),
        "by_point_district": pc.if_else(believed, district, null),
        "by_point_cell": pa.array(ids, pa.uint64(), mask=ids == 0),
    }
