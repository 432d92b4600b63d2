"""The status follows the text, then the step, then the dates, as the profile rules."""

from __future__ import annotations

import pytest

from data.sources.profile import load_profiles
from tests.support.sources import one, profile

STATUS = profile(columns={"status": "s", "closed": "c", "answered": "a", "step": "p"})
IM = load_profiles()["im"]


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"s": "В работе"}, "in_work"),
        ({"s": "решено", "c": None}, "solved"),
        ({"s": "refused"}, "refused"),
        ({"s": "Непонятно"}, "new"),
        ({"s": "Непонятно", "c": "2025-12-25"}, "solved"),
        ({"s": None, "a": "2025-12-25"}, "solved"),
        ({"s": None}, "new"),
        ({"s": None, "p": "Модерация"}, "moderation"),
        ({"s": None, "p": "Готово"}, "new"),
        ({"s": "Отказано", "p": "Модерация"}, "refused"),
    ],
)
def test_text_then_step_then_dates(cells: dict[str, str | None], status: str) -> None:
    assert one(STATUS, **cells)["status"] == status


def test_a_profiles_own_words_go_first() -> None:
    rules = profile(columns={"status": "s"}, values={"status": {"postponed": ["Решено"]}})
    assert one(rules, s="решено!")["status"] == "postponed"


def test_a_rule_decides_of_blanks() -> None:
    assert (
        one(profile(columns={"status": "s"}, rules={"blank_status": "assigned"}), s=None)["status"]
        == "assigned"
    )


def _im(**cells: str | None) -> dict[str, object]:
    row = {"Дата создания": "24.12.2025 21:29:05", "Группа тем": "Дороги", **cells}
    return one(IM, **row)


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (None, "new"),
        ("Не решено", "in_work"),
        ("Отложено", "postponed"),
        ("Решено", "solved"),
        ("Дано разъяснение", "explained"),
        ("Новый вид итога", "solved"),
        ("Новое", "solved"),
    ],
)
def test_the_results_of_incidents(result: str | None, status: str) -> None:
    assert _im(**{"Итог": result})["status"] == status


def test_an_incident_ends_after_its_duration() -> None:
    found = _im(**{"Итог": "Решено", "Время с начала создания инцидента до окончания": "1 days 00:00:05.5"})
    assert str(found["closed"]) == str(found["answered"]) == "2025-12-25 18:29:10.500000"


@pytest.mark.parametrize("result", ["Отложено", "Не решено", None])
def test_an_open_incident_has_no_end_whatever_its_duration(result: str | None) -> None:
    found = _im(**{"Итог": result, "Время с начала создания инцидента до окончания": "1 days 00:00:05.5"})
    assert (found["closed"], found["answered"]) == (None, None)


def test_an_end_in_the_future_is_not_believed() -> None:
    assert (
        _im(**{"Итог": "Решено", "Время с начала создания инцидента до окончания": "900 days 00:00:00"})[
            "closed"
        ]
        is None
    )
