"""A network that is slow where a test wants it: it stands between a browser and the program, and holds what the test names.

What a browser has sent is on its way, whether its page is still there or not. So a draft can arrive after the form it
belongs to, or two drafts the other way round.
"""

import http.client
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from driving.program import Program

PATIENCE = 60


class SlowWire:
    """Forwards everything to the program at once, but for what is held."""

    def __init__(self, program: Program):
        self.program = program
        self.pattern: re.Pattern[str] | None = None
        self.gate = threading.Event()
        self.changed = threading.Condition()
        # How many posts of the held kind came, and what the program answered to those that were let through.
        self.arrived = 0
        self.answers: list[int] = []
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                wire.forward(self)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def hold(self, pattern: str) -> None:
        """From now on, holds the posts to addresses like this."""
        self.gate.clear()
        self.arrived, self.answers = 0, []
        self.pattern = re.compile(pattern)

    def let_through(self) -> None:
        """Holds no more of them; what is held stays where it is."""
        self.pattern = None

    def release(self, count: int) -> list[int]:
        """Lets what is held go on, and waits until `count` of them were answered."""
        self.pattern = None
        self.gate.set()
        with self.changed:
            done = self.changed.wait_for(lambda: len(self.answers) >= count, PATIENCE)
        assert done, f"{len(self.answers)} of {count} were answered"
        return self.answers

    def wait_for(self, count: int) -> None:
        with self.changed:
            came = self.changed.wait_for(lambda: self.arrived >= count, PATIENCE)
        assert came, f"{self.arrived} of {count} posts came"

    def close(self) -> None:
        self.gate.set()
        self.server.shutdown()
        self.server.server_close()

    def forward(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        is_held = self.pattern is not None and request.command == "POST" and bool(self.pattern.search(request.path))
        if is_held:
            with self.changed:
                self.arrived += 1
                self.changed.notify_all()
            self.gate.wait(PATIENCE)
        connection = http.client.HTTPConnection("127.0.0.1", self.program.port, timeout=PATIENCE)
        connection.putrequest(request.command, request.path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", f"127.0.0.1:{self.program.port}")
        for name, value in request.headers.items():
            if name.lower() not in ("host", "connection", "accept-encoding"):
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if is_held:
            with self.changed:
                self.answers.append(answer.status)
                self.changed.notify_all()
        try:
            request.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("connection", "content-length", "transfer-encoding", "date", "server"):
                    request.send_header(name, value)
            request.send_header("Content-Length", str(len(content)))
            request.end_headers()
            request.wfile.write(content)
        except OSError:
            # The page is gone, and its answer is for nobody.
            request.close_connection = True
