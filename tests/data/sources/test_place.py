"""Addresses and coordinates come from whichever columns the source has."""

from __future__ import annotations

import json

import pytest

from tests.support.sources import one, profile

BOTH = profile(columns={"coordinates": "c", "lat": "y", "lon": "x"})
PARTS = profile(columns={"address": "a", "street": "s", "house": "h"})


@pytest.mark.parametrize(
    "text",
    [
        "47.22, 39.71",
        "47.22;39.71",
        "(47.22, 39.71)",
        "47,22; 39,71",
        "47.22 39.71",
        "POINT (39.71 47.22)",
        "SRID=4326;POINT(39.71 47.22)",
    ],
)
def test_one_column_may_hold_both(text: str) -> None:
    appeal = one(BOTH, c=text)
    assert (appeal["lon"], appeal["lat"]) == (39.71, 47.22)


def test_own_columns_go_before_the_common_one() -> None:
    appeal = one(BOTH, c="1, 2", y="47.22", x="39.71")
    assert (appeal["lon"], appeal["lat"]) == (39.71, 47.22)


def test_what_is_no_pair_is_kept_as_text() -> None:
    appeal = one(BOTH, c="у реки")
    assert (appeal["lon"], json.loads(appeal["extra"])) == (None, {"coordinates": "у реки; "})


def test_own_parts_go_before_the_address() -> None:
    appeal = one(PARTS, a="ул. Мира, д. 7", s="ул. Ленина", h=None)
    assert (appeal["street"], appeal["house"]) == ("ул. Ленина", None)


def test_the_address_fills_what_is_blank() -> None:
    appeal = one(PARTS, a="ул. Мира, д. 7", s=None, h=None)
    assert (appeal["street"], appeal["house"]) == ("ул. Мира", "7")
