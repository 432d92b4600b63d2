"""Orders of the weekly report: each one holds the same, and only what there is."""

from __future__ import annotations

import pytest

from dashboard.briefing.weekly_order import orders, tried

PARTS = {
    "groups-structure": {"groups", "structure"},
    "groups-all": {"groups", "structure", "above"},
    "above-structure": {"above", "structure"},
    "answers": {"answers", "tail"},
    "answers-late": {"answers", "tail", "late"},
    "answers-all": {"answers", "tail", "late", "repeats"},
    "answers-wide": {"answers"},
    "tail-late": {"tail", "late"},
    "late-repeats": {"late", "repeats"},
    "oldest-repeats": {"oldest", "repeats"},
    "tail-oldest": {"tail", "late", "oldest"},
    "method-short": {"method"},
    "trend-changed": {"trend", "changed"},
}
EMPTY = {"answers", "repeats"}
"""What there is none of where nothing came."""


@pytest.mark.parametrize("flipped", [False, True])
@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("quiet", [False, True])
def test_every_order_holds_every_part_once(flipped: bool, beside: bool, quiet: bool) -> None:
    found = orders(flipped, beside, quiet, tried(flipped, beside, quiet))
    held = [sorted(part for name in names for part in PARTS.get(name, {name}) - (EMPTY if quiet else set())) for names in found]
    assert all(one == held[0] for one in held)
    assert all(len(set(one)) == len(one) for one in held)
    assert len(set(found)) == len(found)


def test_an_order_holds_only_what_there_is() -> None:
    assert orders(False, False, False, {"headline", "trend", "cells", "method"}) == [("headline", "trend", "cells", "method")]
