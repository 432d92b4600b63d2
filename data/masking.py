"""The rules by which texts are masked, and how they are applied to a column."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern (RE2), what takes its place, and a cheap pattern without which it cannot match."""

    needs: str
    pattern: str
    put: str


NAME, PHONE, MAIL, LINK, FLAT, NUMBER = (
    "[имя скрыто]", "[телефон скрыт]", "[почта скрыта]", "[ссылка скрыта]", "[скрыта]", "[номер скрыт]",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    Rule(r"\[", r"\[[\w:.@/\-]+\|[^\[\]]{0,300}\]", NAME),
)


def apply(texts: pa.Array, rules: tuple[Rule, ...]) -> pa.Array:
    """The texts after all rules in order; a rule only touches texts that hold what it needs."""
    for rule in rules:
        hit = pc.fill_null(pc.match_substring_regex(texts, rule.needs), False)
        if pc.any(hit).as_py():
            changed = pc.replace_substring_regex(texts.filter(hit), rule.pattern, rule.put)
            texts = pc.replace_with_mask(texts, hit, changed)
    return texts
