"""The shipped profiles turn rows of their sources into the right Appeals."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data.intake import open_file
from data.normalise import normalise
from data.settings import Settings
from data.sources.profile import choose, load_profiles
from tests.make_incident import write
from tests.support.sources import context, text_table

PROFILES = load_profiles()
BOSTON = {
    "case_enquiry_id": "101000295613",
    "open_dt": "2011-07-01 01:32:33",
    "target_dt": "2011-07-15 01:32:32",
    "closed_dt": "2011-07-01 05:06:58",
    "ontime": "ONTIME",
    "case_status": "Closed",
    "case_title": "Street Light Outages",
    "reason": "Street Lights",
    "type": "Street Light Outages",
    "department": "PWDx",
    "source": "Constituent Call",
    "location": "INTERSECTION of Groveland St & River St  Mattapan  MA  ",
    "neighborhood": "Greater Mattapan",
    "ward": "Ward 17",
    "latitude": "42.2715",
    "longitude": "-71.0772",
}


def _one(name: str, row: dict[str, str | None], **regions: tuple[str, str]) -> dict[str, Any]:
    where = context()
    if regions:
        where = replace(where, regions=regions, region=next(iter(regions)))
    found = normalise(text_table({key: [text] for key, text in row.items()}), PROFILES[name], where, 2)
    assert found.rejected == []
    appeal: dict[str, Any] = found.appeals.to_pylist()[0]
    return appeal


def test_a_boston_request() -> None:
    appeal = _one("boston311", dict(BOSTON), boston=("Boston", "America/New_York"))
    expected = {
        "source": "boston311",
        "external_id": "101000295613",
        "received": datetime(2011, 7, 1, 5, 32, 33),
        "due": datetime(2011, 7, 15, 5, 32, 32),
        "closed": datetime(2011, 7, 1, 9, 6, 58),
        "answered": datetime(2011, 7, 1, 9, 6, 58),
        "status": "solved",
        "topic_group": "street-lights",
        "topic": "street-lights.street-light-outages",
        "body": "PWDx",
        "channel": "Телефон",
        "street": "Groveland St & River St",
        "house": None,
        "district": "Greater Mattapan",
        "lon": -71.0772,
        "lat": 42.2715,
        "type": "problem",
    }
    assert {name: appeal[name] for name in expected} == expected
    assert json.loads(appeal["extra"]) == {"ontime": "ONTIME", "ward": "Ward 17"}


def test_an_open_boston_request_has_no_end() -> None:
    appeal = _one(
        "boston311",
        {**BOSTON, "case_status": "Open", "closed_dt": None},
        boston=("Boston", "America/New_York"),
    )
    assert (appeal["status"], appeal["closed"], appeal["answered"]) == ("new", None, None)


def test_an_incident() -> None:
    appeal = _one(
        "im",
        {
            "Регион": "Ростовская область",
            "id": "15",
            "Дата создания": "24.12.2025 21:29:05",
            "Группа тем": "Дороги",
            "Тема": "★ Ямы",
            "Тип инцидента": "Не решаемый",
            "Итог": "Решено",
            "Время с начала создания инцидента до окончания": "11 days 12:10:25.217000",
            "Населенный пункт": "г. Азов",
            "Текст инцидента": '<a href="https://vk.com/id1">Иван</a>,<br>яма &amp; лужа',
            "Социальная сеть": "ВКонтакте",
        },
    )
    expected = {
        "region": "rostov",
        "received": datetime(2025, 12, 24, 18, 29, 5),
        "closed": datetime(2026, 1, 5, 6, 39, 30, 217_000),
        "topic": "dorogi.yamy",
        "fast_track": True,
        "type": "problem",
        "resolvable": False,
        "settlement": "г. Азов",
        "text": "[id0|Иван],\nяма & лужа",
        "channel": "VK",
    }
    assert {name: appeal[name] for name in expected} == expected


def test_a_message_of_the_feedback_platform() -> None:
    row = {
        "Номер сообщения": "7",
        "Дата создания": "24.12.2025",
        "Категория": "ЖКХ",
        "Статус": "На модерации",
        "Координаты": "47.22, 39.71",
        "Адрес": "г. Азов, ул. Мира, д. 5",
        "Телефон": "89181234567",
    }
    appeal = _one("pos", dict(row))
    assert (appeal["status"], appeal["lon"], appeal["lat"], appeal["channel"]) == (
        "moderation",
        39.71,
        47.22,
        "Госуслуги",
    )
    assert (appeal["settlement"], appeal["street"], appeal["house"], appeal["extra"]) == (
        "г. Азов",
        "ул. Мира",
        "5",
        None,
    )


def test_an_event_of_the_emergency_service() -> None:
    row = {
        "Номер карточки": "9",
        "Время поступления": "24.12.2025 03:15",
        "Тип происшествия": "ДТП",
        "Статус": "Ложный вызов",
    }
    appeal = _one("112", dict(row))
    assert (appeal["source"], appeal["channel"], appeal["status"], appeal["topic_group"]) == (
        "112",
        "112",
        "rejected",
        "dtp",
    )


def test_a_request_of_another_city() -> None:
    row = {
        "Unique Key": "5",
        "Created Date": "12/24/2025 11:59:59 PM",
        "Complaint Type": "Noise",
        "Incident Address": "39 LORRAINE ST",
        "Borough": "BRONX",
        "Location": "POINT (-73.9 40.8)",
        "Status": "In Progress",
    }
    appeal = _one("city311", dict(row))
    assert (appeal["received"], appeal["status"], appeal["house"]) == (
        datetime(2025, 12, 24, 20, 59, 59),
        "in_work",
        "39",
    )
    assert (appeal["lon"], appeal["lat"], appeal["district"]) == (-73.9, 40.8, "BRONX")


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_shipped_profile_loads_by_its_own_words(name: str) -> None:
    rules = PROFILES[name]
    row = {field: words[0] for field, words in rules.columns.items()}
    cells = dict.fromkeys(row.values()) | {row["external_id"]: "1", row["received"]: "2025-12-24"}
    if "source" in row:
        cells[row["source"]] = "x"
    table = pa.table({header: pa.array([text], pa.string()) for header, text in cells.items()})
    assert normalise(table, rules, context(), 2).rejected == []


def test_an_export_of_incidents_is_read_whole(tmp_path: Path) -> None:
    made = write(tmp_path / "im.xlsx", 1_500, seed=3)
    reasons: Counter[str] = Counter()
    good = 0
    with open_file(tmp_path / "im.xlsx", Settings(batch_rows=600)) as (opened, batches):
        profile = choose(opened.header, opened.sample, PROFILES).profile
        assert profile is PROFILES["im"]
        for batch in batches:
            found = normalise(batch.table, profile, context(), batch.rows)
            good += found.appeals.num_rows
            reasons.update(refused.reason for refused in found.rejected)
    assert (good, reasons.total()) == (made.rows - made.unusable, made.unusable)
    assert 0.005 < made.unusable / made.rows < 0.03
