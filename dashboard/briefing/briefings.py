"""The one door of briefings: a filter set, a template and a paper make a PDF or a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dashboard import state
from dashboard.briefing import daily, own, sheets, wall, weekly
from dashboard.briefing.figures import DAY, MONTH, Figures
from dashboard.briefing.leaving import leaving
from dashboard.briefing.maps import Maps
from dashboard.briefing.typeset import Paper, Sheet, pdf, png
from dashboard.callbacks.desk import Desk
from dashboard.mappicture import Pictures
from dashboard.mapsets import MapSets, roads_of
from dashboard.params import whole
from dashboard.wall import setting
from data import crest
from data.errors import BadFilter
from data.settings import Settings

KINDS = {"pdf": "application/pdf", "png": "image/png"}
OWN = frozenset({"template", "paper", "orient", "size", "page"})
"""Names of a query that are the briefing's own."""
PAPERS, ORIENTS = ("a4", "a3"), ("portrait", "landscape")
PAGES_MAX = 99
_PIXELS_PER_POINT = 2.5

Make = Callable[[Figures, Paper, Settings, Maps], Sheet]


@dataclass(frozen=True, slots=True)
class Template:
    """How a sheet is made, and the period of a query that names none."""

    make: Make
    period: str


TEMPLATES: Mapping[str, Template] = {
    "daily": Template(daily.sheet, DAY),
    "weekly": Template(weekly.sheet, weekly.WEEK),
    "district": Template(sheets.district, MONTH),
    "topic": Template(sheets.topic, MONTH),
}
OURS = (*TEMPLATES, wall.NAME)
"""Our own names of templates; the wall is no sheet of paper and is made its own way."""


@dataclass(frozen=True, slots=True)
class Briefings:
    """Makes the briefings of a store."""

    desk: Desk
    pictures: Pictures

    @classmethod
    def of(cls, desk: Desk) -> Briefings:
        """Briefings of a desk, with maps of their own and without small numbers."""
        own.check(desk.settings.brief_templates)
        desk = leaving(desk)
        sets = MapSets(desk.questions, roads=roads_of(desk.settings))
        return cls(desk, Pictures(desk.questions, sets, desk.settings.few_min))

    def made(self, params: Mapping[str, str], kind: str) -> tuple[bytes, str]:
        """The file and its name; raises BadFilter for what is not in the vocabulary."""
        name = _one_of("template", params, self.templates())
        if name == wall.NAME:
            return self._wall(params, kind)
        template = TEMPLATES[self._data_of(name)]
        paper = Paper(_one_of("paper", params, PAPERS), _one_of("orient", params, ORIENTS) == ORIENTS[1])
        query = {name: text for name, text in params.items() if name not in OWN}
        if not {"period", "from", "to"} & set(query):
            query["period"] = template.period
        view = state.read(self.desk.questions, query, "/", self.desk.settings.lang)
        sheet = template.make(Figures.of(self.desk, view), paper, self.desk.settings, Maps(self.pictures))
        sheet = replace(sheet, template=name, drawings={**sheet.drawings, **self._crest()})
        return self._set(sheet, kind, _page(params)), _file_name(view, sheet, kind)

    def _wall(self, params: Mapping[str, str], kind: str) -> tuple[bytes, str]:
        """The scenes of a wall's address: all of them as pages, the first one as a picture."""
        size = _one_of("size", params, tuple(wall.SIZES))
        query = {name: text for name, text in params.items() if name not in OWN}
        view = state.read(self.desk.questions, query, setting.PATH, self.desk.settings.lang)
        scenes = setting.read(view.params).scenes
        sheet = wall.sheet(self.desk, view, scenes if kind == "pdf" else scenes[:1], wall.Map(self.pictures, wall.look(view)))
        sheet = replace(sheet, drawings={**sheet.drawings, **self._crest()})
        body = pdf(sheet) if kind == "pdf" else png(sheet, wall.SIZES[size])[0]
        return body, _file_name(view, sheet, kind)

    def templates(self) -> tuple[str, ...]:
        """The names that there are now: ours, and those of the own folder."""
        return (*OURS, *own.names(self.desk.settings.brief_templates))

    def _data_of(self, name: str) -> str:
        """The template of ours whose data a template is set from."""
        folder = self.desk.settings.brief_templates
        return name if name in TEMPLATES or folder is None else own.data_of(folder, name, tuple(TEMPLATES))

    def _set(self, sheet: Sheet, kind: str, page: int) -> bytes:
        settings = self.desk.settings
        if sheet.template in TEMPLATES or settings.brief_templates is None:
            return _typeset(sheet, kind, page)
        with own.staged(settings.brief_templates, sheet.template, settings.brief_templates_max_mb) as folder:
            return _typeset(replace(sheet, folder=folder), kind, page)

    def _crest(self) -> dict[str, str]:
        settings = self.desk.settings
        return {"crest": crest.read(settings.brief_crest, settings.brief_crest_max_kb)} if settings.brief_crest else {}


def _file_name(view: state.View, sheet: Sheet, kind: str) -> str:
    return f"teplokarta-{view.filters.region}-{sheet.template}-{sheet.stamp:%Y%m%d-%H%M}.{kind}"


def _one_of(name: str, params: Mapping[str, str], allowed: tuple[str, ...]) -> str:
    """The value of a name of ours, the first one allowed where none is given."""
    given = params.get(name) or allowed[0]
    if given not in allowed:
        raise BadFilter(name, f"недопустимое значение «{given[:40]}»", "Допустимо: " + ", ".join(allowed))
    return given


def _page(params: Mapping[str, str]) -> int:
    """Which page a picture is of; a file of pages has all of them."""
    return whole(params, "page", 1, 1, PAGES_MAX) or 1


def _typeset(sheet: Sheet, kind: str, page: int) -> bytes:
    if kind == "pdf":
        return pdf(sheet)
    pages = png(sheet, _PIXELS_PER_POINT)
    if page > len(pages):
        raise BadFilter("page", f"страницы {page} нет", f"Целое число, 1–{len(pages)}")
    return pages[page - 1]
