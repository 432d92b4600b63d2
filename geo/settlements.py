"""The settlements of a region: those with coordinates from the gazetteer, the rest from the ОКТМО list."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.districts import Boundaries
from geo.municipalities import Municipalities
from geo.naming import CITY, municipality, settlement
from geo.reference import PLACES

GAZETTEER = PLACES / "settlements.parquet"
CLASSIFIER = PLACES / "oktmo_2016_settlements_south_volga.parquet"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One settlement with coordinates; `district` is the code of the district it lies in."""

    name: str
    lon: float
    lat: float
    population: int
    district: str


@dataclass(frozen=True, slots=True)
class Known:
    """One settlement of a region as the search sees it; coordinates, kind and people where they are known."""

    name: str
    core: str
    district: int
    kind: str | None = None
    lon: float | None = None
    lat: float | None = None
    population: int = 0


def known_settlements(boundaries: Boundaries, municipalities: Municipalities) -> list[Known]:
    """Every known settlement once; parts of cities are left out where the ОКТМО list can tell them."""
    listed = _listed(municipalities)
    covered = {one.district for one in listed}
    cities = {
        number for number, one in enumerate(boundaries.districts) if CITY in municipality(one.name).kinds
    }
    by_place: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, one in enumerate(listed):
        by_place[one.district, one.core].append(at)
    extra = []
    for point in _points(boundaries):
        twins = by_place.get((point.district, point.core), [])
        if twins:
            at = min(twins, key=lambda twin: _rank(listed[twin].kind))
            listed[at] = replace(listed[at], lon=point.lon, lat=point.lat, population=point.population)
        elif point.district not in covered or point.district not in cities:
            extra.append(point)
    return listed + extra


def _rank(kind: str | None) -> int:
    """Of namesakes in one district the gazetteer, which lists the larger places, means the more urban one."""
    order = ("г", "пгт", "ст-ца", "сл", "с", "п")
    return order.index(kind) if kind in order else len(order)


def _points(boundaries: Boundaries) -> list[Known]:
    table = pq.read_table(GAZETTEER, columns=["name", "lon", "lat", "population"])
    owners = boundaries.locate(table["lon"].to_numpy(), table["lat"].to_numpy())
    inside = table.append_column("district", pa.array(owners)).filter(pa.array(owners >= 0))
    return [Known(core=settlement(row["name"]).core, **row) for row in inside.to_pylist()]


def _listed(municipalities: Municipalities) -> list[Known]:
    table = pq.read_table(CLASSIFIER, columns=["oktmo11", "name", "place"])
    prefixes = pc.utf8_slice_codeunits(table["oktmo11"], 0, 5)
    owners = {text: municipalities.by_oktmo(f"{text}000") for text in pc.unique(prefixes).to_pylist()}
    mine = pa.array([text for text, owner in owners.items() if owner is not None], pa.string())
    found = []
    for row in table.filter(pc.is_in(prefixes, mine)).to_pylist():
        named, owner = settlement(row["name"]), owners[row["oktmo11"][:5]]
        if owner is not None:
            found.append(Known(row["place"], named.core, owner, named.kinds[0] if named.kinds else None))
    return found
