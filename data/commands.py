"""The operator's commands on an open store; the same whether run here or by the server that holds it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from data.borders import Found, Options, read_borders
from data.check import check
from data.demo.install import fill
from data.errors import BadArgument, TeplokartaError, UnknownRegion
from data.model import Counts
from data.pipeline import LoadReport, Pipeline
from data.quarantine import Quarantine
from data.query import Questions
from geo import boundaries as borders
from geo import reference
from geo.coords import parse_number

Say = Callable[[str], None]
Args = Mapping[str, Any]
Command = Callable[[Pipeline, Questions, Args, Say], int]
_RAW_SHOWN = 2_000
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def run(commands: Mapping[str, Command], pipeline: Pipeline, questions: Questions, name: str, args: Args, say: Say) -> int:
    """Run one of these commands, saying its lines; the exit code: 0 done, 1 something is off, 2 it could not be done."""
    try:
        return commands[name](pipeline, questions, args, say)
    except TeplokartaError as fault:
        say(f"Ошибка: {fault}")
        return 2


def _load(pipeline: Pipeline, _: Questions, args: Args, say: Say) -> int:
    total, seconds, failed = Counts(), 0.0, 0
    for file in args["files"]:
        try:
            report = _load_one(pipeline, Path(file), args, say)
        except TeplokartaError as fault:
            say(f"{file}: {fault}")
            failed = 2
            continue
        total, seconds = total + report.counts, seconds + report.seconds
        failed = max(failed, 1 if report.fault else 0)
    if args.get("json"):
        say(json.dumps({**asdict(total), "seconds": round(seconds, 3)}))
    return failed


def _load_one(pipeline: Pipeline, file: Path, args: Args, say: Say) -> LoadReport:
    quiet = bool(args.get("json"))
    report = pipeline.load(
        file,
        args.get("profile") or "auto",
        args.get("region"),
        lambda counts: None if quiet else say(f"… прочитано {counts.fetched}"),
    )
    if not quiet:
        say(f"{file}: " + "; ".join(note for note in report.notes if note))
    if report.draft:
        say(
            f"Ни один профиль не подошёл. Составлен черновик {report.draft}: проверьте его, сохраните без «.draft» и"
        )
        say("загрузите файл снова с --profile и именем профиля.")
    elif not quiet:
        say(f"Профиль {report.profile}: {_worded(report.counts)} за {report.seconds:.1f} с")
    if report.fault:
        say(f"Файл прочитан не до конца: {report.fault}")
    if report.counts.quarantined and not quiet:
        say("Почему записи в карантине: quarantine list")
    return report


def _worded(counts: Counts) -> str:
    return (
        f"прочитано {counts.fetched}, новых {counts.stored}, обновлено {counts.updated}, "
        f"без изменений {counts.duplicate}, в карантине {counts.quarantined}"
    )


def _region(pipeline: Pipeline, _: Questions, args: Args, say: Say) -> int:
    options = {
        name: args.get(name)
        for name in ("code", "name", "tz", "name_field", "code_field", "population_field")
    }
    found, notes = _borders_of(Path(args["file"]), options, pipeline)
    for note in notes:
        say(note)
    trusted = [_point(text) for text in args.get("trust") or ()]
    pipeline.install(found, default=bool(args.get("default")))
    for lon, lat in trusted:
        pipeline.regions.trust(found.code, lon, lat)
        say(f"Точка {lon:g}, {lat:g}: обращения остаются на ней, сколько бы их ни было.")
    say(f"Регион «{found.name}» (код {found.code}, зона {found.tz}): районов {len(found.districts)}")
    return 0


def _point(text: str) -> tuple[float, float]:
    """Longitude and latitude of a point an operator vouches for."""
    numbers = [parse_number(part) for part in text.split(",")]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        raise BadArgument(f"--trust {text[:40]}: нужны долгота и широта через запятую, например 39.7139,47.2364.")
    return numbers[0], numbers[1]


def _borders_of(file: Path, options: Options, pipeline: Pipeline) -> Found:
    """Borders of a file, or of a shipped region where its code stands in place of a file."""
    shipped = {region.code: region for region in reference.shipped()}.get(file.name)
    if file.exists() or shipped is None:
        return read_borders(file, options, pipeline.settings)
    given = {name: options[name] or str(getattr(shipped, name)) for name in ("code", "name", "tz")}
    found, notes = read_borders(shipped.path, {**options, **given}, pipeline.settings)
    return found, ["Границы из поставки.", *notes]


def _demo(pipeline: Pipeline, _: Questions, args: Args, say: Say) -> int:
    code = args["region"]
    shipped = borders.shipped_regions()
    if code not in shipped:
        raise UnknownRegion(f"Границ региона «{code}» в поставке нет. Есть: {', '.join(sorted(shipped))}.")
    until = _moment(args.get("until"))
    if args["appeals"] < 1:
        raise BadArgument(f"--appeals {args['appeals']}: нужно хотя бы одно обращение.")
    settings = pipeline.settings.model_copy(
        update={"demo_region": code, "demo_appeals": args["appeals"], "demo_seed": args["seed"]}
    )
    counts = fill(pipeline, settings, until, lambda counts: say(f"… создано {counts.fetched}"))
    say(f"Демонстрационный регион {code}, данные синтетические: {_worded(counts)}")
    return 0


def _moment(text: str | None) -> datetime | None:
    """The end of a demonstration; None is now."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise BadArgument(
            f"--until {text[:40]}: нужен момент по ISO 8601 между {_FIRST_YEAR} и {_LAST_YEAR} годом, "
            "например 2026-01-31T18:00."
        )
    return moment


def _quarantine(pipeline: Pipeline, _: Questions, args: Args, say: Say) -> int:
    refused = Quarantine(pipeline)
    if args["action"] == "replay":
        say("Повторная проверка: " + _worded(refused.replay(args.get("reason"))))
    elif args["action"] == "show":
        shown = refused.show(args.get("number"), args.get("reason"), args.get("most") or 20)
        if not shown:
            say("Таких записей в карантине нет. Номера и причины называет quarantine list.")
        for row in shown:
            say(f"№ {row['number']} · {row['origin']}, строка {row['row']} · {row['reason']}. {row['hint']}")
            say(f"    {row['raw'][:_RAW_SHOWN]}")
    else:
        groups = refused.groups()
        say(f"В карантине записей: {sum(group.rows for group in groups)}")
        for group in groups:
            say(f"{group.rows:>8}  {group.origin} · {group.reason}. {group.hint} (первая: № {group.first})")
    return 0


def _check(_: Pipeline, questions: Questions, args: Args, say: Say) -> int:
    findings = check(questions)
    for finding in findings:
        verdict, hint = ("в порядке", "") if finding.ok else ("НЕ СОШЛОСЬ", f". {finding.hint}")
        say(f"{verdict}: {finding.what}: {finding.off}{hint}")
    return 0 if all(finding.ok for finding in findings) else 1


COMMANDS: Mapping[str, Command] = {
    "load": _load,
    "region": _region,
    "demo": _demo,
    "quarantine": _quarantine,
    "check": _check,
}
