"""Small pieces of sentences: lists with «и», quoted names, and a difference said in words, never inside noise as news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.figures.change import Change
from dashboard.texts import Texts

SMALL = 10
"""Figures that are all below it are not compared: there is too little to say."""
PLAIN = 20
"""A base below it is named as it is: a share of so few misleads."""
MANIFOLD = 1.0
"""From twice the base up a difference is told as «в 2,5 раза»."""


_WITHIN = re.compile(r"\([^)]*\)|«[^»]*»|“[^”]*”")


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def both(*sentences: str) -> str:
    """Sentences one after another, blank ones left out."""
    return " ".join(each for each in sentences if each)


def listed(texts: Texts, names: Sequence[str]) -> str:
    """«А», «А и Б», «А, Б и В»; «А, край; Б, область и В» where the names have commas of their own."""
    if len(names) < 2:
        return "".join(names)
    between = "; " if any("," in _WITHIN.sub("", name) for name in names) else ", "
    return between.join(names[:-1]) + texts("sentence.list_and") + names[-1]


def quoted(texts: Texts, name: str) -> str:
    """A name in the quotation marks of the language, those within it one level deeper."""
    inner = name.strip().replace("«", "„").replace("»", "“").replace('"', "")
    return texts("sentence.quoted", name=inner)


def tail(texts: Texts, said: str) -> str:
    """What follows the figure after a dash; blank for nothing."""
    return texts("sentence.tail", said=said) if said else ""


def share(texts: Texts, change: Change) -> str:
    """«7,7 %» of a difference without its sign."""
    part = abs(change.share or 0.0)
    return texts.percent(part, 1 if part < 0.0995 else 0)


def tenths(texts: Texts, key: str, value: float, **values: str) -> str:
    """«2,5 дня», «5 дней»: one decimal below ten, none where it is round."""
    rounded = round(value, 1)
    return texts.count(key, rounded, 0 if rounded >= 10 or rounded == int(rounded) else 1, **values)


def times(texts: Texts, key: str, change: Change, **values: str) -> str:
    """«в 2,5 раза больше»."""
    return tenths(texts, key, (change.share or 0.0) + 1, **values)


def is_manifold(change: Change) -> bool:
    """Whether a rise is told as so many times."""
    return change.share is not None and change.share >= MANIFOLD


def against_usual(texts: Texts, change: Change | None, usual: float | None) -> str:
    """«на 31 % больше обычного», «в пределах обычного», «обычно 4»; blank where the usual is unknown."""
    if change is None or usual is None:
        return ""
    if max(usual, usual + change.difference) < SMALL:
        return texts("sentence.few_data")
    if change.direction == "flat":
        return texts("sentence.as_usual")
    if usual < PLAIN or change.share is None:
        return texts("sentence.usually", n=texts.number(usual))
    if is_manifold(change):
        return times(texts, "sentence.times_more_usual", change)
    kind = "sentence.more_usual" if change.difference > 0 else "sentence.less_usual"
    return texts(kind, share=share(texts, change))


def against_before(texts: Texts, change: Change, figures: tuple[float, float], before: str) -> str:
    """«на 18 % больше, чем неделей раньше» of (now, before); says so where the figures are too few."""
    if max(figures) < SMALL:
        return texts("sentence.few_data")
    if change.direction == "flat":
        return texts("sentence.as_before", before=before)
    if figures[1] < PLAIN or change.share is None:
        return texts("sentence.was", before=before, n=texts.number(figures[1]))
    if is_manifold(change):
        return times(texts, "sentence.times_more", change, before=before)
    kind = "sentence.more" if change.difference > 0 else "sentence.less"
    return texts(kind, share=share(texts, change), before=before)
