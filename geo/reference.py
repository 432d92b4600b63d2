"""Where the shipped reference data lies, and the list of shipped regions."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
REGIONS = REFERENCE / "regions"
PLACES = REFERENCE / "places"
BASEMAP = REFERENCE / "basemap" / "natural_earth_10m_north_eurasia.gpkg"


@dataclass(frozen=True, slots=True)
class ShippedRegion:
    """One row of regions.csv: the code, the Russian name, the IANA zone and the file of borders."""

    code: str
    name: str
    tz: str
    path: Path


@cache
def shipped() -> tuple[ShippedRegion, ...]:
    """Regions whose borders come with the program, in the order of the list."""
    with (REGIONS / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(ShippedRegion(row["code"], row["name"], row["tz"], REGIONS / row["file"]) for row in rows)
