"""What an export says about itself: period, moment, filters, sources, share placed, rules, and the way back to the screen."""

from __future__ import annotations

from dashboard import state
from dashboard.parts import chips, placed
from dashboard.parts.kpis import period_words
from dashboard.permalink import permalink
from dashboard.state import Catalogue, View
from data.answers import Summary
from data.settings import Settings

Method = tuple[tuple[str, str], ...]


def method(view: View, summary: Summary, catalogue: Catalogue, what: str, settings: Settings) -> Method:
    """Labels and texts, in the language of the view."""
    texts, least = view.texts, settings.small_cell_min
    share = placed.share_placed(summary)
    lines = [
        ("what", texts("export.what." + what)),
        ("region", view.region.name if view.region else texts("header.all_regions")),
        ("period", period_words(view)),
        ("asof", f"{texts.day(summary.asof, year=True)}, {summary.asof:%H:%M %z}"),
        ("stamp", f"{summary.asof:%Y%m%d-%H%M}"),
        ("filters", filters_in_words(view, catalogue)),
        ("metric", texts("metric." + view.filters.metric) + ", " + texts("unit." + view.filters.unit)),
        ("total", texts.number(summary.total)),
        ("placed", "—" if share is None else placed.percent(view, share)),
        ("sources", "; ".join(_source(view, each.name, each.last, each.rows) for each in summary.sources)),
        ("rules", texts("export.rules", few=texts("brief.few", least=least) + " " if least > 1 else "")),
        ("synthetic", texts("header.synthetic_hint") if state.is_synthetic(view) else ""),
        ("link", permalink(view, summary.asof, settings.public_url)),
        ("version", str(summary.version)),
    ]
    return tuple((texts("export.label." + name), text) for name, text in lines if text)


def filters_in_words(view: View, catalogue: Catalogue) -> str:
    """Every condition in force but the period, in words."""
    found = [text for _, text in chips.active(view)]
    districts = [view.district(code) for code in view.filters.district]
    found += [each.name for each in districts if each is not None]
    found += [catalogue.names.get(code, code) for code in view.filters.topic]
    return "; ".join(found) or view.texts("export.no_filters")


def _source(view: View, name: str, last: object, rows: int) -> str:
    shown = chips.word(view, "source", name)
    return view.texts("export.source", name=shown, last=f"{last:%d.%m.%Y %H:%M}", rows=view.texts.number(rows))

