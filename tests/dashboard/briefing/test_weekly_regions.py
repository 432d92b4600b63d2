"""A report of several regions ranks these, with the figures of the questions and by the rule of small numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest

from dashboard import state
from dashboard.briefing import weekly_regions
from dashboard.briefing.figures import Figures
from dashboard.briefing.weekly_head import first
from dashboard.callbacks.desk import Desk
from data.regions import Regions
from geo.boundaries import read_shipped
from tests.support.sample import open_store, put, questions, sample

LARGE, SMALL = 300, 40


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store = open_store(tmp_path_factory.mktemp("regions"))
    Regions(store).install(read_shipped("tambov"), default=False, synthetic=False)
    put(store, sample(LARGE))
    few = sample(SMALL, region="tambov")
    own = pa.array([f"t{at}" for at in range(SMALL)])
    put(store, few.set_column(few.schema.get_field_index("external_id"), "external_id", own))
    yield Desk(questions(store), store.settings)
    store.close()


def figures(desk: Desk, **query: str) -> Figures:
    return Figures.of(desk, state.read(desk.questions, {"region": "all", "period": "all", **query}))


def test_the_regions_are_ranked_by_the_figures_of_their_question(desk: Desk) -> None:
    found = figures(desk)
    answer = desk.questions.by_region(found.filters)
    counts = {row.name: row.count for row in answer.rows}
    table = weekly_regions.regions(found, 1)
    texts = found.view.texts
    assert [(one["number"], one["name"]) for one in table["rows"]] == [("1", "Ростовская область"), ("2", "Тамбовская область")]
    assert [one["value"] for one in table["rows"]] == [texts.number(counts[one["name"]]) for one in table["rows"]]
    standing = answer.standing["rostov"]
    assert table["rows"][0]["open"] == texts.percent(standing.open / counts["Ростовская область"])
    assert table["rows"][0]["late"] == texts.percent(standing.overdue / counts["Ростовская область"])
    assert table["rows"][0]["rate"] not in (None, "—")
    assert table["left"] == ""


def test_the_first_page_lists_regions_in_place_of_districts(desk: Desk) -> None:
    names = [one["name"] for one in first(figures(desk), 1)["places"]]
    assert names == ["Ростовская область", "Тамбовская область"]
    assert "Тамбовская область" not in [one["name"] for one in first(figures(desk, region="rostov"), 1)["places"]]


def test_of_one_region_there_is_no_table(desk: Desk) -> None:
    assert weekly_regions.regions(figures(desk, region="rostov"), 1) == {"rows": [], "left": ""}


def test_a_region_cut_to_a_part_has_no_rate(desk: Desk) -> None:
    found = figures(desk, bbox="38,46,45,55")
    assert {one["rate"] for one in weekly_regions.regions(found, 1)["rows"]} <= {None}


def test_regions_and_shares_of_few_are_kept_back(desk: Desk) -> None:
    found = figures(desk)
    assert [row.code for row in weekly_regions.ordered(found, SMALL)] == ["rostov"]
    assert weekly_regions.regions(found, SMALL)["rows"] == []
    standing = desk.questions.by_region(found.filters).standing["tambov"]
    assert 0 < standing.overdue < standing.open
    kept = weekly_regions.regions(found, standing.overdue + 1)["rows"][1]
    assert (kept["late"], kept["open"] != "—") == ("—", True)


def test_what_the_table_cannot_hold_is_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weekly_regions, "ROWS", 1)
    table = weekly_regions.regions(figures(desk), 1)
    assert len(table["rows"]) == 1
    assert table["left"].startswith("Ещё 1 ")
