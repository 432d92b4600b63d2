"""The commands whose answers are drawn in words and pictures; the others are in data/commands.py."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard import params
from dashboard.callbacks.desk import Desk
from dashboard.export.files import SUFFIXES, export, write
from data.commands import Args, Command, Say
from data.errors import BadArgument, BadFilter
from data.pipeline import Pipeline
from data.query import Questions


def _export(pipeline: Pipeline, questions: Questions, args: Args, say: Say) -> int:
    out = Path(args["out"])
    suffix = out.suffix[1:].lower()
    if suffix not in SUFFIXES:
        raise BadArgument(f"--out {out.name}: вид файла не узнан. Допустимо: " + ", ".join(f".{each}" for each in SUFFIXES))
    if not out.parent.is_dir():
        raise BadArgument(f"--out {out}: такой папки нет.")
    query = params.single(parse_qsl((args.get("query") or "").lstrip("?"), keep_blank_values=True))
    query |= {name: args[name] for name in ("what", "csv") if args.get(name)}
    try:
        wanted = export(Desk(questions, pipeline.settings), query, suffix)
    except BadFilter as fault:
        raise BadArgument(f"--query, {fault.name}: {fault.message}. {fault.allowed}") from fault
    part = out.with_name(f".{out.stem}.part.{suffix}")
    try:
        write(Desk(questions, pipeline.settings), wanted, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    say(f"{out}: {wanted.content.rows}")
    return 0


COMMANDS: Mapping[str, Command] = {"export": _export}
