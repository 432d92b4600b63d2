"""Writes the table of results: `python -m bench.report RESULTS.jsonl FILE.md` does it again from the lines kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import targets
from bench.plan import FILTER_SETS, PEER_SETS, QUESTIONS, UNMEASURED, WINDOWS
from bench.results import REFRESH, Line
from bench.targets import Found
from bench.worker import ENGINES

_HOW = """\
## Как мерили

- Одна программа на всех, по очереди: каждый движок в своём процессе над одними и теми же строками, 20 ГБ памяти (следит
  родитель по RSS, страницы отображённых файлов считаются) и 60 с на вопрос. Что вышло за предел, стоит в таблице как результат.
- «Обновление экрана» — сумма шести вопросов подряд: показатели, карта, районы, темы, динамика, первые 50 записей со всеми
  смыслами договора: окно до этого, обычное и его полоса, открытые и просроченные на момент вопроса, точность мест.
  «Сразу» — те же шесть вопросов одновременно, как спрашивает браузер.
- Файлы в кэше системы, кэш ответов пуст: каждое повторение спрашивает на новый момент (`asof` на 61 с позже) и ответа
  прежнего повторения взять не может.
- Соседям помогли, чем помог бы хороший пользователь: типизированная таблица по времени, словарные коды (ENUM, LowCardinality,
  Categorical), без NULL в ClickHouse, один запрос на вопрос; свежесть источников с них не спрашивали.
  Ответы сверены: «✓» — те же числа, что у первого столбца, «✗» — другие.
- Повторений 3 и больше (наш движок до 15), медленнее 5 с — одно. Строки выдуманы: 5 лет, 80 регионов, 2 500 районов
  по Ципфу, 211 тем, 12 % без ячейки.
"""


def written(lines: Iterable[Line]) -> str:
    """The whole page."""
    found = Found(list(lines))
    parts = [
        "# Измерения",
        _machine(found),
        "## Цели и что вышло",
        _table(("что", "цель", "вышло", ""), targets.rows(found)),
        *(_side_by_side(found, rows) for rows in found.sizes),
        _questions(found),
        _ours(found),
        _growth(found),
        _standing(found),
        _others(found),
        _HOW,
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = [f"| {' | '.join(row)} |" for row in rows]
    if not body:
        return ""
    return "\n".join([f"| {' | '.join(header)} |", "|" + " --- |" * len(header), *body])


def _machine(found: Found) -> str:
    machine, run = found.one("machine"), found.one("run")
    versions = ", ".join(f"{name} {number}" for name, number in machine.get("versions", {}).items())
    text = (
        f"{machine.get('date', '')}: {machine.get('processor', '')}, ядер {machine.get('cores', '')}, "
        f"память {machine.get('memory_gb', '')} ГБ, {machine.get('system', '')}, Python {machine.get('python', '')}; {versions}."
    )
    if run:
        text += f" Часов: {run['hours']}, на диске {run['disk_bytes'] / 1e9:.1f} ГБ. Повторить: `make bench`."
    return text


def _side_by_side(found: Found, rows: int) -> str:
    engines = found.engines(rows)
    body = [
        (name, window, *(_cell(found.question(engine, rows, name, window, REFRESH)) for engine in engines))
        for name in PEER_SETS
        for window in WINDOWS
        if any(found.question(engine, rows, name, window, REFRESH) for engine in engines)
    ]
    header = ("отбор", "окно", *engines)
    return f"## Обновление экрана, {_millions(rows)}: медиана (p95), мс\n\n{_table(header, body)}" if body else ""


def _cell(line: Line) -> str:
    """Median and p95, and whether the figures are ours; or what became of it."""
    if not line:
        return "—"
    if line["outcome"] != "ok":
        return str(line["outcome"])
    mark = {True: " ✓", False: " ✗", None: ""}[line.get("agrees")]
    return f"{_ms(line['median_ms'])} ({_ms(line['p95_ms'])}){mark}"


def _ms(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _millions(rows: int) -> str:
    return f"{rows / 1e6:g} млн"


def _questions(found: Found) -> str:
    rows = found.largest
    engines = found.engines(rows)
    body = [
        (question, window, *(_cell(found.question(engine, rows, "none", window, question)) for engine in engines))
        for question in QUESTIONS
        for window in WINDOWS
    ]
    return f"## По вопросам без отбора, {_millions(rows)}, мс\n\n{_table(('вопрос', 'окно', *engines), body)}"


def _ours(found: Found) -> str:
    rows = found.largest
    body = []
    for name in (*FILTER_SETS, *UNMEASURED):
        cells = [found.question("ours", rows, name, window, REFRESH) for window in WINDOWS]
        if any(cells):
            body.append((name, *map(_cell, cells)))
    both = [found.question("ours", rows, "none", window, question) for question in (REFRESH, "at once") for window in WINDOWS]
    text = _table(("отбор", *WINDOWS), body)
    if any(both[len(WINDOWS) :]):
        at_once = "; ".join(f"{window} {_cell(line)}" for window, line in zip(WINDOWS, both[len(WINDOWS) :], strict=True))
        size = "; ".join(f"{window} {line.get('bytes', 0) / 1e3:.0f} кБ" for window, line in zip(WINDOWS, both, strict=False))
        text += f"\n\nВсе шесть вопросов сразу, без отбора, мс: {at_once}. Ответы обновления: {size}."
    return f"## Наш движок, обновление экрана, {_millions(rows)}, мс\n\n{text}" if body else ""


def _growth(found: Found) -> str:
    sizes = found.sizes
    if len(sizes) < 2:
        return ""
    body = []
    for engine in ENGINES:
        for window in WINDOWS:
            times = [found.median(engine, rows, "none", window, REFRESH) for rows in sizes]
            if any(times):
                ratio = f"×{times[-1] / times[0]:.1f}" if times[0] and times[-1] else "—"
                body.append((engine, window, *(_ms(one) if one else "—" for one in times), ratio))
    header = ("движок", "окно", *map(_millions, sizes), "рост")
    return f"## Рост обновления без отбора, мс\n\n{_table(header, body)}"


def _standing(found: Found) -> str:
    """Memory, disk, time to take the data in, and the cold start."""
    body = []
    for rows in found.sizes:
        for engine in found.engines(rows):
            prepare, opened = found.of("prepare", engine, rows), found.of("open", engine, rows)
            peak, cold = found.of("memory", engine, rows), found.of("cold start", engine, rows)
            ready = found.of("ready", engine, rows)
            body.append(
                (
                    _millions(rows), engine, f"{prepare.get('bytes', 0) / 1e9:.2f}", f"{prepare.get('seconds', 0):.0f}",
                    str(opened.get("outcome") or ready.get("rss_mb", "—")), str(peak.get("peak_mb", "—")),
                    f"{cold['seconds']:.1f}" if cold else "—", f"{ready['seconds']:.1f}" if ready else "—",
                )
            )  # fmt: skip
    header = ("строк", "движок", "диск, ГБ", "приём, с", "память, МБ", "пик, МБ", "первый экран, с", "всё готово, с")
    note = "Секунды считаются от начала процесса: до ответа на первый экран и до того, как готово всё, что ускоряет ответы."
    return f"## Память, диск, старт\n\n{_table(header, body)}\n\n{note}"


def _others(found: Found) -> str:
    body = [(str(line["bench"]), _told(line)) for line in found.others]
    return f"## Приём, живые записи, поиск, карта\n\n{_table(('что', 'вышло'), body)}" if body else ""


def _told(line: Line) -> str:
    return "; ".join(f"{name} {_short(value)}" for name, value in line.items() if name != "bench")


def _short(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def main() -> None:
    """Write the page anew from the lines of a run."""
    lines = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    Path(sys.argv[2]).write_text(written(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
