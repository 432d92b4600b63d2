"""The life of an appeal as moments: registered, assigned, taken in work, answered, closed, rated, reopened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo.calendar import DAY_US, HOUR_US
from data.demo.words import Themes

NEVER = np.int64(2**62)
"""A moment that does not come."""
KINDS = ("problem", "question", "thanks", "spam")
_KIND_SHARES = (0.82, 0.135, 0.027, 0.018)
WORKING = ("in_work", "redirected", "interim", "postponed")
_WORKING_SHARES = (0.80, 0.08, 0.08, 0.04)
FINAL = ("solved", "explained", "refused", "rejected")
_FINAL_SHARES = ((0.58, 0.32, 0.07, 0.03), (0.04, 0.90, 0.05, 0.01), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0))
_MEDIAN_SHARE_OF_TERM = 0.30
_SPREAD = 0.80
_UNANSWERED = 0.002
_REOPENED = 0.015
_MARKED = 0.30
_MARKS = ((0.07, 0.05, 0.11, 0.25, 0.52), (0.25, 0.17, 0.24, 0.19, 0.15), (0.52, 0.22, 0.14, 0.08, 0.04), (0.6, 0.2, 0.1, 0.06, 0.04))
"""Shares of the marks 1–5 after each final status."""

Moments = NDArray[np.int64]


@dataclass(frozen=True)
class Life:
    """Moments in microseconds since 1970 (NEVER = does not come) and what the appeal becomes (codes into the lists)."""

    due: Moments
    registered: Moments
    assigned: Moments
    work: Moments
    first_answer: Moments
    answered: Moments
    closed: Moments
    marked: Moments
    reopened: Moments
    reclosed: Moments
    kind: NDArray[np.int8]
    working: NDArray[np.int8]
    final: NDArray[np.int8]
    mark: NDArray[np.int8]


def draw_life(
    received: Moments, term_days: NDArray[np.float64], slowness: NDArray[np.float64], rng: np.random.Generator
) -> Life:
    """Answers take a lognormal share of the topic's term, longer where `slowness` > 1: a tail is overdue."""
    count = len(received)
    kind = rng.choice(4, count, p=_KIND_SHARES).astype(np.int8)
    working = rng.choice(4, count, p=_WORKING_SHARES).astype(np.int8)
    patience = np.select([working == 3, working == 1, kind >= 2], [2.6, 1.4, 0.2], 1.0)
    share = _MEDIAN_SHARE_OF_TERM * np.exp(_SPREAD * rng.standard_normal(count)) * slowness * patience
    answer_us = np.maximum(term_days * share * DAY_US, 0.4 * HOUR_US)
    registered = received + _within(answer_us * 0.15, 0.7, rng)
    assigned = registered + _within(answer_us * 0.25, 4.0, rng)
    work = assigned + _within(answer_us * 0.35, 9.0, rng)
    never = rng.random(count) < _UNANSWERED * (kind < 2)
    answered = np.where(never, NEVER, received + answer_us.astype(np.int64))
    early = received + _within(answer_us * 0.8, 3.0, rng)
    interim = np.where(working == 2, early, NEVER)
    closed = np.where(never, NEVER, answered + (rng.random(count) * 0.5 * HOUR_US).astype(np.int64))
    final = _pick(np.array(_FINAL_SHARES)[kind], rng)
    due = received + (term_days * DAY_US).astype(np.int64)
    marked, mark = _marks(closed, final, closed > due, rng)
    reopened, reclosed = _again(closed, final, answer_us, rng)
    return Life(
        due, registered, assigned, work, np.minimum(answered, interim), answered, closed,
        marked, reopened, reclosed, kind, working, final, mark,
    )  # fmt: skip


def _within(most: NDArray[np.float64], median_hours: float, rng: np.random.Generator) -> Moments:
    """A lognormal delay round `median_hours`, but no longer than `most` allows."""
    delay = median_hours * HOUR_US * np.exp(0.8 * rng.standard_normal(len(most)))
    return np.asarray(np.minimum(delay, most).astype(np.int64))


def _pick(shares: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.int8]:
    """One column number a row, by that row's shares."""
    cumulative = np.cumsum(shares, axis=1)
    chance = rng.random((len(shares), 1)) * cumulative[:, -1:]
    return np.asarray((chance >= cumulative).sum(axis=1).clip(0, shares.shape[1] - 1).astype(np.int8))


def _marks(
    closed: Moments, final: NDArray[np.int8], late: NDArray[np.bool_], rng: np.random.Generator
) -> tuple[Moments, NDArray[np.int8]]:
    """Some citizens rate the answer within days; those who waited too long take a mark off."""
    count = len(closed)
    rated = (rng.random(count) < _MARKED) & (closed < NEVER)
    after = (rng.exponential(1.2, count) * DAY_US).astype(np.int64)
    mark = 1 + _pick(np.array(_MARKS)[final], rng) - late
    return np.where(rated, np.minimum(closed, NEVER - DAY_US * 60) + after, NEVER), mark.clip(1, 5).astype(np.int8)


def _again(
    closed: Moments, final: NDArray[np.int8], answer_us: NDArray[np.float64], rng: np.random.Generator
) -> tuple[Moments, Moments]:
    """A few solved ones are reopened within ten days and closed again."""
    count = len(closed)
    again = (rng.random(count) < _REOPENED) & (final == 0) & (closed < NEVER)
    reopened = closed + (rng.uniform(0.3, 10, count) * DAY_US).astype(np.int64)
    reclosed = reopened + (answer_us * rng.uniform(0.3, 1.0, count)).astype(np.int64)
    return np.where(again, reopened, NEVER), np.where(again, reclosed, NEVER)


def slowness(themes: Themes, districts: int, seed: int) -> NDArray[np.float64]:
    """How slow each municipality is for each group, shape (districts + 1, groups); the last row: no municipality."""
    rng = np.random.default_rng([seed, 13])
    of_district = np.exp(rng.normal(0, 0.18, (districts + 1, 1)))
    of_group = np.exp(rng.normal(0, 0.18, (1, len(themes.groups))))
    return np.asarray(of_district * of_group)
