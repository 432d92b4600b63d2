"""Builds the Dash application: layout, callbacks, and the page the browser loads first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dash import Dash
from fastapi import FastAPI

from dashboard import look, release
from dashboard.callbacks import briefings, client, desk_questions, desk_sources, page, records, wall
from dashboard.callbacks.desk import Desk
from dashboard.pages import PATHS, shell
from dashboard.texts import texts
from dashboard.wall import retry, setting
from data.settings import Settings

if TYPE_CHECKING:
    from data.query import Questions

ASSETS = Path(__file__).parents[1] / "assets"
ONLY_ON = {"dash_ag_grid": "/records"}
"""Scripts of components that one page alone uses; pages are loaded whole, so the others go without."""

INDEX = """<!DOCTYPE html>
<html lang="{lang}" data-page="{path}">
  <head>
    {metas}
    <script>{look}</script>
    <meta name="store-version" content="{version}">
    <meta name="release" content="{release}">
    <title>{title}</title>
    <link rel="preload" href="/assets/fonts/golos-text-cyrillic-wght-normal.woff2" as="font" type="font/woff2" crossorigin>
    {favicon}
    {css}
  </head>
  <body>
    {app_entry}
    <footer>{config}{scripts}{renderer}</footer>
    {retry}
  </body>
</html>"""
ENTRY = """<div id="react-entry-point"><div class="_dash-loading boot"><span class="crest big"></span>{words}</div></div>"""


class Screen(Dash):
    """Dash with our own first page: its language, its look while loading, and no script that the page does not use."""

    lang = "ru"
    questions: Questions
    settings: Settings

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """The HTML of a page; Dash calls it within the request."""
        request = self.backend.request_adapter()
        path = str(getattr(request, "path", "/"))
        words = texts(self.lang)
        entry = ENTRY.format(words=words("state.loading"))
        kept = {"metas", "title", "css", "config", "renderer"}
        return INDEX.format(
            lang=self.lang,
            path=path if path in PATHS else "",
            look=look.SCRIPT,
            favicon=look.ICON,
            release=release.name(self.settings),
            retry=f"<script>{retry.SCRIPT}</script>" if path == setting.PATH else "",
            version=self.questions.store.version,
            app_entry=entry,
            scripts=for_page(parts["scripts"], path),
            **{name: text for name, text in parts.items() if name in kept},
        )


def for_page(scripts: str, path: str) -> str:
    """The script tags without those that only another page uses."""
    unused = [package for package, only in ONLY_ON.items() if path.rstrip("/") != only]
    return "\n".join(
        line for line in scripts.splitlines() if not any(re.search(rf"/{each}/", line) for each in unused)
    )


def build(questions: Questions, settings: Settings, server: FastAPI | None = None) -> Dash:
    """The application, on `server` if one is given; its routes must be registered before."""
    app = Screen(
        __name__,
        server=server if server is not None else True,  # type: ignore[arg-type]  # Dash also takes its backend's own application
        backend="fastapi",
        assets_folder=str(ASSETS),
        title=texts(settings.lang)("brand.name"),
        update_title=None,  # type: ignore[arg-type]  # no title while updating
        suppress_callback_exceptions=True,
        add_log_handler=False,
        meta_tags=[*look.METAS],
    )
    app.lang = settings.lang
    app.questions = questions
    app.settings = settings
    app.layout = shell.layout()
    desk = Desk(questions, settings)
    page.connect(app, desk)
    records.connect(app, desk)
    desk_questions.connect(app, desk)
    wall.connect(app, desk)
    desk_sources.connect(app, desk)
    briefings.connect(app, desk)
    client.connect(app)
    return app
