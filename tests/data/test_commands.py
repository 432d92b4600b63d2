"""Commands: the same lines and exit codes whether run on the file or through the process that holds it."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import app
from data import commands, control
from data.pipeline import Pipeline
from data.query import Questions
from data.settings import Settings
from data.store import Store

BOSTON = Path(__file__).parents[2] / "data/reference/boston"
ROWS = "source,external_id,received\nbot,1,2026-03-01T12:00:00\nbot,,2026-03-01T12:00:00\n"


class Run:
    """Runs commands and keeps what they said."""

    def __init__(self, db: Path, through_holder: bool) -> None:
        self.db, self.said = db, list[str]()
        self._holder: tuple[Store, control.Control] | None = None
        if through_holder:
            store = Store.open(db, Settings(db=db))
            pipeline = Pipeline(store, store.settings)
            questions = Questions.of(pipeline)
            known = commands.COMMANDS
            door = control.Control(db, lambda *asked: commands.run(known, pipeline, questions, *asked))
            self._holder = store, door

    def __call__(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
        code = app.main([*words, "--db", str(self.db)])
        return code, capsys.readouterr().out.splitlines()

    def close(self) -> None:
        if self._holder:
            self._holder[1].close()
            self._holder[0].close()


@pytest.fixture(params=["file", "holder"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Run]:
    found = Run(tmp_path / "c.duckdb", request.param == "holder")
    yield found
    found.close()


@pytest.fixture
def rows(tmp_path: Path) -> str:
    file = tmp_path / "rows.csv"
    file.write_text(ROWS, encoding="utf-8")
    return str(file)


def install(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    file = BOSTON / "boston_neighborhoods.geojson.gz"
    code, lines = run(capsys, "region", str(file), "--code", "boston", "--tz", "America/New_York")
    assert (code, "районов 26" in lines[-1]) == (0, True)


def test_load_ends_with_its_counts_as_json(run: Run, rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    install(run, capsys)
    code, lines = run(capsys, "load", rows, "--json")
    found = json.loads(lines[-1])
    assert code == 0
    assert {name: found[name] for name in ("fetched", "stored", "quarantined")} == {"fetched": 2, "stored": 1, "quarantined": 1}
    assert found["seconds"] > 0


def test_a_load_in_words_says_what_became_of_the_rows(run: Run, rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    install(run, capsys)
    _, lines = run(capsys, "load", rows)
    assert any("прочитано 2, новых 1" in line for line in lines)
    assert any("quarantine list" in line for line in lines)


def test_what_was_refused_is_listed_shown_and_replayed(run: Run, rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    install(run, capsys)
    run(capsys, "load", rows)
    assert "В карантине записей: 1" in run(capsys, "quarantine", "list")[1]
    assert any("bot" in line for line in run(capsys, "quarantine", "show")[1])
    assert "в карантине 1" in run(capsys, "quarantine", "replay")[1][-1]


def test_a_sound_store_passes_its_check(run: Run, rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    install(run, capsys)
    run(capsys, "load", rows)
    code, lines = run(capsys, "check")
    assert code == 0
    assert all(line.startswith("в порядке") for line in lines)


def test_a_file_that_cannot_be_read_fails_and_the_others_are_stored(
    run: Run, rows: str, capsys: pytest.CaptureFixture[str]
) -> None:
    install(run, capsys)
    code, lines = run(capsys, "load", "/nowhere.csv", rows, "--json")
    assert code == 2
    assert json.loads(lines[-1])["stored"] == 1


def test_an_unknown_file_is_drafted_not_failed(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(run, capsys)
    file = tmp_path / "apples.csv"
    file.write_text("сорт;урожай\nантоновка;12\n", encoding="utf-8")
    code, lines = run(capsys, "load", str(file))
    assert code == 0
    assert any("apples.draft.yaml" in line for line in lines)


def test_a_shipped_region_is_installed_by_its_code(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(capsys, "region", "tambov")
    assert (code, "Тамбовская область" in lines[-1]) == (0, True)


def test_an_operator_can_vouch_for_a_point(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(run, capsys)
    lines = [f"b,{number},2026-03-01T12:00:00,-71.06,42.36" for number in range(80)]
    file = tmp_path / "one_point.csv"
    file.write_text("\n".join(["source,external_id,received,lon,lat", *lines]), encoding="utf-8")
    run(capsys, "load", str(file))
    assert placed(run, capsys) == 0
    borders = str(BOSTON / "boston_neighborhoods.geojson.gz")
    assert run(capsys, "region", borders, "--code", "boston", "--trust=-71.06,42.36")[0] == 0
    assert placed(run, capsys) == 80
    file.write_text(file.read_text(encoding="utf-8") + "\nb,81,2026-03-01T12:00:00,-71.06,42.36", encoding="utf-8")
    run(capsys, "load", str(file))
    assert placed(run, capsys) == 81


def placed(run: Run, capsys: pytest.CaptureFixture[str]) -> int:
    """How many records stand on the map, once the store passes its check."""
    assert run(capsys, "check")[0] == 0
    if run._holder:
        store = run._holder[0]
        return int(store.ask("SELECT count(cell) AS n FROM appeal")["n"][0].as_py())
    store = Store.open(run.db, Settings(db=run.db))
    found = int(store.ask("SELECT count(cell) AS n FROM appeal")["n"][0].as_py())
    store.close()
    return found


def test_a_shipped_region_takes_the_options_too(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(capsys, "region", "tambov", "--code", "t68", "--name", "Тамбов", "--tz", "Asia/Omsk")
    assert (code, lines[-1]) == (0, "Регион «Тамбов» (код t68, зона Asia/Omsk): районов 30")


def test_counts_as_json_do_not_hide_what_went_wrong(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(run, capsys)
    apples, broken = tmp_path / "apples.csv", tmp_path / "broken.json"
    apples.write_text("сорт;урожай\nантоновка;12\n", encoding="utf-8")
    broken.write_text('[{"source":"b","external_id":"1","received":"2026-03-01"},{"sour', encoding="utf-8")
    code, lines = run(capsys, "load", str(apples), str(broken), "--json")
    assert (code, json.loads(lines[-1])["stored"]) == (1, 1)
    assert "apples.draft.yaml" in "".join(lines[:-1])
    assert "broken.json" in "".join(lines[:-1])


def test_a_number_not_in_quarantine_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(capsys, "quarantine", "show", "--number", "99")
    assert (code, "нет" in lines[0]) == (0, True)


@pytest.mark.parametrize(
    "words",
    [
        ("region", "/nowhere.geojson"),
        ("region", "tambov", "--trust", "здесь"),
        ("demo", "--region", "atlantis"),
        ("demo", "--appeals", "-5"),
        ("demo", "--until", "завтра"),
        ("demo", "--until", "0001-01-01"),
        ("load", "x.csv", "--profile", "paris"),
    ],
)
def test_what_cannot_be_done_says_so_and_exits_with_2(
    words: tuple[str, ...], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines = run(capsys, *words)
    assert code == 2
    assert lines[-1]


def test_a_damaged_store_fails_its_check(run: Run, rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    install(run, capsys)
    run(capsys, "load", rows)
    run.close()
    run._holder = None
    store = Store.open(run.db, Settings(db=run.db))

    def damage(connection: Any) -> Any:
        connection.execute("UPDATE appeal SET precision = 'house'")
        return None, commands_touched()

    store.write(damage)
    store.close()
    code, lines = run(capsys, "check")
    assert code == 1
    assert any(line.startswith("НЕ СОШЛОСЬ") for line in lines)


def commands_touched() -> Any:
    from data.writer import Touched

    return Touched(1, bulk=True)


def test_a_bad_setting_stops_the_start_with_its_name() -> None:
    with pytest.raises(SystemExit, match="port"):
        app.main(["serve", "--port", "99999999"])


def test_a_second_server_on_the_same_store_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    holder = Run(tmp_path / "c.duckdb", True)
    try:
        assert app.main(["serve", "--db", str(holder.db)]) == 2
        assert "другой сервер" in capsys.readouterr().err
    finally:
        holder.close()


def test_a_look_whether_the_store_is_held_leaves_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    holder = Run(tmp_path / "c.duckdb", True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.connect(str(control.socket_path(holder.db)))
        door.shutdown(socket.SHUT_WR)
        assert door.recv(1) == b""
    holder.close()
    assert "Traceback" not in capsys.readouterr().err


def test_a_broken_command_is_answered_and_the_door_stays_open(tmp_path: Path) -> None:
    def fail(name: str, _: Any, say: Any) -> int:
        say("начато")
        if name == "bad":
            raise ValueError("внутри")
        return 0

    db = tmp_path / "d.duckdb"
    door = control.Control(db, fail)
    said: list[str] = []
    try:
        assert control.ask(db, "bad", {}, said.append) == 2
        assert said == ["начато", "Ошибка: внутри"]
        assert control.ask(db, "good", {}, said.append) == 0
    finally:
        door.close()
    assert not control.held(db)


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 90) / "store.duckdb"
    assert len(str(control.socket_path(deep))) < 100
    assert control.socket_path(deep) == control.socket_path(deep)
