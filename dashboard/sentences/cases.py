"""The prepositional case of Russian words in names of places, by their endings; None wherever an ending leaves a doubt."""

from __future__ import annotations

import re

_ADJECTIVE = re.compile(r"\w{2,}(?:ий|ый|ой|ая|яя|ое|ее|ые|ие)$")
_ENDINGS = {"ый": "ом", "ой": "ом", "ое": "ом", "ее": "ем", "ая": "ой", "яя": "ей", "ые": "ых", "ие": "их"}
_KEPT = re.compile(r"[оеёиы][вн]о$|ье$|ище$")
"""«Гуково», «Домодедово», «Пущино»: official style leaves them as they are; «Межгорье», «Городище» do not change."""
_FLEETING = re.compile(r"[еёо][кц]$|[её]л$")
"""«Торжок», «Елец», «Орёл»: a vowel may fall out, and only a list knows which."""
_SETTLED = "сток"
"""«Владивосток»: nothing falls out."""
_HARD = re.compile(r"(?:(?:ск|цк|н|в)|Больш|Сух)ой")
"""«Динской», «Лесной», «Большой»; «Джанкой» is a noun."""
_BEGINNINGS = ("Верх", "Гусь", "Йошкар", "Санкт", "Соль", "Усть")
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]{2,}")


def is_adjective(word: str) -> bool:
    """Whether a word ends as an adjective: «Азовский», «Верхняя», «Великие»."""
    last = word.rsplit("-", 1)[-1]
    return bool(_ADJECTIVE.fullmatch(last)) and (not last.endswith("ой") or bool(_HARD.search(last)))


def adjective(word: str) -> str | None:
    """«Азовский» → «Азовском», «Нижняя» → «Нижней», «Великие» → «Великих»; of «Усть-Донецкий» the last part alone.

    «Лисий» and «Казачий» go another way («Лисьем»), and «Большая» is not «Горячая»: no guess there.
    """
    stem, ending = word[:-2], word[-2:]
    if not is_adjective(word) or (stem[-1] in "жшчщ" and ending in ("ий", "ая") and word != "Большая"):
        return "Горячем" if word == "Горячий" else None
    if ending != "ий":
        return stem + _ENDINGS[ending]
    if stem[-1] in "кгх":
        return stem + "ом"
    return stem + "ем" if stem[-1] == "н" else None


def noun(word: str, many: bool = False) -> str | None:
    """«Таганрог» → «Таганроге», «Самара» → «Самаре», «Шахты» → «Шахтах»; «Огни» only as a known plural (`many`)."""
    if not _RUSSIAN.fullmatch(word) or (_FLEETING.search(word) and not word.endswith(_SETTLED)):
        return None
    last, before = word[-1], word[-2]
    if last == "ы" or (many and last == "и"):
        return word[:-1] + ("ах" if last == "ы" or before in "кгхжшчщ" else "ях")
    if many or _KEPT.search(word):
        return None if many else word
    if word.endswith("ия"):
        return word[:-1] + "и"
    if word.endswith("ай") or (last in "ая" and before not in "аеёиоыэюя"):
        return word[:-1] + "е"
    return None if last in "аеёийоуьыэюя" else word + "е"


def city(name: str) -> str | None:
    """«Ростов-на-Дону» → «Ростове-на-Дону», «Нижний Новгород» → «Нижнем Новгороде»; None for what is not so plain."""
    words = name.split(" ")
    if len(words) == 1:
        return _hyphened(name) if "-" in name else _alone(name)
    if len(words) != 2 or not is_adjective(words[0]):
        return None
    first, second = adjective(words[0]), noun(words[1], many=words[0].endswith(("ые", "ие")))
    return f"{first} {second}" if first and second else None


def _alone(word: str) -> str | None:
    return adjective(word) if is_adjective(word) else noun(word)


def _hyphened(name: str) -> str | None:
    """A river stays («-на-Дону»), so does a first part that is no word of its own («Горно-», «Усть-»)."""
    first, *rest = name.split("-")
    if len(rest) == 2 and rest[0] == "на":
        declined = noun(first)
        return f"{declined}-на-{rest[1]}" if declined else None
    last = _alone(rest[0]) if len(rest) == 1 else None
    if last is None or first in _BEGINNINGS or first[-1] == "о":
        return last and f"{first}-{last}"
    declined = noun(first)
    return f"{declined}-{last}" if declined and is_adjective(rest[0]) else None
