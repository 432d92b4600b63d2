"""Where a record says it is: the address in parts and a pair of degrees."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.address import split
from data.sources.columns import Taken
from data.sources.profile_format import Profile
from data.sources.typed import degrees
from data.sources.values import numbers

_PAIR = r"^[\[(]?\s*(?P<lat>[-+]?\d+(?:[.,]\d+)?)(?:\s*[;,]\s+|\s*;\s*|,|\s+)(?P<lon>[-+]?\d+(?:[.,]\d+)?)\s*[\])]?$"
_WKT = r"(?i)^(?:SRID=4326;)?\s*POINT\s*\(\s*(?P<lon>[-+]?\d+(?:\.\d+)?)\s+(?P<lat>[-+]?\d+(?:\.\d+)?)\s*\)$"

Columns = dict[str, pa.Array]


def read_place(taken: Taken, profile: Profile) -> tuple[Columns, Columns]:
    """district, settlement, street, house, lon, lat; and under `coordinates` what is no pair of numbers."""
    columns = {name: taken.field(name) for name in ("district", "settlement", "street", "house")}
    if "address" in taken.fields:
        parts = split(taken.field("address"), profile.rules.address)
        columns["settlement"] = pc.coalesce(columns["settlement"], parts.settlement)
        columns["house"] = pc.coalesce(columns["house"], pc.if_else(columns["street"].is_null(), parts.house, None))
        columns["street"] = pc.coalesce(columns["street"], parts.street)
    (lon, lat), misread = _degrees(taken)
    return columns | {"lon": lon, "lat": lat}, {"coordinates": misread}


def _degrees(taken: Taken) -> tuple[tuple[pa.Array, pa.Array], pa.Array]:
    """Longitude and latitude where both are known, and the texts of pairs that are not."""
    if {"lon", "lat"} <= taken.typed.keys() and "coordinates" not in taken.fields:
        lon, lat = degrees(taken.typed["lon"]), degrees(taken.typed["lat"])
        if lon.is_valid().equals(lat.is_valid()):
            return (lon, lat), pa.nulls(taken.rows, pa.string())
    lon_text, lat_text = _pair(taken)
    lon, lat = numbers(lon_text), numbers(lat_text)
    whole = pc.and_(lon.is_valid(), lat.is_valid())
    written = pc.or_(lon_text.is_valid(), lat_text.is_valid())
    text = pc.binary_join_element_wise(lat_text, lon_text, "; ", null_handling="replace", null_replacement="")
    misread = pc.if_else(pc.and_(written, pc.invert(whole)), text, pa.scalar(None, pa.string()))
    nothing = pa.scalar(None, pa.float64())
    return (pc.if_else(whole, lon, nothing), pc.if_else(whole, lat, nothing)), misread


def _pair(taken: Taken) -> tuple[pa.Array, pa.Array]:
    """Texts of longitude and latitude: of their own columns, else of the one that holds both."""
    lon, lat = taken.field("lon"), taken.field("lat")
    if "coordinates" not in taken.fields:
        return lon, lat
    both = taken.field("coordinates")
    pair, point = pc.extract_regex(both, _PAIR), pc.extract_regex(both, _WKT)
    found = [pc.coalesce(pc.struct_field(point, name), pc.struct_field(pair, name)) for name in ("lon", "lat")]
    unread = pc.if_else(found[0].is_null(), both, pa.scalar(None, pa.string()))
    return pc.coalesce(lon, found[0]), pc.coalesce(lat, found[1], unread)
