"""Real requests of Boston against the city's own polygons and its own names."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from geo.boundaries import Boundaries, read_boundaries
from geo.places import Gazetteer
from geo.reference import REFERENCE

BOSTON = REFERENCE / "boston"
ALIASES = Path(__file__).parent.parent / "data" / "boston_neighborhood_aliases.csv"
DEFAULT_POINT = (42.3594, -71.0587)
NOT_A_NEIGHBORHOOD = {"", "Boston", "Chestnut Hill"}
"""Blank; the whole city; a village that the polygons give to West Roxbury."""


@cache
def city() -> Boundaries:
    return read_boundaries(BOSTON / "boston_neighborhoods.geojson.gz", code="boston", tz="America/New_York")[0]


@cache
def requests() -> list[tuple[str, float, float]]:
    with gzip.open(BOSTON / "boston_311_2011_h2.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return [
            (row["neighborhood"].strip(), float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        ]


def located() -> list[str | None]:
    lat, lon = np.array([row[1] for row in requests()]), np.array([row[2] for row in requests()])
    return [None if at < 0 else city().districts[at].name for at in city().locate(lon, lat).tolist()]


def test_all_but_35_of_58251_requests_lie_in_a_neighborhood() -> None:
    assert (len(requests()), located().count(None)) == (58_251, 35)


def test_the_polygon_agrees_with_the_name_in_the_request() -> None:
    """Left out: the 4,775 rows on the default point, and names that are no neighborhood."""
    covers = defaultdict(set)
    for row in csv.DictReader(ALIASES.read_text(encoding="utf-8").splitlines()):
        covers[row["neighborhood"]].add(row["polygon"])
    told = [
        found in covers.get(name, {name})
        for (name, lat, lon), found in zip(requests(), located(), strict=True)
        if name not in NOT_A_NEIGHBORHOOD and (round(lat, 4), round(lon, 4)) != DEFAULT_POINT
    ]
    assert len(told) > 52_000
    assert sum(told) / len(told) > 0.97


def test_the_default_point_holds_4775_requests() -> None:
    assert sum((round(lat, 4), round(lon, 4)) == DEFAULT_POINT for _, lat, lon in requests()) == 4_775


def test_every_code_is_a_slug() -> None:
    assert {"jamaica-plain", "south-boston-waterfront"} <= {one.code for one in city().districts}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Dorchester", "dorchester"),
        ("Greater Mattapan", "mattapan"),
        ("Downtown / Financial District", "downtown"),
        ("Fenway / Kenmore / Audubon Circle / Longwood", "fenway"),
        ("Allston / Brighton", None),
        ("Fenway/Kenmore", "fenway"),
        ("Boston", None),
        ("  ", None),
    ],
)
def test_a_name_gives_a_district_only_when_it_means_one(name: str, code: str | None) -> None:
    place = Gazetteer.for_region(city()).find(None, name)
    assert (place.district, place.precision) == (code, "district" if code else "none")
