"""The time zone of a place: by its people, else by its nearest settlement, else by the nearest city of the IANA list."""

from __future__ import annotations

from shapely.geometry import box

from geo.antimeridian import cut
from geo.zones import guess_zone


def test_the_zone_of_most_people_wins() -> None:
    """Samara and Saratov keep different time; the box holds the city of Samara and a strip of its neighbour."""
    zone, note = guess_zone([box(48.0, 52.3, 51.0, 53.6)])
    assert zone == "Europe/Samara"
    assert "большинство" in note


def test_without_a_settlement_inside_the_nearest_one_tells() -> None:
    zone, note = guess_zone([box(131.80, 42.95, 131.81, 42.96)])
    assert zone == "Asia/Vladivostok"
    assert "ближайшем" in note


def test_far_from_every_settlement_the_nearest_city_of_the_world_tells() -> None:
    assert guess_zone([box(-71.2, 42.2, -70.9, 42.4)])[0] == "America/New_York"


def test_across_180_the_people_of_both_sides_are_counted() -> None:
    assert guess_zone([cut(box(176.0, 64.0, 188.0, 67.0))])[0] == "Asia/Anadyr"
