"""The checks themselves are tried on pages with a known fault: a check that never fails checks nothing."""

import http.server
import threading
from collections.abc import Callable, Iterator

import pytest
from checks import (
    Accessibility,
    Markup,
    by_keyboard_alone,
    fits_right_to_left,
    no_horizontal_scroll,
    small_enough,
)
from conftest import NARROW, WIDE
from playwright.sync_api import BrowserContext
from visitor import Visitor

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A good page</title></head>
<body><a href="#main">Skip to main content</a><main id="main"><h1>A good page</h1>
<p>Read <a href="/bad">another page</a>.</p>
<form method="post" action="/good"><label for="name">Your name</label> <input id="name" name="name">
<button>Save</button></form></main></body></html>"""

BAD = """<!doctype html>
<html><head><meta charset="utf-8"><title>A bad page</title><style>*:focus { outline: none }</style></head>
<body><main><h1>A bad page</h1><p style="width: 900px"><img src="data:," width=5><a href="/good">x</a></p>
<p style="color: #ccc; background: #fff">pale</p><p style="margin-left: -40px">cut off</p><h2></main></body></html>"""


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = (GOOD if self.path == "/good" else BAD).encode()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-security-policy", "default-src 'self'; style-src 'unsafe-inline'; img-src data:")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_a_good_page_passes(
    site: str, new_context: Callable[..., BrowserContext], axe: Accessibility, viewport: dict, scripts: bool
) -> None:
    visitor = Visitor(new_context(viewport, scripts), site).go("/good")
    axe(visitor.page, "good")
    no_horizontal_scroll(visitor.page, "good")
    fits_right_to_left(visitor.page, "good")
    by_keyboard_alone(visitor.page, "good")
    small_enough(visitor.page, "good")
    assert visitor.status == 200
    assert visitor.sent == GOOD
    assert not visitor.complaints


@pytest.mark.parametrize("scripts", [True, False])
def test_a_bad_page_fails_each_check(
    site: str, new_context: Callable[..., BrowserContext], axe: Accessibility, scripts: bool
) -> None:
    visitor = Visitor(new_context(NARROW, scripts), site).go("/bad")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(visitor.page, "bad")
    with pytest.raises(AssertionError, match="px wide"):
        no_horizontal_scroll(visitor.page, "bad")
    with pytest.raises(AssertionError, match="right to left"):
        fits_right_to_left(visitor.page, "bad")
    with pytest.raises(AssertionError, match="skip link"):
        by_keyboard_alone(visitor.page, "bad")


def test_the_nu_checker_finds_what_is_wrong_and_nothing_else(tmp_path) -> None:
    markup = Markup(tmp_path / "pages")
    markup.keep("good", GOOD)
    assert markup.faults() == []
    markup.keep("bad", BAD)
    assert any("h2" in fault for fault in markup.faults())
