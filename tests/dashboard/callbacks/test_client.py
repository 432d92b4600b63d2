"""Every function that Dash calls in the browser is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.callbacks.client import ACT, SHOW

ASSETS = Path(__file__).parents[3] / "assets" / "js"
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in ASSETS.glob("*.js"))


@pytest.mark.parametrize("name", ["boot", *SHOW, *ACT])
def test_a_function_called_by_name_is_defined_once(name: str) -> None:
    assert len(re.findall(rf"\b{name}: function", SOURCE)) == 1


def test_no_two_actions_share_an_output() -> None:
    outputs = [str(dependencies[0]) for dependencies in ACT.values()]
    assert len(set(outputs)) == len(outputs)
