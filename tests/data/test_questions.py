"""Questions beside the figures of the contract test: key figures, paging, places, areas, live moments, limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import shapely

from data.area import encode_area
from data.errors import BadFilter, UnknownRegion
from data.query import Questions
from geo import cells
from tests.data.test_upsert import records
from tests.support import plain
from tests.support.sample import UNTIL, open_store, put, questions, sample

Asked = tuple[Questions, list[plain.Record]]
ROWS = 600


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    store = open_store(tmp_path_factory.mktemp("questions"), max_cells=100)
    put(store, sample(ROWS, seed=3))
    yield questions(store), plain.every_record(store)
    store.close()


def counted(rows: list[plain.Record]) -> list[plain.Record]:
    return [row for row in rows if row["type"] in ("problem", "question")]


@pytest.mark.parametrize("period", ["30d", "1y"])
@pytest.mark.parametrize("name", ["count", "overdue", "answer_days", "rating", "repeat"])
def test_a_key_figure_equals_the_plain_measure(name: str, period: str, asked: Asked) -> None:
    ask, rows = asked
    kpi = next(one for one in ask.kpis(ask.parse({"period": period})) if one.name == name)
    lo, hi = UNTIL - timedelta(days=plain.DAYS[period]), UNTIL
    value = plain.measure(counted(plain.received_in(rows, lo, hi)), name, "appeals", UNTIL)
    assert kpi.value == pytest.approx(value)


def test_the_course_of_a_key_figure_sums_to_it(asked: Asked) -> None:
    ask, _ = asked
    by_name = {one.name: one for one in ask.kpis(ask.parse({"period": "90d"}))}
    assert sum(value or 0 for value in by_name["count"].spark) == by_name["count"].value
    assert by_name["open"].value == ask.summary(ask.parse({"period": "90d"})).open


def test_per_1000_divides_by_the_residents_of_what_is_chosen(asked: Asked) -> None:
    ask, _ = asked
    filters = ask.parse({"period": "1y", "district": "60701000000"})
    by_name = {one.name: one for one in ask.kpis(filters)}
    people = next(one.population for one in ask.region("rostov").districts if one.code == "60701000000")
    assert people is not None
    assert by_name["per1000"].value == pytest.approx((by_name["count"].value or 0) * 1000 / people)


def test_where_residents_are_unknown_per_1000_is_too(asked: Asked) -> None:
    ask, rows = asked
    cell = next(row["cell"] for row in rows if row["cell"])
    parent = cells.to_text(cells.parent(np.array([cell], np.uint64), 6))[0]
    kpis = {one.name: one for one in ask.kpis(ask.parse({"period": "all", "cell": parent}))}
    assert kpis["per1000"].value is None
    assert kpis["count"].previous is None


def test_pages_by_cursor_hold_every_record_once(asked: Asked) -> None:
    ask, rows = asked
    filters, seen, cursor = ask.parse({"period": "all"}), list[tuple[str, str]](), None
    while True:
        page = ask.appeals(filters, 97, cursor)
        seen += [(row["source"], row["external_id"]) for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == len(counted(rows)) == page.total


def test_pages_by_offset_are_parts_of_the_same_list(asked: Asked) -> None:
    ask, _ = asked
    filters = ask.parse({"period": "all"})
    whole = ask.records(filters, 0, 60).rows
    assert ask.records(filters, 20, 40).rows == whole[20:40]


@pytest.mark.parametrize("cursor", ["?", "YWJj", "MS4y.x", "я"])
def test_a_cursor_that_is_none_of_ours_is_refused(cursor: str, asked: Asked) -> None:
    ask, _ = asked
    with pytest.raises(BadFilter):
        ask.appeals(ask.parse({}), 10, cursor)


def test_a_record_leaves_without_its_author_and_with_its_cell(asked: Asked) -> None:
    ask, _ = asked
    rows = ask.appeals(ask.parse({"period": "all", "precision": "house"}), 5).rows
    assert all("author" not in row and len(row["cell"]) == 15 for row in rows)


def test_places_tally_what_has_no_point(asked: Asked) -> None:
    ask, rows = asked
    found = ask.places(ask.parse({"period": "all"}), 100)
    wanted = [row for row in counted(rows) if row["precision"] in ("settlement", "district")]
    assert sum(place.count for place in found) == len(wanted)
    assert {place.precision for place in found} == {"settlement", "district"}


def test_an_area_holds_the_points_inside_its_outline(asked: Asked) -> None:
    ask, rows = asked
    ring = [(39.4, 47.0), (40.0, 47.05), (39.9, 47.6), (39.7, 47.2), (39.5, 47.5)]
    outline = shapely.Polygon(ring)
    inside = [
        row
        for row in counted(rows)
        if row["cell"] and outline.contains(shapely.Point(row["lon"], row["lat"]))
    ]
    assert inside
    assert ask.summary(ask.parse({"period": "all", "area": encode_area(ring)})).total == len(inside)


def test_present_values_of_chosen_cells_are_absolute_and_zero_where_nothing_is(asked: Asked) -> None:
    ask, _ = asked
    filters = ask.parse({"period": "all", "res": "4"})
    heat = ask.heat(filters)
    assert heat.res == 4
    nowhere = np.array([cells.from_text("841fb47ffffffff")], np.uint64)
    assert ask.heat_cells(filters, heat.cells[:3]).tolist() == heat.values[:3].tolist()
    assert ask.heat_cells(filters, nowhere).tolist() == [0.0]


def test_a_mean_of_a_cell_says_on_how_many_appeals_it_rests(asked: Asked) -> None:
    ask, rows = asked
    heat = ask.heat(ask.parse({"period": "all", "metric": "rating", "res": "4"}))
    placed = [row for row in counted(rows) if row["mark"] and row["precision"] in ("house", "street")]
    assert heat.behind is not None
    assert heat.behind.sum() == len(placed)
    assert ask.heat(ask.parse({"period": "all", "res": "4"})).behind is None


def test_an_excess_rests_on_the_larger_of_the_number_and_its_usual(asked: Asked) -> None:
    ask, _ = asked
    heat = ask.heat(ask.parse({"period": "30d", "metric": "excess", "res": "4"}))
    count = ask.heat(ask.parse({"period": "30d", "res": "4"}))
    known = dict(zip(count.cells.tolist(), count.values.tolist(), strict=True))
    assert heat.behind is not None
    for cell, excess, behind in zip(heat.cells.tolist(), heat.values.tolist(), heat.behind.tolist(), strict=True):
        number = known.get(cell, 0.0)
        assert behind == pytest.approx(max(number, number - excess))


def test_more_cells_than_allowed_are_answered_coarser(asked: Asked) -> None:
    ask, _ = asked
    heat = ask.heat(ask.parse({"period": "all", "res": "10"}))
    assert heat.res < 10
    assert len(heat.cells) <= 100
    assert heat.values.sum() == sum(
        ask.summary(ask.parse({"period": "all"})).placed[precision] for precision in ("house", "street")
    )


def test_the_view_chooses_the_resolution_where_none_is_named(asked: Asked) -> None:
    ask, _ = asked
    wide = ask.heat(ask.parse({"period": "all", "bbox": "38,45,45,51"})).res
    narrow = ask.heat(ask.parse({"period": "all", "bbox": "39.70,47.22,39.72,47.23"})).res
    assert wide < narrow


def test_every_cell_that_ever_held_a_record_is_known(asked: Asked) -> None:
    ask, rows = asked
    found = ask.all_cells("rostov", 7)
    own = cells.parent(np.array([row["cell"] for row in rows if row["cell"]], np.uint64), 7)
    assert found.tolist() == np.unique(own).tolist() == ask.all_cells("all", 7).tolist()


@pytest.mark.parametrize(
    "params",
    [{"region": "mars"}, {"district": "1"}, {"topic": "99.999"}, {"source": "x"}, {"channel": "голубь"}],
)
def test_a_code_the_store_does_not_know_is_refused_with_the_known_ones(
    params: dict[str, str], asked: Asked
) -> None:
    with pytest.raises(BadFilter) as fault:
        asked[0].parse(params)
    assert fault.value.name in params
    assert "Допустимо" in fault.value.allowed


def test_a_roll_up_holds_its_topics(asked: Asked) -> None:
    ask, _ = asked
    catalogue = ask.topic_catalogue()
    part = catalogue.roll_ups[0]
    topics = [code for code in part.topics if catalogue.get(code)]
    one = ask.summary(ask.parse({"period": "all", "topic": part.code})).total
    assert one == ask.summary(ask.parse({"period": "all", "topic": ",".join(topics)})).total


def test_a_step_that_does_not_exist_is_refused(asked: Asked) -> None:
    with pytest.raises(BadFilter):
        asked[0].trend(asked[0].parse({}), "year")


def test_a_region_that_is_not_installed_has_no_card(asked: Asked) -> None:
    with pytest.raises(UnknownRegion):
        asked[0].region("mars")


def test_without_a_live_feed_the_moment_is_the_latest_receipt_else_now(asked: Asked) -> None:
    ask, _ = asked
    assert ask.summary(ask.parse({})).asof == UNTIL.replace(tzinfo=UTC)
    put(
        ask.store,
        records({"external_id": "live", "received": datetime.now(UTC).replace(tzinfo=None)}),
        pushed=True,
    )
    assert datetime.now(UTC) - ask.summary(ask.parse({})).asof < timedelta(minutes=1)
