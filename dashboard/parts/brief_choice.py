"""Which briefing an address speaks of: template, sheet, language and selection, and the links that make it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dashboard import state
from dashboard.briefing import own, wall
from dashboard.briefing.briefings import ORIENTS, OURS, PAPERS, TEMPLATES
from dashboard.state import View
from dashboard.texts import LANGUAGES, Texts
from data import filters as vocabulary
from data.errors import BadFilter
from data.settings import Settings

PATH = "/briefings"
MONTH = "30d"
ABOUT_ONE = ("district", "topic")
"""Templates that are about exactly one of what they are named after."""
_NOT_OURS = frozenset({"lang", "vs"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a briefing is made of; `period` None: fixed days are given instead."""

    template: str
    paper: str
    orient: str
    size: str
    lang: str
    filters: dict[str, str]
    period: str | None

    def path(self, kind: str) -> str:
        """Where it is made."""
        sheet = {"size": self.size} if self.template == wall.NAME else {"paper": self.paper, "orient": self.orient}
        return f"/brief.{kind}?" + _query({"template": self.template, **sheet, **self.filters, "lang": self.lang})


def known(settings: Settings) -> tuple[str, ...]:
    """The templates there are now: ours, and an institution's own."""
    return (*OURS, *own.names(settings.brief_templates))


def chosen(view: View, templates: tuple[str, ...]) -> Chosen:
    """The choice of the page's address; BadFilter for what is not there.

    A template named in the address has the period of the screen; without one the address is of no briefing yet, so the
    first one is taken with its own period.
    """
    params = view.params
    template = _one_of(params.get("template"), "template", templates)
    filters = selection(view)
    dated = bool(filters.keys() & {"from", "to"})
    own_one = None if params.get("template") or params.get("period") else period_of(template)
    period = None if dated else own_one or filters.get("period") or MONTH
    return Chosen(
        template,
        _one_of(params.get("paper"), "paper", PAPERS),
        _one_of(params.get("orient"), "orient", ORIENTS),
        _one_of(params.get("size"), "size", tuple(wall.SIZES)),
        _one_of(params.get("say") or view.texts.lang, "say", LANGUAGES),
        _dated(filters, period),
        period,
    )


def ready(view: View, template: str) -> Chosen:
    """A template at once, of what a screen shows: its period where the address names one, else the template's own."""
    filters = selection(view)
    dated = bool(filters.keys() & {"from", "to"})
    period = None if dated else filters.get("period") or period_of(template) or MONTH
    return Chosen(template, PAPERS[0], ORIENTS[0], next(iter(wall.SIZES)), view.texts.lang, _dated(filters, period), period)


def selection(view: View) -> dict[str, str]:
    """The filters of an address, without what only screens read; the region is named."""
    given = {name: view.params[name] for name in vocabulary.NAMES if view.params.get(name) and name not in _NOT_OURS}
    return {"region": view.filters.region, **given}


def fits(template: str, view: View) -> bool:
    """Whether a template can be made of a selection."""
    return template not in ABOUT_ONE or len(getattr(view.filters, template)) == 1


def period_of(template: str) -> str | None:
    """The period that is usual for a template."""
    return TEMPLATES[template].period if template in TEMPLATES else None


def name_of(template: str, texts: Texts) -> str:
    """What a template is called; one of an institution's own by its file."""
    key = f"briefings.template.{template}.name"
    return texts(key) if texts.has(key) else template.replace("_", " ").replace("-", " ")


def period_in_words(found: Chosen, view: View) -> str:
    """«за 24 часа», or the fixed days."""
    return _in_words(found.period, view)


def screen_period(view: View) -> str:
    """The same of what a screen shows."""
    return _in_words(None if view.filters.since or view.filters.until else view.filters.period or MONTH, view)


def _in_words(period: str | None, view: View) -> str:
    texts, filters = view.texts, view.filters
    if period is not None:
        return texts("period.for_" + period)
    days = [texts.day(day, year=True) for day in (filters.since, filters.until) if day is not None]
    return texts("period.for_span", span=" – ".join(days))


def export_path(view: View, suffix: str, what: str) -> str:
    """Where the data of a selection are written."""
    return f"/export.{suffix}?" + _query({"what": what, **selection(view), **_step(what, view), "lang": view.texts.lang})


def chart_path(view: View, what: str) -> str:
    """Where a chart of a selection is drawn."""
    return "/chart.png?" + _query({"what": what, **selection(view), **_step(what, view), "lang": view.texts.lang})


def page(view: View, **changes: str | None) -> str:
    """The page of briefings with the selection carried."""
    return state.href(view.params, PATH, **changes)


def _step(what: str, view: View) -> dict[str, str]:
    return {"step": view.step} if what == "trend" and view.step else {}


def _dated(filters: dict[str, str], period: str | None) -> dict[str, str]:
    return filters if period is None else {**filters, "period": period}


def _query(params: dict[str, str]) -> str:
    return urlencode(params, quote_via=quote, safe=",:")


def _one_of(given: str | None, name: str, allowed: tuple[str, ...]) -> str:
    value = given or allowed[0]
    if value not in allowed:
        said = f"недопустимое значение «{value[:60]}»"
        raise BadFilter(name, said, "Допустимо: " + ", ".join(allowed), code="value", value=value[:60])
    return value
