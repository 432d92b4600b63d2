"""The look of a page before anything is drawn: the small inline script that chooses light or dark."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from urllib.parse import quote

LOOKS = ("light", "dark")
DARK_PAPER, LIGHT_PAPER = "#080c15", "#f1efea"
"""The colour of the browser's own frame, as the ground of each look."""

METAS = (
    {"name": "theme-color", "content": DARK_PAPER},
    {"name": "color-scheme", "content": "dark light"},
)

_CREST = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><linearGradient id="g" x1="0" y1="1" x2="1" y2="0">'
    '<stop stop-color="#7a1f6d"/><stop offset=".5" stop-color="#e6553f"/><stop offset="1" stop-color="#fcc93c"/></linearGradient>'
    '<path d="M16 1l13 7.5v15L16 31 3 23.5v-15z" fill="url(#g)"/></svg>'
)
ICON = f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{quote(_CREST)}">'
"""The sign of a tab. It stands in the page: a file would be asked for again by every step of the address."""

_SCRIPT = """(function () {
  var root = document.documentElement, known = { light: 'LIGHT', dark: 'DARK' };
  var own = function (name) { return Object.prototype.hasOwnProperty.call(known, name); };
  var look = new URLSearchParams(location.search).get('theme');
  if (!own(look)) {
    try { look = localStorage.getItem('teplokarta.theme'); } catch (fault) { look = null; }
    if (/^\\/wall(\\/|$)/.test(location.pathname)) look = 'dark';
  }
  if (!own(look)) look = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  root.dataset.theme = look;
  document.querySelector('meta[name=theme-color]').content = known[look];
})();"""
SCRIPT = _SCRIPT.replace("LIGHT", LIGHT_PAPER).replace("DARK", DARK_PAPER)
"""What the address says; else what this browser's reader chose last; else what the system prefers. A wall is dark unless
its address says otherwise. It stands before the style sheets, so no page is ever painted in the other look."""

HASH = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
"""Lets the script through the content policy of dashboard/guard.py."""
