"""Reads mapping profiles from YAML and refuses what does not follow the format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from data.errors import BadProfile
from data.model import BUDGET, STATUSES, TYPES
from data.sources.folding import fold
from data.sources.profile_format import DATE_SHAPES, FIELDS, Profile, Rules

SHIPPED = Path(__file__).parent / "profiles"
_KEYS = tuple(part.name for part in fields(Profile))
_RULES = {part.name: part for part in fields(Rules)}
_YES_NO = ("yes", "no")
_CODES = {
    "status": STATUSES,
    "step": STATUSES,
    "type": TYPES,
    "needs_budget": BUDGET,
    "resolvable": _YES_NO,
    "fast_track": _YES_NO,
}
_CHOICES = {
    "blank_status": STATUSES,
    "other_status": STATUSES,
    "address": ("ru", "us"),
    "markup": ("plain", "html"),
    "answered_is_closed": (True, False),
}


def load_profiles(folders: Iterable[Path] = ()) -> dict[str, Profile]:
    """The shipped profiles and those of the given folders by name; a later one replaces an earlier one.

    Drafts (`*.draft.yaml`) wait for the operator to check and rename them. Raises BadProfile with file and key.
    """
    found: dict[str, Profile] = {}
    for folder in (SHIPPED, *folders):
        for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
            if not path.stem.endswith(".draft"):
                profile = read_profile(path)
                found[profile.name] = profile
    return found


def read_profile(path: Path) -> Profile:
    """One profile file."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as fault:
        where = getattr(fault, "problem_mark", None)
        line = f", строка {where.line + 1}" if where else ""
        raise BadProfile(f"Профиль {path} не читается как YAML в UTF-8{line}. Исправьте файл.") from fault
    return build_profile(content, str(path))


def build_profile(content: object, where: str) -> Profile:
    """A profile from the parsed YAML; `where` names the file in faults."""
    check = _Check(where)
    top = check.mapping(content, "(весь файл)")
    check.known(top, _KEYS, "")
    name = check.text(top.get("name"), "name")
    return Profile(
        name=name,
        title=check.text(top.get("title", name), "title"),
        source=check.text(top["source"], "source") if top.get("source") is not None else None,
        columns=_columns(top, check),
        values=_values(top, check),
        topics=_topics(top, check),
        fixed=_fixed(top, check),
        dates=_dates(top, check),
        tz=_zone(top, check),
        rules=_rules(top, check),
        signature=tuple(fold(text) for text in check.texts(top.get("signature", ()), "signature")),
        drop=tuple(fold(text) for text in check.texts(top.get("drop", ()), "drop")),
    )


class _Check:
    """Checks of one file's parts; each fault names the file and the key."""

    def __init__(self, where: str) -> None:
        self.where = where

    def fault(self, key: str, message: str) -> BadProfile:
        return BadProfile(f"Профиль {self.where}, ключ {key}: {message}.")

    def mapping(self, value: object, key: str) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self.fault(key, "ожидались пары «ключ: значение»")
        return {str(name): part for name, part in value.items()}

    def known(self, found: Iterable[str], allowed: Iterable[str], prefix: str) -> None:
        for name in found:
            self.one_of(name, tuple(allowed), f"{prefix}{name}", "неизвестное имя")

    def one_of(self, value: object, allowed: tuple[object, ...], key: str, what: str = "недопустимое значение") -> None:
        if value not in allowed:
            raise self.fault(key, f"{what} {value!r}; допустимы: {', '.join(map(str, allowed))}")

    def text(self, value: object, key: str) -> str:
        if isinstance(value, bool) or not isinstance(value, (str, int)) or not str(value).strip():
            raise self.fault(key, "ожидался непустой текст")
        return str(value).strip()

    def texts(self, value: object, key: str) -> tuple[str, ...]:
        parts = value if isinstance(value, (list, tuple)) else [value]
        return tuple(self.text(part, key) for part in parts)


def _columns(top: Mapping[str, Any], check: _Check) -> dict[str, tuple[str, ...]]:
    columns = check.mapping(top.get("columns"), "columns")
    check.known(columns, FIELDS, "columns.")
    missing = [name for name in ("external_id", "received") if name not in columns]
    if top.get("source") is None and "source" not in columns:
        missing.append("source")
    if missing:
        raise check.fault("columns", f"не сопоставлены обязательные поля: {', '.join(missing)}")
    return {name: tuple(fold(text) for text in check.texts(part, f"columns.{name}")) for name, part in columns.items()}


def _values(top: Mapping[str, Any], check: _Check) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    values = check.mapping(top.get("values", {}), "values")
    check.known(values, FIELDS, "values.")
    for name, part in values.items():
        found[name] = {}
        for code, texts in check.mapping(part, f"values.{name}").items():
            key = f"values.{name}.{code}"
            plain = {"True": "yes", "False": "no"}.get(code, code)
            if name in _CODES:
                check.one_of(plain, _CODES[name], key)
            found[name].update({fold(text): plain for text in check.texts(texts, key)})
    return found


def _topics(top: Mapping[str, Any], check: _Check) -> dict[str, str]:
    topics = check.mapping(top.get("topics", {}), "topics")
    return {
        topic_key(text): code for code, texts in topics.items() for text in check.texts(texts, f"topics.{code}")
    }


def topic_key(text: str) -> str:
    """«Группа / Тема» as a key: both sides folded."""
    return "/".join(fold(part) for part in text.split(" / ", 1))


def _fixed(top: Mapping[str, Any], check: _Check) -> dict[str, str]:
    fixed = check.mapping(top.get("fixed", {}), "fixed")
    check.known(fixed, FIELDS, "fixed.")
    found = {name: check.text(value, f"fixed.{name}") for name, value in fixed.items()}
    for name, value in found.items():
        if name in _CODES:
            check.one_of(value, _CODES[name], f"fixed.{name}")
    return found


def _dates(top: Mapping[str, Any], check: _Check) -> tuple[str, ...]:
    dates = check.texts(top.get("dates", Profile("", "", None, {}).dates), "dates")
    for shape in dates:
        check.one_of(shape, DATE_SHAPES, "dates")
    return dates


def _zone(top: Mapping[str, Any], check: _Check) -> str | None:
    if top.get("tz") is None:
        return None
    zone = check.text(top["tz"], "tz")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as fault:
        raise check.fault("tz", f"неизвестный часовой пояс {zone!r}; пример: Europe/Moscow") from fault
    return zone


def _rules(top: Mapping[str, Any], check: _Check) -> Rules:
    rules = check.mapping(top.get("rules", {}), "rules")
    check.known(rules, _RULES, "rules.")
    for name, value in rules.items():
        check.one_of(value, _CHOICES[name], f"rules.{name}")
    return Rules(**rules)
