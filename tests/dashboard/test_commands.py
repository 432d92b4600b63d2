"""`export` writes the file it names, through the server or on the file itself, and says what is wrong with a call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import app
from dashboard.commands import COMMANDS
from data import commands, control
from data.pipeline import Pipeline
from data.query import Questions
from tests.support.exporting import ROWS, desk

QUERY = "period=all&type=problem,question,thanks,spam"


def run(capsys: pytest.CaptureFixture[str], db: Path, *words: str) -> tuple[int, str]:
    code = app.main(["export", *words, "--db", str(db)])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("held", [True, False])
def test_a_file_is_written_beside_a_server_or_without_one(
    held: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, _ = desk(tmp_path)
    door = None
    if held:
        pipeline = Pipeline(store, store.settings)
        questions = Questions.of(pipeline)
        door = control.Control(store.path, lambda *asked: commands.run(COMMANDS, pipeline, questions, *asked))
    else:
        store.close()
    out = tmp_path / "records.geojson"
    code, said = run(capsys, store.path, "--query", QUERY, "--out", str(out), "--what", "records")
    assert (code, said.strip()) == (0, f"{out}: {ROWS}")
    assert len(json.loads(out.read_text("utf-8"))["features"]) == ROWS
    assert sorted(path.name for path in tmp_path.glob("*records*")) == ["records.geojson"]
    if door is not None:
        door.close()
        store.close()


@pytest.mark.parametrize(("words", "hint"), [
    (("--out", "x.docx"), ".xlsx"), (("--out", "nowhere/x.csv"), "нет"), (("--out", "x.csv", "--query", "colour=red"), "colour"),
    (("--out", "x.csv", "--what", "all"), "records"), (("--out", "x.gpkg", "--what", "trend"), "cells"),
])  # fmt: skip
def test_a_wrong_call_is_refused_with_what_to_do(
    words: tuple[str, ...], hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk(tmp_path)[0].close()
    monkeypatch.chdir(tmp_path)
    code, said = run(capsys, tmp_path / "test.duckdb", *words)
    assert code == 2
    assert hint in said
    assert not list(tmp_path.glob("*x.*"))


@pytest.mark.parametrize(("name", "begins"), [("day.pdf", b"%PDF-"), ("day.png", b"\x89PNG")])
def test_a_briefing_is_written(name: str, begins: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk(tmp_path)[0].close()
    words = ["--query", "period=30d", "--out", str(tmp_path / name), "--orient", "landscape"]
    assert app.main(["brief", *words, "--db", str(tmp_path / "test.duckdb")]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_briefing_asked_for_wrongly_is_refused_with_what_is_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk(tmp_path)[0].close()
    words = ["brief", "--out", str(tmp_path / "x.pdf"), "--template", "yearly", "--db", str(tmp_path / "test.duckdb")]
    assert app.main(words) == 2
    assert "daily" in capsys.readouterr().out


def test_a_chart_is_written_as_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk(tmp_path)[0].close()
    out = tmp_path / "topics.png"
    assert run(capsys, tmp_path / "test.duckdb", "--query", "period=1y", "--out", str(out), "--what", "topics") == (0, f"{out}\n")
    assert out.read_bytes().startswith(b"\x89PNG")
    code, said = run(capsys, tmp_path / "test.duckdb", "--out", str(out), "--what", "records")
    assert code == 2
    assert "funnel" in said


def test_a_picture_of_the_wall_is_written_in_the_size_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk(tmp_path)[0].close()
    out = tmp_path / "wall.png"
    words = ["--template", "wall", "--query", "scenes=usual", "--size", "3840x2160", "--out", str(out)]
    assert app.main(["brief", *words, "--db", str(tmp_path / "test.duckdb")]) == 0
    capsys.readouterr()
    assert out.read_bytes()[16:24] == (3840).to_bytes(4, "big") + (2160).to_bytes(4, "big")
