"""An institution's own templates: `.typ` files of its folder, set apart from other files, their faults in typst's own words."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.briefing.press import FaultyTemplate, PressFailed
from dashboard.briefing.typeset import TEMPLATES
from data.errors import BadFilter

LOG = logging.getLogger(__name__)
SUFFIX = ".typ"
_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_DATA = re.compile(r"//\s*data:\s*([\w-]+)")
_HELP = "Как писать шаблоны: docs/own-templates.md"
_PLACE = re.compile(r"┌─ (\S+:\d+:\d+)")


def names(folder: Path | None) -> tuple[str, ...]:
    """The templates that lie in the folder now; files with a name of ours or beginning with _ are parts of others."""
    if folder is None:
        return ()
    ours = {path.stem for path in TEMPLATES.glob("*" + SUFFIX)}
    found = (path.stem for path in sorted(folder.glob("*" + SUFFIX)) if _within(path, folder))
    return tuple(name for name in found if _NAME.fullmatch(name) and name not in ours)


def check(folder: Path | None) -> None:
    """Say in the log which files of the folder are no templates, and why."""
    for path in sorted(folder.glob("*" + SUFFIX)) if folder is not None else ():
        if path.stem not in names(folder) and not path.stem.startswith("_"):
            LOG.warning("%s is no template: its name is one of ours, is not made of letters and digits, or it leads away", path)


def data_of(folder: Path, name: str, known: tuple[str, ...]) -> str:
    """Whose data a template takes: named in its first line (`// data: district`), else the daily briefing's."""
    with (folder / (name + SUFFIX)).open(encoding="utf-8", errors="replace") as file:
        found = _DATA.match(file.readline(200))
    said = found[1] if found else known[0]
    if said not in known:
        fault = f"первая строка шаблона «{name}» называет данные «{said[:40]}»"
        raise BadFilter("template", fault, "Допустимо: " + ", ".join(known))
    return said


@contextmanager
def staged(folder: Path, name: str, most_mb: int) -> Iterator[Path]:
    """A folder with nothing but the files of theirs and ours while a template is set; its faults become BadFilter."""
    with TemporaryDirectory(prefix="teplokarta-") as made:
        root = Path(made)
        _copy(folder, root, name, most_mb)
        for path in TEMPLATES.glob("*" + SUFFIX):
            shutil.copyfile(path, root / path.name)
        try:
            yield root
        except FaultyTemplate as fault:
            raise _worded(fault, name, made) from fault
        except PressFailed as fault:
            raise BadFilter("template", f"шаблон «{name}» не набирается: {fault}", _HELP) from fault


def _copy(folder: Path, root: Path, name: str, most_mb: int) -> None:
    """The folder's plain files, also those of folders within it; links that lead away are left out."""
    left = most_mb * 2**20
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or not _within(path, folder):
            continue
        left -= path.stat().st_size
        if left < 0:
            said = f"папка шаблонов больше {most_mb} МБ, шаблон «{name}» не набран"
            raise BadFilter("template", said, "Уберите лишние файлы или увеличьте brief_templates_max_mb")
        target = root / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _within(path: Path, folder: Path) -> bool:
    """Whether a file lies in the folder itself, not only by a link."""
    return path.resolve().is_relative_to(folder.resolve())


def _worded(fault: FaultyTemplate, name: str, root: str) -> BadFilter:
    away = re.compile(rf"\S*{re.escape(Path(root).name)}/?")
    said, place = away.sub("", "; ".join([fault.message, *fault.hints])), _PLACE.search(fault.diagnostic or "")
    where = f" ({away.sub('', place[1])})" if place else ""
    return BadFilter("template", f"шаблон «{name}» не набирается: {said}{where}", _HELP)
