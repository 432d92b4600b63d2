"""Encodings are told from the bytes alone."""

from __future__ import annotations

import pytest

from data.sources.encoding import detect, looks_binary

TEXTS = (
    "Номер;Дата\n1;Яма на дороге",
    "ЖАЛОБА НА ПЛОХУЮ ДОРОГУ ВО ДВОРЕ",
    "Дата создания;Группа тем;Тема;Улица",
    "номер;дата;регион;тема",
    "Ростов;ул. Ленина",
    "id,text\n1,нет света во дворе",
    "Здравствуйте! Во дворе дома 5 по ул. Ленина яма.",
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("text", TEXTS)
def test_russian_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert detect([text.encode(encoding)]) == encoding


def test_plain_ascii_is_utf8() -> None:
    assert detect([b"id,date\n1,2025-01-01\n"]) == "utf-8"


def test_western_text_is_no_russian() -> None:
    assert detect(["café;naïve;Zürich;résumé".encode("cp1252")]) == "cp1252"


def test_letters_after_much_ascii_are_found() -> None:
    pieces = [b"x" * 65_536] * 20 + ["Яма на дороге во дворе".encode("koi8-r")]
    assert detect(pieces) == "koi8-r"


def test_a_few_damaged_bytes_do_not_turn_utf8_into_something_else() -> None:
    assert detect([("Яма на дороге " * 50).encode() + b"\xff" + "Нет света".encode()]) == "utf-8"


def test_reading_stops_when_enough_is_seen() -> None:
    def pieces() -> object:
        yield ("Яма на дороге " * 2_000).encode("cp1251")
        raise AssertionError("read on")

    assert detect(pieces()) == "cp1251"  # type: ignore[arg-type]


def test_nothing_is_utf8() -> None:
    assert detect([]) == "utf-8"


@pytest.mark.parametrize(
    ("content", "binary"), [(bytes(range(256)) * 20, True), ("Яма\r\n\tна дороге".encode(), False)]
)
def test_binary_junk_is_no_text(content: bytes, binary: bool) -> None:
    assert looks_binary(content, "utf-8") is binary


def test_signs_of_windows_do_not_hide_its_encoding() -> None:
    assert detect(["Во дворе дома № 5 по ул. «Ленина» — яма…".encode("cp1251")]) == "cp1251"
