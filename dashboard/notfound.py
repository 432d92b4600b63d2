"""The page for an address that does not exist: says so and leads back."""

from __future__ import annotations

from html import escape
from string import Template

from starlette.responses import Response

from dashboard import look
from dashboard.texts import texts

_PAGE = Template("""<!doctype html>
<html lang="$lang"><head><meta charset="utf-8"><title>$title</title>
<meta name="viewport" content="width=device-width, initial-scale=1">$metas$icon
<script>$look</script>
<style>
html{font-size:clamp(16px,min(100vw/120,100vh/67.5),64px);background:#0b1220;color:#dfe7f7;color-scheme:dark}
html[data-theme=light]{background:#f1efea;color:#1a2132;color-scheme:light}
[data-theme=light] b{color:#2c54a6}[data-theme=light] p{color:#565e74}[data-theme=light] a:focus-visible{outline-color:#1d4fc4}

body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;
box-sizing:border-box;font-family:"Golos Text",system-ui,sans-serif}
main{display:grid;justify-items:start;gap:1rem}
b{font-size:4.5rem;line-height:1;color:#7da0e6;font-weight:600}
h1{margin:0;font-size:1.5rem;font-weight:600}
p{margin:0;max-width:34rem;color:#a9b8d8;line-height:1.5}
a{margin-top:.5rem;padding:.625rem 1.25rem;border-radius:.5rem;background:#2a4a8f;color:#fff;text-decoration:none}
a:focus-visible{outline:.125rem solid #ffb37a;outline-offset:.125rem}
</style></head><body><main><b>404</b><h1>$title</h1><p>$about</p><a href="/">$home</a></main></body></html>
""")


def page(lang: str) -> Response:
    """The page in a language of the catalogue."""
    words = texts(lang)
    filled = {name: escape(words(f"missing.{name}")) for name in ("title", "about", "home")}
    metas = "".join(f'<meta name="{each["name"]}" content="{each["content"]}">' for each in look.METAS)
    filled |= {"lang": words.lang, "metas": metas, "icon": look.ICON, "look": look.SCRIPT}
    return Response(_PAGE.substitute(filled), 404, media_type="text/html")
