"""How fast texts are found, beside a scan of them: `python -m bench.search [texts] [--quick] [--folder …]`.

One JSON line a result: the build of the index, the first page of records and the headline for words of several
frequencies, phrases, beginnings and filters, in two windows; then surging words. Caches are cold: no query twice.
In a folder given, the store and its index stay and are used again.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.search_texts import fill, filled, vocabulary
from bench.statements import statement
from data.filters import Filters
from data.query import Questions
from data.regions import Regions
from data.search.indexer import Indexer
from data.store import Store
from data.topics import TopicCatalogue

TEXTS, QUICK_TEXTS = 1_000_000, 5_000
REPETITIONS, HEADLINES, SCANS = 20, 3, 3
PERIODS = ("30d", "all")
FILTERED = {
    "frequent, all regions": {"region": "all"},
    "frequent, topic": {"topic": "05"},
    "frequent, open": {"status": "open"},
    "frequent, filtered": {"status": "open", "district": "60701000000"},
    "medium, filtered": {"status": "open", "topic": "05"},
}
"""Further filters than the region, which every other query has: four fifths of the texts are of it."""
_RANKS = {"frequent": 5, "medium": 3_000, "rare": 30_000}
_MB = 1 << 20

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of query: what to type the n-th time, and the parts a scan looks for."""

    name: str
    typed: Callable[[int], str]
    parts: Callable[[int], tuple[str, str]]
    filters: dict[str, str]


def cases() -> list[Case]:
    """Words of three frequencies, two words, a phrase, a beginning, and a word within filters."""

    def word(kind: str, number: int) -> str:
        return str(vocabulary()[_RANKS[kind] + number])

    found = [
        Case(kind, lambda n, kind=kind: word(kind, n), lambda n, kind=kind: (word(kind, n), ""), {})  # type: ignore[misc]
        for kind in _RANKS
    ]
    both: Callable[[int], tuple[str, str]] = lambda n: (word("frequent", n), word("medium", n))  # noqa: E731
    frequent: Callable[[int], tuple[str, str]] = lambda n: (word("frequent", n), word("frequent", n + REPETITIONS))  # noqa: E731
    return [
        *found,
        Case("two words", lambda n: " ".join(both(n)), both, {}),
        Case("two frequent words", lambda n: " ".join(frequent(n)), frequent, {}),
        Case("phrase", lambda n: f'"{" ".join(frequent(n))}"', lambda n: (" ".join(frequent(n)), ""), {}),
        Case("beginning", lambda n: f"{word('medium', n)[:5]}*", lambda n: (word("medium", n)[:5], ""), {}),
        *(
            Case(name, lambda n, name=name: word(name.split(",")[0], n), lambda n: ("", ""), filters)  # type: ignore[misc]
            for name, filters in FILTERED.items()
        ),
    ]


def run(texts: int, folder: Path) -> Iterator[Line]:
    """Fill a store, build its index, ask."""
    path = folder / "search.duckdb"
    store = filled(path) if path.exists() else fill(path, texts)
    try:
        questions = Questions(store, store.settings, Regions(store), TopicCatalogue.shipped)
        yield {"what": "build", "texts": texts, **_build(questions, texts)}
        for period, case in itertools.product(PERIODS, cases()):
            yield {"what": "query", "texts": texts, "query": case.name, "period": period, **_asked(questions, case, period)}
        for period in ("7d", "30d"):
            filters = questions.parse({"period": period})
            begun = time.perf_counter()
            found = questions.surges(filters)
            yield {
                "what": "surges", "texts": texts, "period": period, "ms": _ms(begun), "compared": found.texts + found.usual_texts
            }  # fmt: skip
        yield {"what": "memory", "texts": texts, "peak_mb": round(_peak_bytes() / _MB)}
    finally:
        store.close()


def _build(questions: Questions, texts: int) -> Line:
    indexer = Indexer(questions.search)
    begun = time.perf_counter()
    done = indexer.catch_up()
    seconds = time.perf_counter() - begun
    questions.search.index.settle()
    built = {"texts_per_s": round(done / seconds), "merged_s": round(time.perf_counter() - begun, 1)} if done else {}
    return built | {"bytes_per_text": round(questions.search.index.bytes() / texts, 1)}


def _asked(questions: Questions, case: Case, period: str) -> Line:
    pages: list[float] = []
    heads: list[float] = []
    totals: list[int] = []
    for number in range(REPETITIONS):
        filters = questions.parse({"q": case.typed(number), "period": period, **case.filters})
        begun = time.perf_counter()
        page = questions.appeals(filters, 50)
        pages.append(_ms(begun))
        totals.append(page.total)
        if len(heads) < HEADLINES and page.total <= questions.settings.search_max_matches:
            heads.append(_headline(questions, filters, page.total))
    scans = [_scan(questions.store, questions, case, period, number) for number in range(SCANS)] if not case.filters else []
    found = {
        "matches": round(float(np.median(totals))),
        "page_ms": _median(pages),
        "page_p95_ms": round(float(np.percentile(pages, 95)), 1),
    }
    return found | ({"summary_ms": _median(heads)} if heads else {}) | ({"scan_ms": _median(scans)} if scans else {})


def _headline(questions: Questions, filters: Filters, listed: int) -> float:
    begun = time.perf_counter()
    head = questions.summary(filters)
    if head.total != listed:
        raise AssertionError(f"{filters.q}: {head.total} counted, {listed} listed")
    return _ms(begun)


def _scan(store: Store, questions: Questions, case: Case, period: str, number: int) -> float:
    first, second = case.parts(number)
    window = questions._asking(Filters("rostov", period), store.version).span.window
    values = {"lo": window.lo, "hi": window.hi, "first": f"%{first}%", "second": f"%{second}%"}
    begun = time.perf_counter()
    store.ask(statement("search/scan"), values)
    return _ms(begun)


def _ms(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1_000, 1)


def _median(values: list[float]) -> float:
    return round(float(np.median(values)), 1)


def _peak_bytes() -> int:
    """Most memory the process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1_024


def main() -> None:
    """Print the lines of one run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", type=int, nargs="?")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--folder", type=Path, help="where the store and its index stay, to be used again")
    given = parser.parse_args()
    texts = given.texts or (QUICK_TEXTS if given.quick else TEXTS)
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for line in run(texts, folder):
            print(json.dumps({"bench": "search", **line}), flush=True)


if __name__ == "__main__":
    main()
