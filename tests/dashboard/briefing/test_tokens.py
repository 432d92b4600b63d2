"""What is drawn without a browser has the colours of the style sheets."""

from __future__ import annotations

import re

import pytest

from dashboard.briefing.tokens import SHEETS, tokens
from tests.support import tokens as sheets


@pytest.mark.parametrize("look", SHEETS)
def test_every_colour_of_the_style_sheets_is_there_as_they_have_it(look: str) -> None:
    found = tokens(look)
    declared = {name[2:]: text for name, text in sheets.tokens(look).items() if sheets.is_colour(text)}
    assert set(found) == set(declared)
    for name, text in declared.items():
        seen = [round(255 * part) for part in sheets.colour(text)]
        assert re.fullmatch("#[0-9a-f]{8}", found[name])
        assert [int(found[name][at : at + 2], 16) for at in (1, 3, 5, 7)] == seen


def test_what_is_no_colour_is_left_out() -> None:
    assert not {"gap", "pad", "round", "crest"} & set(tokens("dark"))
