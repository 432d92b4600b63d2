"""A second set of filters to compare with: its view, what the two differ in, and how each is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from dashboard import state
from dashboard.parts.kpis import period_words
from dashboard.state import Catalogue, View
from data.filters import NONE, PERIOD_DAYS, Filters
from data.questions.versus import params_of
from data.windows import WEEK, shift

if TYPE_CHECKING:
    from data.query import Questions

YEAR = 52 * WEEK
"""A year ago on the same day of the week."""

PAGE = state.EXTRA | {"vs", "lang", "metric", "unit"}
"""Names that both sets share or that are the page's own."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The views of both sets, and their names in words."""

    one: View
    other: View
    names: tuple[str, str]

    @property
    def fields(self) -> frozenset[str]:
        """What they differ in: `time`, `district`, `topic` (and whatever else a link may hold)."""
        return differing(self.one.filters, self.other.filters)


def sides(questions: Questions, view: View, catalogue: Catalogue) -> Sides | None:
    """Both sets of a comparison; None without one."""
    if not view.filters.vs:
        return None
    params = params_of(view.filters)
    filters = questions.parse(params)
    region = next((each for each in view.regions if each.code == filters.region), None)
    shared = {name: text for name, text in view.params.items() if name in PAGE - {"vs"}}
    other = replace(view, params={**params, **shared}, filters=filters, region=region)
    fields = differing(view.filters, filters)
    return Sides(view, other, (named(view, fields, catalogue), named(other, fields, catalogue)))


def differing(one: Filters, other: Filters) -> frozenset[str]:
    """The names of the fields that tell two sets apart; all of time is one."""
    time = [(each.period, each.since, each.until, each.asof) for each in (one, other)]
    names = ("region", "district", "topic", "source", "channel", "status", "type", "precision", "budget", "repeat", "area", "q")
    found = {name for name in names if getattr(one, name) != getattr(other, name)}
    return frozenset(found | ({"time"} if time[0] != time[1] else set()))


def named(view: View, fields: frozenset[str], catalogue: Catalogue) -> str:
    """«Таганрог», «дороги», «за 30 дней на 18 октября»: a set by what tells it from the other."""
    texts, filters, said = view.texts, view.filters, list[str]()
    if "region" in fields:
        said.append(view.region.name if view.region is not None else texts("header.all_regions"))
    if "district" in fields:
        said.append(", ".join(place(view, code) for code in filters.district) or texts("versus.everywhere"))
    if "topic" in fields:
        said.append(", ".join(catalogue.names.get(code, code) for code in filters.topic) or texts("crumbs.all_topics"))
    if "time" in fields:
        said.append(time_words(view))
    return ", ".join(said) or texts("versus.other_filters")


def place(view: View, code: str) -> str:
    """The short name of a district."""
    known = view.district(code)
    return view.texts("crumbs.no_district") if code == NONE else known.short_name if known else code


def time_words(view: View) -> str:
    """«за 30 дней», «за 30 дней на 18 октября»."""
    asof = view.filters.asof
    words = period_words(view)
    return words if asof is None else view.texts("versus.asof", period=words, day=view.texts.full_date(asof))


# ---- ways into a comparison and out of it


def earlier(view: View, now: datetime, back: timedelta | None) -> str | None:
    """The same set an equal window earlier (`back` None), or so much earlier; None for all of time."""
    filters = view.filters
    if filters.period is not None:
        days = PERIOD_DAYS.get(filters.period)
        if days is None:
            return None
        moment = (filters.asof or now) - (shift(timedelta(days=days)) if back is None else back)
        return written(view, asof=f"{moment:%Y-%m-%dT%H:%M}")
    if filters.since is None:
        return None
    until = filters.until or (filters.asof or now).date()
    by = shift(until - filters.since + timedelta(days=1)) if back is None else back
    return written(view, **{"from": (filters.since - by).isoformat(), "to": (until - by).isoformat()})


def written(view: View, **changes: str | None) -> str:
    """The second set as text: the first one's filters with some changed."""
    params: Mapping[str, str] = {name: text for name, text in view.params.items() if name not in PAGE and text}
    after = {**params, **{name: text for name, text in changes.items() if text}}
    return urlencode(after, quote_via=quote, safe=",:") or "period=30d"


def swapped(view: View) -> dict[str, str | None]:
    """The change of the address that makes the second set the first one."""
    other = {name: text for name, text in params_of(view.filters).items() if name not in PAGE}
    gone = {name: None for name in view.params if name not in PAGE}
    return {**gone, **other, "vs": written(view)}
