"""What a search query means: words in any form, phrases in quotes, beginnings with an asterisk, or a number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, TypeAlias

import tantivy

from data.search.clauses import any_of, both, must
from data.search.contents import Contents
from data.search.schema import SCHEMA, analysers

_QUOTES = str.maketrans("«»„“”", '"""""')
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_PLAIN = re.compile(r"[0-9a-zа-я]+")
"""Letters that the store's SQL and Python lower alike."""

Tokens: TypeAlias = list[str]


def fold(text: str) -> str:
    """As the texts of the index are folded by SQL: composed, lower case, ё = е."""
    return unicodedata.normalize("NFC", text).lower().replace("ё", "е")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms: they share a stem."""

    stem: str

    def query(self) -> tantivy.Query:
        """As the index asks it."""
        return tantivy.Query.term_query(SCHEMA, "text", self.stem)

    def needles(self) -> Tokens:
        """What every text that matches contains: a Russian stem is where its word begins."""
        return [self.stem]

    def matches(self, stems: Tokens, forms: Tokens) -> bool:
        """Whether a text of these stems and forms has it."""
        return self.stem in stems


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side in this order, each in any of its forms."""

    stems: tuple[str, ...]

    def query(self) -> tantivy.Query:
        """As the index asks it."""
        return tantivy.Query.phrase_query(SCHEMA, "text", list(self.stems))

    def needles(self) -> Tokens:
        """What every text that matches contains."""
        return list(self.stems)

    def matches(self, stems: Tokens, forms: Tokens) -> bool:
        """Whether a text of these stems and forms has it."""
        size = len(self.stems)
        return any(tuple(stems[at : at + size]) == self.stems for at in range(len(stems) - size + 1))


@dataclass(frozen=True, slots=True)
class Beginning:
    """Any word that begins so."""

    start: str

    def query(self) -> tantivy.Query:
        """As the index asks it; a token is letters and digits only, so nothing of it is special to a pattern."""
        return tantivy.Query.regex_query(SCHEMA, "form", f"{self.start}.*")

    def needles(self) -> Tokens:
        """What every text that matches contains."""
        return [self.start]

    def matches(self, stems: Tokens, forms: Tokens) -> bool:
        """Whether a text of these stems and forms has it."""
        return any(form.startswith(self.start) for form in forms)


Part: TypeAlias = Word | Phrase | Beginning


@dataclass(frozen=True, slots=True)
class Words:
    """A query: every part must occur in the text, or the appeal's number is the whole query.

    Signs that are neither letters nor digits mean nothing; a query of nothing else finds by number only.
    """

    text: str
    parts: tuple[Part, ...]

    @classmethod
    def read(cls, text: str) -> Words:
        """Never fails: whatever is typed has a meaning."""
        parts: list[Part] = []
        for found in _PIECE.finditer(text.translate(_QUOTES)):
            parts += _phrase(found[1]) if found[1] is not None else _bare(found[2])
        return cls(text, tuple(dict.fromkeys(parts)))

    def query(self, contents: Contents) -> tantivy.Query:
        """As the index asks it; for an appeal's number only where there is such a one."""
        first, *more = [part.query() for part in self.parts] or [tantivy.Query.empty_query()]
        words = both(first, [must(query) for query in more])
        if not contents.holds("number", self.text):
            return words
        return any_of([words, tantivy.Query.term_query(SCHEMA, "number", self.text)])

    def values(self) -> dict[str, Any]:
        """Bound to the statements that look for texts which may match (`matches` then tells)."""
        needles = {needle for part in self.parts for needle in part.needles() if _PLAIN.fullmatch(needle)}
        return {"needles": sorted(needles), "number": self.text, "wordless": not self.parts}

    def matches(self, folded: str) -> bool:
        """Whether a folded text has every part: the same answer as the index's, by its own analysers."""
        stems, forms = (analyser.analyze(folded) for analyser in analysers())
        return bool(self.parts) and all(part.matches(stems, forms) for part in self.parts)


def _phrase(text: str) -> list[Part]:
    stems = tuple(analysers()[0].analyze(fold(text)))
    if len(stems) > 1:
        return [Phrase(stems)]
    return [Word(stem) for stem in stems]


def _bare(text: str) -> list[Part]:
    stems, forms = (analyser.analyze(fold(text)) for analyser in analysers())
    if text.endswith("*") and forms:
        return [*(Word(stem) for stem in stems[:-1]), Beginning(forms[-1])]
    return [Word(stem) for stem in stems]
