"""When appeals come: growth over the years, seasons of each topic, weather, weekdays and hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from data.demo.words import Themes, rhythm

HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_GROWTH = 3.0
"""How many times busier the last day is than the first one, three years before."""
_OUT_OF_SEASON = 0.05
_HOLIDAY = 0.72
_SWELLS = {
    "01.001": (3.5, 0.45), "01.002": (4.0, 0.35), "01.005": (12.0, 0.4), "02.001": (12.0, 0.4), "02.002": (11.5, 0.3),
    "02.003": (4.0, 0.2), "02.004": (6.0, 0.3), "02.008": (4.0, 0.4), "03.002": (7.0, 0.25), "04.006": (1.0, 0.35),
    "05.001": (1.0, 0.25), "06.001": (12.0, 0.3), "09.001": (7.0, 0.25), "11.001": (3.0, 0.2),
}  # fmt: skip
"""Topics of the whole year that swell: the month of the peak and its height above the mean."""


@dataclass(frozen=True)
class Calendar:
    """The hours of the demonstration (UTC, h of them) and how busy each is; `topics` is the mix by day (d, n)."""

    first_hour: int
    busy: NDArray[np.float64]
    topics: NDArray[np.float64]

    @property
    def first_day(self) -> int:
        return self.first_hour // 24

    def day_of(self, hour: NDArray[np.int64]) -> NDArray[np.int64]:
        """Row of `topics` for hours counted from 1970."""
        return hour // 24 - self.first_day


def to_us(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_us(value: int) -> datetime:
    """The aware moment (UTC) of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=value)


def build_calendar(themes: Themes, tz: str, since: datetime, until: datetime, seed: int) -> Calendar:
    """How busy every hour from `since` to `until` is for an office in the zone `tz`, weather of `seed` included.

    The weather is drawn by calendar day, so calendars of different spans agree on the days they share.
    """
    first, last = to_us(since) // HOUR_US, -(-to_us(until) // HOUR_US)
    days = np.arange(first // 24, (last - 1) // 24 + 1, dtype=np.int64)
    mix = themes.weight * _season_by_day(themes, days) * _weather(themes, days, seed)
    hours = np.arange(first, last, dtype=np.int64)
    day = hours // 24 - days[0]
    busy = _growth(hours, last) * mix.sum(axis=1)[day] * _hourly(hours, days, tz)
    cumulative = np.cumsum(mix / mix.sum(axis=1, keepdims=True), axis=1)
    cumulative[:, -1] = 1.0
    return Calendar(int(first), busy, cumulative)


def pick_topics(calendar: Calendar, hour: NDArray[np.int64], chance: NDArray[np.float64]) -> NDArray[np.int64]:
    """A topic for each hour out of that day's mix, by uniform numbers in [0, 1)."""
    day = calendar.day_of(hour)
    rows, topics = calendar.topics.shape
    flat = (calendar.topics + np.arange(rows)[:, None]).ravel()
    found = np.searchsorted(flat, day + chance, side="right") - day * topics
    return np.asarray(np.minimum(found, topics - 1))


def _growth(hours: NDArray[np.int64], last: int) -> NDArray[np.float64]:
    years_back = (last - hours) / (365.25 * 24)
    return np.asarray(_GROWTH ** (-years_back / 3.0))


def _season_by_day(themes: Themes, days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Shape (days, topics); the mean over a year is 1, so that a weight is a yearly frequency."""
    month = _months(days)
    points = np.arange(0.5, 12.5)
    columns = [np.interp(month, points, _monthly(themes, topic), period=12) for topic in range(len(themes.codes))]
    return np.column_stack(columns)


def _monthly(themes: Themes, topic: int) -> NDArray[np.float64]:
    peak, height = _SWELLS.get(themes.codes[topic], (1.0, 0.0))
    factors = 1 + height * np.cos((np.arange(12) + 1.5 - peak) / 12 * 2 * np.pi)
    if themes.season[topic]:
        first, last = (int(part) for part in themes.season[topic].split("-"))
        length = (last - first) % 12 + 1
        factors = np.full(12, _OUT_OF_SEASON)
        factors[(first - 1 + np.arange(length)) % 12] = 0.5 + np.sin(np.pi * (np.arange(length) + 0.5) / length)
    return np.asarray(factors / factors.mean())


def _months(days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Month of the year as a number in [0, 12)."""
    dates = days.astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.int64)
    into = (dates - month.astype("datetime64[D]")).astype(np.int64)
    return np.asarray(month.astype(np.int64) % 12 + into / length)


def _weather(themes: Themes, days: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Spells of some days by season key: snowfalls and heat make seasonal topics jump, the rest hardly stirs."""
    keys = sorted(set(themes.season))
    spells = {key: _spell(days, seed, number, 0.6 if key else 0.07) for number, key in enumerate(keys)}
    return np.column_stack([spells[key] for key in themes.season])


def _spell(days: NDArray[np.int64], seed: int, number: int, height: float) -> NDArray[np.float64]:
    """A smooth lognormal series: the noise of each calendar day, averaged with that of the two before it."""
    span = np.arange(days[0] - 2, days[-1] + 1)
    noise = np.random.default_rng([seed, number]).standard_normal(40_000)[span % 40_000]
    smooth = np.convolve(noise, [0.7, 0.55, 0.45], mode="valid")
    return np.asarray(np.exp(height * smooth - height**2 / 2))


def _hourly(hours: NDArray[np.int64], days: NDArray[np.int64], tz: str) -> NDArray[np.float64]:
    """The measured share of the week for each hour of local time, holidays calmer."""
    zone = ZoneInfo(tz)
    shift = np.array([_offset_hours(zone, int(day)) for day in days])[hours // 24 - days[0]]
    local = hours + shift
    weekday = (local // 24 + 3) % 7
    dates = (local // 24).astype("datetime64[D]")
    month = dates.astype("datetime64[M]").astype(np.int64) % 12
    into = (dates - dates.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    holiday = ((month == 0) & (into < 8)) | ((month == 4) & (into < 9))
    return np.asarray(rhythm()[weekday, local % 24] * np.where(holiday, _HOLIDAY, 1.0))


def _offset_hours(zone: ZoneInfo, day: int) -> int:
    offset = from_us(day * DAY_US).astimezone(zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 3600)
