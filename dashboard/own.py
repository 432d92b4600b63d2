"""The names of an address that only the parts of a screen read: which they are and what they may say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from data.errors import BadFilter

TABLES = ("map", "ranking", "topics", "trend", "kpis")
"""Parts that can stand as tables."""

_SORT = r"[a-z]+\.[a-z0-9_]+(\.up)?"
FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "feed": (re.compile("newest|oldest"), "newest, oldest"),
    "order": (re.compile("shrunk|limits|value"), "shrunk, limits, value"),
    "rank": (re.compile("list|funnel"), "list, funnel"),
    "record": (re.compile(r"[^:]{1,600}:.{1,400}", re.DOTALL), "im:12345"),
    "sort": (re.compile(f"{_SORT}(,{_SORT}){{0,9}}"), "ranking.value, topics.name.up"),
    "map": (re.compile("density|change"), "density, change"),
    "base": (re.compile("previous|usual"), "previous, usual"),
    "frame": (re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?"), "2026-11-12, 2026-11-12T18:00"),
    "template": (re.compile(r"[^\W_][\w-]{0,39}"), "daily"),
    "paper": (re.compile("a4|a3"), "a4, a3"),
    "orient": (re.compile("portrait|landscape"), "portrait, landscape"),
    "size": (re.compile(r"\d{3,5}x\d{3,5}"), "1920x1080, 3840x2160"),
    "say": (re.compile("ru|en"), "ru, en"),
    "table": (re.compile("({0})(,({0})){{0,9}}".format("|".join(TABLES))), ", ".join(TABLES)),
}
"""Which list of records, how districts are ranked and shown, which record, which parts stand as tables, and by what
these are sorted: the form of each, and what is allowed in words; what the map shows, against what,
the frame of a playback; and the briefing of the page that composes one."""

NAMES = frozenset(FORMS)


def check(params: Mapping[str, str]) -> None:
    """BadFilter for a value that is not of its form."""
    for name, (form, allowed) in FORMS.items():
        text = params.get(name)
        if text and not form.fullmatch(text):
            said = f"недопустимое значение «{text[:60]}»"
            raise BadFilter(name, said, "Допустимо: " + allowed, code="value", value=text[:60])
