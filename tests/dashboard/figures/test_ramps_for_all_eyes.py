"""No meaning hangs on telling red from green: every ramp and every colour of a status, for protanopia and deuteranopia.

A neighbouring step of a ramp must be twice the smallest noticed difference (0.02 in OKLab) or more: cells of neighbouring
classes touch, and the eye compares them there. Colours of a status stand far from each other and always with a word
or an arrow: they too must keep that distance.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from dashboard.figures import ramps
from tests.support.eyes import EYES, apart, seen, steps
from tests.support.tokens import tokens

NOTICED = 0.02
STEP = 2 * NOTICED
FAR = 3 * NOTICED
"""The ends of a scale of change: less and more must never be taken for each other."""

RAMPS = {
    name: value
    for name, value in vars(ramps).items()
    if name.isupper() and isinstance(value, tuple) and all(str(each).startswith("#") for each in value)
}
HEATS = [name for name in RAMPS if name.startswith("HEAT")]
CHANGES = [name for name in RAMPS if name.startswith("CHANGE")]
LOOKS = ("dark", "light")
STATES = {
    "deltas": ("--warn", "--good", "--mut"),
    "liveness": ("--good", "--mut", "--warn", "--bad"),
    "badges": ("--open-tx", "--closed-tx", "--overdue-tx"),
    "trend": ("--graph", "--alarm", "--usual"),
    "bars": ("--heat-low", "--heat-mid", "--heat-high"),
    "precision": ("--known-house", "--known-street", "--known-settlement", "--known-district", "--known-none"),
}
"""Colours that stand side by side and mean different things."""


def test_every_ramp_is_here() -> None:
    assert {"HEAT", "CHANGE"} <= set(RAMPS)
    assert len(HEATS) + len(CHANGES) == len(RAMPS)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", RAMPS)
def test_neighbouring_steps_stay_apart(name: str, eyes: str) -> None:
    assert steps(seen(RAMPS[name], eyes)).min() >= STEP


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", HEATS)
def test_more_is_always_lighter_or_always_darker(name: str, eyes: str) -> None:
    change = np.diff(seen(RAMPS[name], eyes)[:, 0])
    assert (change > 0).all() or (change < 0).all()


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", CHANGES)
def test_both_ways_from_as_usual_are_monotone_and_mirror_each_other(name: str, eyes: str) -> None:
    lightness = seen(RAMPS[name], eyes)[:, 0]
    middle = len(lightness) // 2
    less, more = np.diff(lightness[: middle + 1]), np.diff(lightness[middle:])
    assert ((less < 0).all() and (more > 0).all()) or ((less > 0).all() and (more < 0).all())


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", CHANGES)
def test_less_is_never_taken_for_more(name: str, eyes: str) -> None:
    ramp = RAMPS[name]
    assert all(apart(ramp[k], ramp[-1 - k], eyes) >= FAR for k in range(len(ramp) // 2))


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", CHANGES)
def test_the_grey_of_noise_is_no_change_of_either_way(name: str, eyes: str) -> None:
    ramp = RAMPS[name]
    grey = ramp[len(ramp) // 2]
    assert all(apart(grey, other, eyes) >= FAR for other in ramp if other != grey)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("group", STATES)
def test_colours_of_a_state_stay_apart(group: str, look: str, eyes: str) -> None:
    values = tokens(look)
    worst = min(apart(values[one], values[other], eyes) for one, other in combinations(STATES[group], 2))
    assert worst >= STEP


def test_the_eyes_are_those_of_the_source() -> None:
    """Grey stays grey, and pure red and green come closer together than they are."""
    for eyes in EYES:
        grey = seen(("#808080",), eyes)[0]
        assert abs(grey[1:]).max() < 0.01
    assert apart("#cc3333", "#33aa33", "deuteranopia") < apart("#cc3333", "#33aa33", "usual") / 2
