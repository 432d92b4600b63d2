"""Command line and wiring: settings → store → live feed → server."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data import commands, control
from data.demo.install import Demonstration
from data.errors import StoreBusy, TeplokartaError
from data.pipeline import Pipeline
from data.query import Questions
from data.search.indexer import Indexer
from data.settings import Settings
from data.store import Store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; without a command the server."""
    args = vars(_parser().parse_args(_with_default(list(sys.argv[1:] if arguments is None else arguments))))
    settings = _settings(args)
    command = args.pop("command")
    try:
        if command == "serve":
            return serve(settings)
        return _run(settings, command, args)
    except TeplokartaError as fault:
        print(f"Ошибка: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def serve(settings: Settings) -> int:
    """Hold the store and serve the screens; an empty store gets the demonstration region."""
    from dashboard.commands import COMMANDS
    from dashboard.server import build
    from dashboard.serving import listen, settle
    from dashboard.serving import serve as answer

    everything = {**commands.COMMANDS, **COMMANDS}

    if control.held(settings.db):
        raise StoreBusy(f"Хранилище {settings.db} уже держит другой сервер. Укажите другой файл через --db.")
    with listen(settings.host, settings.port) as listener:
        store = Store.open(settings.db, settings)
        pipeline = Pipeline(store, settings)
        questions = Questions.of(pipeline)
        door = control.Control(
            settings.db, lambda name, args, say: commands.run(everything, pipeline, questions, name, args, say)
        )
        demonstration, indexer = Demonstration(pipeline, settings), Indexer(questions.search)
        try:
            indexer.start()
            demonstration.start()
            application = build(store, questions, pipeline, settings)
            settle()
            with application.schedules.running():
                answer(application, settings, _announce, listener)
        finally:
            demonstration.stop()
            indexer.stop()
            door.close()
            store.close()
    return 0


def _announce(address: str) -> None:
    print(f"Теплокарта: {address}", flush=True)


def _run(settings: Settings, command: str, args: dict[str, Any]) -> int:
    """Through the server where one holds the store, else on the file itself: the same output and exit code."""
    args = _absolute(args)
    if control.held(settings.db):
        return control.ask(settings.db, command, args, _say)
    settings = settings.model_copy(update={"facts": settings.facts and command == "check"})  # no other asks for them
    store = Store.open(settings.db, settings)
    try:
        pipeline = Pipeline(store, settings)
        return commands.run(_commands(command), pipeline, Questions.of(pipeline), command, args, _say)
    finally:
        store.close()


def _commands(name: str) -> Mapping[str, commands.Command]:
    """The commands that hold this one; those that draw are loaded only when needed: it takes a second."""
    if name in commands.COMMANDS:
        return commands.COMMANDS
    from dashboard.commands import COMMANDS

    return COMMANDS


def _say(text: str) -> None:
    print(text, flush=True)


def _absolute(args: dict[str, Any]) -> dict[str, Any]:
    """Files as the server, in another folder, will find them."""
    kept = {name: value for name, value in args.items() if name not in ("db", "host", "port")}
    kept |= {name: str(Path(kept[name]).resolve()) for name in ("file", "out") if name in kept}
    if "files" in kept:
        kept["files"] = [str(Path(file).resolve()) for file in kept["files"]]
    return kept


def _settings(args: dict[str, Any]) -> Settings:
    given = {name: args[name] for name in ("db", "host", "port") if args.get(name) is not None}
    try:
        return Settings(**given)
    except ValueError as fault:
        raise SystemExit(f"Ошибка в настройках: {fault}") from fault


def _with_default(arguments: list[str]) -> list[str]:
    named = {"serve", "demo", "region", "load", "quarantine", "check", "export", "brief", "-h", "--help"}
    return arguments if arguments and arguments[0] in named else ["serve", *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="app.py", description="Теплокарта: карта проблемных вопросов региона"
    )
    subparsers = parser.add_subparsers(dest="command", required=True)
    store = argparse.ArgumentParser(add_help=False)
    store.add_argument("--db", type=Path, help="файл хранилища (по умолчанию var/teplokarta.duckdb)")
    serve_ = subparsers.add_parser("serve", parents=[store], help="запустить сервер (команда по умолчанию)")
    serve_.add_argument("--host", help="адрес (по умолчанию 127.0.0.1)")
    serve_.add_argument("--port", type=int, help="порт (по умолчанию 8050; 0 — любой свободный)")
    _demo_parser(subparsers.add_parser("demo", parents=[store], help="создать демонстрационный регион"))
    _region_parser(subparsers.add_parser("region", parents=[store], help="установить границы региона"))
    _load_parser(subparsers.add_parser("load", parents=[store], help="загрузить выгрузки"))
    _quarantine_parser(subparsers.add_parser("quarantine", parents=[store], help="что не принято и почему"))
    _brief_parser(subparsers.add_parser("brief", parents=[store], help="сводка в PDF или PNG"))
    _export_parser(subparsers.add_parser("export", parents=[store], help="выгрузить данные в файл"))
    subparsers.add_parser("check", parents=[store], help="проверить хранилище")
    return parser


def _demo_parser(parser: argparse.ArgumentParser) -> None:
    defaults = Settings()
    parser.add_argument("--region", default=defaults.demo_region, help="код региона из поставки")
    parser.add_argument("--appeals", type=int, default=defaults.demo_appeals, help="сколько обращений")
    parser.add_argument("--seed", type=int, default=defaults.demo_seed, help="зерно случайных чисел")
    parser.add_argument("--until", help="момент последнего обращения, ISO 8601 (по умолчанию сейчас)")


def _region_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="GeoPackage, GeoJSON, GeoParquet или Shapefile, можно .gz; или код региона из поставки"
    )
    for name, text in (
        ("code", "код региона"),
        ("name", "название"),
        ("tz", "часовой пояс IANA, например Europe/Moscow"),
        ("name-field", "поле с названием района"),
        ("code-field", "поле с кодом района (ОКТМО)"),
        ("population-field", "поле с населением"),
    ):
        parser.add_argument(f"--{name}", help=text)
    parser.add_argument("--default", action="store_true", help="показывать этот регион первым")
    parser.add_argument(
        "--trust",
        metavar="LON,LAT",
        action="append",
        help="точка, которую нельзя счесть точкой по умолчанию (--trust=-71.05,42.35); можно несколько раз",
    )


def _load_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="CSV, XLSX, JSON, NDJSON или Parquet, можно .gz"
    )
    parser.add_argument("--profile", default="auto", help="имя профиля или auto")
    parser.add_argument("--region", help="код региона (по умолчанию основной)")
    parser.add_argument("--json", action="store_true", help="последняя строка — счёт в JSON")


def _quarantine_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "show", "replay"))
    parser.add_argument("--number", type=int, help="номер записи (show)")
    parser.add_argument("--reason", help="только с этой причиной")
    parser.add_argument("--most", type=int, default=20, help="сколько записей показать (show)")


def _export_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", default="", help="отбор, как в адресе экрана: «region=rostov&period=30d»")
    parser.add_argument("--out", required=True, metavar="FILE", help=".csv, .xlsx, .parquet, .gpkg, .geojson или .png")
    whats = "records (по умолчанию; для карт — cells), cells, districts, topics или trend"
    parser.add_argument("--what", help=f"{whats}; для .png — график: trend, topics, districts, funnel или map")
    parser.add_argument("--csv", help="вид CSV: utf8, excel, cp1251 или plain")


def _brief_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", default="", help="отбор, как в адресе экрана; без period у каждой сводки свой")
    parser.add_argument("--out", required=True, metavar="FILE", help=".pdf или .png")
    parser.add_argument("--template", help="daily, weekly, district, topic, wall или свой (docs/own-templates.md)")
    parser.add_argument("--paper", help="a4 или a3")
    parser.add_argument("--orient", help="portrait или landscape")
    parser.add_argument("--size", help="для wall: 1920x1080 или 3840x2160")
    parser.add_argument("--lang", help="ru или en")


if __name__ == "__main__":
    sys.exit(main())
