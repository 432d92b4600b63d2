"""The status of a record from its text, its step and its dates, by the profile's rules."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.model import CLOSED_STATUSES, OPEN_STATUSES
from data.sources.columns import Taken
from data.sources.folding import fold
from data.sources.profile_format import Profile
from data.sources.values import WORDS, codes, each

_OPEN, _CLOSED = pa.array(OPEN_STATUSES), pa.array(CLOSED_STATUSES)


def read_status(taken: Taken, profile: Profile, ended: NDArray[np.bool_]) -> tuple[pa.Array, pa.Array]:
    """Status of every row, and the texts that no profile knows (null else); `ended` = has an answer or an end."""
    texts = taken.field("status")
    known = _known(texts, profile)
    by_dates = pc.if_else(pa.array(ended), "solved", "new")
    blank = pc.if_else(texts.is_null(), _blank(taken, profile, by_dates), pa.scalar(None, pa.string()))
    unknown = pc.if_else(pc.and_(texts.is_valid(), known.is_null()), texts, pa.scalar(None, pa.string()))
    return pc.coalesce(known, blank, by_dates), unknown


def is_open(status: pa.Array) -> NDArray[np.bool_]:
    """Where the status is an open one."""
    return np.asarray(pc.is_in(status, _OPEN))


def _known(texts: pa.Array, profile: Profile) -> pa.Array:
    """Codes by the profile's words, then the usual ones.

    Where the profile says what any other text means, the usual words only tell one closed status from another.
    """
    own, other = profile.values.get("status", {}), profile.rules.other_status
    if other is None:
        return codes(texts, "status", own)
    usual = {word: code for word, code in WORDS["status"].items() if code in CLOSED_STATUSES}
    return each(texts, lambda text: own.get(fold(text)) or usual.get(fold(text)) or other)


def _blank(taken: Taken, profile: Profile, by_dates: pa.Array) -> pa.Array:
    """A blank status: the step where it is an open one, else by the rule, else by the dates."""
    rule = profile.rules.blank_status
    step = codes(taken.field("step"), "step", profile.values.get("step"))
    step = pc.if_else(pc.fill_null(pc.is_in(step, _OPEN), False), step, pa.scalar(None, pa.string()))
    return pc.coalesce(step, by_dates if rule is None else pa.scalar(rule))
