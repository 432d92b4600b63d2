"""What callbacks work with: the questions, the settings, and the way from a state to a part or its failure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dash import no_update

from dashboard import state
from dashboard.parts.states import down, failed
from dashboard.parts.wire import wire
from dashboard.state import Catalogue, View
from dashboard.texts import texts
from data.errors import BadFilter, QuestionTimeout, StoreDown
from data.settings import Settings

if TYPE_CHECKING:
    from data.query import Questions

LOG = logging.getLogger(__name__)
Draw = Callable[["Desk", View], Any]


@dataclass(frozen=True)
class Desk:
    """Handed to every callback; holds nothing that changes."""

    questions: Questions
    settings: Settings

    def view(self, params: dict[str, str], path: str) -> View:
        return state.read(self.questions, params, path, self.settings.lang)

    def now(self, view: View) -> datetime:
        """The clock in the region's zone."""
        return datetime.now(ZoneInfo(view.tz))

    def catalogue(self, view: View) -> Catalogue:
        """The topics as this screen calls them."""
        english = view.texts.lang == "en"
        found = self.questions.topic_catalogue()
        names = {each.code: each.name_en if english and each.name_en else each.name for each in found.topics}
        names |= {
            each.code: each.name_en if english and each.name_en else each.name for each in found.roll_ups
        }
        return Catalogue(names, {each.code: each.parent for each in found.topics if each.parent})


async def answer(desk: Desk, params: dict[str, str] | None, path: str, draw: Draw) -> Any:
    """What a part draws, in a worker thread; a failed question becomes the part's own failure, not the page's.

    A bad address is the page's matter (`problem`), so the part keeps what it shows.
    """
    if params is None:
        return no_update
    return await asyncio.to_thread(safely, desk, params, lambda: draw(desk, desk.view(params, path)))


def safely(desk: Desk, params: dict[str, str], draw: Callable[[], Any]) -> Any:
    """What is drawn, or what stands in its place: nothing for a bad address, the failure of the part for all else."""
    try:
        return draw()
    except BadFilter:
        return no_update
    except QuestionTimeout:
        return failed(texts(state.language(params, desk.settings.lang)), slow=True)
    except StoreDown:
        return down(texts(state.language(params, desk.settings.lang)))
    except Exception:
        LOG.exception("a part of the screen could not be drawn")
        return failed(texts(state.language(params, desk.settings.lang)), slow=False)


def wired(drawn: Any) -> Any:
    """A drawn part as the tree the browser draws; no change stays none."""
    return no_update if drawn is no_update else wire(drawn)
