"""Installed regions: their borders in the store, and what their records are placed with."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import shapely

from data import sql
from data.answers import DistrictInfo, RegionInfo
from data.connection import Connection
from data.errors import UnknownRegion
from data.locate import Ground
from data.store import Store
from data.writer import EVERYTHING, Touched
from geo.boundaries import Boundaries, District
from geo.places import Gazetteer

_DISTRICTS = pa.schema(
    [
        ("position", pa.int32()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("short_name", pa.string()),
        ("population", pa.int64()),
        ("wkb", pa.binary()),
    ]
)


class Regions:
    """Reads borders once and keeps them until they are installed anew."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._grounds: dict[str, Ground] = {}
        self._described: dict[str, tuple[Boundaries, tuple[DistrictInfo, ...]]] = {}
        self._lock = threading.Lock()
        self._installed: tuple[int, list[dict[str, Any]]] = (-1, [])

    def codes(self) -> tuple[str, ...]:
        """Codes of the installed regions, the default one first."""
        return tuple(row["code"] for row in self._rows())

    def default(self) -> str | None:
        """The region asked about when none is named."""
        codes = self.codes()
        return codes[0] if codes else None

    def names_and_zones(self) -> dict[str, tuple[str, str]]:
        """Code → (name, IANA zone)."""
        return {row["code"]: (row["name"], row["tz"]) for row in self._rows()}

    def ground(self, code: str) -> Ground:
        """Borders and gazetteer of a region; UnknownRegion when it is not installed."""
        with self._lock:
            if code not in self._grounds:
                boundaries = self._read(code)
                self._grounds[code] = Ground(boundaries, Gazetteer.for_region(boundaries))
            return self._grounds[code]

    def boundaries(self, code: str) -> Boundaries:
        """Borders of a region; UnknownRegion when it is not installed."""
        return self.ground(code).boundaries

    def infos(self) -> tuple[RegionInfo, ...]:
        """Every installed region, the default one first."""
        return tuple(self._info(row) for row in self._rows())

    def live(self, code: str | None) -> bool:
        """Whether a feed of a region (None: of any) is current."""
        return any(self._is_live(row) for row in self._rows() if code in (None, row["code"]))

    def _rows(self) -> list[dict[str, Any]]:
        """The table of regions, read once a version of the store."""
        version, kept = self._store.version, self._installed
        if kept[0] != version:  # one assignment: a slower reader of an older version never passes for this one
            kept = self._installed = (version, self._store.ask(sql.statement("ask/regions")).to_pylist())
        return kept[1]

    def _info(self, row: dict[str, Any]) -> RegionInfo:
        boundaries = self.boundaries(str(row["code"]))
        return RegionInfo(
            code=boundaries.code,
            name=boundaries.name,
            tz=boundaries.tz,
            is_default=bool(row["is_default"]),
            synthetic=bool(row["synthetic"]),
            live=self._is_live(row),
            population=boundaries.population,
            bounds=boundaries.bounds,
            districts=self._districts(boundaries),
        )

    def _is_live(self, row: dict[str, Any]) -> bool:
        fed_at = row["fed_at"]
        window = timedelta(minutes=self._store.settings.feed_live_min)
        return isinstance(fed_at, datetime) and datetime.now(UTC).replace(tzinfo=None) - fed_at < window

    def _districts(self, boundaries: Boundaries) -> tuple[DistrictInfo, ...]:
        """The districts within these borders, told once: their boxes are measured on the polygons."""
        kept = self._described.get(boundaries.code)
        if kept is None or kept[0] is not boundaries:
            found = tuple(_district_info(boundaries, index) for index in range(len(boundaries.districts)))
            kept = self._described[boundaries.code] = (boundaries, found)
        return kept[1]

    def _read(self, code: str) -> Boundaries:
        zones = self.names_and_zones()
        if code not in zones:
            raise UnknownRegion(
                f"Регион «{code}» не установлен. Установлены: {', '.join(zones) or 'нет'}. "
                "Добавьте границы командой region."
            )
        rows = self._store.ask(sql.statement("ask/districts"), {"region": code}).to_pylist()
        districts = tuple(
            District(
                row["code"], row["name"], row["short_name"], row["population"], shapely.from_wkb(row["wkb"])
            )
            for row in rows
        )
        return Boundaries(code, zones[code][0], zones[code][1], districts)

    def install(self, boundaries: Boundaries, *, default: bool, synthetic: bool) -> None:
        """Write or replace a region's borders; the first region becomes the default one."""
        default = default or not self.codes()

        def job(connection: Connection) -> tuple[None, Touched]:
            _write(connection, boundaries, default, synthetic)
            return None, EVERYTHING

        self._store.write(job)
        with self._lock:
            self._grounds.pop(boundaries.code, None)

    def trust(self, code: str, lon: float, lat: float) -> None:
        """Vouch for a point of a region: never a default point, and what lies on it is placed by it again."""

        def job(connection: Connection) -> tuple[None, Touched]:
            point = {"lon": lon, "lat": lat}
            connection.execute(sql.statement("write/trust_point"), {"region": code, **point})
            for name in ("write/believe_point", "write/queue_believed"):
                connection.execute(sql.statement(name), {"region": code, **point})
            connection.execute(sql.statement("write/forget_point"), point)
            return None, EVERYTHING

        self._store.write(job)


def _district_info(boundaries: Boundaries, index: int) -> DistrictInfo:
    district = boundaries.districts[index]
    bounds = replace(boundaries, districts=(district,)).bounds
    return DistrictInfo(district.code, district.name, district.short_name, district.population, bounds)


def _write(connection: Connection, boundaries: Boundaries, default: bool, synthetic: bool) -> None:
    region = {"code": boundaries.code, "name": boundaries.name, "tz": boundaries.tz}
    if default:
        connection.execute(sql.statement("write/no_default_region"))
    connection.execute(
        sql.statement("write/region"), {**region, "is_default": default, "synthetic": synthetic}
    )
    connection.execute(sql.statement("write/forget_districts"), {"region": boundaries.code})
    rows = [
        (
            number,
            district.code,
            district.name,
            district.short_name,
            district.population,
            shapely.to_wkb(district.geometry),
        )
        for number, district in enumerate(boundaries.districts)
    ]
    columns = list(zip(*rows, strict=True))
    table = pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, _DISTRICTS, strict=True)], _DISTRICTS
    )
    connection.register("incoming_districts", table)
    connection.execute(sql.statement("write/districts"), {"region": boundaries.code})
    connection.unregister("incoming_districts")
