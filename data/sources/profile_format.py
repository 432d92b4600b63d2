"""What a mapping profile holds once it is read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.model import APPEAL

DATE_SHAPES = ("iso", "dmy", "mdy", "excel", "epoch_s", "epoch_ms")
OTHER_FIELDS = ("duration", "step", "address", "coordinates")
"""What a column may mean beside the Appeal's own names."""

FIELDS = (*APPEAL.names, *OTHER_FIELDS)
DATE_FIELDS = ("received", "registered", "due", "first_answer", "answered", "closed", "updated")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a profile may say beyond columns and values."""

    blank_status: str | None = None
    """Status of a blank; without it a blank follows from the dates."""

    other_status: str | None = None
    """Status of a text that `values` does not name; without it the text is kept and the dates decide."""

    answered_is_closed: bool = False
    """The source has one moment of the end: whichever of answered and closed is blank takes the other."""

    address: str = "ru"
    """How `address` is written: `ru` («ул. Ленина, д. 5») or `us` («39 Lorraine St»)."""

    markup: str = "plain"
    """`html`: texts carry HTML, which becomes plain text; links to persons become [id…|name] marks."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One mapping profile; headers and values are folded texts (see `folding.fold`).

    `source` is the constant code of the source, None when a column gives it. `columns` maps a field to header
    synonyms, best first; `values` a field to {text: code}; `topics` «group / topic» or «topic» to a topic code.
    """

    name: str
    title: str
    source: str | None
    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ("iso", "dmy", "excel")
    tz: str | None = None
    rules: Rules = field(default_factory=Rules)
    signature: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
