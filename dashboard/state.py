"""The state of a screen lives in its URL: read it into filters, and write the links that change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from dashboard import own
from dashboard.look import LOOKS
from dashboard.texts import LANGUAGES, Texts, texts
from dashboard.wall import setting
from data import filters as vocabulary
from data.answers import DistrictInfo, RegionInfo
from data.errors import BadFilter
from data.filters import Filters

if TYPE_CHECKING:
    from data.query import Questions

Params = Mapping[str, str]

STEPS = ("hour", "day", "week", "month")
EXTRA = frozenset({"step", "theme"}) | own.NAMES | setting.NAMES
"""Names of the URL that are the screen's own, beside the vocabulary of filters."""

KEPT = ("region", "lang", "theme", "map", "base")
"""What leads to another selection leaves as it is: where one is and how one likes to read."""

DEFAULTS: Params = {"period": "30d", "metric": "count", "unit": "appeals", "map": "density", "base": "previous"}
DROPS: Mapping[str, tuple[str, ...]] = {
    "region": ("district", "cell", "bbox", "area", "source", "channel", "asof", "vs", "frame"),
    "district": ("cell", "bbox", "area"),
    "period": ("from", "to", "step", "frame"),
    "from": ("period", "step", "frame"),
    "to": ("period", "step", "frame"),
    "asof": ("frame",),
    "map": ("frame",),
}
"""What a change of one name makes meaningless; assets/js/state.js holds the same table (a test compares them)."""

ORDER = (*vocabulary.NAMES, *sorted(EXTRA))


def merged(params: Params, **changes: str | None) -> dict[str, str]:
    """The parameters after a change, in canonical order; None removes a name, defaults are left out."""
    dropped = {name for change in changes for name in DROPS.get(change, ())} - set(changes)
    after = {name: text for name, text in params.items() if name not in dropped}
    after.update({name: text or "" for name, text in changes.items()})
    known = [name for name in ORDER if name in after]
    other = [name for name in after if name not in ORDER]
    return {name: after[name] for name in known + other if after[name] and after[name] != DEFAULTS.get(name)}


def href(params: Params, path: str = "/", **changes: str | None) -> str:
    """The link to a page with the state changed: permalink, new tab and bookmark alike."""
    query = "&".join([f"{_quoted(name)}={_quoted(text)}" for name, text in merged(params, **changes).items()])
    return f"{path}?{query}" if query else path


@lru_cache(4_096)
def _quoted(text: str) -> str:
    """A screen has hundreds of links made of the same few values."""
    return quote(text, safe=",:")


def toggled(chosen: tuple[str, ...], value: str) -> str | None:
    """A comma list with a value put in or taken out; None when nothing is left."""
    left = [each for each in chosen if each != value]
    return ",".join(left if value in chosen else [*chosen, value]) or None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The topics in the screen's language: names by code, and the group of each topic."""

    names: Mapping[str, str]
    parents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows: the state, its filters, the regions there are and the language. `region` None means all."""

    path: str
    params: Params
    filters: Filters
    regions: tuple[RegionInfo, ...]
    region: RegionInfo | None
    texts: Texts
    step: str | None = None

    def href(self, **changes: str | None) -> str:
        return href(self.params, self.path, **changes)

    @property
    def country(self) -> bool:
        """Whether several regions are shown together."""
        return self.region is None and len(self.regions) > 1

    @property
    def tz(self) -> str:
        """The zone of days and hours: the region's, of several together the default one's."""
        shown = self.region or next(iter(self.regions), None)
        return shown.tz if shown is not None else "Europe/Moscow"

    def into(self, code: str) -> str:
        """The link to a district, from the country's level through its region."""
        owner = next((one.code for one in self.regions if any(each.code == code for each in one.districts)), None)
        place: dict[str, str | None] = {"region": owner} if self.region is None and owner else {}
        return self.href(**place, district=code)

    def district(self, code: str) -> DistrictInfo | None:
        """The district of a code in the regions shown."""
        regions = self.regions if self.region is None else (self.region,)
        return next((each for region in regions for each in region.districts if each.code == code), None)


def is_synthetic(view: View) -> bool:
    """Whether any region shown holds invented appeals, which every screen and sheet must say."""
    shown = view.regions if view.region is None else (view.region,)
    return any(region.synthetic for region in shown)


def read(questions: Questions, params: Params, path: str = "/", lang: str = "ru") -> View:
    """The view of a URL; raises BadFilter for what is not in the vocabulary or not in the store."""
    filters = questions.parse(params, EXTRA)
    step = _one_of(params, "step", STEPS)
    _one_of(params, "theme", LOOKS)
    own.check(params)
    setting.read(params)
    regions = questions.regions()
    region = next((each for each in regions if each.code == filters.region), None)
    return View(path, dict(params), filters, regions, region, texts(filters.lang or lang), step)


def _one_of(params: Params, name: str, allowed: tuple[str, ...]) -> str | None:
    """The value of a name of the screen's own; None where the URL says nothing."""
    value = params.get(name) or None
    if value is not None and value not in allowed:
        said = f"недопустимое значение «{value[:60]}»"
        raise BadFilter(name, said, "Допустимо: " + ", ".join(allowed), code="value", value=value[:60])
    return value


def language(params: Params, default: str) -> str:
    """The language a URL asks for, also when the rest of it is wrong."""
    asked = params.get("lang", "")
    return asked if asked in LANGUAGES else default
