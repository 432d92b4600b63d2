"""Reference data: what is listed is there, with a real zone and a licence line."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from geo.reference import BASEMAP, REFERENCE, ShippedRegion, shipped


@pytest.mark.parametrize("region", shipped(), ids=lambda one: one.code)
def test_a_listed_region_has_its_file_and_a_real_zone(region: ShippedRegion) -> None:
    assert region.path.is_file()
    assert ZoneInfo(region.tz).key == region.tz


def test_the_base_map_is_there() -> None:
    assert BASEMAP.is_file()


def test_every_reference_file_has_its_licence_line() -> None:
    licences = (REFERENCE / "LICENCES.md").read_text(encoding="utf-8")
    files = [path for path in REFERENCE.rglob("*") if path.is_file() and path.suffix != ".md"]
    missing = [name for path in files if f"`{(name := path.relative_to(REFERENCE).as_posix())}`" not in licences]
    assert missing == []
