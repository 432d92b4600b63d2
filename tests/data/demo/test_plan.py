"""Promises of the draw: repeats, sources, authors, the default point."""

from __future__ import annotations

import numpy as np
import pytest

from data.demo.plan import DEFAULT_POINT, HOTLINE, REPEAT_WITHIN_US, SOURCES, join, take

from .conftest import Drawn


def test_a_repeat_speaks_of_the_same_topic_as_its_original(rostov: Drawn) -> None:
    plan = rostov.plan
    rows = np.flatnonzero(plan.repeat_of >= 0)
    assert (plan.topic[rows] == plan.topic[plan.repeat_of[rows] - 1]).all()


def test_a_repeat_speaks_of_the_same_address_as_its_original(rostov: Drawn) -> None:
    plan = rostov.plan
    rows = np.flatnonzero(plan.repeat_of >= 0)
    originals = plan.address[plan.repeat_of[rows] - 1]
    known = (originals >= 0) & (plan.address[rows] >= 0)
    assert (plan.address[rows] == originals)[known].all()


def test_a_repeat_comes_after_its_original_within_weeks(rostov: Drawn) -> None:
    plan = rostov.plan
    rows = np.flatnonzero(plan.repeat_of >= 0)
    later = plan.received[rows] - plan.received[plan.repeat_of[rows] - 1]
    assert later.min() >= 0
    assert later.max() <= REPEAT_WITHIN_US


def test_about_six_percent_repeat(rostov: Drawn) -> None:
    assert 0.05 < (rostov.plan.repeat_of >= 0).mean() < 0.07


def test_some_repeats_form_chains(rostov: Drawn) -> None:
    plan = rostov.plan
    repeats = plan.repeat_of >= 0
    assert repeats[plan.repeat_of[repeats] - 1].any()


def test_urgent_matters_reach_112_more_often(rostov: Drawn) -> None:
    plan, themes = rostov.plan, rostov.themes
    urgent = (themes.severity[plan.topic] == 5) & (themes.term_days[plan.topic] <= 3)
    by_112 = plan.source == SOURCES.index("demo-112")
    assert by_112[urgent].mean() > 4 * by_112[~urgent].mean()


def test_a_few_authors_write_much(rostov: Drawn) -> None:
    known = rostov.plan.author[rostov.plan.author >= 0]
    counts = np.sort(np.unique(known, return_counts=True)[1])
    assert counts[-len(counts) // 100 :].sum() > 0.04 * len(known)
    assert np.median(counts) == 1


def test_the_default_point_is_used_by_the_hot_line_alone(rostov: Drawn) -> None:
    plan = rostov.plan
    lazy = plan.address == DEFAULT_POINT
    assert 0.0012 < lazy.mean() < 0.0035
    assert (plan.source[lazy] == HOTLINE).all()


def test_joined_halves_are_the_whole(rostov: Drawn) -> None:
    half = rostov.plan.size // 2
    whole = join(take(rostov.plan, slice(0, half)), take(rostov.plan, slice(half, None)))
    assert (whole.life.mark == rostov.plan.life.mark).all()


@pytest.mark.parametrize("refused", [3, int])
def test_only_columns_can_be_taken_and_joined(refused: object) -> None:
    with pytest.raises(TypeError):
        take(refused, slice(0, 1))
    with pytest.raises(TypeError):
        join(refused, refused)
