"""Whom a card is about, and the selections it asks about: of its own, and of everything it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.state import Catalogue, View
from data.answers import DistrictInfo
from data.filters import NONE, Filters

DISTRICT, TOPIC = "/district", "/topic"


@dataclass(frozen=True, slots=True)
class Subject:
    """One district or one topic: its code and its name."""

    kind: str
    code: str
    name: str
    district: DistrictInfo | None = None


def subject(view: View, catalogue: Catalogue) -> Subject | None:
    """The subject of a card's page; None where the address names none, or several."""
    if view.path.rstrip("/") == DISTRICT:
        return _district(view)
    return _topic(view, catalogue)


def _district(view: View) -> Subject | None:
    if len(view.filters.district) != 1:
        return None
    code = view.filters.district[0]
    known = view.district(code)
    if known is None:
        return Subject("district", code, view.texts("ranking.no_district") if code == NONE else code)
    return Subject("district", code, known.name, known)


def _topic(view: View, catalogue: Catalogue) -> Subject | None:
    if len(view.filters.topic) != 1:
        return None
    code = view.filters.topic[0]
    return Subject("topic", code, view.texts("topics.no_topic") if code == NONE else catalogue.names.get(code, code))


def everyone(view: View) -> Filters:
    """The same selection of the whole region (for a district) or of all topics (for a topic)."""
    if view.path.rstrip("/") == DISTRICT:
        return replace(view.filters, district=(), cell=(), bbox=None, area=None)
    return replace(view.filters, topic=())


def counted(filters: Filters) -> Filters:
    """The selection counted by appeals: what lists of places and heads are about, whatever is measured elsewhere."""
    return replace(filters, metric="count", unit="appeals")
