"""Splits one-line addresses into settlement, street and house."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

_STREET_KIND = (
    r"(?:ул(?:ица|\.)?|пр-т|пр-кт|просп(?:ект|\.)?|пр-д|проезд|пер(?:еулок|\.)?|пл(?:ощадь|\.)|б-р|бул(?:ьвар|\.)|бульвар|"
    r"ш(?:оссе|\.)|наб(?:ережная|\.)?|мкр(?:-н|\.)?|микрорайон|туп(?:ик|\.)|аллея|линия|тракт|кв-л|квартал)"
)
_SETTLEMENT_KIND = (
    r"(?:г(?:ород|\.)?|пгт\.?|рп\.?|п(?:ос[её]лок|ос\.|\.)?|с(?:ело|\.)?|д(?:еревня|ер\.)|х(?:утор|\.)?|"
    r"ст-ца|станица|сл\.|слобода|аул)"
)
_RU_STREET = (
    r"(?i)(?:^|[,;]\s*|\s)(?P<street>" + _STREET_KIND + r"\s*[^,;]*?[^,;\s\d][^,;]*?|[^,;]*?\s" + _STREET_KIND + r")\s*"
    r"(?:[,;]|$|\s+(?:д\.|дом\s)|\s+\d+\S*\s*(?:[,;]|$))"
)
_RU_HOUSE = (
    r"(?i)(?:[,;\s]\s*(?:д\.|дом|д)\s*№?\s*(?P<house>\d+[^,;\s]*(?:\s*(?:к|корп|корпус|стр|лит)\.?\s*[\dа-я]{1,3})?)"
    r"|" + _STREET_KIND + r"\s*[^,;]*?[^,;\s\d][^,;]*?[,\s]\s*(?P<bare>\d+[^,;\s]*)\s*(?:[,;]|$))"
)
_RU_SETTLEMENT = r"(?i)(?:^|[,;]\s*)(?P<settlement>" + _SETTLEMENT_KIND + r"\s+[^,;\d]+?)\s*(?:[,;]|$)"
_US = (
    r"^\s*(?:(?i:INTERSECTION(?: OF)?)\s+(?P<crossing>.*?)|(?P<house>\d+[A-Za-z]?)(?:-\d+[A-Za-z]?)?\s+(?P<street>\S.*?)|"
    r"(?P<other>\D.*?))"
    r"(?:\s{2,}.*|,.*)?$"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Texts, null where the address does not say."""

    settlement: pa.Array
    street: pa.Array
    house: pa.Array


def split(addresses: pa.Array, how: str) -> Parts:
    """`ru`: «г. Азов, ул. Ленина, д. 5»; `us`: «39 Lorraine St  Roslindale  MA», crossings have a street only."""
    return _split_us(addresses) if how == "us" else _split_ru(addresses)


def _split_us(addresses: pa.Array) -> Parts:
    parts = pc.extract_regex(addresses, _US)
    street = pc.coalesce(_group(parts, "crossing"), _group(parts, "street"), _group(parts, "other"))
    return Parts(pa.nulls(len(addresses), pa.string()), street, _group(parts, "house"))


def _split_ru(addresses: pa.Array) -> Parts:
    house = pc.extract_regex(addresses, _RU_HOUSE)
    return Parts(
        _group(pc.extract_regex(addresses, _RU_SETTLEMENT), "settlement"),
        _group(pc.extract_regex(addresses, _RU_STREET), "street"),
        pc.coalesce(_group(house, "house"), _group(house, "bare")),
    )


def _group(parts: pa.StructArray, name: str) -> pa.Array:
    """A captured text; null where it is blank."""
    text = pc.utf8_trim_whitespace(pc.struct_field(parts, name))
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
