"""Masks phones, numbers, links and flats: the patterns, and how groups of them are applied to a column."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

GUARD = "\x01"
"""Put where a pattern must not reach across; taken out again at the end of a group."""

NAME, PHONE, MAIL, LINK, FLAT, NUMBER = (
    "[имя скрыто]", "[телефон скрыт]", "[почта скрыта]", "[ссылка скрыта]", "[скрыта]", "[номер скрыт]",
)  # fmt: skip

START = r"(^|[^A-Za-zА-яЁё\d_])"
"""Begins a word; RE2 knows no Cyrillic `\\b` and no look-behind, so the character is put back as `\\1`."""

GAP = r"[\s\x{00a0}]{1,3}"


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns (RE2, so linear in time) with their replacements, and a cheap pattern without which none can match."""

    needs: str
    steps: tuple[tuple[str, str], ...]


_SEP = r"[\s\x{00a0}.\-–—−()/]"
_DASH = r"[-–—]"
_NETWORKS = (
    r"(?:vk\.com|vk\.ru|vkontakte\.ru|ok\.ru|odnoklassniki\.ru|t\.me|telegram\.me|wa\.me|max\.ru|instagram\.com|"
    r"facebook\.com|fb\.com)"
)
_TIMES = (
    r"(?:-?(?:й|го|му|ти|х))?\s*(?:дн|день|сут|час|недел|месяц|мес|год|лет|раз|градус|чел|сем|минут|метр|м\s|км|см|"
    r"машин|шт|руб|тыс|%)"
)
_STREET = (
    r"(?i:ул|улиц[аеуы]|пер|переул[А-яЁё]+|пр-т|пр-кт|просп[А-яЁё]*|пр|б-р|бульвар[А-яЁё]*|ш|шоссе|наб|набережн[А-яЁё]+|мкр|"
    r"микрорайон[А-яЁё]*|проезд[А-яЁё]*|туп|тупик[А-яЁё]*)"
)

LINKS = Group(
    r"[@\[*]|(?i:vk|ok|t|wa|telegram|max|fb|facebook|instagram|odnoklassniki)\.|\bid\d",
    (
        (r"\[[A-Za-zА-яЁё\d:.@/_\-]+\|[^\[\]]{0,300}\]", NAME),
        (r"[@*](?:id|club|public|event)\d+\s*\([^()]{1,100}\)", NAME),
        (rf"(?i)(?:https?://)?(?:[a-z0-9\-]+\.)?\b{_NETWORKS}/(?:[^\s<>\"'«»\[\]()\\]*[^\s<>\"'«»\[\]()\\.,;:!?])?", LINK),
        (r"[A-Za-zА-яЁё\d._%+\-]+@[A-Za-zА-яЁё\d\-]+(?:\.[A-Za-zА-яЁё\d\-]+)+", MAIL),
        (r"(^|[^A-Za-zА-яЁё\d_@/.])@[A-Za-z][A-Za-z0-9_.]{2,}", rf"\1{NAME}"),
        (r"\b(?:id|club|public)\d{4,}\b", NAME),
    ),
)

NUMBERS = Group(
    rf"(?:\d{_SEP}{{0,3}}){{5}}",
    (
        (r"\b((?:19|20)\d\d-[01]\d)(-[0-3]\d)", rf"\1{GUARD}\2"),
        (r"\b([0-3]?\d\.[01]?\d)(\.(?:19|20)\d\d)\b", rf"\1{GUARD}\2"),
        (r"\b\d{20}\b", NUMBER),
        (r"\b(?:\d{4}[ \-–]?){3}\d{4}(?:[ \-–]?\d{1,3})?\b", NUMBER),
        (rf"\b\d{{3}}{_DASH}\d{{3}}{_DASH}\d{{3}}(?:{_DASH}|\s)\d\d\b", NUMBER),
        (r"(?i)(снилс[^\d]{0,10}|инн[^\dA-Za-zА-яЁё]{0,5}|паспорт[^\d]{0,40})\d[\d\s№\-–]{5,16}\d", rf"\1{NUMBER}"),
        (r"\b\d\d\s?\d\d\s(?:№\s?)?\d{6}\b", NUMBER),
        (rf"\+\d{{1,3}}{_SEP}{{0,3}}\d(?:{_SEP}{{0,3}}\d){{7,12}}\b", PHONE),
        (
            rf"\+?\b[78]{_SEP}{{0,3}}(?:\d{{3}}{_SEP}{{0,3}}\d(?:{_SEP}{{0,3}}\d){{6}}"
            rf"|\d{{4}}{_SEP}{{0,3}}\d(?:{_SEP}{{0,3}}\d){{5}}|\d{{5}}{_SEP}{{0,3}}\d(?:{_SEP}{{0,3}}\d){{4}})\b",
            PHONE,
        ),
        (rf"\b9\d\d{_SEP}{{0,3}}\d{{3}}{_SEP}{{0,3}}\d\d{_SEP}{{0,3}}\d\d\b", PHONE),
        (rf"\(\d{{3,5}}\){_SEP}{{0,3}}\d(?:{_SEP}?\d){{4,6}}\b", PHONE),
        (rf"\b\d{{3}}{_DASH}\d\d{_DASH}\d\d\b", PHONE),
        (r"\b[3489]\d{9}\b", PHONE),
        (
            START + r"((?i:тел|телефон[А-яЁё]*|моб|сот|whatsapp|ватсап|вотсап|вайбер|viber|звон[А-яЁё]+|позвон[А-яЁё]+)"
            r"[\s.:№]{0,4}(?:по\s)?)\+?\d[\d\s\-–()]{3,17}\d\b",
            rf"\1\2{PHONE}",
        ),
        (GUARD, ""),
    ),
)  # fmt: skip

FLATS = Group(
    rf"(?i)(?:кв|квартир[А-яЁё]{{0,3}}|комн|комнат[А-яЁё]{{1,2}}|апартамент[А-яЁё]*)[.\s№]*(?:номер\s)?\d|\d[А-яЁё]?{_DASH}\d",
    (
        (rf"(?i)(квартир[А-яЁё]{{0,3}}\s+|\d{_DASH})(\d{{1,3}}{_TIMES})", rf"\1{GUARD}\2"),
        (
            START + r"((?i:кв|квартир[А-яЁё]{0,3}|комн|комнат[А-яЁё]{1,2}|апартамент[А-яЁё]*)\.?\s*(?:№|номер)?\s*)"
            r"(?:\d{1,3}|1[0-8]\d\d|2[1-9]\d\d)\b",
            rf"\1\2{FLAT}",
        ),
        (START + rf"((?i:д|дом)\.?\s*№?\s*\d{{1,4}}[А-яЁё]?(?:/\d{{1,3}})?{_DASH})\d{{1,4}}\b", rf"\1\2{FLAT}"),
        (
            START + rf"({_STREET}\.?(?:\s*[А-яЁё][A-Za-zА-яЁё.\-]*){{1,3}}[,\s]\s*"
            rf"\d{{1,4}}[А-яЁё]?(?:/\d{{1,3}})?{_DASH})\d{{1,4}}\b",
            rf"\1\2{FLAT}",
        ),
        (GUARD, ""),
    ),
)


def apply(texts: pa.Array, groups: tuple[Group, ...]) -> pa.Array:
    """The texts after all groups in order; a group only touches texts that hold what it needs."""
    if pc.any(pc.match_substring(texts, GUARD)).as_py():
        texts = pc.replace_substring(texts, GUARD, "")
    for group in groups:
        hit = pc.fill_null(pc.match_substring_regex(texts, group.needs), False)
        if pc.any(hit).as_py():
            changed = texts.filter(hit)
            for pattern, put in group.steps:
                changed = pc.replace_substring_regex(changed, pattern, put)
            texts = pc.replace_with_mask(texts, hit, changed)
    return texts
