"""The header is found among the first rows, and every column gets a name of its own."""

from __future__ import annotations

from data.sources.header import locate

ROW = ["1", "24.12.2025", "Яма"]


def test_the_first_full_row_of_words_is_the_header() -> None:
    assert locate([["Отчёт", "", ""], [], ["id", "date", "text"], ROW]).index == 2


def test_a_group_row_above_the_header_is_passed_over() -> None:
    rows = [["Сведения", "", "", "", "Место", "", ""], ["a", "b", "c", "d", "e", "f", "g"], ["1"] * 7]
    assert locate(rows).index == 1


def test_rows_of_values_alone_have_no_header() -> None:
    found = locate([[*ROW[:2], "5"], [*ROW[:2], "6"]])
    assert (found.index, found.names) == (-1, ("Столбец 1", "Столбец 2", "Столбец 3"))


def test_no_rows_have_no_columns() -> None:
    assert locate([]).names == ()


def test_names_stay_different_whatever_they_were() -> None:
    names = locate([["a", "a (2)", "a", "", " ", "a"], ["x"] * 6]).names
    assert names == ("a", "a (2)", "a (3)", "Столбец 4", "Столбец 5", "a (4)")


def test_remarks_tell_what_was_mended() -> None:
    assert locate([["Отчёт", "", ""], ["a", "a", ""], ["x", "y", "z"]]).notes == (
        "заголовок найден в строке 2",
        "столбцов без заголовка: 1",
        "повторяющихся заголовков: 1, к ним добавлен номер",
    )


def test_line_ends_in_a_header_become_blanks() -> None:
    assert locate([["Дата\nсоздания", "b"], ["x", "y"]]).names == ("Дата создания", "b")
