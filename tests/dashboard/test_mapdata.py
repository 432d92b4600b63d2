"""The map's routes: packed cells, aligned values, borders; what may be kept for ever, and what 180° must not break."""

from __future__ import annotations

import asyncio
import json
import struct
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from numpy.typing import NDArray

from dashboard.mapcells import NO_OWNER, aligned, continuous, pack
from dashboard.mapdata import router
from dashboard.mapgeo import rank, spread
from data.errors import UnknownRegion
from geo import cells
from tests.dashboard.mapworld import MapWorld, boundaries, world

FOREVER = "public, max-age=31536000, immutable"


class Web:
    """Asks the routes of a small application of their own."""

    def __init__(self, questions: MapWorld, set_max_cells: int = 150_000) -> None:
        self._app = FastAPI()
        self._app.include_router(router(questions, set_max_cells))

    def get(self, url: str, encoding: str = "gzip") -> Response:
        return asyncio.run(self._get(url, encoding))

    async def _get(self, url: str, encoding: str) -> Response:
        async with AsyncClient(transport=ASGITransport(self._app), base_url="http://testserver") as client:
            return await client.get(url, headers={"accept-encoding": encoding})


@dataclass
class Values:
    head: dict[str, Any]
    chosen: NDArray[np.float32]
    around: NDArray[np.float32] | None


def values(answer: Response) -> Values:
    """What the browser reads from /map/values.bin."""
    assert answer.status_code == 200
    (length,) = struct.unpack_from("<I", answer.content)
    head = json.loads(answer.content[4 : 4 + length])
    floats = np.frombuffer(answer.content, "<f4", offset=4 + length)
    around = floats[head["n"] :] if head["context"] else None
    return Values(head, floats[: head["n"]], around)


@dataclass
class Cells:
    origin: tuple[float, float]
    span: float
    ring: float
    ids: NDArray[np.uint64]
    centre: NDArray[np.uint16]
    owner: NDArray[np.uint16]
    corners: NDArray[np.int8]


def unpacked(body: bytes) -> Cells:
    """What the browser reads from a packed set."""
    x, y, span, ring, n, _ = struct.unpack_from("<4d2I", body)
    at = 40
    ids = np.frombuffer(body, "<u8", n, at)
    centre = np.frombuffer(body, "<u2", 2 * n, at + 8 * n).reshape(n, 2)
    owner = np.frombuffer(body, "<u2", n, at + 12 * n)
    corners = np.frombuffer(body, "i1", 12 * n, at + 14 * n).reshape(n, 6, 2)
    assert len(body) == at + 26 * n
    return Cells((x, y), span, ring, ids, centre, owner, corners)


def test_values_are_aligned_to_the_set_they_name() -> None:
    questions = world()
    web = Web(questions)
    found = values(web.get("/map/values.bin?res=7"))
    packed = unpacked(web.get(found.head["cells"]).content)
    heat = questions.heat(questions.parse({"res": "7"}))
    assert packed.ids.tolist() == heat.cells.tolist()
    assert found.chosen.tolist() == heat.values.tolist()
    assert found.head["total"] == 400
    assert found.head["breaks"] == list(heat.breaks)


def test_a_set_may_be_kept_for_ever_and_values_may_not() -> None:
    web = Web(world())
    answer = web.get("/map/values.bin?res=6")
    cells_answer = web.get(values(answer).head["cells"])
    assert answer.headers["cache-control"] == "no-store"
    assert cells_answer.headers["cache-control"] == FOREVER
    assert cells_answer.headers["content-encoding"] == "gzip"


def test_a_client_without_gzip_gets_plain_bytes() -> None:
    web = Web(world())
    name = values(web.get("/map/values.bin?res=6")).head["cells"]
    plain = web.get(name, encoding="identity")
    packed = web.get(name)
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content


def test_a_forgotten_set_is_not_found() -> None:
    web = Web(world())
    assert web.get("/map/cells/kray/7/0000000000000000.bin").status_code == 404


def test_outlines_on_the_screen_lie_where_the_cells_are() -> None:
    web = Web(world())
    packed = unpacked(web.get(values(web.get("/map/values.bin?res=8")).head["cells"]).content)
    x = packed.origin[0] + (
        packed.centre[:, None, 0] / 65535 * packed.span + packed.corners[..., 0] / 127 * packed.ring
    )
    lon = x * 360 - 180
    assert np.abs(lon - cells.outlines(packed.ids)[..., 0]).max() < 1e-4


def test_each_cell_knows_its_district() -> None:
    questions = world()
    web = Web(questions)
    packed = unpacked(web.get(values(web.get("/map/values.bin?res=8")).head["cells"]).content)
    centres = cells.centres(packed.ids)
    inside = packed.owner != NO_OWNER
    assert inside.any()
    assert np.array_equal(packed.owner[inside] == 1, centres[inside, 0] >= 39.5)


def test_a_region_across_180_degrees_is_in_one_piece() -> None:
    web = Web(world(179.5))
    found = values(web.get("/map/values.bin?res=7"))
    packed = unpacked(web.get(found.head["cells"]).content)
    districts = web.get("/map/districts/kray-x.geojson").json()
    assert packed.span < 2 / 360
    longitudes = [
        point[0]
        for feature in districts["features"]
        if feature["properties"]["kind"] == "district"
        for point in feature["geometry"]["coordinates"][0]
    ]
    assert min(longitudes) == pytest.approx(179.5)
    assert max(longitudes) == pytest.approx(180.5)


def test_a_chosen_district_comes_with_what_lies_round_it() -> None:
    questions = world()
    web = Web(questions)
    found = values(web.get("/map/values.bin?district=kray1&res=7"))
    assert found.around is not None
    assert 0 < found.chosen.sum() < found.around.sum() == 400
    assert found.head["total"] == found.chosen.sum()


def test_a_chosen_cell_comes_with_its_outline() -> None:
    questions = world()
    cell = cells.to_text(questions.all_cells("kray", 6)[:1])[0]
    web = Web(questions)
    found = values(web.get(f"/map/values.bin?cell={cell}&res=8"))
    (outline,) = found.head["selected"]
    assert outline["id"] == cell
    assert len(outline["ring"]) == 6
    assert found.around is not None
    assert found.chosen.sum() < found.around.sum()


def test_a_cell_newer_than_the_set_is_still_drawn() -> None:
    questions = replace(world(), hidden=3)
    web = Web(questions)
    found = values(web.get("/map/values.bin?res=7"))
    assert found.chosen.sum() == 400


def test_both_answers_have_one_resolution_when_the_wider_one_is_coarsened() -> None:
    questions = replace(world(points=3_000), max_cells=60)
    web = Web(questions)
    found = values(web.get("/map/values.bin?district=kray1&res=9"))
    assert found.around is not None
    assert found.head["res"] < 9
    assert found.around.sum() == 3_000
    assert 0 < found.chosen.sum() < 3_000


def test_a_set_too_large_for_a_browser_is_shown_coarser() -> None:
    web = Web(world(points=3_000), set_max_cells=50)
    found = values(web.get("/map/values.bin?res=8"))
    assert found.head["res"] < 8
    assert found.head["n"] <= 50


def test_rates_without_cell_populations_are_shown_by_district() -> None:
    web = Web(world())
    found = values(web.get("/map/values.bin?metric=per1000&res=7"))
    assert found.head["wholly"]
    assert not found.chosen.any()
    assert [row[0] for row in found.head["districts"]] == [0, 1]
    assert found.head["total"] is None


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Обращения за 30 дней"),
        ("unit=authors&period=24h", "Авторы за 24 часа"),
        ("metric=overdue&period=all", "Просроченные за всё время"),
        ("from=2026-03-01&to=2026-03-05", "Обращения за 1 мар – 5 мар 2026"),
        ("from=2026-03-01&to=2026-03-01", "Обращения за 1 мар 2026"),
        ("from=2026-03-01", "Обращения с 1 мар 2026"),
        ("to=2026-03-05", "Обращения по 5 мар 2026"),
        ("lang=en", "Appeals"),
    ],
)
def test_the_legend_says_what_is_counted_and_when(query: str, title: str) -> None:
    web = Web(world())
    assert values(web.get(f"/map/values.bin?{query}")).head["title"].startswith(title)


def test_the_tip_knows_the_names_of_the_chosen_topics() -> None:
    questions = world()
    topic = questions.topic_catalogue().topics[0]
    web = Web(questions)
    assert values(web.get(f"/map/values.bin?topic={topic.code}")).head["topic"] == topic.name


def test_all_regions_are_drawn_as_one() -> None:
    questions = replace(world(), areas=[boundaries("kray", 39.0), boundaries("dal", 179.5)])
    web = Web(questions)
    start = web.get("/map/start.json?region=all").json()
    districts = web.get(start["urls"]["districts"])
    found = values(web.get("/map/values.bin?region=all&res=6"))
    assert start["bounds"][0] > start["bounds"][2]
    assert [each[0] for each in start["districts"]] == ["kray1", "kray2", "dal1", "dal2"]
    assert districts.headers["cache-control"] == FOREVER
    assert found.head["total"] == 400


@pytest.mark.parametrize("kind", ["districts", "base", "places"])
def test_drawings_of_an_old_version_are_not_kept(kind: str) -> None:
    web = Web(world())
    current = web.get("/map/start.json").json()["urls"][kind]
    assert web.get(current).headers["cache-control"] == FOREVER
    assert web.get(f"/map/{kind}/kray-old.geojson").headers["cache-control"] == "no-store"


def test_borders_are_drawn_once_between_neighbours_and_round_the_region() -> None:
    web = Web(world())
    features = web.get("/map/districts/kray-x.geojson").json()["features"]
    kinds = [feature["properties"]["kind"] for feature in features]
    assert kinds == ["district", "district", "outer", "inner", "glow"]
    inner = np.array(features[3]["geometry"]["coordinates"])
    assert np.allclose(inner[:, 0], 39.5)


def test_districts_have_their_labels() -> None:
    web = Web(world())
    features = web.get("/map/places/kray-x.geojson").json()["features"]
    names = {
        feature["properties"]["name"] for feature in features if feature["properties"]["kind"] == "district"
    }
    assert names == {"Западный", "Восточный"}


def test_an_unknown_region_has_no_drawings_and_no_start() -> None:
    web = Web(world())
    assert web.get("/map/districts/nowhere-x.geojson").status_code == 404
    assert web.get("/map/start.json?region=nowhere").status_code == 404
    assert web.get("/map/figure.json?region=nowhere").status_code == 404
    with pytest.raises(UnknownRegion):
        web.get("/map/values.bin?region=nowhere")


def test_another_region_comes_as_a_figure_with_its_own_configuration() -> None:
    web = Web(world())
    figure = web.get("/map/figure.json").json()
    style = figure["layout"]["map"]["style"]
    assert style["metadata"]["hexmap"]["region"] == "kray"
    assert figure["layout"]["uirevision"] == "kray"


def test_the_plain_map_has_a_polygon_for_each_of_its_cells() -> None:
    web = Web(world())
    trace = web.get("/map/plain.json?res=9").json()
    ids = [feature["id"] for feature in trace["geojson"]["features"]]
    assert trace["type"] == "choroplethmap"
    assert trace["locations"] == ids
    assert cells.resolution(cells.from_text(ids[0])) == 7
    assert sum(trace["z"]) == 400


def test_an_empty_set_is_still_a_set() -> None:
    questions = replace(world(), lon=np.empty(0), lat=np.empty(0))
    web = Web(questions)
    found = values(web.get("/map/values.bin?res=7"))
    packed = unpacked(web.get(found.head["cells"]).content)
    assert found.head["total"] == 0
    assert len(packed.ids) == 0


def test_values_of_unknown_cells_and_no_numbers_are_left_out() -> None:
    ids = np.array([10, 20, 30], np.uint64)
    found = aligned(ids, np.array([5, 20, 30, 99], np.uint64), np.array([1.0, 2.0, np.nan, 4.0]))
    assert found.tolist() == [0.0, 2.0, 0.0]


def test_longitudes_run_on_only_where_the_region_crosses_180_degrees() -> None:
    lon = np.array([170.0, -170.0])
    assert continuous(lon, (160.0, 60.0, -165.0, 70.0)).tolist() == [170.0, 190.0]
    assert continuous(lon, (-180.0, 60.0, 180.0, 70.0)).tolist() == [170.0, -170.0]


def test_a_packed_set_begins_with_its_size_and_resolution() -> None:
    ids = np.unique(cells.index(np.array([39.1, 39.2]), np.array([47.1, 47.1]), 8))
    body = pack(ids, np.array([-1, 0]), (39.0, 47.0, 40.0, 48.0))
    assert struct.unpack_from("<2I", body, 32) == (2, 8)
    assert unpacked(body).owner.tolist() == [NO_OWNER, 0]


def test_labels_rank_by_people_and_by_place_in_the_region() -> None:
    assert rank(1_000_000, 9) == 1
    assert rank(13_000, 1) == 1
    assert rank(60_000, 20) == 2
    assert rank(None, 40) == 4


def test_the_ground_is_drawn_as_wide_as_a_card() -> None:
    west, south, east, north = spread((40.0, 45.0, 42.0, 50.0))
    assert (south, north) == (45.0, 50.0)
    assert east - west > 10 > 2
    assert (west + east) / 2 == pytest.approx(41.0)
    assert spread((40.0, 45.0, 80.0, 50.0)) == (40.0, 45.0, 80.0, 50.0)


def test_the_widened_ground_may_cross_180_degrees() -> None:
    west, _, east, _ = spread((178.0, 60.0, 179.0, 66.0))
    assert west > 0 > east
