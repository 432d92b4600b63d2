"""The frames of a playback: each step's hexagons, adding up to the map of the whole window."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from data.query import Questions
from data.questions import frames as question
from tests.support.changed import by_records, changed_store
from tests.support.sample import UNTIL

Asked = tuple[Questions, Questions]
RES = "7"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    store, facts = changed_store(tmp_path_factory.mktemp("frames"))
    yield facts, by_records(store)
    store.close()


@pytest.mark.parametrize("metric", ["count", "repeat"])
@pytest.mark.parametrize(("period", "step"), [("24h", "hour"), ("7d", "day"), ("90d", "day"), ("1y", "week")])
def test_frames_add_up_to_the_map_by_both_ways(period: str, step: str, metric: str, asked: Asked) -> None:
    params = {"region": "rostov", "period": period, "metric": metric, "res": RES, "asof": UNTIL.isoformat() + "Z"}
    heat = asked[0].heat(asked[0].parse(params))
    for ask in asked:
        found = ask.frames(ask.parse(params))
        assert (found.step, found.res, found.metric) == (step, 7, metric)
        whole = found.values.sum(axis=0)
        assert found.cells[whole > 0].tolist() == heat.cells.tolist()
        assert whole[whole > 0].tolist() == heat.values.tolist()
        assert len(found.at) == len(found.values) + 1
        assert list(found.at) == sorted(found.at)


def test_a_frame_is_the_trend_of_what_is_placed(asked: Asked) -> None:
    params = {"region": "rostov", "period": "30d", "asof": UNTIL.isoformat() + "Z", "precision": "house,street"}
    filters = asked[0].parse(params)
    found, trend = asked[0].frames(filters), asked[0].trend(filters)
    assert found.values.sum(axis=1).tolist() == [row.value for row in trend.rows]
    assert list(found.at[:-1]) == [row.at for row in trend.rows]


def test_what_does_not_add_up_plays_the_appeals(asked: Asked) -> None:
    found = asked[0].frames(asked[0].parse({"region": "rostov", "metric": "rating", "period": "90d"}))
    assert found.metric == "count"


def test_too_much_to_send_is_played_coarser(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "MOST_VALUES", 400)
    found = asked[0].frames(asked[0].parse({"region": "rostov", "period": "90d", "res": "9", "topic": "01"}))
    assert found.res < 8
    assert found.values.size <= 400 or found.res == 4


def test_nothing_received_is_no_frames(asked: Asked) -> None:
    found = asked[0].frames(asked[0].parse({"region": "rostov", "from": "2040-01-01", "to": "2040-01-02"}))
    assert found.at == ()
    assert found.values.size == 0
    assert found.breaks == tuple(np.sort(found.breaks))
