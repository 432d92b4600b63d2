"""Boundary files are read apart from the server: good ones whole, bad ones as words."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.borders import read_borders
from data.errors import BadBoundaries
from data.settings import Settings

BOSTON = Path(__file__).parents[2] / "data/reference/boston/boston_neighborhoods.geojson.gz"
CODE: dict[str, str | None] = {"code": "boston"}


def test_a_file_is_read_whole() -> None:
    found, notes = read_borders(BOSTON, CODE, Settings())
    assert (found.code, len(found.districts)) == ("boston", 26)
    assert notes


def test_a_file_of_no_use_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "x.geojson"
    file.write_text("{}")
    with pytest.raises(BadBoundaries, match=r"x\.geojson|район|границ"):
        read_borders(file, CODE, Settings())


def test_a_reader_that_dies_of_its_limits_is_told_with_their_names() -> None:
    starved = Settings.model_construct(file_max_memory_mb=4_000, file_max_s=0)
    with pytest.raises(BadBoundaries, match="file_max_memory_mb"):
        read_borders(BOSTON, CODE, starved)
