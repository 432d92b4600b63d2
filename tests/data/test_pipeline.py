"""The whole way of records in: files and pushes, every row counted once, what was good kept, what was refused kept too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import shapely

from data.errors import TooLarge, UnknownProfile, UnknownRegion, UnreadableFile
from data.model import Counts
from data.pipeline import Pipeline
from data.quarantine import Quarantine
from data.query import Questions
from geo.boundaries import Boundaries, District, read_shipped
from tests.support.sample import open_store

RECEIVED = "2026-03-01T12:00:00"


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    store = open_store(tmp_path, push_max_rows=50)
    yield Pipeline(store, store.settings)
    store.close()


def appeal(number: int, **fields: object) -> dict[str, object]:
    return {"source": "bot", "external_id": str(number), "received": RECEIVED, **fields}


def total(pipeline: Pipeline) -> int:
    questions = Questions.of(pipeline)
    return questions.summary(questions.parse({"period": "all"})).total


def test_a_push_is_stored_when_it_returns(pipeline: Pipeline) -> None:
    receipt = pipeline.push([appeal(1), appeal(2)])
    assert receipt.counts == Counts(fetched=2, stored=2)
    assert total(pipeline) == 2


def test_one_bad_record_spoils_no_other(pipeline: Pipeline) -> None:
    receipt = pipeline.push([appeal(1), {"source": "bot"}, "nonsense", appeal(2)])
    assert receipt.counts == Counts(fetched=4, stored=2, quarantined=2)
    assert [index for index, _ in receipt.errors] == [1, 2]


def test_a_push_that_is_too_large_is_refused_whole(pipeline: Pipeline) -> None:
    with pytest.raises(TooLarge, match="50"):
        pipeline.push([appeal(number) for number in range(51)])
    assert total(pipeline) == 0


def test_a_region_that_is_not_installed_is_refused_in_words(pipeline: Pipeline) -> None:
    with pytest.raises(UnknownRegion, match="rostov"):
        pipeline.push([appeal(1)], region="mars")


def test_authors_are_kept_as_keys_only_and_texts_masked(pipeline: Pipeline) -> None:
    pipeline.push([appeal(1, author="id777", text="Звоните 8-918-555-44-33")])
    row = pipeline.store.ask("SELECT author, masked_text FROM appeal").to_pylist()[0]
    assert "777" not in row["author"]
    assert "555" not in row["masked_text"]


def csv(folder: Path, text: str, name: str = "appeals.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_is_loaded_by_the_profile_that_fits(pipeline: Pipeline, tmp_path: Path) -> None:
    file = csv(tmp_path, f"source,external_id,received,text\nbot,1,{RECEIVED},a\nbot,2,{RECEIVED},b\n")
    report = pipeline.load(file)
    assert (report.profile, report.counts, report.fault) == ("appeal", Counts(fetched=2, stored=2), None)
    assert pipeline.load(file).counts == Counts(fetched=2, duplicate=2)


def test_of_equal_versions_in_one_file_the_later_row_holds_however_far_apart(tmp_path: Path) -> None:
    store = open_store(tmp_path, batch_rows=100, store_rows=100)
    pipeline = Pipeline(store, store.settings)
    rows = [f"bot,{number},{RECEIVED},a" for number in range(250)]
    rows += [f"bot,3,{RECEIVED},b", f"bot,120,{RECEIVED},c", f"bot,120,{RECEIVED},d"]
    file = csv(tmp_path, "\n".join(["source,external_id,received,text", *rows]))
    assert pipeline.load(file).counts == Counts(fetched=253, stored=250, updated=2, duplicate=1)
    version = store.version
    assert pipeline.load(file).counts == Counts(fetched=253, duplicate=253)
    assert store.version == version
    kept = store.ask("SELECT text FROM appeal WHERE external_id IN ('3', '120') ORDER BY external_id")
    assert kept["text"].to_pylist() == ["d", "b"]
    store.close()


def test_a_file_that_says_otherwise_at_the_same_version_updates(pipeline: Pipeline, tmp_path: Path) -> None:
    head = "source,external_id,received,text\n"
    pipeline.load(csv(tmp_path, f"{head}bot,1,{RECEIVED},a\nbot,2,{RECEIVED},a\n"))
    changed = csv(tmp_path, f"{head}bot,1,{RECEIVED},b\nbot,2,{RECEIVED},a\n")
    assert pipeline.load(changed).counts == Counts(fetched=2, updated=1, duplicate=1)
    assert pipeline.load(changed).counts == Counts(fetched=2, duplicate=2)


def test_of_equal_versions_in_one_push_the_later_row_holds_whatever_its_region(pipeline: Pipeline) -> None:
    pipeline.install(read_shipped("kursk"))
    pipeline.push([appeal(1, region="rostov"), appeal(2, region="kursk"), appeal(1, region="kursk"), appeal(2)])
    rows = pipeline.store.ask("SELECT region FROM appeal ORDER BY external_id")["region"].to_pylist()
    assert rows == ["kursk", "rostov"]


def test_an_unknown_file_gets_a_drafted_profile(pipeline: Pipeline, tmp_path: Path) -> None:
    report = pipeline.load(csv(tmp_path, "сорт яблок;урожай\nантоновка;12\n", "apples.csv"))
    assert report.profile is None
    assert report.draft is not None
    assert "сорт яблок" in Path(report.draft).read_text(encoding="utf-8")


def test_an_unknown_profile_is_refused_with_the_known_ones(pipeline: Pipeline, tmp_path: Path) -> None:
    with pytest.raises(UnknownProfile, match="boston311"):
        pipeline.load(csv(tmp_path, "a,b\n1,2\n"), profile="paris")


def test_a_file_that_is_not_there_is_told(pipeline: Pipeline, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        pipeline.load(tmp_path / "nowhere.csv")


def test_refused_rows_are_replayed_after_the_cause_is_mended(pipeline: Pipeline) -> None:
    late = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    pipeline.push([appeal(1, region="kursk"), appeal(2), appeal(3, received=late)])
    refused = Quarantine(pipeline)
    assert sum(group.rows for group in refused.groups()) == 2
    pipeline.install(read_shipped("kursk"))
    assert refused.replay() == Counts(fetched=2, stored=1, quarantined=1)
    assert [group.rows for group in refused.groups()] == [1]


def test_the_same_push_again_refuses_the_same_rows_and_keeps_them_once(pipeline: Pipeline) -> None:
    call = [appeal(1), {"source": "bot"}, {"source": "bot"}]
    assert pipeline.push(call).counts == Counts(fetched=3, stored=1, quarantined=2)
    assert pipeline.push(call).counts == Counts(fetched=3, duplicate=1, quarantined=2)
    assert [group.rows for group in Quarantine(pipeline).groups()] == [2]


def test_a_file_loaded_again_keeps_its_refused_rows_once(pipeline: Pipeline, tmp_path: Path) -> None:
    file = csv(tmp_path, f"source,external_id,received\nbot,1,{RECEIVED}\nbot,,{RECEIVED}\n")
    assert [pipeline.load(file).counts.quarantined for _ in range(2)] == [1, 1]
    assert [group.rows for group in Quarantine(pipeline).groups()] == [1]


def test_a_refused_row_shows_its_raw_form_reason_and_advice(pipeline: Pipeline) -> None:
    pipeline.push([{"source": "bot", "text": "без номера"}])
    shown = Quarantine(pipeline).show()[0]
    assert json.loads(shown["raw"])["text"] == "без номера"
    assert shown["reason"]
    assert shown["hint"]


def test_rows_of_a_file_are_replayed_through_their_profile(pipeline: Pipeline, tmp_path: Path) -> None:
    file = csv(tmp_path, f"source,external_id,received,region\nbot,1,{RECEIVED},kursk\nbot,2,{RECEIVED},rostov\n")
    assert pipeline.load(file).counts.quarantined == 1
    pipeline.install(read_shipped("kursk"))
    assert Quarantine(pipeline).replay().stored == 1


def test_a_record_without_a_settlement_shows_none_though_its_district_is_known(pipeline: Pipeline) -> None:
    pipeline.push([appeal(1, district="Азовский район"), appeal(2, settlement="г Шахты"), appeal(3, settlement="Нигде")])
    questions = Questions.of(pipeline)
    rows = questions.appeals(questions.parse({"period": "all"})).rows
    assert {row["external_id"]: row["settlement"] for row in rows} == {"1": None, "2": "Шахты", "3": "Нигде"}


def test_new_borders_place_the_records_anew(pipeline: Pipeline) -> None:
    pipeline.push([appeal(1, lon=39.72, lat=47.23), appeal(2, lon=39.72, lat=47.23, district="Азовский район")])
    whole = District("whole", "Вся область", "Вся", None, shapely.box(38, 45, 45, 51))
    pipeline.install(Boundaries("rostov", "Ростовская область", "Europe/Moscow", (whole,)))
    questions = Questions.of(pipeline)
    rows = questions.districts(questions.parse({"period": "all"})).rows
    assert [(row.code, row.value) for row in rows] == [("whole", 2), (None, 0)]


def test_unknown_topics_are_kept_under_a_stable_code(pipeline: Pipeline) -> None:
    pipeline.push([appeal(1, topic_group="Космос", topic="Падение метеорита")])
    pipeline.push([appeal(2, topic_group="космос", topic="падение метеорита")])
    questions = Questions.of(pipeline)
    rows = questions.topics(questions.parse({"period": "all"})).rows
    assert [(row.name, row.value) for row in rows] == [("Космос", 2), ("Падение метеорита", 2)]
