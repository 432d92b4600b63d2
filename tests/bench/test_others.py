"""Other benches' lines are passed on as they come, and so is how they ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import others
from bench.results import Line


def test_lines_are_passed_on_and_a_failure_is_a_result(tmp_path: Path) -> None:
    assert [line["rows"] for line in others.lines("generate", ("500", "--base", str(tmp_path), "--processes", "1"))] == [500]
    assert list(others.lines("generate", ("no number",))) == [{"bench": "generate", "outcome": "ended with code 2"}]


def test_one_that_takes_too_long_is_ended() -> None:
    assert list(others.lines("generate", ("1000000000",), limit_s=0.0)) == [{"bench": "generate", "outcome": "over 0 s"}]


def test_every_bench_named_is_there_and_is_run_at_the_bases_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def noted(name: str, arguments: tuple[str, ...]) -> Iterator[Line]:
        asked.append((name, arguments))
        yield from ()

    monkeypatch.setattr(others, "lines", noted)
    assert list(others.others(tmp_path, quick=True)) == []
    folder = Path(others.__file__).parent
    assert list(others.others(tmp_path, quick=True, benches=others.SCREENS)) == []
    named = [*others.BENCHES, *others.SCREENS]
    assert [name for name, _ in asked] == [name for name in named if (folder / f"{name}.py").exists()]
    assert dict(asked)["live"] == ("--quick", "--base", str(tmp_path))
    assert dict(asked)["soak"] == ("--quick",)
