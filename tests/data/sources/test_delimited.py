"""Delimited text of any make is read row by row, and a wrong row never takes others with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.errors import UnreadableFile
from data.sources.limits import Limits
from tests.support.sources import read_all, save

RUSSIAN = "Номер;Дата создания;Текст\n1;24.12.2025;Яма на дороге, вода стоит\n2;25.12.2025;Не горит фонарь\n"
EXPECTED = [
    {"Номер": "1", "Дата создания": "24.12.2025", "Текст": "Яма на дороге, вода стоит"},
    {"Номер": "2", "Дата создания": "25.12.2025", "Текст": "Не горит фонарь"},
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be", "cp866"]
)
def test_russian_text_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_all(save(tmp_path / "a.csv", RUSSIAN, encoding))[1] == EXPECTED


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = [["id", "date", "text"], ["1", "2025-12-24", "a"], ["2", "2025-12-25", "b"]]
    path = save(tmp_path / "a.csv", "\n".join(delimiter.join(line) for line in lines))
    assert [row["text"] for row in read_all(path)[1]] == ["a", "b"]


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    assert read_all(save(tmp_path / "a.csv.gz", RUSSIAN))[1] == EXPECTED


def test_decimal_commas_do_not_make_columns(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", "id;lon;lat\n1;39,7;47,2\n2;39,8;47,3\n")
    assert read_all(path)[1][0] == {"id": "1", "lon": "39,7", "lat": "47,2"}


def test_quoted_fields_hold_delimiters_quotes_and_line_ends(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", 'id,text\r\n1,"one, ""two""\r\nthree"\r\n2,x\r\n')
    assert [row["text"] for row in read_all(path)[1]] == ['one, "two"\r\nthree', "x"]


def test_title_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", "Отчёт по обращениям за 2025 год;;\n;;\n" + RUSSIAN)
    header, rows, _ = read_all(path)
    assert (header, rows) == (("Номер", "Дата создания", "Текст"), EXPECTED)


def test_the_separator_line_of_excel_is_passed_over(tmp_path: Path) -> None:
    assert read_all(save(tmp_path / "a.csv", "sep=;\n" + RUSSIAN))[1] == EXPECTED


@pytest.mark.parametrize("wrong", ["3;one", "3;one;two;three"])
def test_a_row_with_a_wrong_number_of_fields_is_set_aside_raw(tmp_path: Path, wrong: str) -> None:
    path = save(tmp_path / "a.csv", RUSSIAN + wrong + "\n4;26.12.2025;после\n")
    _, rows, broken = read_all(path)
    assert [row["Номер"] for row in rows] == ["1", "2", "4"]
    assert [(json.loads(one.raw), one.row) for one in broken] == [(wrong, 4)]


def test_blank_fields_beyond_the_header_are_no_fault(tmp_path: Path) -> None:
    assert read_all(save(tmp_path / "a.csv", RUSSIAN + "3;26.12.2025;x;;\n"))[2] == []


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    _, rows, broken = read_all(save(tmp_path / "a.csv", RUSSIAN + "\n;;\n   \n"))
    assert (rows, [one.row for one in broken]) == (EXPECTED, [6])


def test_an_unclosed_quote_costs_one_line_only(tmp_path: Path) -> None:
    lines = "".join(f"{n};24.12.2025;текст {n}\n" for n in range(3, 2000))
    path = save(tmp_path / "a.csv", RUSSIAN + 'x;24.12.2025;"забыта кавычка\n' + lines)
    _, rows, broken = read_all(path)
    assert (len(rows), len(broken)) == (1999, 1)


def test_an_unclosed_quote_near_the_end_does_not_swallow_the_rest(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", RUSSIAN + '3;24.12.2025;"забыта\n4;24.12.2025;x\n')
    _, rows, broken = read_all(path)
    assert ([row["Номер"] for row in rows], len(broken)) == (["1", "2", "4"], 1)


def test_undecodable_bytes_cost_their_row_only(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.csv", RUSSIAN.encode() + b"3;24.12.2025;\xff\xfe!\n" + "4;24.12.2025;цел\n".encode()
    )
    _, rows, broken = read_all(path)
    assert ([row["Номер"] for row in rows], broken[0].reason) == (
        ["1", "2", "4"],
        "недопустимые байты в тексте",
    )


def test_a_giant_cell_is_set_aside_cut_and_says_so(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", RUSSIAN + f"3;24.12.2025;{'ы' * 10_000_000}\n4;24.12.2025;x\n")
    _, rows, broken = read_all(path)
    raw = json.loads(broken[0].raw)
    assert ([row["Номер"] for row in rows], broken[0].reason) == (["1", "2", "4"], "слишком длинное значение")
    assert (raw["Номер"], raw["Текст"].endswith("[обрезано: всего 10000000 знаков]")) == ("3", True)


def test_a_line_too_long_to_hold_is_set_aside(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", "id,text\n1," + "x" * 50_000 + "\n2,y\n")
    _, rows, broken = read_all(path, Limits(cell_chars=1_000))
    assert ([row["id"] for row in rows], len(broken[0].raw) < 25_000) == (["2"], True)


def test_a_record_of_many_long_lines_is_not_held_in_memory(tmp_path: Path) -> None:
    body = "\n".join("y" * 900 for _ in range(200))
    _, rows, broken = read_all(
        save(tmp_path / "a.csv", f'id,text\n1,"{body}"\n2,z\n'), Limits(cell_chars=1_000)
    )
    assert rows == [{"id": "2", "text": "z"}]
    assert len(broken) == 200


def test_repeated_and_blank_headers_get_names_of_their_own(tmp_path: Path) -> None:
    header, rows, _ = read_all(save(tmp_path / "a.csv", "id,date,,date\n1,a,b,c\n"))
    assert header == ("id", "date", "Столбец 3", "date (2)")
    assert rows == [{"id": "1", "date": "a", "Столбец 3": "b", "date (2)": "c"}]


def test_batches_are_limited_by_rows(tmp_path: Path) -> None:
    from data.sources.reader import read

    path = save(tmp_path / "a.csv", "id,text\n" + "".join(f"{n},x\n" for n in range(25)))
    _, frames = read(path, Limits(batch_rows=10))
    assert [frame.table.num_rows for frame in frames] == [10, 10, 5]


def test_batches_are_limited_by_characters(tmp_path: Path) -> None:
    from data.sources.reader import read

    path = save(tmp_path / "a.csv", "id,text\n" + "".join(f"{n},{'x' * 100}\n" for n in range(10)))
    _, frames = read(path, Limits(batch_chars=300))
    assert max(frame.table.num_rows for frame in frames) == 3


def test_a_file_of_blanks_is_refused_clearly(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="нет ни одной строки"):
        read_all(save(tmp_path / "a.csv", "\n \n\n"))


def test_the_guesses_are_told_in_russian(tmp_path: Path) -> None:
    from data.sources.reader import read

    notes = read(save(tmp_path / "a.csv", RUSSIAN, "koi8-r"), Limits())[0].notes
    assert notes == ("кодировка koi8-r", "разделитель: точка с запятой")


def test_a_single_column_is_a_table_too(tmp_path: Path) -> None:
    assert read_all(save(tmp_path / "a.csv", "id\n1\n2\n"))[1] == [{"id": "1"}, {"id": "2"}]
