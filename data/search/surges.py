"""Words that surge: in more texts of a selection than is usual, by more than chance explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import tantivy

from data import sql
from data.errors import BadFilter, TextsNotIndexed
from data.questions.ask import Asking
from data.search.clauses import Clause, any_of, both, must, within
from data.search.contents import Contents
from data.search.counting import count
from data.search.narrowing import Limits
from data.search.schema import SCHEMA, analysers
from data.search.search import Search
from data.search.significance import chance, log_likelihood
from data.search.state import state
from data.search.words import Words
from data.windows import Window, usual

LEAST_TEXTS = 5
"""A word in fewer texts of the window is not looked at."""
LEAST_LETTERS = 3
LEAST_WINDOWS = 4
"""With fewer preceding windows within the data's reach nothing is usual."""
MOST_CHANCE = 0.05
"""… that any of the words looked at surges by chance (Bonferroni: a word's own chance times their number)."""
_MOST_QUEUED = 1_000
_LOOKED_THROUGH = 20
"""Words tried for each one wanted, the most unlikely first: stop words and numbers fall out on the way."""


@dataclass(frozen=True, slots=True)
class Surge:
    """A word by its most frequent form: texts with it, its share of the texts now and usually, and how sure that is."""

    word: str
    texts: int
    share: float
    usual: float
    ratio: float | None
    """Share by usual share; None where the word is new."""
    score: float
    chance: float


@dataclass(frozen=True, slots=True)
class Surges:
    """The words of a window, the surest first; `usual_texts` 0: the data do not reach back far enough to compare."""

    version: int
    asof: datetime
    texts: int
    usual_texts: int
    queued: int
    rows: tuple[Surge, ...]


def surges(search: Search, asking: Asking, limit: int) -> Surges:
    """The words of the selection's texts against those of the 8 preceding equal windows stepped by a week.

    Those windows overlap the asked one where it is longer than a week: what they share counts as now, so that the two
    sets have no text in common. Raises TextsNotIndexed while the index is being built.
    """
    queued = _queued(search)
    if asking.span.open_ended:
        raise BadFilter("period", "у всего времени нет обычного для сравнения", "24h–1y или from и to")
    contents, window = search.index.contents(), asking.span.window
    now = _asked(asking, [window], contents)
    texts, texts_before = count(contents, now), 0
    rows: tuple[Surge, ...] = ()
    earlier = usual(window, asking.reach, 1)
    if len(earlier) >= LEAST_WINDOWS:
        before = _asked(asking, [replace(one, hi=min(one.hi, window.lo)) for one in earlier], contents)
        texts_before = count(contents, before)
        if texts and texts_before:
            rows = _rows(contents.searcher, (now, before), (texts, texts_before), limit)
    return Surges(asking.version, asking.asof, texts, texts_before, queued, rows)


def _queued(search: Search) -> int:
    """Changes the index lacks; TextsNotIndexed when they are too many to leave out."""
    found = state(search)
    if not found.usable or found.queued > _MOST_QUEUED:
        raise TextsNotIndexed(
            f"Поисковый указатель текстов ещё строится: готово {found.texts} из {found.appeals}. Повторите позже."
            if found.on
            else "Поисковый указатель выключен настройкой TEPLOKARTA_SEARCH_ON. Включите её и перезапустите сервер."
        )
    return found.queued


def _asked(asking: Asking, windows: Sequence[Window], contents: Contents) -> tantivy.Query:
    """The selection in any of these windows, each judged at its own moment."""
    limits = [Limits(asking.selection, one.lo, one.hi, one.at) for one in windows]
    clauses = _outlined(asking, windows)
    if asking.filters.q:
        clauses.append(must(Words.read(asking.filters.q).query(contents)))
    return both(any_of([within(one.clauses(contents)) for one in limits]), clauses)


def _outlined(asking: Asking, windows: Sequence[Window]) -> list[Clause]:
    """Outlines the index does not know: the ids within them, asked of the store."""
    parts = tuple(name for name in asking.selection.where if name in ("bbox", "area"))
    if not parts:
        return []
    reach = {"lo": min(one.lo for one in windows), "hi": max(one.hi for one in windows)}
    statement = sql.narrowed("ask/search_within", parts)
    ids = asking.store.ask(statement, {**asking.selection.values, **reach})["id"].to_pylist()
    return [must(tantivy.Query.term_set_query(SCHEMA, "id", ids))]


def _rows(
    searcher: tantivy.Searcher, asked: tuple[tantivy.Query, tantivy.Query], texts: tuple[int, int], limit: int
) -> tuple[Surge, ...]:
    found = [(stem, n) for stem, n in searcher.terms_with_prefix("text", "", asked[0]) if n >= LEAST_TEXTS]
    usually = dict(searcher.terms_with_prefix("text", "", asked[1]))
    now = np.array([n for _, n in found], np.float64)
    before = np.array([usually.get(stem, 0) for stem, _ in found], np.float64)
    score = log_likelihood(now, before, *texts)
    rising = now * texts[1] > before * texts[0]
    rows: list[Surge] = []
    for place in np.argsort(-np.where(rising, score, -1.0))[: _LOOKED_THROUGH * limit].tolist():
        likely = min(1.0, chance(int(now[place]), int(before[place]), *texts) * len(found))
        if len(rows) == limit or not rising[place]:
            break
        word = _form(searcher, found[place][0], asked[0]) if likely <= MOST_CHANCE else None
        if word is not None:
            share, usually_so = float(now[place]) / texts[0], float(before[place]) / texts[1]
            ratio = share / usually_so if usually_so else None
            rows.append(Surge(word, int(now[place]), share, usually_so, ratio, float(score[place]), likely))
    return tuple(rows)


def _form(searcher: tantivy.Searcher, stem: str, asked: tantivy.Query) -> str | None:
    """The stem's most frequent form in these texts; None for a stop word, a number or a single letter."""
    stems, _ = analysers()
    forms = [form for form, _ in searcher.terms_with_prefix("form", stem, asked) if stems.analyze(form) == [stem]]
    if not forms or len(forms[0]) < LEAST_LETTERS or any(sign.isdigit() for sign in forms[0]):
        return None
    return forms[0] if _content().analyze(forms[0]) else None


def _content() -> tantivy.TextAnalyzer:
    """Leaves nothing of a stop word (the Russian list that tantivy ships, of the Snowball project)."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.stopword("russian")).build()
