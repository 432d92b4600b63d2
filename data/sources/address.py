"""Splits one-line addresses into settlement, street and house."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data.sources import us_address
from data.sources.us_address import group

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
    house, street = us_address.split(addresses)
    return Parts(pa.nulls(len(addresses), pa.string()), street, house)


def _split_ru(addresses: pa.Array) -> Parts:
    house = pc.extract_regex(addresses, _RU_HOUSE)
    return Parts(
        group(pc.extract_regex(addresses, _RU_SETTLEMENT), "settlement"),
        group(pc.extract_regex(addresses, _RU_STREET), "street"),
        pc.coalesce(group(house, "house"), group(house, "bare")),
    )
