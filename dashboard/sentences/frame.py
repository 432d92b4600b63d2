"""How a sentence begins: when, where, and about what the selection is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from dashboard.sentences import places
from dashboard.sentences.words import quoted, sentence
from dashboard.state import View
from dashboard.texts import formats
from data.filters import NONE, PERIOD_DAYS

_NARROWING = ("source", "channel", "status", "type", "precision", "budget", "repeat", "q")


def when(view: View, asof: datetime | None) -> str:
    """«за 30 дней», «за 30 дней до 20 ноября», «с 1 по 15 ноября 2025»; years are named where `asof` is not known."""
    texts, filters = view.texts, view.filters
    if filters.period is not None:
        period = texts("period.for_" + filters.period)
        if filters.asof is None:
            return period
        at = asof or filters.asof
        clock = "" if (at.hour, at.minute) == (0, 0) else f"{at:%H:%M} "
        return texts("sentence.until", period=period, moment=clock + day(view, at.date(), None))
    since, until, now = filters.since, filters.until, asof.date() if asof is not None else None
    if since is not None and until is not None:
        if since == until:
            return texts("sentence.one_day", day=day(view, since, now))
        same = (since.year, since.month) == (until.year, until.month)
        return texts(
            "sentence.days",
            since=str(since.day) if same else day(view, since, until),
            until=day(view, until, now),
        )
    if since is not None:
        return texts("sentence.since", since=day(view, since, now))
    return texts("sentence.to", until=day(view, until, now) if until is not None else "")


def is_part(view: View) -> bool:
    """Whether the selection is only a part of the region, by place."""
    filters = view.filters
    return bool(filters.district or filters.cell or filters.area) or filters.bbox is not None


def when_there(view: View, asof: datetime | None) -> str:
    """`when`, and where, if the selection is a part of the region whose case is certain."""
    where = place(view) if is_part(view) else None
    return f"{when(view, asof)} {where}" if where else when(view, asof)


def day(view: View, at: date, now: date | None) -> str:
    """«15 ноября», with the year where it is not this one."""
    text = f"{at.day} {formats.MONTHS_LONG[view.texts.lang][at.month - 1]}"
    return text if now is not None and at.year == now.year else f"{text} {at.year}"


def before(view: View) -> str:
    """What the equal window before is called: the same weekdays, some whole weeks earlier."""
    texts, days = view.texts, length(view)
    if days is None:
        return texts("sentence.before.same")
    if days in (1, 7, 365):
        return texts(f"sentence.before.{days}d")
    return texts.count("sentence.before.days", days)


def length(view: View) -> int | None:
    """Days of the window; None where an end is open."""
    filters = view.filters
    if filters.period is not None:
        return PERIOD_DAYS.get(filters.period)
    if filters.since is None or filters.until is None:
        return None
    return (filters.until - filters.since).days + 1


def opening(view: View, asof: datetime, core: str, tail: str = "") -> str:
    """«За 30 дней в Шахтах поступило …»; «Back Bay: за 30 дней поступило …» where no case is certain."""
    texts, said = view.texts, {"when": when(view, asof), "core": core, "tail": tail}
    where = place(view)
    if where is not None:
        return sentence(texts("sentence.open_in", where=where, **said))
    return sentence(texts("sentence.open_named", name=short(view), **said))


def somewhere(view: View) -> str:
    """Where the selection is, within a sentence: «в районе «Back Bay»» where no case is certain."""
    return place(view) or view.texts("sentence.in_named", name=quoted(view.texts, short(view)))


def place(view: View) -> str | None:
    """Where the selection is, in words; None where only a name can be set before the sentence."""
    texts, filters = view.texts, view.filters
    if filters.cell or filters.bbox is not None or filters.area is not None:
        return texts("sentence.here")
    if len(filters.district) > 1:
        return texts.count("sentence.in_districts", len(filters.district))
    if filters.district == (NONE,):
        return texts("sentence.no_district")
    if filters.district:
        known = view.district(filters.district[0])
        return inside(view, known.name) if known is not None else None
    if view.region is None:
        return texts("sentence.everywhere")
    return inside(view, view.region.name)


def inside(view: View, name: str) -> str | None:
    """«в Шахтах»; None in English, where Russian names keep their own form."""
    return places.where(name) if view.texts.lang == "ru" else None


def short(view: View) -> str:
    """The name of the one place of the selection as lists call it."""
    if view.filters.district:
        known = view.district(view.filters.district[0])
        return known.short_name if known is not None else view.filters.district[0]
    return view.region.name if view.region is not None else ""


def about(view: View, names: Mapping[str, str]) -> str:
    """« по теме «Дороги» и по условиям отбора», with a blank before it; blank for everything."""
    texts, chosen = view.texts, view.filters.topic
    parts = []
    if chosen == (NONE,):
        parts.append(texts("sentence.no_topic"))
    elif len(chosen) == 1:
        parts.append(texts("sentence.on_topic", topic=quoted(texts, names.get(chosen[0], chosen[0]))))
    elif chosen:
        parts.append(texts.count("sentence.on_topics", len(chosen)))
    if any(getattr(view.filters, name) not in (None, ()) for name in _NARROWING):
        parts.append(texts("sentence.matching_too" if parts else "sentence.matching"))
    return "".join(" " + part for part in parts)
