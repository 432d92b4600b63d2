"""Names of places: a stable ASCII slug, and the core of a name without its kind, case, quotes or ё."""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache

_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".replace("-", "").split(" ")
_LETTERS = dict(zip(_CYRILLIC, _LATIN, strict=True))
_TO_ASCII = str.maketrans(_LETTERS)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_DROPPED = re.compile(r"[\"'«»„“”‘’`()№]+")
_ON_RIVER = re.compile(r"\bн\s?/\s?(дону|д|амуре|а|кубани|к)\b")
_RIVERS = {"д": "дону", "а": "амуре", "к": "кубани"}
_SUBJECT = re.compile(
    r"(?:^|(?<= ))(?:\S+(?:ая|ой) (?:область|области|обл)|\S+(?:ий|ого) кра[йя]|республик[аи] \S+|\S+ республик[аи])(?= |$)"
)
_GAPS = re.compile(r"[\s\u2010-\u2015\u2212_,;/-]+")

_REMEMBERED = 65_536

DISTRICT, OKRUG, CITY = "district", "okrug", "city"

_MUNICIPAL = {
    "муниципальный район": DISTRICT,
    "муниципального района": DISTRICT,
    "муниципальный округ": OKRUG,
    "муниципального округа": OKRUG,
    "городской округ": CITY,
    "городского округа": CITY,
    "район": DISTRICT,
    "района": DISTRICT,
    "р н": DISTRICT,
    "м р н": DISTRICT,
    "муниципальный р н": DISTRICT,
    "мун р н": DISTRICT,
    "мун район": DISTRICT,
    "мун округ": OKRUG,
    "гор округ": CITY,
    "городской окр": CITY,
    "мр": DISTRICT,
    "м р": DISTRICT,
    "округ": OKRUG,
    "округа": OKRUG,
    "мо": None,
    "м о": None,
    "муниципальное образование": None,
    "муниципального образования": None,
    "администрация": None,
    "внутригородская территория города федерального значения": None,
    "го": CITY,
    "г о": CITY,
    "город": CITY,
    "города": CITY,
    "город курорт": CITY,
    "город герой": CITY,
    "гор": CITY,
    "г": CITY,
    "зато": CITY,
    "greater": None,
    "city of": CITY,
    "county": None,
    "district": None,
    "neighborhood": None,
}

_SETTLEMENT = {
    "г": ("г", "гор", "город", "город курорт", "город герой"),
    "пгт": ("пгт", "рп", "р п", "рабочий поселок", "поселок городского типа", "кп", "курортный поселок", "дп"),
    "п": ("п", "пос", "поселок", "п ст", "поселок станции", "п ж д ст", "нп", "населенный пункт", "мкр"),
    "с": ("с", "село"),
    "д": ("д", "дер", "деревня"),
    "х": ("х", "хут", "хутор"),
    "ст-ца": ("ст ца", "стца", "станица", "стан"),
    "сл": ("сл", "слобода"),
    "ст": ("ст", "станция", "ж д ст", "жд ст", "железнодорожная станция", "рзд", "разъезд", "ж д рзд", "остановочная"),
    "аул": ("аул", "а"),
    "починок": ("починок", "выселок", "выселки", "кордон", "м", "местечко"),
}
_SETTLEMENT_KINDS = {word: kind for kind, words in _SETTLEMENT.items() for word in words}


def _matcher(words: dict[str, str | None] | dict[str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a kind before and after a name; the longest kind wins."""
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"({either}) (?=\S)"), re.compile(rf"(?<=\S) ({either})$")


_MUNICIPAL_AT = _matcher(_MUNICIPAL)
_SETTLEMENT_AT = _matcher(_SETTLEMENT_KINDS)


@dataclass(frozen=True, slots=True)
class Named:
    """The bare name and the kinds that were written round it."""

    core: str
    kinds: tuple[str, ...] = ()


def slug(text: str) -> str:
    """A stable ASCII slug, Cyrillic transliterated; a check sum where no letter or digit survives."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_TO_ASCII)
    ascii_only = unicodedata.normalize("NFKD", plain).casefold().encode("ascii", "ignore").decode("ascii")
    found = _NOT_SLUG.sub("-", ascii_only).strip("-")
    return found or f"n{zlib.crc32(text.encode('utf-8')):08x}"


def plain(text: str) -> str:
    """Lower case, ё as е, no quotes or full stops, one blank for every gap or hyphen."""
    lowered = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace(".", " ")
    if "/" in lowered:
        lowered = _ON_RIVER.sub(lambda found: f"на {_RIVERS.get(found[1], found[1])}", lowered)
    return _GAPS.sub(" ", _DROPPED.sub(" ", lowered)).strip()


def _without_subject(text: str) -> str:
    """A place without «Ростовской области» beside it; the subject alone stays."""
    return _GAPS.sub(" ", _SUBJECT.sub(" ", text)).strip() or text


@lru_cache(maxsize=_REMEMBERED)
def municipality(text: str) -> Named:
    """«МО "Азовский район"» → азовский, district."""
    return _stripped(_without_subject(plain(text)), _MUNICIPAL_AT, _MUNICIPAL)


@lru_cache(maxsize=_REMEMBERED)
def settlement(text: str) -> Named:
    """«ст-ца Вёшенская» → вешенская, ст-ца."""
    return _stripped(_without_subject(plain(text)), _SETTLEMENT_AT, _SETTLEMENT_KINDS)


def _stripped(
    text: str,
    patterns: tuple[re.Pattern[str], re.Pattern[str]],
    kinds: dict[str, str | None] | dict[str, str],
) -> Named:
    before, after = patterns
    found: list[str | None] = []
    while match := before.match(text):
        found.append(kinds[match[1]])
        text = text[match.end() :]
    while match := after.search(text):
        found.append(kinds[match[1]])
        text = text[: match.start()]
    return Named(text, tuple(kind for kind in found if kind))
