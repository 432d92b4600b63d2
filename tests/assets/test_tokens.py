"""Colours live in one place: no other style sheet and no script names one of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.tokens import CSS, rules, tokens

OWN = ("10-base.css", "84-light.css")
SHEETS = sorted(path for path in CSS.glob("*.css") if path.name not in OWN)
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(|:\s*(?:white|black|red|orange|green|blue|gr[ae]y)\b")
MASK = re.compile(r"mask(?:-image)?:[^;}]*|url\([^)]*\)")
"""In a mask a colour is only its opacity."""
USED = re.compile(r"var\((--[a-z0-9-]+)")
SET = re.compile(r"(?<![-\w])(--[a-z0-9-]+):")
QUOTED = re.compile(r"""["'](--[a-z0-9-]+)["']""")
"""Lengths and shares that a part or a script gives to its own nodes."""
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_names_no_colour_of_its_own(sheet: Path) -> None:
    assert LITERAL.findall(MASK.sub("", rules(sheet.read_text()))) == []


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_every_token_that_is_used_is_there(sheet: Path) -> None:
    every = "".join(rules(path.read_text()) for path in CSS.glob("*.css"))
    drawn = "".join(path.read_text() for path in (*ROOT.glob("assets/js/**/*.js"), *ROOT.glob("dashboard/**/*.py")))
    known = {*tokens("dark"), *SET.findall(every), *QUOTED.findall(drawn)}
    assert {name for name in USED.findall(rules(sheet.read_text())) if name not in known} == set()


def test_the_trend_uses_tokens_that_are_there() -> None:
    written = (ROOT / "dashboard" / "figures" / "trend.py").read_text()
    used = set(re.findall(r"var\((--[a-z-]+)\)", written))
    assert used
    assert used <= set(tokens("dark"))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", written) == []
