"""The figures to reach, and what a run's lines say about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bench.plan import COMBINED, ONE_DIMENSION, WINDOWS
from bench.results import REFRESH, Line
from bench.worker import ENGINES

_OWN = ("machine", "run", "generate", "prepare", "open", "ready", "memory", "cold start", "beside", "question")
_YES, _NO, _UNKNOWN = "✓", "✗", ""
_ONE_MS, _COMBINED_MS, _TIMES_FASTER, _GROWTH, _MEMORY_MB, _BESIDE = 100.0, 400.0, 10.0, 3.0, 4_096.0, 15.0


@dataclass(frozen=True)
class Found:
    """A run's lines, looked up by what they tell of."""

    lines: list[Line]

    @cached_property
    def sizes(self) -> list[int]:
        """Numbers of rows, ascending."""
        return sorted({line["rows"] for line in self.lines if line["bench"] == "question"})

    @property
    def largest(self) -> int:
        """The largest number of rows; 0 where nothing was asked."""
        return self.sizes[-1] if self.sizes else 0

    @cached_property
    def others(self) -> list[Line]:
        """Lines of the benches that are not about questions."""
        return [line for line in self.lines if line["bench"] not in _OWN]

    @cached_property
    def _questions(self) -> dict[tuple[str, int, str, str, str], Line]:
        names = ("engine", "rows", "filters", "window", "question")
        asked = [line for line in self.lines if line["bench"] == "question"]
        return {tuple(line[name] for name in names): line for line in asked}

    def engines(self, rows: int) -> list[str]:
        """Engines asked at a size, in the order of the bench."""
        asked = {line["engine"] for line in self.lines if line["bench"] in ("question", "open") and line["rows"] == rows}
        return [name for name in ENGINES if name in asked]

    def question(self, engine: str, rows: int, filters: str, window: str, question: str) -> Line:
        """The result of a question; empty where it was not asked."""
        return self._questions.get((engine, rows, filters, window, question), {})

    def median(self, engine: str, rows: int, filters: str, window: str, question: str) -> float | None:
        """Its median in milliseconds; None where there is none."""
        return self.question(engine, rows, filters, window, question).get("median_ms")

    def one(self, bench: str) -> Line:
        """The last line of a bench; empty where there is none."""
        return next((line for line in reversed(self.lines) if line["bench"] == bench), {})

    def of(self, bench: str, engine: str, rows: int) -> Line:
        """The line of a bench about an engine at a size; empty where there is none."""
        wanted = {"bench": bench, "engine": engine, "rows": rows}
        return next((line for line in self.lines if wanted.items() <= line.items()), {})

    def worst(self, filters: Sequence[str]) -> Line:
        """Our slowest refresh at the largest size among these filter sets, over all windows."""
        asked = [self.question("ours", self.largest, name, window, REFRESH) for name in filters for window in WINDOWS]
        return max((one for one in asked if one), key=lambda one: float(one.get("median_ms", float("inf"))), default={})


Row = tuple[str, str, str, str]


def rows(found: Found) -> list[Row]:
    """What, target, figure, whether it is reached."""
    return [
        _slowest(found, "обновление экрана, без отбора или отбор по одному признаку, худшее", ONE_DIMENSION, _ONE_MS),
        _slowest(found, "то же, сочетания отборов и другие показатели, худшее", COMBINED, _COMBINED_MS),
        *(_faster(found, engine) for engine in ("duckdb", "chdb")),
        _grown(found),
        _memory(found),
        _beside(found),
        *_others(found),
    ]


def _slowest(found: Found, what: str, filters: Sequence[str], limit: float) -> Row:
    line = found.worst(filters)
    if not line:
        return what, f"≤ {limit:g} мс", "не измерено", _UNKNOWN
    place = f"{line['filters']}, {line['window']}, {found.largest / 1e6:g} млн"
    if line["outcome"] != "ok":
        return what, f"≤ {limit:g} мс", f"{line['outcome']} ({place})", _NO
    return what, f"≤ {limit:g} мс", f"{line['median_ms']:.0f} мс ({place})", _mark(line["median_ms"] <= limit)


def _faster(found: Found, engine: str) -> Row:
    what, target = f"быстрее {engine} в самом широком окне", f"≥ {_TIMES_FASTER:g}×"
    theirs = found.question(engine, found.largest, "none", "all", REFRESH)
    ours = found.median("ours", found.largest, "none", "all", REFRESH)
    if not theirs or not ours:
        return what, target, "не измерено", _UNKNOWN
    if theirs["outcome"] != "ok":
        return what, target, f"{engine}: {theirs['outcome']}; у нас {ours:.0f} мс", _YES
    ratio = theirs["median_ms"] / ours
    return what, target, f"{ratio:.1f}× ({theirs['median_ms']:.0f} против {ours:.0f} мс)", _mark(ratio >= _TIMES_FASTER)


def _grown(found: Found) -> Row:
    what, target = "рост обновления от меньшего размера к большему", f"≤ {_GROWTH:g}×"
    if len(found.sizes) < 2:
        return what, target, "не измерено", _UNKNOWN
    ratios = {}
    for window in WINDOWS:
        first, last = (found.median("ours", found.sizes[end], "none", window, REFRESH) for end in (0, -1))
        if first and last:
            ratios[window] = last / first
    if not ratios:
        return what, target, "не измерено", _UNKNOWN
    shown = ", ".join(f"{window} {ratio:.1f}×" for window, ratio in ratios.items())
    return what, target, shown, _mark(max(ratios.values()) <= _GROWTH)


def _memory(found: Found) -> Row:
    what, target = "память процесса, пик", f"≤ {_MEMORY_MB / 1024:g} ГБ"
    peak = found.of("memory", "ours", found.largest).get("peak_mb")
    if peak is None:
        return what, target, "не измерено", _UNKNOWN
    return what, target, f"{peak / 1024:.1f} ГБ ({found.largest / 1e6:g} млн)", _mark(peak <= _MEMORY_MB)


def _beside(found: Found) -> Row:
    what, target = "диск для ответов помимо записей, байт на строку", f"≤ {_BESIDE:g}"
    line = found.of("beside", "ours", found.largest)
    if not line:
        return what, target, "не измерено", _UNKNOWN
    each = line["bytes"] / line["rows"]
    return what, target, f"{each:.1f}", _mark(each <= _BESIDE)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A target that another bench measures: the name of the figure in its lines, and which of its lines count."""

    bench: str
    what: str
    figure: str
    target: str
    limit: float
    more: bool = False
    where: tuple[str, str] = ("", "")


_ELSEWHERE = (
    _Elsewhere("load", "приём файлов, строк/с, худший файл", "rows_per_s", "≥ 150 000", 150_000.0, more=True),
    _Elsewhere("load", "приём против простого сценария, худший файл", "ratio", "быстрее", 1.0, more=True),
    _Elsewhere("live", "живые записи 50 отправителей, строк/с", "rows_per_s", "≥ 5 000", 5_000.0, more=True),
    _Elsewhere("live", "подтверждение, p95, с", "acknowledged_p95_s", "≤ 2", 2.0),
    _Elsewhere("live", "p95 читателей к тихому", "readers_p95_ratio", "≤ 2", 2.0),
    _Elsewhere("fanout", "отправлено → у 200 клиентов, p95, мс", "p95_ms", "≤ 500", 500.0),
    _Elsewhere("search", "поиск в текстах, первая страница, худшая медиана, мс", "page_ms", "≤ 50", 50.0),
    _Elsewhere("screen", "нажатие → все части нарисованы, p95, мс", "click_p95_ms", "≤ 300", 300.0),
    _Elsewhere("screen", "обращения к чужим адресам", "foreign_hosts", "0", 0.0),
    _Elsewhere("screen", "ошибки в консоли браузера", "console_errors", "0", 0.0),
    _Elsewhere("brief", "сводка за сутки, медиана, мс", "median_ms", "≤ 500", 500.0, where=("what", "daily")),
    _Elsewhere("brief", "недельный отчёт, медиана, мс", "median_ms", "≤ 2 000", 2_000.0, where=("what", "weekly")),
    _Elsewhere("brief", "картинка стены 4K, медиана, мс", "median_ms", "≤ 1 000", 1_000.0, where=("what", "wall 4K")),
    _Elsewhere("brief", "сводки и картинки против печати браузером, худшее", "ratio", "≥ 10×", 10.0, more=True),
    _Elsewhere("brief", "50 сводок сразу: отказы", "failed", "0", 0.0),
    _Elsewhere("brief", "50 сводок сразу: p95 экранов к тихому", "screens_p95_ratio", "≤ 2", 2.0),
    _Elsewhere("heat", "карта, повторный вопрос, худшая медиана, мс", "p50_ms", "≤ 5", 5.0, where=("body", "values")),
)


def _others(found: Found) -> list[Row]:
    return [_judged(one, found) for one in _ELSEWHERE]


def _judged(one: _Elsewhere, found: Found) -> Row:
    """The worst figure of the lines that count."""
    name, kind = one.where
    lines = [line for line in found.others if line["bench"] == one.bench and (not name or line.get(name) == kind)]
    values = [float(line[one.figure]) for line in lines if one.figure in line]
    if not values:
        return one.what, one.target, "не измерено", _UNKNOWN
    worst = min(values) if one.more else max(values)
    return one.what, one.target, f"{worst:g}", _mark(worst >= one.limit if one.more else worst <= one.limit)


def _mark(reached: bool) -> str:
    return _YES if reached else _NO
