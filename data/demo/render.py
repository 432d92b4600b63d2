"""Planned appeals as records: model.APPEAL tables that say what was known at a given moment."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.demo.life import FINAL, KINDS, NEVER, WORKING, Life
from data.demo.plan import CHANNELS, DEFAULT_POINT, NO_ONE, SOURCES, Plan, World
from data.demo.texts import Phrases, answers, compose
from data.demo.words import bodies
from data.model import APPEAL, BUDGET, MOMENT
from geo.boundaries import Boundaries

_HOUSE, _STREET, _SETTLEMENT, _DISTRICT, _NONE = range(5)
_MARKED = '{"synthetic":true}'
"""Every record says what it is, wherever it is copied to."""
_BESIDE = 0.0004
"""Degrees the administration stands beside the houses, so that nobody lives on the default point."""
_STATUSES = ("new", "moderation", "assigned", *WORKING, *FINAL, "reopened")
_PHOTOS = (None, '["photo-1.jpg"]', '["photo-1.jpg","photo-2.jpg"]')


class Writer:
    """Writes appeals of one region; keeps the lists of names that its numbers point into."""

    def __init__(self, world: World, boundaries: Boundaries) -> None:
        self._world = world
        self._region = boundaries.code
        self._districts = pa.array([one.name for one in boundaries.districts], pa.string())
        self._settlements = pa.array([*world.ground.settlements, None], pa.string())
        self._streets = pa.array(world.ground.streets, pa.string())
        self._topics = pa.array(world.themes.codes)
        self._groups = pa.array(world.themes.groups)
        self._phrases = Phrases(world.themes)
        self._administration = _administration(world)
        self._bodies, self._executors = _body_names(world, boundaries)

    def write(self, plan: Plan, until: int) -> pa.Table:
        """The appeals of `plan` as they stand at `until` (microseconds since 1970)."""
        columns = {**self._identity(plan), **self._place(plan), **_times(plan, until), **self._work(plan, until)}
        columns["text"] = self._text(plan, columns)
        return pa.table([columns[name].cast(APPEAL.field(name).type) for name in APPEAL.names], schema=APPEAL)

    def _identity(self, plan: Plan) -> dict[str, pa.Array]:
        themes = self._world.themes
        original = pa.array(plan.repeat_of, mask=plan.repeat_of < 0)
        return {
            "source": _named(SOURCES, plan.source),
            "external_id": _ids(self._region, pa.array(plan.number)),
            "region": _same(self._region, plan.size),
            "channel": _named(CHANNELS, plan.channel),
            "topic": self._topics.take(pa.array(plan.topic)),
            "topic_group": self._groups.take(pa.array(themes.group_of[plan.topic])),
            "fast_track": pa.array(themes.fast_track[plan.topic]),
            "type": _named(KINDS, plan.life.kind),
            "resolvable": pa.array((plan.life.kind == 0) | ((plan.life.kind == 1) & (plan.chance[:, 0] % 2 == 0))),
            "author": _ids("author", pa.array(plan.author, mask=plan.author == NO_ONE)),
            "repeat_of": _ids(self._region, original),
            "needs_budget": _named(BUDGET, plan.budget),
            "attachments": pa.array(_PHOTOS, pa.string()).take(pa.array(np.maximum(plan.chance[:, 4] % 6, 3) - 3)),
            "extra": _same(_MARKED, plan.size),
        }

    def _place(self, plan: Plan) -> dict[str, pa.Array]:
        """What the source wrote down of the place, less of it the less precise the appeal."""
        ground, lazy, address = self._world.ground, plan.address == DEFAULT_POINT, self._addresses(plan)
        placed = plan.precision <= _STREET
        house = (plan.precision == _HOUSE) & ~lazy & (ground.house[address] >= 0)
        settlement = np.where(lazy | (plan.precision >= _DISTRICT), -1, ground.settlement[address])
        nowhere = (plan.precision == _NONE) | (lazy & (plan.chance[:, 3] % 3 == 0))
        names = np.where(settlement < 0, len(self._settlements) - 1, settlement)
        return {
            "lon": pa.array(np.round(ground.lon[address] + lazy * _BESIDE, 6), mask=~placed),
            "lat": pa.array(np.round(ground.lat[address], 6), mask=~placed),
            "district": self._districts.take(pa.array(ground.district[address], mask=nowhere)),
            "settlement": self._settlements.take(pa.array(names)),
            "street": self._streets.take(pa.array(ground.street[address], mask=~placed | lazy)),
            "house": pa.array(ground.house[address], mask=~house).cast(pa.string()),
        }

    def _addresses(self, plan: Plan) -> NDArray[np.int64]:
        return np.where(plan.address == DEFAULT_POINT, self._administration, plan.address)

    def _work(self, plan: Plan, until: int) -> dict[str, pa.Array]:
        """Body and executor once assigned, the answer once given."""
        life, themes = plan.life, self._world.themes
        group, district = themes.group_of[plan.topic], self._world.ground.district[self._addresses(plan)]
        names = self._bodies.take(pa.array(group * len(self._districts) + district))
        assigned, answered = pa.array(life.assigned <= until), pa.array(life.answered <= until)
        none = pa.scalar(None, pa.string())
        return {
            "body": pc.if_else(assigned, names, none),
            "executor": pc.if_else(assigned, self._executors.take(pa.array(group)), none),
            "answer": pc.if_else(answered, answers(life.final, names, plan.chance), none),
        }

    def _text(self, plan: Plan, columns: dict[str, pa.Array]) -> pa.Array:
        picked = self._phrases.pick(plan.topic, plan.life.kind, plan.chance[:, 0])
        vk = plan.channel == CHANNELS.index("VK")
        return compose(self._phrases.sentences(picked, _at(columns)), plan.life.kind, plan.chance, vk)


def _at(columns: dict[str, pa.Array]) -> pa.Array:
    """The place in words: «на ул. Садовая, 15 (Таганрог)», as far as the record tells it."""
    street = pc.binary_join_element_wise("на ", columns["street"], "")
    house = pc.binary_join_element_wise(street, columns["house"], ", ")
    town = pc.binary_join_element_wise("в населённом пункте ", columns["settlement"], "")
    full = pc.binary_join_element_wise(house, " (", columns["settlement"], ")", "")
    return pc.coalesce(full, house, street, town, pa.scalar("у нас"))


def _times(plan: Plan, until: int) -> dict[str, pa.Array]:
    """The moments that have come by `until`, the status they add up to, and the mark."""
    life = plan.life
    again = (life.reopened <= until) & (life.reclosed > until)
    closed = np.where(life.reclosed <= until, life.reclosed, np.where(again, NEVER, life.closed))
    events = (life.registered, life.assigned, life.work, life.first_answer, life.answered, life.closed)
    happened = np.stack([plan.received, *events, life.marked, life.reopened, life.reclosed])
    updated = np.where(happened <= until, happened, 0).max(axis=0)
    return {
        "received": pa.array(plan.received).cast(MOMENT),
        "due": pa.array(life.due).cast(MOMENT),
        "registered": _come(life.registered, until),
        "first_answer": _come(life.first_answer, until),
        "answered": _come(life.answered, until),
        "closed": _come(closed, until),
        "updated": pa.array(updated).cast(MOMENT),
        "status": _named(_STATUSES, _status(life, again, until)),
        "mark": pa.array(life.mark, mask=life.marked > until),
    }


def _status(life: Life, again: NDArray[np.bool_], until: int) -> NDArray[np.int64]:
    """Codes into _STATUSES."""
    steps = (life.registered <= until).astype(np.int64) + (life.assigned <= until)
    steps = np.where(life.work <= until, 3 + life.working, steps)
    steps = np.where(life.closed <= until, 3 + len(WORKING) + life.final, steps)
    return np.asarray(np.where(again, len(_STATUSES) - 1, steps))


def _come(moments: NDArray[np.int64], until: int) -> pa.Array:
    return pa.array(moments, mask=moments > until).cast(MOMENT)


def _administration(world: World) -> int:
    """The address that stands for the administration: the middle of the largest settlement."""
    ground = world.ground
    inside = np.where(ground.quarter >= 0, ground.people, -1)
    there = np.flatnonzero(inside == inside.max())
    lon, lat = ground.lon[there], ground.lat[there]
    return int(there[np.argmin(np.hypot(lon - np.median(lon), lat - np.median(lat)))])


def _body_names(world: World, boundaries: Boundaries) -> tuple[pa.Array, pa.Array]:
    """Bodies by group and district (group · districts + district) and executors by group."""
    known = {one.group: one for one in bodies()}
    ordered = [known[group] for group in world.themes.groups]
    names = [
        f"{one.body}: {district.short_name}" if one.local else one.body
        for one in ordered
        for district in boundaries.districts
    ]
    return pa.array(names), pa.array([one.executor for one in ordered])


def _named(names: tuple[str, ...], codes: NDArray[np.int8] | NDArray[np.int64]) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(codes))


def _ids(prefix: str, numbers: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(prefix, numbers.cast(pa.string()), "-")


def _same(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text), count)
