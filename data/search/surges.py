"""Words that surge: in more texts of a selection than is usual, by more than chance explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import tantivy

from data import sql
from data.errors import BadFilter, TextsNotIndexed
from data.search.index import count
from data.search.narrowing import Clause, Limits, any_of, both
from data.search.schema import SCHEMA, analysers
from data.search.search import Search
from data.search.significance import chance, log_likelihood
from data.search.state import state
from data.search.words import Words
from data.selection import Selection
from data.windows import Window

LEAST_TEXTS = 5
"""A word in fewer texts of the window is not looked at."""
LEAST_LETTERS = 3
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


@dataclass(frozen=True, slots=True)
class Compared:
    """A selection (its words apart), its window, and the preceding windows that tell what is usual."""

    selection: Selection
    words: Words | None
    window: Window
    usual: Sequence[Window]


def surges(search: Search, compared: Compared, limit: int) -> tuple[int, int, int, tuple[Surge, ...]]:
    """Texts now, texts of the usual windows, changes the index lacks, and the rows.

    The usual windows overlap the window where it is longer than a week: what they share counts as now, so that the two
    sets have no text in common. Raises TextsNotIndexed while the index is being built.
    """
    queued = _queued(search)
    if compared.window.lo == datetime.min:
        raise BadFilter("period", "у всего времени нет обычного для сравнения", "24h–1y или from и to")
    searcher = search.index.searcher()
    now = _asked(search, compared, [compared.window])
    texts = count(searcher, now)
    if not compared.usual:
        return texts, 0, queued, ()
    before = _asked(search, compared, compared.usual)
    texts_before = count(searcher, before)
    if not texts or not texts_before:
        return texts, texts_before, queued, ()
    return texts, texts_before, queued, _rows(searcher, (now, before), (texts, texts_before), limit)


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


def _asked(search: Search, compared: Compared, windows: Sequence[Window]) -> tantivy.Query:
    """The selection in any of these windows, each judged at its own moment, without what the first window has."""
    within = []
    for one in windows:
        hi = one.hi if one is compared.window else min(one.hi, compared.window.lo)
        clauses = Limits(compared.selection, one.lo, hi, one.at).clauses()
        within.append(tantivy.Query.boolean_query(clauses))
    words = compared.words.query() if compared.words else tantivy.Query.all_query()
    return both(any_of(within), [(tantivy.Occur.Must, words), *_outlined(search, compared.selection, windows)])


def _outlined(search: Search, selection: Selection, windows: Sequence[Window]) -> list[Clause]:
    """Outlines the index does not know: the ids within them, asked of the store."""
    parts = tuple(name for name in selection.where if name in ("bbox", "area"))
    if not parts:
        return []
    reach = {"lo": min(one.lo for one in windows), "hi": max(one.hi for one in windows)}
    ids = search.store.ask(sql.narrowed("ask/search_within", parts), {**selection.values, **reach})["id"].to_pylist()
    return [(tantivy.Occur.Must, tantivy.Query.term_set_query(SCHEMA, "id", ids))]


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
        word = _form(searcher, found[place][0], asked[0])
        if word is not None and likely <= MOST_CHANCE:
            share, usual = now[place] / texts[0], before[place] / texts[1]
            ratio = share / usual if usual else None
            rows.append(Surge(word, int(now[place]), share, usual, ratio, float(score[place]), likely))
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
