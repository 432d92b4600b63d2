"""Nothing moves without end but what waits: each frame has the whole page painted, by the processor where no card helps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.tokens import CSS, rules

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_only_an_empty_place_that_waits_moves_without_end(sheet: Path) -> None:
    endless = [chosen.strip() for chosen, drawn in RULE.findall(rules(sheet.read_text())) if "infinite" in drawn]
    assert [each for each in endless if not all(part.strip().endswith(":empty") for part in each.split(","))] == []
