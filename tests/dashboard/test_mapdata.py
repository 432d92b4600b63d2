"""The map's routes: aligned values, what may be kept for ever, what is not there."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import pytest

from dashboard.mapdata import MapOptions
from dashboard.mapsets import MapSets
from dashboard.mapvalues import MapValues
from data.errors import UnknownRegion
from geo import cells
from tests.dashboard.mapweb import FOREVER, Web, unpacked, values
from tests.dashboard.mapworld import boundaries, world


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


def test_equal_questions_of_one_version_are_answered_by_one_body() -> None:
    questions = world()
    web = Web(questions)
    address = "/map/values.bin?district=kray1&res=7"
    first, again = web.get(address).content, web.get(address).content
    assert again == first
    asked = len(questions.asked)
    web.get(address)
    assert len(questions.asked) == asked + 1
    questions.version += 1
    assert values(web.get(address)).head["version"] == questions.version
    assert values(web.get(address + "&lang=en")).head["title"] != values(web.get(address)).head["title"]


def named_in(packed: bytes) -> str:
    """The set that an answer names."""
    body = gzip.decompress(packed)
    return str(json.loads(body[4 : 4 + int.from_bytes(body[:4], "little")])["set"])


def test_a_kept_answer_never_names_a_set_that_is_forgotten() -> None:
    questions = world()
    sets = MapSets(questions, entries=1)
    answers = MapValues(questions, sets, 150_000)
    asked = [questions.parse({"res": res}) for res in ("6", "7")]
    for filters in (*asked, *asked):
        assert sets.named("kray", filters.res or 0, named_in(answers.packed(filters, "ru"))) is not None


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
    web = Web(world(points=3_000), MapOptions(set_max_cells=50))
    found = values(web.get("/map/values.bin?res=8"))
    assert found.head["res"] < 8
    assert found.head["n"] <= 50


def test_a_mean_says_on_how_many_appeals_it_rests_and_a_count_does_not() -> None:
    questions = world()
    web = Web(questions)
    found = values(web.get("/map/values.bin?metric=rating&district=kray1&res=7"))
    everywhere = questions.heat(questions.parse({"metric": "rating", "res": "7"}))
    assert found.behind is not None
    assert found.behind.tolist() == everywhere.values.tolist()
    assert found.head["few"] == 5
    assert values(web.get("/map/values.bin?res=7")).behind is None
    assert values(web.get("/map/values.bin?res=7")).head["few"] == 0


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
