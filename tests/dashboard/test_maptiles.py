"""The customer's own tiles: served from a file, or asked of the one host that the settings name."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from pydantic import ValidationError

from dashboard.figures.mapown import OPENMAPTILES, PROTOMAPS, RASTER, Tiles
from dashboard.guard import security_headers
from dashboard.mapdata import MapOptions, router
from dashboard.maptiles import kind_of, origin, tiles
from data.settings import Settings
from geo.pmtiles import Archive
from tests.dashboard.mapworld import world
from tests.geo.test_pmtiles import archive

REMOTE = "https://tiles.example:8443/osm/{z}/{x}/{y}.png"


def ask(settings: Settings, url: str, encoding: str = "gzip") -> Response:
    async def get() -> Response:
        app = FastAPI()
        app.include_router(router(world(), MapOptions(settings=settings)))
        async with AsyncClient(transport=ASGITransport(app), base_url="http://testserver") as client:
            return await client.get(url, headers={"accept-encoding": encoding})

    return asyncio.run(get())


def test_a_tile_of_the_file_is_served_and_a_missing_one_is_empty(tmp_path: Path) -> None:
    path = archive(tmp_path / "own.pmtiles", {(2, 1, 1): b"\x89PNG"})
    settings = Settings(map_tiles=str(path))
    found = ask(settings, "/map/tiles/2/1/1")
    assert (found.status_code, found.content, found.headers["content-type"]) == (200, b"\x89PNG", "image/png")
    assert ask(settings, "/map/tiles/2/1/2").status_code == 204
    assert ask(Settings(), "/map/tiles/2/1/1").status_code == 404
    assert ask(Settings(map_tiles=REMOTE), "/map/tiles/2/1/1").status_code == 404


def test_packed_tiles_are_unpacked_only_for_who_cannot(tmp_path: Path) -> None:
    path = archive(tmp_path / "own.pmtiles", {(0, 0, 0): gzip.compress(b"vector")}, kind=1)
    body = bytearray(path.read_bytes())
    body[98] = 2
    path.write_bytes(bytes(body))
    settings = Settings(map_tiles=str(path))
    assert ask(settings, "/map/tiles/0/0/0").headers["content-encoding"] == "gzip"
    plain = ask(settings, "/map/tiles/0/0/0", "identity")
    assert plain.content == b"vector"
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    ("layers", "kind"), [(["transportation", "water"], OPENMAPTILES), (["earth", "roads"], PROTOMAPS)]
)
def test_vector_tiles_are_known_by_their_layers(tmp_path: Path, layers: list[str], kind: str) -> None:
    told = {"vector_layers": [{"id": name} for name in layers]}
    path = archive(tmp_path / "own.pmtiles", {(0, 0, 0): b"x"}, kind=1, metadata=told)
    assert kind_of(Archive(path)) == kind
    found = tiles(Settings(map_tiles=str(path)))
    assert found is not None
    assert found.own()["sources"]["own-tiles"]["type"] == "vector"
    assert tiles(Settings(map_tiles=str(path), map_tiles_kind=RASTER)) == Tiles("/map/tiles/{z}/{x}/{y}", RASTER, 0, 0)


def test_every_theme_paints_the_same_layers() -> None:
    for kind in (RASTER, OPENMAPTILES, PROTOMAPS):
        own = Tiles(REMOTE, kind).own()
        assert own["paint"]["dark"].keys() == own["paint"]["light"].keys()
        assert {each["id"] for each in own["layers"]} < own["paint"]["dark"].keys()


def test_pages_may_ask_the_named_host_and_no_other() -> None:
    policy = security_headers((), origin(Settings(map_tiles=REMOTE)))["Content-Security-Policy"]
    assert "connect-src 'self' https://tiles.example:8443;" in policy
    assert "img-src 'self' data: blob: https://tiles.example:8443;" in policy
    assert policy.count("https://") == 2
    assert "http" not in security_headers((), origin(Settings()))["Content-Security-Policy"]
    assert tiles(Settings()) is None
    assert tiles(Settings(map_tiles=REMOTE)) == Tiles(REMOTE, RASTER)


@pytest.mark.parametrize(
    "given", ["https://tiles.example/osm.png", "https:///{z}/{x}/{y}", "https://a b/{z}/{x}/{y}", "nowhere.pmtiles"]
)
def test_tiles_that_cannot_be_used_stop_the_start(given: str) -> None:
    with pytest.raises(ValidationError, match="tiles"):
        Settings(map_tiles=given)
