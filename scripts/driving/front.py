"""A front for scanners, that lets them reach what an eager stranger could, and not the same page five hundred times.

Scanners send a form again and again as they found it. Our server takes that for a second press of the same button and
does nothing, so that all but the first attack on a form would never arrive: each form sent through here gets a number of
its own. And of pages that differ only in an id, a few are let through; the others are not there.
"""

import http.client
import http.server
import re
import secrets
import threading
import urllib.parse

from driving.pages import template_of

SUBMISSION = re.compile(rb"form-submission=[0-9a-f]{32}")
# What belongs to a connection, not to what is sent over it.
HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-connection", "host", "content-length"}
# What a page is about.
IDENTIFIER = re.compile(r"^/app/(\w[\w-]*)/([0-9a-f]{8}-[0-9a-f-]{27})")


class Front:
    """Listens on a free port of the loopback address and hands on to `target`; `with` starts and ends it."""

    def __init__(self, target: str, most_alike: int = 2):
        self.target = urllib.parse.urlsplit(target).netloc
        self.most_alike = most_alike
        self.let_through: dict[str, set[str]] = {}
        self.asked: dict[tuple[str, str], int] = {}
        self.lock = threading.Lock()
        front = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                front.hand_on(self)

            do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = do_TRACE = handle_any

            def log_message(self, *_: object) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """A scanner that hangs up in the middle is no news."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Front":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def admits(self, path: str) -> bool:
        """Whether the thing that this path is about is one of the few of its kind."""
        if not (found := IDENTIFIER.match(path)):
            return True
        kind, one = found.groups()
        with self.lock:
            few = self.let_through.setdefault(kind, set())
            if len(few) < self.most_alike:
                few.add(one)
            return one in few

    def hand_on(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("content-length") or 0)
        body = handler.rfile.read(length) if length else b""
        if not self.admits(handler.path):
            self.answer(handler, 404, [("content-type", "text/html; charset=utf-8")], b"<!doctype html><title>Not here</title>")
            return
        body = SUBMISSION.sub(lambda _: b"form-submission=" + secrets.token_hex(16).encode(), body)
        headers = {name: value for name, value in handler.headers.items() if name.lower() not in HOP}
        # The server compares who a form comes from with its own name.
        headers = {name: value.replace(self.address, f"http://{self.target}") for name, value in headers.items()}
        with self.lock:
            key = handler.command, template_of(handler.path)
            self.asked[key] = self.asked.get(key, 0) + 1
        connection = http.client.HTTPConnection(self.target, timeout=120)
        try:
            connection.request(handler.command, handler.path, body or None, headers)
            answer = connection.getresponse()
            content = answer.read()
            kept = [
                (name, value.replace(f"http://{self.target}", self.address))
                for name, value in answer.getheaders() if name.lower() not in HOP]
            self.answer(handler, answer.status, kept, content)
        except (OSError, ValueError, http.client.HTTPException):
            # What is no HTTP is cut, by the server or before it gets there: so is the scanner's connection.
            handler.close_connection = True
        finally:
            connection.close()

    @staticmethod
    def answer(handler: http.server.BaseHTTPRequestHandler, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        handler.send_response_only(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(content)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(content)
