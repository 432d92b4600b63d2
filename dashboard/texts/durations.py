"""Lengths of time in words: the two largest units that matter, «3 дня 4 ч», «2 ч 10 мин», «меньше минуты»."""

from __future__ import annotations

from datetime import timedelta

from dashboard.texts.catalogue import Texts

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_LONG_DAYS = 10


def lasting(length: timedelta, texts: Texts) -> str:
    """A length of time; whole days alone from ten days on."""
    length = abs(length)
    if length >= _LONG_DAYS * _DAY:
        return texts.count("days", round(length / _DAY))
    days, rest = divmod(length, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // _MINUTE
    if days:
        return _joined(texts.count("days", days), texts("cards.hours", n=hours) if hours else "")
    if hours:
        return _joined(texts("cards.hours", n=hours), texts("cards.minutes", n=minutes) if minutes else "")
    return texts("cards.minutes", n=minutes) if minutes else texts("cards.moment")


def _joined(first: str, second: str) -> str:
    return f"{first} {second}" if second else first


def days_long(days: float, texts: Texts) -> str:
    """A number of days in words, «4,1 дня»; hours where it is less than one."""
    if days < 1:
        return lasting(timedelta(days=days), texts)
    return texts.count("days", days, 1 if days < _LONG_DAYS else 0)
