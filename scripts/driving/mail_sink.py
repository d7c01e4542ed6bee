"""A mail server that takes every letter and keeps it as it came."""

import email
import email.policy
import socketserver
import threading


class MailSink:
    """Listens on a port of this machine for as long as it lives."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        sink = self

        class Line(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"220 sink\r\n")
                while line := self.rfile.readline():
                    verb = line.strip().upper()[:4]
                    if verb == b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        letter = b""
                        while (line := self.rfile.readline()) not in (b".\r\n", b""):
                            letter += line
                        sink.letters.append(letter)
                        self.wfile.write(b"250 taken\r\n")
                    elif verb == b"QUIT":
                        self.wfile.write(b"221 bye\r\n")
                        return
                    else:
                        self.wfile.write(b"250 well\r\n")

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def opened(self) -> list[tuple[str, bytes]]:
        """Each letter's head, and all of it with its parts decoded."""
        result = []
        for letter in self.letters:
            read = email.message_from_bytes(letter, policy=email.policy.default)
            head = "\n".join(f"{name}: {value}" for name, value in read.items())
            parts = b"\n".join(
                part.get_payload(decode=True) or b"" for part in read.walk() if not part.is_multipart())
            result.append((head, letter + b"\n" + parts))
        return result

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
