"""Untrusted files are read in a child process; whatever it does, the server lives and the operator is told."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from data import intake
from data.errors import TooLarge, UnreadableFile
from data.intake import limits_of, open_file
from data.settings import Settings
from data.sources.child import copy, main
from data.sources.frames import Frame, Preface, read_frames
from data.sources.limits import Limits
from tests.support.sources import save

GOOD = "id;date;text\n" + "".join(f"{n};24.12.2025;Яма {n}\n" for n in range(250)) + "плохая строка\n"


def test_a_file_is_opened_with_header_sample_and_notes(tmp_path: Path) -> None:
    with open_file(save(tmp_path / "a.csv", GOOD, "cp1251"), Settings()) as (opened, _):
        assert opened.header == ("id", "date", "text")
        assert (len(opened.sample), opened.sample[0]) == (200, ("0", "24.12.2025", "Яма 0"))
        assert "кодировка cp1251" in opened.notes


def test_batches_carry_their_rows_and_what_was_broken(tmp_path: Path) -> None:
    with open_file(save(tmp_path / "a.csv", GOOD), Settings(batch_rows=100)) as (_, batches):
        found = list(batches)
    assert [(batch.table.num_rows, batch.first_row) for batch in found] == [(100, 2), (100, 102), (50, 202)]
    assert [refused.row for batch in found for refused in batch.broken] == [252]


def test_a_header_without_rows_is_opened(tmp_path: Path) -> None:
    with open_file(save(tmp_path / "a.csv", "id;date\n"), Settings()) as (opened, batches):
        assert (opened.header, opened.sample, list(batches)) == (("id", "date"), (), [])


def test_rows_before_a_tear_come_before_the_fault(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv.gz", "id;text\n" + "".join(f"{n};{n * 7919}\n" for n in range(50_000)))
    save(path.with_suffix(".csv"), path.read_bytes()[:-2_000])
    with open_file(path.with_suffix(".csv"), Settings(batch_rows=10_000)) as (_, batches):
        assert next(batches).table.num_rows == 10_000
        with pytest.raises(UnreadableFile, match="оборван"):
            list(batches)


@pytest.mark.parametrize(("content", "words"), [(b"", "0 байт"), (b"%PDF-1.7", "PDF")])
def test_an_unusable_file_is_told_at_once(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words), open_file(save(tmp_path / "a.csv", content), Settings()):
        pass


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_what_is_no_file_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match="не файл"), open_file(tmp_path / name, Settings()):
        pass


def test_a_path_that_no_system_takes_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile), open_file(tmp_path / ("x" * 5_000), Settings()):
        pass


def test_a_file_beyond_its_size_is_not_opened(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", b"1" * 1_100_000)
    with pytest.raises(TooLarge, match="file_max_mb"), open_file(path, Settings(file_max_mb=1)):
        pass


def test_a_child_that_needs_too_much_memory_is_told(tmp_path: Path) -> None:
    line = "x" * 1_000_000
    path = save(tmp_path / "a.json.gz", '[{"a": "' + line * 150 + '"}]')
    settings = Settings(file_max_memory_mb=200, cell_max_chars=100_000_000, file_max_ratio=1_000_000)
    with pytest.raises(UnreadableFile, match="памяти"), open_file(path, settings):
        pass


def test_a_workbook_with_a_stray_cell_at_the_far_corner_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "date"])
    book.active.cell(1_048_576, 16_384, "x")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableFile, match="удалите пустые"), open_file(tmp_path / "a.xlsx", Settings()):
        pass


@pytest.mark.parametrize(
    ("code", "words"),
    [(-24, "дольше 5 с"), (-6, "памяти"), (-9, "памяти"), (-11, "памяти"), (3, "с кодом 3")],
)
def test_a_child_that_dies_in_silence_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    dying = f"import os, sys; os.kill(os.getpid(), {-code}) if {code} < 0 else sys.exit({code})"
    monkeypatch.setattr(intake, "command", lambda path, limits: [sys.executable, "-c", dying])
    monkeypatch.setattr(intake, "limits_of", lambda settings: Limits(max_s=5))
    with pytest.raises(UnreadableFile, match=words), open_file(save(tmp_path / "a.csv", GOOD), Settings()):
        pass


def test_a_child_that_keeps_silent_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        intake, "command", lambda path, limits: [sys.executable, "-c", "import signal; signal.pause()"]
    )
    monkeypatch.setattr(intake, "limits_of", lambda settings: Limits(max_s=0))
    with (
        pytest.raises(UnreadableFile, match="остановлен"),
        open_file(save(tmp_path / "a.csv", GOOD), Settings()),
    ):
        pass


def test_settings_bind_the_child() -> None:
    settings = Settings(
        file_max_mb=1, file_max_unpacked_mb=2, file_max_ratio=3, file_max_memory_mb=200, file_max_s=10
    )
    assert limits_of(settings) == Limits(1, 2, 3, 200, 10, settings.cell_max_chars, settings.batch_rows)
    assert Limits.from_json(limits_of(settings).to_json()) == limits_of(settings)


# ---- the child itself, in this process


def _messages(path: Path, limits: Limits) -> list[object]:
    pipe = io.BytesIO()
    main(str(path), limits.to_json(), pipe)
    pipe.seek(0)
    return list(read_frames(pipe.read))


def test_frames_survive_the_pipe(tmp_path: Path) -> None:
    preface, frame = _messages(save(tmp_path / "a.csv", GOOD), Limits())
    assert preface == Preface(("id", "date", "text"), ("кодировка utf-8", "разделитель: точка с запятой"))
    assert isinstance(frame, Frame)
    assert frame.rows.dtype == np.int64
    assert frame.table.column_names == ["id", "date", "text"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (MemoryError(), "памяти"),
        (OSError(5, "Input/output error"), "с диска"),
        (TooLarge("большой"), "большой"),
    ],
)
def test_faults_cross_the_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, words: str
) -> None:
    def failing(path: Path, limits: Limits) -> object:
        raise fault

    monkeypatch.setattr("data.sources.child.read", failing)
    with pytest.raises((UnreadableFile, TooLarge), match=words):
        _messages(save(tmp_path / "a.csv", GOOD), Limits())


def test_a_fault_of_ours_ends_the_child_loudly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: Path, limits: Limits) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("data.sources.child.read", failing)
    with pytest.raises(ZeroDivisionError):
        copy(tmp_path / "a.csv", Limits(), io.BytesIO())


def test_a_message_larger_than_the_readers_memory_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    giant = "import sys, struct; sys.stdout.buffer.write(struct.pack('<QQ', 1 << 60, 0))"
    monkeypatch.setattr("data.intake.command", lambda *_: [sys.executable, "-c", giant])
    with (
        pytest.raises(UnreadableFile, match="непонятным образом"),
        open_file(save(tmp_path / "a.csv", GOOD), Settings()) as (_, batches),
    ):
        list(batches)


def test_something_else_is_done_while_the_reading_process_starts(tmp_path: Path) -> None:
    done: list[str] = []
    with open_file(save(tmp_path / "a.csv", GOOD), Settings(), lambda: done.append("begun")) as (opened, _):
        assert (done, len(opened.header)) == (["begun"], len(GOOD.splitlines()[0].split(";")))
