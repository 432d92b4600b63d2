"""The commands whose answers are drawn in words and pictures; the others are in data/commands.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard import params
from dashboard.briefing.briefings import KINDS, Briefings
from dashboard.briefing.charts import Charts
from dashboard.callbacks.desk import Desk
from dashboard.export.files import SUFFIXES, export, write
from data.commands import Args, Command, Say
from data.errors import BadArgument, BadFilter
from data.pipeline import Pipeline
from data.query import Questions

PICTURE = "png"


def _export(pipeline: Pipeline, questions: Questions, args: Args, say: Say) -> int:
    out, desk = Path(args["out"]), Desk(questions, pipeline.settings)
    suffix = _kind(out, (*SUFFIXES, PICTURE))
    if suffix == PICTURE:
        return _chart(desk, out, _query(args, ("what",)), say)
    try:
        wanted = export(desk, _query(args, ("what", "csv")), suffix)
    except BadFilter as fault:
        raise _worded(fault) from fault
    with _whole(out) as part:
        write(desk, wanted, part)
    say(f"{out}: {wanted.content.rows}")
    return 0


def _chart(desk: Desk, out: Path, query: dict[str, str], say: Say) -> int:
    """A chart of the desk is what a picture can show of an export."""
    return _drawn(lambda: Charts.of(desk).made(query), out, say)


def _brief(pipeline: Pipeline, questions: Questions, args: Args, say: Say) -> int:
    out = Path(args["out"])
    kind = _kind(out, tuple(KINDS))
    query = _query(args, ("template", "paper", "orient", "size", "lang"))
    return _drawn(lambda: Briefings.of(Desk(questions, pipeline.settings)).made(query, kind), out, say)


def _drawn(make: Callable[[], tuple[bytes, str]], out: Path, say: Say) -> int:
    """Writes what is drawn, whole or not at all."""
    try:
        body, _ = make()
    except BadFilter as fault:
        raise _worded(fault) from fault
    with _whole(out) as part:
        part.write_bytes(body)
    say(str(out))
    return 0


def _kind(out: Path, known: tuple[str, ...]) -> str:
    """The kind of file that a name asks for."""
    suffix = out.suffix[1:].lower()
    if suffix not in known:
        raise BadArgument(f"--out {out.name}: вид файла не узнан. Допустимо: " + ", ".join(f".{each}" for each in known))
    if not out.parent.is_dir():
        raise BadArgument(f"--out {out}: такой папки нет.")
    return suffix


def _query(args: Args, own: tuple[str, ...]) -> dict[str, str]:
    """The query as an address has it, with the options that have names of their own."""
    query = params.single(parse_qsl((args.get("query") or "").lstrip("?"), keep_blank_values=True))
    return query | {name: args[name] for name in own if args.get(name)}


def _worded(fault: BadFilter) -> BadArgument:
    return BadArgument(f"--query, {fault.name}: {fault.message}. {fault.allowed}")


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """Another name beside the file, which takes the file's place only when all is written."""
    part = out.with_name(f".{out.stem}.part{out.suffix}")
    try:
        yield part
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


COMMANDS: Mapping[str, Command] = {"export": _export, "brief": _brief}
