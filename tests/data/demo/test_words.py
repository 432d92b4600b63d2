"""Promises of the classifier and the word lists."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from data.demo.words import Themes, bodies, read_themes, rhythm, sentences, words

REFERENCE = Path("data/reference")


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def themes() -> Themes:
    return read_themes()


def test_the_classifier_has_about_26_groups_and_200_topics(themes: Themes) -> None:
    assert len(themes.groups) == 26
    assert 190 <= len(themes.codes) <= 220


def test_every_topic_code_lies_in_its_group() -> None:
    assert all(row["code"].startswith(f"{row['parent']}.") for row in rows("topics.csv") if row["parent"])


def test_codes_are_unique() -> None:
    codes = [row["code"] for row in rows("topics.csv")]
    assert len(codes) == len(set(codes))


def test_no_name_or_synonym_means_two_topics() -> None:
    names = [
        name.casefold().replace("ё", "е")
        for row in rows("topics.csv")
        if row["parent"]
        for name in [row["name"], *row["synonyms"].split(";")]
    ]
    assert len(names) == len(set(names))


def test_every_topic_has_an_english_name_and_a_synonym() -> None:
    assert all(row["name_en"] and row["synonyms"] for row in rows("topics.csv"))


def test_severity_is_one_to_five(themes: Themes) -> None:
    assert set(themes.severity.tolist()) == {1, 2, 3, 4, 5}


def test_fast_track_terms_are_ten_days_at_most(themes: Themes) -> None:
    assert themes.term_days[themes.fast_track].max() <= 10


def test_closed_vocabularies_of_the_classifier_hold() -> None:
    topics = [row for row in rows("topics.csv") if row["parent"]]
    assert {row["term_kind"] for row in topics} == {"calendar", "working"}
    assert {row["denominator"] for row in topics} == {"residents", "roads_km", "apartment_blocks", "children"}
    assert {row["sensitivity"] for row in topics} == {"", "medical", "social"}


def test_potholes_and_street_light_lead(themes: Themes) -> None:
    leading = [themes.codes[at] for at in np.argsort(-themes.weight)[:2]]
    assert leading == ["01.001", "02.001"]


def test_rollups_name_known_topics_of_more_than_one_kind() -> None:
    known = {row["code"] for row in rows("topics.csv")}
    members = [row["topics"].split() for row in rows("rollups.csv")]
    assert all(set(codes) <= known and len(codes) > 1 for codes in members)


def test_street_light_is_rolled_up_across_groups() -> None:
    light = next(row for row in rows("rollups.csv") if row["code"] == "r-light")
    assert {code[:2] for code in light["topics"].split()} == {"01", "02"}


def test_every_group_has_six_sentences_and_every_topic_one(themes: Themes) -> None:
    known = sentences()
    for group in themes.groups:
        assert sum(len(texts) for code, texts in known.items() if code.startswith(group)) >= 6
    assert set(themes.codes) <= set(known)


def test_every_sentence_names_the_place_once() -> None:
    assert all(text.count("{at}") == 1 for texts in sentences().values() for text in texts)


def test_every_group_has_a_body(themes: Themes) -> None:
    assert {body.group for body in bodies()} == set(themes.groups)


def test_the_rhythm_is_a_share_of_a_week() -> None:
    assert rhythm().shape == (7, 24)
    assert rhythm().sum() == pytest.approx(1)


def test_an_underscore_stands_for_a_blank() -> None:
    assert "" in words("greeting")
    assert "_" not in words("greeting")


def test_an_unknown_topic_is_refused(themes: Themes) -> None:
    with pytest.raises(KeyError):
        themes.index("99.999")


def test_working_days_take_longer_than_calendar_days(tmp_path: Path) -> None:
    file = tmp_path / "topics.csv"
    head = "code,parent,name,weight,term_days,term_kind,season,severity,fast_track\n"
    file.write_text(head + "01,,a,,,,,,\n01.001,01,b,1,10,working,,3,false\n", encoding="utf-8")
    assert read_themes(file).term_days.tolist() == [14.5]
