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
<link rel="icon" href="/_favicon.ico">
<link rel="stylesheet" href="/assets/css/00-fonts.css">
<style>
html{font-size:clamp(16px,min(100vw/120,100vh/67.5),64px);background:#070b14;color:#eef3ff;color-scheme:dark}
html[data-theme=light]{background:#f1efea;color:#1a2132;color-scheme:light}
[data-theme=light] p{color:#565e74}[data-theme=light] a:focus-visible{outline-color:#1d4fc4}
body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;
box-sizing:border-box;font-family:"Golos Text",system-ui,sans-serif}
main{display:grid;justify-items:center;gap:1.1rem;text-align:center}
i{width:4rem;height:4rem;clip-path:polygon(50% 0,93.3% 25%,93.3% 75%,50% 100%,6.7% 75%,6.7% 25%);
background:conic-gradient(from 210deg,#f98e1e,#fcc93c,#e6553f,#b8325f,#7a1f6d,#b8325f,#f98e1e)}
h1{margin:0;font-size:1.7rem;font-weight:600;letter-spacing:-.01em}
p{margin:0;max-width:34rem;color:#c6d2ec;line-height:1.4}
a{padding:.45rem 1.1rem;border-radius:.6rem;background:#2a4a8f;color:#fff;text-decoration:none}
a:focus-visible{outline:.125rem solid #ffb37a;outline-offset:.125rem}
</style></head><body><main><i aria-hidden="true"></i><h1>$title</h1><p>$about</p><a href="/">$home</a></main></body></html>
""")


def page(lang: str) -> Response:
    """The page in a language of the catalogue."""
    words = texts(lang)
    filled = {name: escape(words(f"missing.{name}")) for name in ("title", "about", "home")}
    metas = "".join(f'<meta name="{each["name"]}" content="{each["content"]}">' for each in look.METAS)
    filled |= {"lang": words.lang, "metas": metas, "icon": look.ICON, "look": look.SCRIPT}
    return Response(_PAGE.substitute(filled), 404, media_type="text/html")
