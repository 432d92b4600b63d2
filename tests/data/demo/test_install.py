"""Promises of filling a store: complete, resumable, labelled, fed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.demo import generator
from data.demo.install import Demonstration, State, fill, open_feed, read_state, read_stored
from data.errors import UnknownRegion
from data.model import Counts
from data.pipeline import Pipeline
from data.settings import Settings
from data.store import Store
from geo.boundaries import read_shipped

UNTIL = datetime(2026, 3, 10, 12, 34, tzinfo=UTC)
APPEALS = 600


class Interrupted(Exception):
    """The power goes off."""


@pytest.fixture
def pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pipeline]:
    monkeypatch.setattr(generator, "CHUNK", 200)
    settings = Settings(db=tmp_path / "store.duckdb", demo_appeals=APPEALS, demo_region="tambov")
    store = Store.open(settings.db, settings)
    yield Pipeline(store, settings)
    store.close()


def stored(pipeline: Pipeline) -> int:
    return int(pipeline.store.ask("SELECT count(*) AS n FROM appeal")["n"][0].as_py())


def after_the_first_chunk(_: Counts) -> None:
    raise Interrupted


def test_a_store_is_filled_with_as_many_as_asked_for(pipeline: Pipeline) -> None:
    counts = fill(pipeline, pipeline.settings, UNTIL)
    assert counts == Counts(fetched=APPEALS, stored=APPEALS)
    assert stored(pipeline) == APPEALS


def test_the_region_is_the_default_and_synthetic(pipeline: Pipeline) -> None:
    fill(pipeline, pipeline.settings, UNTIL)
    region = pipeline.regions.infos()[0]
    assert (region.code, region.synthetic) == ("tambov", True)


def test_borders_installed_anew_do_not_hide_that_the_records_are_synthetic(pipeline: Pipeline) -> None:
    fill(pipeline, pipeline.settings, UNTIL)
    pipeline.install(read_shipped("tambov"))
    assert pipeline.regions.infos()[0].synthetic


def test_progress_is_told_chunk_by_chunk(pipeline: Pipeline) -> None:
    told: list[int] = []
    fill(pipeline, pipeline.settings, UNTIL, lambda counts: told.append(counts.fetched))
    assert told == [200, 400, 600]


def test_filling_again_stores_nothing_new(pipeline: Pipeline) -> None:
    fill(pipeline, pipeline.settings, UNTIL)
    assert fill(pipeline, pipeline.settings, UNTIL).duplicate == APPEALS
    assert stored(pipeline) == APPEALS


def test_the_same_arguments_give_the_same_records_in_every_store(pipeline: Pipeline, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "other.duckdb", pipeline.settings)
    other = Pipeline(store, pipeline.settings)
    for one in (pipeline, other):
        fill(one, one.settings, UNTIL)
    first, second = (one.store.ask("SELECT * FROM appeal ORDER BY source, external_id") for one in (pipeline, other))
    store.close()
    assert first.num_rows == APPEALS
    assert first.equals(second)


def test_an_interrupted_filling_goes_on_to_the_same_end(pipeline: Pipeline) -> None:
    with pytest.raises(Interrupted):
        fill(pipeline, pipeline.settings, None, after_the_first_chunk)
    begun = read_state(pipeline.store)
    fill(pipeline, pipeline.settings)
    ended = read_state(pipeline.store)
    assert begun is not None
    assert ended is not None
    assert (begun.stored, ended.stored, ended.until) == (1, -1, begun.until)
    assert stored(pipeline) == APPEALS


def test_a_moment_without_a_zone_is_one_of_the_region(pipeline: Pipeline) -> None:
    fill(pipeline, pipeline.settings, datetime(2026, 3, 10, 15, 34))
    state = read_state(pipeline.store)
    assert state is not None
    assert state.moment == UNTIL


def test_a_region_that_is_not_shipped_is_refused_with_those_that_are(pipeline: Pipeline) -> None:
    settings = pipeline.settings.model_copy(update={"demo_region": "atlantis"})
    with pytest.raises(UnknownRegion, match=r"atlantis.*rostov"):
        fill(pipeline, settings, UNTIL)


def test_a_store_without_a_demonstration_has_no_state(pipeline: Pipeline) -> None:
    assert read_state(pipeline.store) is None


def test_the_feed_goes_on_where_the_store_ends(pipeline: Pipeline) -> None:
    fill(pipeline, pipeline.settings)
    state = read_state(pipeline.store)
    assert state is not None
    before = read_stored(pipeline.store, state)
    assert (before.newest, before.live_numbers.size) == (state.moment, 0)


def test_what_the_feed_pushes_is_accepted_and_found_again(pipeline: Pipeline) -> None:
    fill(pipeline, pipeline.settings, UNTIL)
    state = read_state(pipeline.store)
    assert state is not None
    open_feed(pipeline, state, pipeline.settings).step()
    after = read_stored(pipeline.store, state)
    assert after.live_numbers.size > 0
    assert after.newest > state.moment
    refused = pipeline.store.ask("SELECT count(*) AS n FROM quarantine")["n"][0].as_py()
    assert refused == 0


def test_a_server_fills_an_empty_store_and_feeds_it(pipeline: Pipeline) -> None:
    full = threading.Event()
    pipeline.store.subscribe(lambda _: full.set() if stored(pipeline) >= APPEALS else None)
    demonstration = Demonstration(pipeline, pipeline.settings)
    demonstration.start()
    assert full.wait(60)
    demonstration.stop()
    state = read_state(pipeline.store)
    assert state is not None
    assert state.live


def test_a_server_stopped_early_finishes_at_the_next_start(pipeline: Pipeline) -> None:
    with pytest.raises(Interrupted):
        fill(pipeline, pipeline.settings, UNTIL, after_the_first_chunk)
    demonstration = Demonstration(pipeline, pipeline.settings)
    demonstration._run()
    assert stored(pipeline) == APPEALS


def test_stopping_ends_the_filling_after_the_chunk_under_way(pipeline: Pipeline) -> None:
    demonstration = Demonstration(pipeline, pipeline.settings)
    demonstration._stopping.set()
    demonstration._run()
    assert stored(pipeline) == 200


def test_a_store_with_a_region_of_its_own_gets_no_demonstration(pipeline: Pipeline, tmp_path: Path) -> None:
    from geo.boundaries import read_shipped

    pipeline.install(read_shipped("kursk"), default=True)
    Demonstration(pipeline, pipeline.settings)._run()
    assert stored(pipeline) == 0


def test_a_demonstration_with_a_chosen_end_stands_still(pipeline: Pipeline) -> None:
    fill(pipeline, pipeline.settings, UNTIL)
    demonstration = Demonstration(pipeline, pipeline.settings)
    demonstration._run()
    assert demonstration._feed is None


def test_the_share_stored_grows_until_there_is_none_to_tell() -> None:
    state = State("rostov", 50_000, 1, "2026-03-01T00:00:00+00:00", True, 0)
    assert [replace(state, stored=stored).share for stored in (0, 1, 3, -1)] == [0.0, 0.4, 1.0, 1.0]
