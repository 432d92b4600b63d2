"""Writes docs/settings.md from the settings themselves: `make docs`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from data.settings import Settings

HEAD = """# Настройки

Каждая настройка — переменная окружения. Неверное значение останавливает запуск. Единица измерения стоит в имени:
`_s` секунды, `_min` минуты, `_h` часы, `_mb` мегабайты, `_km` километры. Страница создана командой `make docs`.

Every setting is an environment variable; a bad value stops the start. This page is made by `make docs`.

| Переменная | По умолчанию | Что задаёт |
| --- | --- | --- |
"""


def render() -> str:
    """The whole page."""
    prefix = str(Settings.model_config["env_prefix"])
    return HEAD + "".join(_row(prefix + name.upper(), field) for name, field in Settings.model_fields.items())


def _row(variable: str, field: FieldInfo) -> str:
    return f"| `{variable}` | `{_shown(field.default)}` | {(field.description or '').replace('|', '¦')} |\n"


def _shown(value: Any) -> str:
    return value.as_posix() if isinstance(value, Path) else str(value)


if __name__ == "__main__":
    print(render(), end="")
