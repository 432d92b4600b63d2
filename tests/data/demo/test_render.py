"""Promises of the records: dates and statuses agree, precision is mixed, nothing from the future."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.demo.calendar import DAY_US, to_us
from data.demo.plan import DEFAULT_POINT
from data.model import BUDGET, CLOSED_STATUSES, OPEN_STATUSES, STATUSES, TYPES

from .conftest import Drawn


def end(rostov: Drawn) -> pa.Scalar:
    return pa.scalar(rostov.until.replace(tzinfo=None), pa.timestamp("us"))


@pytest.mark.parametrize("name", ["received", "registered", "first_answer", "answered", "closed", "updated"])
def test_nothing_has_happened_after_the_end(rostov: Drawn, name: str) -> None:
    assert pc.max(rostov.table[name]).as_py() <= end(rostov).as_py()


def test_vocabularies_are_those_of_the_model(rostov: Drawn) -> None:
    assert set(pc.unique(rostov.table["status"]).to_pylist()) <= set(STATUSES)
    assert set(pc.unique(rostov.table["type"]).to_pylist()) == set(TYPES)
    assert set(pc.unique(rostov.table["needs_budget"]).to_pylist()) == set(BUDGET)


def test_closed_has_a_moment_and_open_has_none(rostov: Drawn) -> None:
    status = rostov.table["status"]
    closed = pc.is_in(status, pa.array(CLOSED_STATUSES))
    assert pc.all(pc.equal(closed, pc.is_valid(rostov.table["closed"]))).as_py()


def test_the_newest_are_open_and_the_old_are_closed(rostov: Drawn) -> None:
    open_ = pc.is_in(rostov.table["status"], pa.array(OPEN_STATUSES)).to_numpy()
    assert open_[:50].mean() > 0.8
    assert open_[-5_000:].mean() < 0.01


def test_every_open_status_occurs_that_a_governor_should_see(rostov: Drawn) -> None:
    seen = set(pc.unique(rostov.table["status"]).to_pylist())
    assert {"assigned", "in_work", "redirected", "interim", "postponed", "solved", "explained", "refused", "rejected"} <= seen


def test_an_answer_has_a_text_and_a_body(rostov: Drawn) -> None:
    answered = rostov.table.filter(pc.is_valid(rostov.table["answered"]))
    assert answered["answer"].null_count == answered["body"].null_count == 0


def test_marks_are_given_to_closed_appeals_only(rostov: Drawn) -> None:
    marked = rostov.table.filter(pc.is_valid(rostov.table["mark"]))
    assert marked["answered"].null_count == 0


def test_updated_is_the_latest_of_the_own_dates(rostov: Drawn) -> None:
    latest = pc.max_element_wise(*(rostov.table[name] for name in ("received", "registered", "answered", "closed")))
    assert pc.all(pc.greater_equal(rostov.table["updated"], latest)).as_py()


def test_precisions_are_mixed_as_in_life(rostov: Drawn) -> None:
    table = rostov.table
    placed = pc.is_valid(table["lon"]).to_numpy()
    house = pc.is_valid(table["house"]).to_numpy()
    named = pc.is_valid(table["settlement"]).to_numpy()
    district = pc.is_valid(table["district"]).to_numpy()
    assert 0.66 < (placed & house).mean() < 0.72
    assert 0.08 < (placed & ~house).mean() < 0.13
    assert 0.07 < (~placed & named).mean() < 0.13
    assert 0.05 < (~placed & ~named & district).mean() < 0.11
    assert 0.01 < (~placed & ~named & ~district).mean() < 0.03


def test_every_placed_appeal_lies_in_the_district_it_names(rostov: Drawn) -> None:
    placed = rostov.table.filter(pc.and_(pc.is_valid(rostov.table["lon"]), pc.is_valid(rostov.table["district"])))
    index = rostov.boundaries.locate(placed["lon"].to_numpy(), placed["lat"].to_numpy())
    names = np.array([district.name for district in rostov.boundaries.districts])
    assert (index >= 0).all()
    assert (names[index] == np.array(placed["district"].to_pylist())).mean() > 0.999


def test_settlements_by_name_alone_are_found_by_the_gazetteer(rostov: Drawn) -> None:
    named = rostov.table.filter(pc.and_(pc.is_null(rostov.table["lon"]), pc.is_valid(rostov.table["settlement"])))
    places = rostov.gazetteer.find_many(named["settlement"].to_pylist(), named["district"].to_pylist())
    assert np.mean([place.precision == "settlement" for place in places]) > 0.95


def test_the_default_point_is_one_point_without_addresses(rostov: Drawn) -> None:
    lazy = take_lazy(rostov)
    assert len(pc.unique(lazy["lon"])) == 1
    assert lazy["street"].null_count == lazy["house"].null_count == lazy.num_rows


def test_nobody_lives_on_the_default_point(rostov: Drawn) -> None:
    lazy = take_lazy(rostov)
    at = pc.and_(pc.equal(rostov.table["lon"], lazy["lon"][0]), pc.equal(rostov.table["lat"], lazy["lat"][0]))
    assert pc.sum(at).as_py() == lazy.num_rows


def take_lazy(rostov: Drawn) -> pa.Table:
    return rostov.table.filter(pa.array((rostov.plan.address == DEFAULT_POINT)[::-1]))


def test_every_record_says_that_it_is_synthetic(rostov: Drawn) -> None:
    assert pc.unique(rostov.table["extra"]).to_pylist() == ['{"synthetic":true}']


def test_a_source_speaks_through_its_own_channels(rostov: Drawn) -> None:
    pairs = Counter(zip(rostov.table["source"].to_pylist(), rostov.table["channel"].to_pylist(), strict=True))
    assert {channel for source, channel in pairs if source == "demo-im"} == {"VK", "Telegram", "OK"}
    assert {channel for source, channel in pairs if source == "demo-112"} == {"112"}


def test_a_local_matter_is_answered_by_the_municipality(rostov: Drawn) -> None:
    roads = rostov.table.filter(pc.and_(pc.equal(rostov.table["topic_group"], "01"), pc.is_valid(rostov.table["body"])))
    shorts = {district.short_name for district in rostov.boundaries.districts}
    assert {body.split(": ")[1] for body in pc.unique(roads["body"]).to_pylist()} <= shorts


def test_an_earlier_look_knows_less(rostov: Drawn) -> None:
    before = rostov.writer.write(rostov.plan, to_us(rostov.until) - 30 * DAY_US)
    assert before["closed"].null_count > rostov.table["closed"].null_count


def test_a_reopened_appeal_is_open_until_it_closes_again(rostov: Drawn) -> None:
    life = rostov.plan.life
    row = int(np.flatnonzero(life.reopened < life.reclosed)[0])
    moment = int(life.reopened[row])
    table = rostov.writer.write(rostov.plan, moment)
    assert table["status"][row].as_py() == "reopened"
    assert table["closed"][row].as_py() is None
