"""Both looks can be read by everyone: contrasts of WCAG 2.1 AA (text 4.5, drawings and controls 3), from the style sheets."""

from __future__ import annotations

import re
from itertools import product

import pytest

from tests.support.tokens import CSS, colour, contrast, is_colour, over, rules, tokens

LOOKS = ("dark", "light")
TEXTS = ("--strong", "--tx", "--soft", "--mut", "--dim", "--acc", "--warn", "--bad", "--good", "--note", "--weekend")
GROUNDS = ("--bg", "--head", "--head-low", "--card", "--card-on", "--raised", "--field", "--menu", "--menu-hover")
CHOSEN = ("--strong", "--tx", "--soft", "--mut", "--acc", "--warn", "--bad", "--good")
"""Texts that lie on what is chosen, too."""
OVER_THE_MAP = ("--map-tx", "--map-soft", "--mut", "--strong")
OPAQUE_MAP = ("--map", "--map-dim")
SIGNS = (
    *("--focus", "--acc", "--line-focus", "--box", "--heat-low", "--heat-mid", "--heat-high", "--cool", "--bar", "--bar-sub"),
    *("--bar-minus", "--bar-none", "--axis", "--graph", "--usual", "--alarm", "--cut", "--known-house", "--known-street"),
)
"""What says something by its shape: rings of focus, bars, lines, points, boxes to tick."""

RULE = re.compile(r"[^{}]*\{([^{}]*)\}")
PAIR = re.compile(r"(?<![-\w])color:\s*var\((--[a-z-]+)\)")
LAID = re.compile(r"(?<![-\w])background(?:-color)?:\s*var\((--[a-z-]+)\)")


def seen(look: str, text: str, ground: str, below: str = "--card") -> float:
    """Contrast of one token on another, which may let the one below shine through."""
    values = tokens(look)
    solid = over(colour(values[ground]), colour(values[below]))
    return contrast(over(colour(values[text]), solid), solid)


def laid_in_one_rule() -> set[tuple[str, str]]:
    """Every text and background that some rule of any style sheet gives together."""
    found = set()
    for sheet in sorted(CSS.glob("*.css")):
        for rule in RULE.finditer(rules(sheet.read_text())):
            texts, grounds = PAIR.findall(rule[1]), LAID.findall(rule[1])
            found |= set(product(texts, grounds))
    return found


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("text", "ground"), sorted(product(TEXTS, GROUNDS)))
def test_every_text_can_be_read_on_every_ground(look: str, text: str, ground: str) -> None:
    assert seen(look, text, ground) >= 4.5


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("text", "ground"), sorted(product(CHOSEN, ("--row-on", "--on-faint", "--here"))))
def test_what_is_chosen_can_still_be_read(look: str, text: str, ground: str) -> None:
    assert seen(look, text, ground) >= 4.5


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("text", "ground"), sorted(product(OVER_THE_MAP, ("--map-panel", "--map-tip"))))
def test_what_lies_over_the_map_can_be_read(look: str, text: str, ground: str) -> None:
    assert seen(look, text, ground, "--map") >= 4.5


@pytest.mark.parametrize("look", LOOKS)
def test_the_sources_of_the_map_are_named_readably(look: str) -> None:
    assert seen(look, "--map-dim", "--map") >= 4.5
    assert seen(look, "--map-soft", "--map") >= 4.5


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("text", "ground"), sorted(laid_in_one_rule()))
def test_text_and_ground_of_one_rule_go_together(look: str, text: str, ground: str) -> None:
    assert seen(look, text, ground) >= 4.5


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("sign", "ground"), sorted(product(SIGNS, ("--card", "--bg"))))
def test_every_sign_stands_out_from_its_ground(look: str, sign: str, ground: str) -> None:
    assert seen(look, sign, ground) >= 3.0


@pytest.mark.parametrize("look", LOOKS)
def test_a_ring_of_focus_is_seen_on_what_is_chosen_and_over_the_map(look: str) -> None:
    assert all(seen(look, "--focus", ground) >= 3.0 for ground in ("--row-on", "--menu-hover", "--map-panel", "--map"))


def test_the_rules_of_the_sheets_were_found() -> None:
    assert {("--on-tx", "--on"), ("--chip-tx", "--chip"), ("--button-tx", "--button")} <= laid_in_one_rule()


def test_both_looks_say_every_colour() -> None:
    colours = {name for name, text in tokens("dark").items() if is_colour(text)}
    said = re.findall(r"(--[a-z-]+):", rules((CSS / "84-light.css").read_text()))
    assert colours - set(said) == set()
