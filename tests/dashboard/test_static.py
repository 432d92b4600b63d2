"""Files of the screens: packed once, named truly, and nothing but files of ours."""

from __future__ import annotations

import random
import re
from pathlib import Path

import httpx
import pytest
from dash import Dash, html
from starlette.responses import PlainTextResponse

from dashboard.site import ready
from dashboard.static import Static, pack
from tests.dashboard.harness import run

OTHERS = PlainTextResponse("passed on")
SCRIPT = "let answer = 42;\n" * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assets = tmp_path / "assets"
    (assets / "js").mkdir(parents=True)
    (assets / "js" / "own.js").write_text(SCRIPT)
    (assets / "small.css").write_text("a{}")
    (assets / "font.woff2").write_bytes(b"wOF2" * 1_000)
    (assets / ".hidden").write_text("hidden")
    (tmp_path / "secret.txt").write_text("secret")
    (assets / "link.txt").symlink_to(tmp_path / "secret.txt")
    return assets


@pytest.fixture
def static(folder: Path) -> Static:
    app = Dash("teplokarta-static", backend="fastapi", assets_folder=str(folder), add_log_handler=False)
    app.layout = html.Div()
    ready(app)
    return Static(OTHERS, app)


def get(static: Static, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async def work() -> httpx.Response:
        transport = httpx.ASGITransport(app=static)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as asking:
            return await asking.request(method, path, headers={"accept-encoding": "identity", **headers})

    return run(work())


def suite(static: Static, ending: str) -> str:
    return next(path for path in static._suites() if path.endswith(ending))


def test_an_asset_is_sent_as_it_is(static: Static) -> None:
    answer = get(static, "/assets/js/own.js")
    assert answer.text == SCRIPT
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "content-encoding" not in answer.headers


def test_an_asset_is_sent_packed_to_those_who_take_it(static: Static) -> None:
    answer = get(static, "/assets/js/own.js", **{"accept-encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 5
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.text == SCRIPT


@pytest.mark.parametrize("name", ["small.css", "font.woff2"])
def test_what_packing_does_not_help_is_not_packed(static: Static, name: str) -> None:
    assert "content-encoding" not in get(static, f"/assets/{name}", **{"accept-encoding": "gzip"}).headers


def test_what_grows_when_packed_is_sent_as_it_is() -> None:
    noise = random.Random(1).randbytes(2_000)
    assert pack(noise, "a.js").sent == noise


def test_who_has_a_file_is_not_sent_it_again(static: Static) -> None:
    etag = get(static, "/assets/js/own.js").headers["etag"]
    for given in (etag, f"W/{etag}", f'"other", {etag}'):
        answer = get(static, "/assets/js/own.js", **{"if-none-match": given})
        assert (answer.status_code, answer.content) == (304, b"")
    assert get(static, "/assets/js/own.js", **{"if-none-match": '"other"'}).status_code == 200


def test_a_changed_file_is_sent_anew_under_another_tag(static: Static, folder: Path) -> None:
    before = get(static, "/assets/js/own.js")
    file = folder / "js" / "own.js"
    file.write_text("changed")
    after = get(static, "/assets/js/own.js", **{"if-none-match": before.headers["etag"]})
    assert (after.status_code, after.text) == (200, "changed")


def test_only_an_address_that_names_the_bytes_is_kept_for_ever(static: Static, folder: Path) -> None:
    stamp = (folder / "js" / "own.js").stat().st_mtime
    kept = get(static, f"/assets/js/own.js?m={stamp}")
    assert "immutable" in kept.headers["cache-control"]
    for path in ("/assets/js/own.js", "/assets/js/own.js?m=1"):
        assert get(static, path).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/",
        "/assets/nothing.js",
        "/assets/js",
        "/assets/.hidden",
        "/assets/link.txt",
        "/assets/%2e%2e/secret.txt",
        "/assets/js/%2e%2e/%2e%2e/secret.txt",
        "/assets//etc/passwd",
        "/assets/a%00b",
        "/_dash-component-suites/os/path.py",
        "/_dash-component-suites/dash/nothing.js",
        "/_dash-component-suites/dash/%2e%2e/fastapi/applications.py",
        "/_dash-component-suites/",
    ],
)
def test_nothing_else_is_served(static: Static, path: str) -> None:
    assert get(static, path).status_code == 404


def test_a_component_file_is_served_under_its_fingerprint_for_ever(static: Static) -> None:
    plain = suite(static, "dash_renderer.min.js")
    printed = re.sub(r"dash_renderer\.min", "dash_renderer.v4_4_1m123.min", plain)
    assert "immutable" in get(static, printed).headers["cache-control"]
    assert get(static, plain).headers["cache-control"] == "no-cache"
    assert get(static, plain).content == get(static, printed).content


def test_a_file_is_only_read(static: Static) -> None:
    assert get(static, "/assets/js/own.js", "POST").status_code == 405
    assert get(static, "/assets/js/own.js", "HEAD").status_code == 200


def test_other_addresses_are_passed_on(static: Static) -> None:
    assert get(static, "/anything").text == "passed on"


def test_warming_packs_everything_once(static: Static) -> None:
    assert run(static.warm()) > 100_000
    assert "dash/dash-renderer/build/dash_renderer.min.js" in static._files
    assert not any("/async-" in name for name in static._files)


def test_a_part_loaded_later_is_packed_when_it_is_asked_for(static: Static) -> None:
    answer = get(static, suite(static, "async-graph.js"), **{"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


def test_a_registered_file_that_is_not_there_is_404(static: Static) -> None:
    static._dash.registered_paths["dash"].add("gone.js")
    assert get(static, "/_dash-component-suites/dash/gone.js").status_code == 404
    assert run(static.warm()) > 0
