"""Where a place is, in words: «в Шахтах», «в Белокалитвинском районе», «на Чукотке»; None where no case is certain."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache

from dashboard.sentences import cases
from geo.reference import PLACES

_QUOTES = re.compile(r"[\"'«»„“”]+")
_NOISE = re.compile(
    r"^(?:(?:внутригородская территория города федерального значения|внутригородское муниципальное образование"
    r"|муниципальное образование|МО|(?:городской|муниципальный) округ(?= округ )) )+",
    re.IGNORECASE,
)
_HEADS = {
    "муниципальный район": "районе",
    "район": "районе",
    "муниципальный округ": "округе",
    "городской округ": "городском округе",
    "автономный округ": "автономном округе",
    "округ": "округе",
    "край": "крае",
    "автономная область": "автономной области",
    "область": "области",
    "Народная Республика": "Народной Республике",
    "Республика": "Республике",
    "сельское поселение": "сельском поселении",
    "городское поселение": "городском поселении",
}
"""What adjectives stand before, and its case; a municipal district is a district in a sentence."""
_LEADS = {
    "городской округ": "в городском округе",
    "муниципальный округ": "в муниципальном округе",
    "муниципальный район": "в муниципальном районе",
    "сельское поселение": "в сельском поселении",
    "городское поселение": "в городском поселении",
    "поселение": "в поселении",
    "Республика": "в Республике",
}
"""A name after one of these keeps its nominative: always right."""
_TOWN = re.compile(r"((?:городской|муниципальный) округ )?(?:[Гг]ород(?:-курорт|-герой)?|г\.?) (?=[А-ЯЁ])")
_TWICE = re.compile(
    r"(?:городской|муниципальный) округ (?=.+ (?:район|округ)$)|муниципальный район (?=.+ район$)"
)
"""«муниципальный округ Надымский район»."""
_CLOSED = re.compile(r"(?:городской округ )?ЗАТО (?:город |г\.? ?|пос[её]лок |п\.? ?)?(?=[А-ЯЁ])")
_YUGRA = " — Югра"
_VILLAGE = re.compile(
    r"(?:городской округ )?(?:рабочий |курортный |дачный )?пос[её]лок (?:\(пос[её]лок городского типа\) )?(?=[А-ЯЁ])"
)
_INTO = re.compile(r"[ВФ][бвгджзклмнпрстфхцчшщ]|(?:Льгове|Львове|Мценске|Ржеве)$")
_REMEMBERED = 8_192


@lru_cache(maxsize=_REMEMBERED)
def where(name: str) -> str | None:
    """«в …» or «на …» for the name of a region, a district or a town as it stands in a file of borders."""
    text = _NOISE.sub("", " ".join(_QUOTES.sub(" ", name).split())).strip()
    if not text:
        return None
    if text in _alone():
        return _listed()[text]
    if text.endswith(_YUGRA):
        found = where(text.removesuffix(_YUGRA))
        return found and f"{found} — Югре"
    return _kept(text) or _town(text) or _headed(_TWICE.sub("", text)) or _led(text)


@cache
def _listed() -> dict[str, str]:
    """Towns and lands that no rule tells, checked by hand; blank where no case is certain."""
    return {row["name"]: row["where"] for row in _table()}


@cache
def _alone() -> frozenset[str]:
    """Names that need no kind beside them; any other bare name may be a quarter, and «на Уралмаше» is no «в Уралмаше»."""
    return frozenset(row["name"] for row in _table() if row["alone"])


def _table() -> list[dict[str, str]]:
    with (PLACES / "where.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _kept(text: str) -> str | None:
    """«в ЗАТО Фокино», «в посёлке Палана»: the name stays as it is."""
    for kind, said in ((_CLOSED, "в ЗАТО"), (_VILLAGE, "в посёлке")):
        if found := kind.match(text):
            return f"{said} {text[found.end() :]}"
    return None


def _town(text: str) -> str | None:
    """«городской округ город Шахты» → «в Шахтах»; «в городском округе Бор» where the case of the town is in doubt."""
    found = _TOWN.match(text)
    if found is None:
        return None
    name = text[found.end() :]
    lead, declined = (found[1] or "").strip(), None if name in _listed() else cases.city(name)
    said = _into(declined) if declined else _listed().get(name)
    return said or (f"{_LEADS[lead]} {name}" if lead else None)


def _headed(text: str) -> str | None:
    """«Азовский муниципальный район» → «в Азовском районе», «городской округ Находкинский» → «в Находкинском …»."""
    for head, said in _HEADS.items():
        if text.endswith(" " + head):
            return _agreeing(text.removesuffix(" " + head), said)
        if text.startswith(head + " ") and text.endswith(("ский", "цкий")):
            return _agreeing(text.removeprefix(head + " "), said)
    return None


def _agreeing(words: str, head: str) -> str | None:
    declined = [cases.adjective(word) for word in words.split(" ")]
    known = [word for word in declined if word is not None]
    return _into(f"{' '.join(known)} {head}") if len(known) == len(declined) else None


def _led(text: str) -> str | None:
    """«городской округ Нальчик» → «в городском округе Нальчик», «в Республике Коми»."""
    for lead, said in _LEADS.items():
        if text.startswith(lead + " ") and " и " not in text:
            name = text.removeprefix(lead + " ").removesuffix(" ЗАТО")
            return f"{said} {name}"
    return None


def _into(declined: str) -> str:
    return f"{'во' if _INTO.match(declined) else 'в'} {declined}"
