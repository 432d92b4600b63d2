"""The profile that fits a file is chosen by its header and its dates, and the choice is explained."""

from __future__ import annotations

import random

import pytest

from data.sources.profile import choose, load_profiles
from tests.make_incident import HEADERS

PROFILES = load_profiles()
_BOSTON = (
    "case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_status,case_title,subject,reason,type,department,queue,source,"
    "location,neighborhood,ward,location_zipcode,latitude,longitude"
)
_NEW_YORK = (
    "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,Location Type,Incident Zip,"
    "Incident Address,Street Name,City,Status,Due Date,Resolution Description,Borough,Latitude,Longitude,Location"
)
BOSTON, NEW_YORK = _BOSTON.split(","), _NEW_YORK.split(",")
APPEAL = ["source", "external_id", "received_at", "topic", "status", "lon", "lat", "text"]
CARD = ["Номер карточки", "Дата и время происшествия", "Тип происшествия", "Адрес", "Описание", "Статус"]
POS = [
    "Номер сообщения",
    "Дата создания",
    "Категория",
    "Подкатегория",
    "Статус",
    "Адрес",
    "Текст сообщения",
    "Широта",
    "Долгота",
]


def _rows(header: list[str], column: str, date: str) -> list[list[str | None]]:
    return [[date if name == column else None for name in header]] * 5


@pytest.mark.parametrize(
    ("header", "column", "date", "name"),
    [
        (BOSTON, "open_dt", "2011-07-01 01:32:33", "boston311"),
        (NEW_YORK, "Created Date", "12/31/2011 11:59:59 PM", "city311"),
        (APPEAL, "received_at", "2025-12-24T21:29:05+03:00", "appeal"),
        (CARD, "Дата и время происшествия", "24.12.2025 21:29", "112"),
        (POS, "Дата создания", "24.12.2025 21:29", "pos"),
        (list(HEADERS), "Дата создания", "24.12.2025 21:29:05", "im"),
    ],
)
def test_each_shipped_profile_is_chosen_for_its_own_files(
    header: list[str], column: str, date: str, name: str
) -> None:
    shuffled = random.Random(1).sample(header, len(header))
    found = choose(shuffled, _rows(shuffled, column, date), PROFILES)
    assert found.profile is not None
    assert (found.profile.name, found.ranked[0][0]) == (name, name)


def test_the_choice_is_explained() -> None:
    why = choose(BOSTON, _rows(BOSTON, "open_dt", "2011-07-01 01:32:33"), PROFILES).why
    assert why.startswith("Выбран профиль boston311 («Бостон, служба 311»): узнано столбцов 14 из 19")


def test_an_unknown_file_has_no_profile_and_is_told_what_is_missing() -> None:
    found = choose(["foo", "bar"], [["1", "2"]], PROFILES)
    assert (found.profile, "не найдено: external_id, received" in found.why) == (None, True)


def test_dates_in_another_shape_are_no_fit() -> None:
    found = choose(BOSTON, _rows(BOSTON, "open_dt", "Friday"), {"boston311": PROFILES["boston311"]})
    assert (found.profile, "другом виде" in found.why) == (None, True)


def test_a_header_known_in_a_small_part_only_is_no_fit() -> None:
    header = ["external_id", "received", "source", *(f"x{n}" for n in range(60))]
    found = choose(header, [], {"appeal": PROFILES["appeal"]})
    assert (found.profile, "этого мало" in found.why) == (None, True)


def test_without_profiles_there_is_no_choice() -> None:
    assert choose(["id"], [], {}).why == "Нет ни одного профиля."
