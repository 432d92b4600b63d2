"""Makes the briefing that a schedule speaks of, as of the moment it was planned for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlencode

from dashboard.briefing.briefings import KINDS, Briefings
from dashboard.schedules.mail import Letter
from dashboard.texts import texts
from data.query import Questions
from data.runs import Run
from data.schedules import Schedule, file_stem

MOVING = frozenset({"from", "to", "asof", "vs"})
"""Names of a selection that make no sense once it is made again and again."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, its name, and the address of the same screen."""

    body: bytes
    file: str
    address: str


def query_of(schedule: Schedule) -> dict[str, str]:
    """What `/brief.*` is asked for."""
    own = {"template": schedule.template, "paper": schedule.paper, "orient": schedule.orient, "lang": schedule.lang}
    return dict(parse_qsl(schedule.query)) | own


def region_of(schedule: Schedule) -> str:
    """The region whose hours a schedule keeps; every kept query names one."""
    return dict(parse_qsl(schedule.query)).get("region", "all")


def moment_of(run: Run, schedule: Schedule, questions: Questions) -> datetime:
    """The moment a run was planned for, in the region's zone."""
    return run.planned.replace(tzinfo=UTC).astimezone(questions.known.zone(region_of(schedule)))


def make(run: Run, schedule: Schedule, briefings: Briefings) -> Made:
    """The file; a late one is as of its planned moment too, unless the records end before it."""
    questions, query = briefings.desk.questions, query_of(schedule)
    planned = moment_of(run, schedule, questions)
    present = questions.moment(questions.parse({"region": region_of(schedule)}))
    if run.cause != "asked" and present >= planned:
        query["asof"] = planned.replace(tzinfo=None).isoformat(timespec="minutes")
    body, _ = briefings.made(query, schedule.kind)
    stamp = f"{planned:%Y-%m-%d %H-%M-%S}" if run.cause == "asked" else f"{planned:%Y-%m-%d %H-%M}"
    filters = {name: text for name, text in query.items() if name not in ("template", "paper", "orient")}
    screen = briefings.desk.settings.public_url.rstrip("/") + "/?" + urlencode(filters, quote_via=quote, safe=",:")
    return Made(body, f"{file_stem(schedule.name)} {stamp}.{schedule.kind}", screen)


def letter(run: Run, schedule: Schedule, made: Made, questions: Questions) -> Letter:
    """The letter that brings a file; every attempt of a run is the same letter."""
    words, when = texts(schedule.lang), moment_of(run, schedule, questions)
    region = next((each.name for each in questions.regions() if each.code == region_of(schedule)), None)
    values = {
        "name": schedule.name,
        "region": region or words("header.all_regions"),
        "clock": f"{when:%H:%M}",
        "day": words.full_date(when, year=True),
        "address": made.address,
    }
    return Letter(
        schedule.recipients,
        words("briefings.letter.subject", **values),
        words("briefings.letter.text", **values),
        made.file,
        KINDS[schedule.kind],
        made.body,
        f"teplokarta-{schedule.number}-{run.number}-{run.planned:%Y%m%d%H%M%S}",
    )
