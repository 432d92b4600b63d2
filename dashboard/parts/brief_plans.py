"""The schedules of the page of briefings: what goes wrong, what comes when and to whom, and what was made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.api_schedules import FILE
from dashboard.parts import html
from dashboard.parts.brief_choice import name_of
from dashboard.schedules import trouble
from dashboard.schedules.service import is_failing
from dashboard.state import View
from dashboard.texts import Texts
from data.rhythm import Rhythm
from data.runs import Run
from data.schedules import Schedule

WORKING = (1, 2, 3, 4, 5)
COLUMNS = ("planned", "name", "outcome", "file", "mail")


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule with the zone of its hours, its selection in words (None: it fits the data no more) and its last run."""

    schedule: Schedule
    zone: ZoneInfo
    selection: str | None
    last: Run | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the page tells of, newest runs first; `kept` are files that are still there."""

    plans: tuple[Plan, ...]
    runs: tuple[Run, ...]
    zones: dict[int, ZoneInfo]
    kept: frozenset[str]
    now: datetime


def head(report: Report, view: View) -> list[Any]:
    """The title, and above everything what does not arrive and what to do."""
    texts = view.texts
    words = html.Div([html.H1(texts("briefings.title")), html.P(texts("briefings.lead"), className="lead")])
    failing = [each for each in report.plans if each.schedule.active and each.last is not None and is_failing(each.last)]
    notice = [_trouble(failing, report, texts)] if failing else []
    return [html.Header([words], className="sources-head"), *notice]


def _trouble(failing: list[Plan], report: Report, texts: Texts) -> html.Div:
    lines: list[Any] = [html.B(texts.count("briefings.trouble", len(failing)))]
    for each in failing:
        run = each.last
        if run is None or run.fault is None:
            continue
        when = moment(_local(run.planned, each.zone), report.now, texts)
        what = trouble.worded(run.fault, run.detail, texts)
        said = texts("briefings.trouble_of", name=each.schedule.name, when=when, what=what)
        lines.append(html.P([said, ". ", html.Span(trouble.advice(run.fault, texts))]))
    return html.Div(lines, className="notice bad brief-trouble", role="alert")


def plans(report: Report, view: View) -> list[Any]:
    """The schedules."""
    texts = view.texts
    new = html.Button(texts("briefings.plan_new"), type="button", className="button quiet", **{"data-plan": "new"})
    title = html.Header([html.H2(texts("briefings.plans")), html.Span(new, className="extra")])
    rows = [_plan(each, report, texts) for each in report.plans]
    none = html.P(texts("briefings.plans_none"), className="brief-none")
    return [title, html.Ul(rows, className="plan-list") if rows else none]


def _plan(one: Plan, report: Report, texts: Texts) -> html.Li:
    plan = one.schedule
    selection = one.selection if one.selection is not None else texts("briefings.fault.query.text", detail="")
    made = " · ".join([name_of(plan.template, texts), plan.kind.upper(), texts("briefings." + plan.paper), selection])
    words = [html.B(plan.name), html.Span(rhythm(plan.rhythm, texts)), html.Small(made), html.Small(_whither(plan, texts))]
    acts = [
        _act("plan_run", plan, texts, {"data-plan-run": str(plan.number)}),
        _act("plan_edit", plan, texts, {"data-plan": json.dumps(told(plan), ensure_ascii=False)}),
    ]
    parts = [html.Div(words, className="plan-words"), html.Div(_state(one, report, texts), className="plan-state")]
    return html.Li([*parts, html.Div(acts, className="plan-acts")], className="plan" if plan.active else "plan off")


def _act(key: str, plan: Schedule, texts: Texts, data: dict[str, str]) -> html.Button:
    label = texts(f"briefings.{key}_of", name=plan.name)
    return html.Button(texts("briefings." + key), type="button", className="way", **data, **{"aria-label": label})


def _whither(plan: Schedule, texts: Texts) -> str:
    ways = [texts("briefings.to_folder")] if plan.folder else []
    if plan.recipients:
        ways.append(texts("briefings.to_mail", list=", ".join(plan.recipients)))
    return "; ".join(ways)


def _state(one: Plan, report: Report, texts: Texts) -> list[Any]:
    plan, now = one.schedule, report.now.astimezone(one.zone)
    following = texts("briefings.paused")
    if plan.active:
        following = texts("briefings.next", when=moment(plan.rhythm.after(now, one.zone), now, texts))
    if one.last is None:
        return [html.B(following), html.Span(texts("briefings.never"))]
    when = moment(_local(one.last.planned, one.zone), now, texts)
    return [html.B(following), html.Span([_outcome(one.last, one.zone, now, texts), f", {when}"])]


def told(plan: Schedule) -> dict[str, Any]:
    """A schedule as the form and the API name it."""
    names = ("number", "name", "query", "template", "paper", "orient", "lang", "kind", "folder", "active")
    rest = {"repeat": plan.rhythm.repeat, "weekdays": list(plan.rhythm.weekdays), "monthday": plan.rhythm.monthday}
    clock = plan.rhythm.clock.isoformat("minutes")
    return {name: getattr(plan, name) for name in names} | rest | {"time": clock, "recipients": list(plan.recipients)}


def rhythm(given: Rhythm, texts: Texts) -> str:
    """«по будням в 08:30», «пн, чт в 18:00», «5-го числа в 09:00»."""
    clock = f"{given.clock:%H:%M}"
    if given.repeat == "month":
        return texts("briefings.every.month", day=given.monthday, time=clock)
    if given.repeat == "week" and given.weekdays == WORKING:
        return texts("briefings.every.weekdays", time=clock)
    if given.repeat == "week":
        return texts("briefings.every.week", days=", ".join(texts.weekday_short(day - 1) for day in given.weekdays), time=clock)
    return texts("briefings.every.day", time=clock)


def moment(when: datetime, now: datetime, texts: Texts) -> str:
    """«сегодня в 18:00», «завтра в 08:30», «сб, 28 ноя в 18:00»."""
    clock, days = f"{when:%H:%M}", (when.date() - now.astimezone(when.tzinfo).date()).days
    if days in (0, 1):
        return texts("briefings.today" if days == 0 else "briefings.tomorrow", time=clock)
    return texts("briefings.on_day", day=texts.weekday_day(when), time=clock)


def _local(when: datetime, zone: ZoneInfo) -> datetime:
    return when.replace(tzinfo=UTC).astimezone(zone)


def _outcome(run: Run, zone: ZoneInfo, now: datetime, texts: Texts) -> html.Span:
    """One word and its colour; what waits for another attempt says when."""
    if run.outcome == "waiting" and run.next_try is not None and run.fault is not None:
        said, style = texts("briefings.outcome.retry", time=f"{_local(run.next_try, zone):%H:%M}"), "later"
    else:
        said, style = texts("briefings.outcome." + run.outcome), run.outcome
    return html.Span(said, className=f"run-outcome run-{style}", **{"data-open": str(int(run.is_open))})


# ---- history


def history(report: Report, view: View) -> list[Any]:
    """What was made, the newest first."""
    texts, title = view.texts, html.Header([html.H2(view.texts("briefings.history"))])
    if not report.runs:
        return [title, html.P(texts("briefings.history_none"), className="brief-none")]
    names = [html.Th(texts("briefings.column." + each), scope="col") for each in COLUMNS]
    rows = [_run(each, report, texts) for each in report.runs]
    table = html.Table([html.Thead(html.Tr(names)), html.Tbody(rows)], className="runs")
    return [title, html.Div(table, className="runs-box")]


def _run(run: Run, report: Report, texts: Texts) -> html.Tr:
    zone = report.zones.get(run.schedule, ZoneInfo("UTC"))
    now = report.now.astimezone(zone)
    cells = [
        html.Td(moment(_local(run.planned, zone), now, texts)),
        html.Td([html.B(run.name), html.Small(texts("briefings.cause." + run.cause))]),
        html.Td([_outcome(run, zone, now, texts), *_how(run, texts)]),
        html.Td(_file(run, report, texts)),
        html.Td(texts.count("briefings.sent", len(run.sent)) if run.sent else "—"),
    ]
    return html.Tr(cells)


def _how(run: Run, texts: Texts) -> list[Any]:
    """How long it took, after how many attempts, or what went wrong."""
    if run.fault is not None:
        return [html.Small(trouble.worded(run.fault, run.detail, texts))]
    if run.started is None or run.ended is None:
        return []
    seconds = max(1, round((run.ended - run.started) / timedelta(seconds=1)))
    said = [texts("briefings.seconds", n=texts.number(seconds))]
    if run.attempt > 1:
        said.append(texts.count("briefings.attempt", run.attempt))
    return [html.Small(", ".join(said))]


def _file(run: Run, report: Report, texts: Texts) -> Any:
    if run.bytes is None or run.file is None or run.file not in report.kept:
        return "—"
    kilobytes = run.bytes / 2**10
    large = kilobytes >= 2**10
    size = texts.number(kilobytes / 2**10 if large else max(1, round(kilobytes)), int(large))
    said = [html.Span(run.file), html.Small(texts("briefings.megabytes" if large else "briefings.kilobytes", n=size))]
    return html.A(said, href=f"{FILE}?number={run.number}", className="run-file", target="_blank")
