"""What a sheet of one district or topic says in words: beside everyone, answers, structure, places, records, peers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.briefing.limits import rate_said
from dashboard.briefing.subject import Details
from dashboard.briefing.wording import Data, changed, told
from dashboard.parts.card_answers import called
from dashboard.parts.card_versus import Line, said
from dashboard.parts.chips import word
from dashboard.parts.feed import place_words, topic_words
from dashboard.sentences import standing
from dashboard.state import View
from dashboard.texts.durations import days_long, lasting
from data.answers import AnswerTimes, CellRow, Page, Part, Row, Share, Structure
from data.model import OPEN_STATUSES

PARTS, NUMBERED = 5, 5
"""Values of a field in a list; places that have their number on the map too."""


@dataclass(frozen=True, slots=True)
class Words:
    """Writes the parts of a sheet: in which view, with which names of topics, leaving out figures below `least`."""

    view: View
    names: Mapping[str, str]
    least: int

    def topic(self, row: Row) -> str:
        """What a topic is called."""
        return self.names.get(row.code or "", row.name or self.view.texts("topics.no_topic"))

    def versus(self, details: Details) -> list[Data]:
        """One figure a row: its own, everyone's, and the verdict where they differ by more than chance.

        A share of too few is left out: it tells them as well as their number.
        """
        times = details.times
        few = {"late": times.late, "overdue_share": times.overdue, "repeat_share": details.repeats}
        return [
            {
                "name": self.view.texts("cards.figure_" + one.name),
                "own": said(one.name, one.own, self.view),
                "other": said(one.name, one.other, self.view),
                "verdict": _verdict(one, self.view),
            }
            for one in details.versus
            if self.is_told(few.get(one.name, 0))
        ]

    def times(self, own: AnswerTimes, everyone: AnswerTimes) -> list[Data]:
        """The middle, the slow tenth and what came late, with everyone's beside it."""
        texts = self.view.texts
        if not own.answered:
            return []
        late, all_late = (_late(one, self.view) if self.is_told(one.late) else "—" for one in (own, everyone))
        return [
            {"label": texts("cards.median"), "value": _days(own.median, self.view), "whole": _days(everyone.median, self.view)},
            {"label": texts("cards.p90"), "value": _days(own.p90, self.view), "whole": _days(everyone.p90, self.view)},
            {"label": texts("cards.late"), "value": late, "whole": all_late},
        ]

    def bins(self, found: Sequence[Share], total: int) -> list[Data]:
        """A distribution, every step with its share; empty ones at its far end are left out, and all of it where it is of few."""
        if not self.is_told(total):
            return []
        lows: list[float | None] = [None, *(one.edge for one in found[:-1])]
        pairs = list(zip(lows, found, strict=True))
        while pairs and not pairs[-1][1].count:
            pairs.pop()
        most = max((one.count for one in found), default=0) or 1
        kept = told(pairs, lambda pair: pair[1].count, self.least)
        return [self._bar(called(low, one.edge, self.view), one.count, total, most) for low, one in kept]

    def structure(self, found: Structure) -> Data:
        """The first values of a field with share and change."""
        texts = self.view.texts
        total, parts = sum(one.count for one in found.rows), told(found.rows, lambda one: one.count, self.least)
        most = max((one.count for one in parts), default=0) or 1
        rows = [self._part(one, found.field, total, most) for one in parts if one.count][:PARTS]
        return {"title": texts("cards.by_" + found.field), "rows": rows}

    def _part(self, one: Part, field: str, total: int, most: int) -> Data:
        name = self.view.texts("cards.blank") if one.value is None else word(self.view, field, one.value)
        return self._bar(name, one.count, total, most)

    def _bar(self, name: str, count: int, total: int, most: int) -> Data:
        share = count / total if total else 0.0
        return {
            "name": name,
            "share": count / most,
            "value": self.view.texts.number(count),
            "percent": self.view.texts.percent(share, 1 if 0 < share < 0.01 else 0),
        }

    def places(self, details: Details) -> list[Data]:
        """The hexagons with most appeals, in words; on the map of a whole region their numbers would hide its cities."""
        rows = told(details.cells.rows, lambda one: one.count, self.least)
        most = max((one.value for one in rows), default=0.0) or 1.0
        return [
            {
                "number": str(number),
                "place": self._place(one),
                "marked": number <= NUMBERED and details.who.kind == "district",
                "share": one.value / most,
                "value": self.view.texts.number(one.count),
            }
            for number, one in enumerate(rows, start=1)
        ]

    def _place(self, row: CellRow) -> str:
        """Where a hexagon lies; what the sheet or the district already says is not said again."""
        known = self.view.district(row.district or "")
        name = known.short_name if known is not None else ""
        settlement = "" if name and name in (row.settlement or "") else row.settlement
        district = "" if self.view.filters.district else name
        said = [one for one in (district, settlement, row.street) if one] or [row.settlement or name]
        return ", ".join(said) or self.view.texts("brief.unnamed_place")

    def oldest(self, page: Page) -> list[Data]:
        """The records open longest, without a word of their texts; none where the rule of small figures is in force.

        One that was closed after the moment of the sheet has a status of later on, which is not said.
        """
        texts, shown = self.view.texts, told(page.rows, lambda _: 1, self.least)
        rows = []
        for row in shown:
            due = row.get("due")
            late = due is not None and due < page.asof
            key = "oldest.no_term" if due is None else "oldest.overdue" if late else "oldest.left"
            rows.append(
                {
                    "age": lasting(page.asof - row["received"], texts),
                    "topic": topic_words(row, self.names, self.view),
                    "place": place_words(row, self.view),
                    "status": texts(f"status.{row['status']}") if row["status"] in OPEN_STATUSES else "—",
                    "term": texts(key, time=lasting(page.asof - due, texts)) if due is not None else texts(key),
                    "late": late,
                    "number": str(row["external_id"]),
                }
            )
        return rows

    def peers(
        self, rows: Iterable[Row], details: Details, name: Callable[[Row], str], residents: Callable[[Row], int | None]
    ) -> list[Data]:
        """Those it is compared with: appeals, rate, change, days to an answer, overdue; its own row is marked."""
        late = {row.code: row.value for row in details.late.rows}
        days = {row.code: row.value for row in details.days.rows}
        texts = self.view.texts
        found: list[Data] = []
        for row in told(list(rows), lambda one: one.count, self.least):
            people, overdue = residents(row), late.get(row.code)
            found.append(
                {
                    "name": name(row),
                    "own": row.code == details.who.code,
                    "total": False,
                    "value": texts.number(row.count),
                    "rate": rate_said(row.count * 1000 / people, self.view) if people else "—",
                    "change": changed(standing.change(row, "count"), self.view),
                    "days": texts.value("answer_days", days.get(row.code)),
                    "overdue": self.figure(overdue),
                }
            )
        return found

    def everyone(self, name: str, details: Details, people: int | None) -> Data:
        """The last row of the peers: all of them together."""
        texts, times = self.view.texts, details.all_times
        return {
            "name": name,
            "own": False,
            "total": True,
            "value": texts.number(times.total),
            "rate": rate_said(times.total * 1000 / people, self.view) if people else "—",
            "change": None,
            "days": texts.value("answer_days", times.mean),
            "overdue": self.figure(times.overdue),
        }

    def figure(self, value: float | None) -> str:
        """A number of appeals; «менее 5» where it is too small to be told."""
        texts = self.view.texts
        if value is None:
            return "—"
        return texts.number(value) if self.is_told(value) else texts("brief.fewer", least=self.least)

    def is_told(self, value: float) -> bool:
        return bool(told([value], lambda one: one, self.least))


def _verdict(one: Line, view: View) -> Data:
    way = "flat" if not one.change.beyond else "up" if one.change.difference > 0 else "down"
    word_of = {"flat": "same", "up": "higher", "down": "lower"}[way]
    tone = "flat" if way == "flat" else "bad" if (way == "up") == one.worse_up else "good"
    return {"text": view.texts("cards.is_" + word_of), "way": way, "tone": tone}


def _days(value: float | None, view: View) -> str:
    return "—" if value is None else days_long(value, view.texts)


def _late(found: AnswerTimes, view: View) -> str:
    return view.texts.percent(found.late / found.termed, 1) if found.termed else "—"
