"""A page is light or dark before anything is painted."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import cast
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from dashboard import look, notfound, state
from data.errors import BadFilter
from data.query import Questions
from tests.dashboard.screen_world import World
from tests.support.tokens import tokens


def view(params: dict[str, str]) -> state.View:
    return state.read(cast(Questions, World()), params)


def test_the_script_is_let_through_by_its_own_hash() -> None:
    digest = base64.b64encode(hashlib.sha256(look.SCRIPT.encode()).digest()).decode()
    assert f"'sha256-{digest}'" == look.HASH


def test_the_frame_of_the_browser_has_the_ground_of_the_light_look() -> None:
    assert tokens("light")["--bg"] == look.LIGHT_PAPER
    assert f"light: '{look.LIGHT_PAPER}'" in look.SCRIPT
    assert f"dark: '{look.DARK_PAPER}'" in look.SCRIPT


@pytest.mark.parametrize("name", look.LOOKS)
def test_a_look_is_a_state_of_the_screen_only(name: str) -> None:
    assert view({"theme": name}).href(metric="overdue") == f"/?metric=overdue&theme={name}"


def test_a_look_that_does_not_exist_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(BadFilter) as fault:
        view({"theme": "sepia"})
    assert (fault.value.name, fault.value.allowed) == ("theme", "Допустимо: light, dark")


def test_the_sign_of_a_tab_stands_in_the_page_and_asks_for_nothing() -> None:
    found = re.fullmatch(r'<link rel="icon" type="image/svg\+xml" href="data:image/svg\+xml,([^"]+)">', look.ICON)
    assert found is not None
    assert ElementTree.fromstring(unquote(found[1])).tag.endswith("svg")
    assert look.ICON in bytes(notfound.page("ru").body).decode()
