"""Raw rows become Appeals: nothing required is missing, nothing given is lost, nothing wrong gets in."""

from __future__ import annotations

import json
from datetime import datetime

import numpy as np
import pytest

from data.model import APPEAL, Topic
from data.normalise import normalise
from data.topics import TopicCatalogue
from tests.support.sources import context, normal, one, profile, text_table, with_topics

PLAIN = profile()


def test_the_answer_has_the_appeals_schema() -> None:
    assert normal(PLAIN).appeals.schema == APPEAL


def test_clock_times_are_of_the_records_region() -> None:
    rules = profile(columns={"region": "region"})
    assert one(rules, region="rostov")["received"] == datetime(2025, 12, 24, 18, 29, 5)
    assert one(rules, region="Приморский край")["received"] == datetime(2025, 12, 24, 11, 29, 5)


def test_a_profiles_own_zone_goes_before_the_regions() -> None:
    assert one(profile(tz="UTC"))["received"] == datetime(2025, 12, 24, 21, 29, 5)


def test_a_written_offset_goes_before_every_zone() -> None:
    assert one(PLAIN, date="2025-12-24T21:29:05+05:00")["received"] == datetime(2025, 12, 24, 16, 29, 5)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": None}, "нет номера записи"),
        ({"id": "  "}, "нет номера записи"),
        ({"id": "NULL"}, "нет номера записи"),
        ({"id": "1,01E+11"}, "номер записи округлён"),
        ({"date": None}, "нет даты поступления"),
        ({"date": "вчера"}, "дата поступления не читается"),
        ({"date": "30.02.2025"}, "дата поступления не читается"),
        ({"date": "2026-01-17"}, "дата поступления в будущем"),
        ({"date": "1970-01-01"}, "дата поступления слишком давняя"),
        ({"region": "Тридевятое царство"}, "регион записи не установлен"),
    ],
)
def test_a_row_without_the_required_is_refused_with_a_reason(
    cells: dict[str, str | None], reason: str
) -> None:
    found = normal(profile(columns={"region": "region"}), **cells)
    assert (found.appeals.num_rows, found.rejected[0].reason, found.rejected[0].row) == (0, reason, 2)


def test_a_refused_row_keeps_its_raw_form_and_its_name() -> None:
    refused = normal(PLAIN, id="7", date="вчера", text="Яма", blank=None).rejected[0]
    assert json.loads(refused.raw) == {"id": "7", "date": "вчера", "text": "Яма"}
    assert (refused.source, refused.external_id) == ("test", "7")


def test_a_source_column_must_be_filled() -> None:
    rules = profile(source=None, columns={"source": "from"})
    assert normal(rules, **{"from": None}).rejected[0].reason == "не указан источник"
    assert one(rules, **{"from": " pos "})["source"] == "pos"


def test_a_moment_a_little_ahead_is_believed() -> None:
    assert normal(PLAIN, date="2026-01-16").rejected == []


def test_every_row_is_an_appeal_or_a_refusal() -> None:
    table = text_table({"id": ["1", None, "3"], "date": ["24.12.2025", "24.12.2025", "x"]})
    found = normalise(table, PLAIN, context(), 10)
    assert (found.rows.tolist(), [refused.row for refused in found.rejected]) == ([10], [11, 12])


def test_rows_may_be_numbered_one_by_one() -> None:
    table = text_table({"id": ["1", None], "date": ["24.12.2025", "24.12.2025"]})
    found = normalise(table, PLAIN, context(), np.array([5, 9]))
    assert (found.rows.tolist(), found.rejected[0].row) == ([5], 9)


def test_unknown_columns_are_kept() -> None:
    appeal = one(PLAIN, **{"Ведомость": 'кавычка " и \\ и\nстрока', "Пусто": None})
    assert json.loads(appeal["extra"]) == {"Ведомость": 'кавычка " и \\ и\nстрока'}


def test_personal_columns_are_hidden_and_other_ones_masked() -> None:
    extra = json.loads(
        one(PLAIN, **{"ФИО заявителя": "Иван Петров", "Комментарий": "тел. 89181234567"})["extra"]
    )
    assert extra == {"ФИО заявителя": "[скрыто]", "Комментарий": "тел. [телефон скрыт]"}


def test_a_dropped_column_is_not_kept() -> None:
    assert one(profile(drop=["Телефон"]), **{"Телефон": "1"})["extra"] is None


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("closed", "скоро", {"closed": "скоро"}),
        ("closed", "0001-01-01", {"closed": "0001-01-01"}),
        ("answered", "2030-01-01", {"answered": "2030-01-01"}),
        ("updated", "2030-01-01", {"updated": "2030-01-01"}),
        ("mark", "11", {"mark": "11"}),
        ("status", "Непонятно", {"status": "Непонятно"}),
        ("type", "Особый", {"type": "Особый"}),
        ("needs_budget", "может быть", {"needs_budget": "может быть"}),
        ("lat", "севернее", {"coordinates": "севернее; "}),
    ],
)
def test_what_a_field_does_not_understand_is_kept_beside_it(
    field: str, text: str, kept: dict[str, str]
) -> None:
    appeal = one(profile(columns={field: "x"}), x=text)
    assert json.loads(appeal["extra"]) == kept


def test_a_term_may_lie_ahead() -> None:
    assert one(profile(columns={"due": "x"}), x="2027-01-01")["due"] == datetime(2026, 12, 31, 21)


@pytest.mark.parametrize(
    ("text", "mark"),
    [("5", 5), ("1.0", 1), ("4 из 5", 4), ("0", None), ("6", None), ("отлично", None), (None, None)],
)
def test_marks_are_one_to_five(text: str | None, mark: int | None) -> None:
    assert one(profile(columns={"mark": "x"}), x=text)["mark"] == mark


@pytest.mark.parametrize(
    ("lat", "lon", "pair"),
    [("47,2", "39.7", (39.7, 47.2)), ("x", "39.7", (None, None)), (None, "39.7", (None, None))],
)
def test_coordinates_come_as_a_pair_or_not_at_all(
    lat: str | None, lon: str, pair: tuple[float | None, float | None]
) -> None:
    appeal = one(profile(columns={"lat": "y", "lon": "x"}), y=lat, x=lon)
    assert (appeal["lon"], appeal["lat"]) == pair


def test_a_new_topic_gets_a_stable_slug_and_is_told() -> None:
    found = normal(profile(columns={"topic_group": "g", "topic": "t"}), g="Дороги", t="★ Новая яма")
    appeal = found.appeals.to_pylist()[0]
    assert (appeal["topic_group"], appeal["topic"], appeal["fast_track"]) == (
        "dorogi",
        "dorogi.novaya-yama",
        True,
    )
    assert [topic.name for topic in found.topics] == ["Дороги", "Новая яма"]


def test_a_profiles_topic_map_goes_before_the_catalogue() -> None:
    known = TopicCatalogue([Topic("01", "Дороги", None), Topic("01.001", "Яма", "01", fast_track=True)])
    rules = profile(columns={"topic_group": "g", "topic": "t"}, topics={"01.001": ["Авто / Выбоина"]})
    appeal = one(rules, with_topics(known), g="Авто", t="выбоина")
    assert (appeal["topic_group"], appeal["topic"], appeal["fast_track"]) == ("01", "01.001", True)


def test_whole_numbers_of_a_spreadsheet_are_names_without_a_point() -> None:
    assert one(PLAIN, id="101000295613.0")["external_id"] == "101000295613"


def test_fixed_values_fill_blanks_only() -> None:
    rules = profile(columns={"channel": "c"}, fixed={"channel": "112"})
    assert (one(rules, c=None)["channel"], one(rules, c="ВКонтакте")["channel"]) == ("112", "VK")


def test_an_empty_table_gives_no_appeals() -> None:
    assert normalise(text_table({"id": [], "date": []}), PLAIN, context()).appeals.num_rows == 0


def test_a_file_without_the_required_columns_is_refused_row_by_row() -> None:
    found = normalise(text_table({"a": ["1", "2"]}), PLAIN, context())
    assert [refused.reason for refused in found.rejected] == ["нет номера записи"] * 2
