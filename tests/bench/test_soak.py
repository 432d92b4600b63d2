"""The soak of a wall: a real server and a real browser, a few updates and turns; growth is told of all that is held."""

from __future__ import annotations

import pytest

from bench import soak, walled


def test_a_small_soak_measures_what_the_page_holds() -> None:
    if walled.browser_path() is None:
        assert soak.run(soak.Load(1, 1))["outcome"]
        return
    line = soak.run(soak.Load(40, 5))
    assert (line["bench"], line["updates"], line["turns"], line["errors"]) == ("soak", 40, 5, 0)
    assert min(line[f"{name}_{when}"] for name in ("heap", "nodes", "listeners") for when in ("start", "end")) > 0


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "browser_path", lambda: None)
    assert soak.run(soak.Load(1, 1)) == {"bench": "soak", "outcome": "no browser on this machine"}
