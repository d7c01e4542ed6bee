"""What stands in front of several servers: one address, behind which each request goes to one of them."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# What belongs to one connection, and not to the message that goes over it.
OF_THE_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Balancer:
    """Asks one server for pages and hands forms to another: no form goes back to the server that showed it, and no
    page after it comes from the server that took it."""

    def __init__(self, pages: str, forms: str):
        targets = {"GET": urlsplit(pages).netloc, "POST": urlsplit(forms).netloc}

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                server = http.client.HTTPConnection(targets[self.command], timeout=60)
                headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
                server.request(self.command, self.path, body or None, headers)
                answer = server.getresponse()
                content = answer.read()
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in OF_THE_CONNECTION:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
                server.close()

            do_GET = do_POST = pass_on

            def log_message(self, *_: object) -> None:
                """Says nothing: addresses of these pages hold tokens."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
