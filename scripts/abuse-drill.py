#!/usr/bin/env python3
"""Treats a real server badly at its sockets, and sees that it says no, lets go, and goes on serving.

    python3 scripts/abuse-drill.py                 # .build/debug/kith
    python3 scripts/abuse-drill.py --kith PROGRAM
    python3 scripts/abuse-drill.py --tls           # the same, where Kith speaks TLS itself

Slow heads, forms and readers; forms of many megabytes; heads beyond all measure; requests that two programs would read
differently (smuggling); foreign names; paths that lead outside; more connections than there is room for. Meanwhile
somebody honest loads pages. Takes less than a minute; everything runs side by side. See docs/adr/0039.
"""

import argparse
import contextlib
import resource
import socket
import ssl
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from driving.program import Program, certificate

MEGABYTE = 1 << 20
# What the server allows (ConnectionLimits), and what a busy machine may take longer.
HEAD, BODY, ANSWER, SLACK = 10, 30, 30, 12


# A socket that does not wait says so in these ways, with TLS and without.
NOT_NOW = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Failed(Exception):
    """What was seen instead of what should be."""


def check(holds: bool, otherwise: object) -> None:
    if not holds:
        raise Failed(str(otherwise)[:400])


class Line:
    """A connection of our own making."""

    def __init__(self, program: Program, receive_buffer: int = 0, patience: float = 60):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(patience)
        self.socket.connect(("127.0.0.1", program.port))
        self.began = time.monotonic()
        if program.tls:
            self.socket = program.tls.wrap_socket(self.socket, server_hostname="127.0.0.1")

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> bool:
        """Whether the other end still took it."""
        try:
            self.socket.sendall(data)
        except OSError:
            return False
        return True

    def rest(self) -> bytes:
        """Everything until the other end hangs up."""
        received = b""
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            while piece := self.socket.recv(65536):
                received += piece
        return received

    def answer(self) -> bytes:
        """One answer, by its length."""
        received = b""
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            while b"\r\n\r\n" not in received:
                piece = self.socket.recv(65536)
                if not piece:
                    return received
                received += piece
            head, _, body = received.partition(b"\r\n\r\n")
            length = next(
                (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
            while len(body) < length:
                piece = self.socket.recv(65536)
                if not piece:
                    break
                body += piece
            return head + b"\r\n\r\n" + body
        return received

    def drip(self, piece: bytes, at_most: float) -> float:
        """Sends a piece each half second until the other end hangs up; how long it bore that."""
        self.socket.setblocking(False)
        while time.monotonic() - self.began < at_most:
            time.sleep(0.5)
            try:
                if self.socket.recv(65536) == b"":
                    break
            except NOT_NOW:
                pass
            except OSError:
                break
            try:
                self.socket.send(piece)
            except NOT_NOW:
                pass
            except OSError:
                break
        return time.monotonic() - self.began


def status(answer: bytes) -> int:
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.") and answer[9:12].isdigit() else 0


def asked(program: Program, request: bytes, patience: float = 20) -> bytes:
    with Line(program, patience=patience) as line:
        line.send(request)
        return line.answer()


def get(path: str, *headers: str, host: str = "localhost") -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {host}", *headers, "", ""]).encode("latin-1")


FORM = "POST /styleguide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"


# MARK: Slow ones

def slow_heads(program: Program) -> str:
    def one(beginning: bytes) -> float:
        with Line(program) as line:
            line.send(beginning)
            return line.drip(b"a" if beginning else b"", HEAD + SLACK)

    with ThreadPoolExecutor(60) as lines:
        beginnings = [b"", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"GET /"] * 20
        took = list(lines.map(one, beginnings))
    check(max(took) < HEAD + SLACK, f"a head that never ends is borne for {max(took):.0f} s")
    return f"60 heads that never end: let go after {min(took):.0f} to {max(took):.0f} s"


def slow_form(program: Program) -> str:
    with Line(program) as line:
        line.send(f"{FORM}Content-Length: 5000\r\n\r\n".encode())
        took = line.drip(b"a", BODY + SLACK)
    check(took < BODY + SLACK, "a form that comes a byte at a time is borne for ever")
    check(took > BODY - 5, f"a slow form was let go after {took:.0f} s already")
    return f"a form by single bytes: let go after {took:.0f} s"


def end_of_server(program: Program, line: Line) -> tuple[bool, int]:
    """Whether the server still holds its end of a connection, and how many bytes wait there to be read."""
    ports = (f"{program.port:04X}", f"{line.socket.getsockname()[1]:04X}")
    for row in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, here, there, state, queues, *_ = row.split()
        if (here.split(":")[1], there.split(":")[1]) == ports:
            return state == "01", int(queues.split(":")[0], 16)
    return False, 0


def slow_reader(program: Program) -> str:
    """Asks without end and reads nothing: once the buffers in between are full, nothing moves any more."""
    with Line(program, receive_buffer=4096) as line:
        line.socket.setblocking(False)
        with contextlib.suppress(OSError):
            while line.socket.send(get("/styleguide")):
                pass
        waiting, since, is_held = 0, time.monotonic(), True
        while is_held and time.monotonic() - since < ANSWER + SLACK:
            time.sleep(0.5)
            is_held, now = end_of_server(program, line)
            if is_held and now > waiting:
                waiting, since = now, time.monotonic()
        took = time.monotonic() - since
    check(not is_held, f"a reader that reads nothing is borne for more than {took:.0f} s, with {waiting >> 10} kB waiting")
    return f"a reader that reads nothing: let go after {took:.0f} s, with {waiting >> 10} kB waiting"


# MARK: Large ones

def large_forms(program: Program) -> str:
    took = []
    for headers in ("Connection: close\r\nContent-Length", "Content-Length"):
        with Line(program) as line:
            line.send(f"{FORM}{headers}: {30 * MEGABYTE}\r\n\r\n".encode())
            # As a browser does: all of it first, and the answer is read afterwards.
            whole = line.send(b"a" * (30 * MEGABYTE))
            answer = line.answer()
            took.append(time.monotonic() - line.began)
        check(whole and status(answer) == 413, f"30 MB, {headers}: {status(answer)}, taken: {whole}")
        check(took[-1] < 8, f"a form of 30 MB with {headers} waits {took[-1]:.0f} s for its answer")
    with Line(program) as line:
        line.send(f"{FORM}Transfer-Encoding: chunked\r\n\r\n".encode())
        piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
        whole = all(line.send(piece) for _ in range(100)) and line.send(b"0\r\n\r\n")
        answer = line.answer()
        again = status(answer) == 413 and line.send(get("/healthz")) and status(line.answer()) == 200
    check(whole and again, f"6 MB in chunks: {status(answer)}, taken: {whole}, used again: {again}")
    with Line(program) as line:
        line.send(f"{FORM}Transfer-Encoding: chunked\r\n\r\n".encode())
        sent = 0
        while sent < 200 and line.send(piece * 16):
            sent += 1
    check(sent < 200, "a form without end is taken for ever")
    with Line(program) as line:
        line.send(get("/healthz", f"Content-Length: {200 * MEGABYTE}"))
        sent_with_get = 0
        while sent_with_get < 200 and line.send(b"a" * MEGABYTE):
            sent_with_get += 1
    check(sent_with_get < 200, "a body after a GET is taken for ever")
    return f"30 MB: 413 after {max(took):.1f} s; without end: cut after {sent} and {sent_with_get} MB"


def large_heads(program: Program) -> str:
    seen = []
    for request, wanted in [
        (get("/?q=" + "a" * 5000), {414}), (get("/?q=" + "a" * 200_000), {400, 414, 0}),
        (get("/", *[f"X-{n}: 1" for n in range(80)]), {431}), (get("/", *[f"X-{n}: 1" for n in range(5000)]), {400, 431, 0}),
        (get("/", "X-Long: " + "a" * 20_000), {431}), (get("/", "X-Long: " + "a" * 2_000_000), {400, 431, 0}),
        (get("/", "Cookie: " + "; ".join(f"c{n}=1" for n in range(3000))), {400, 431}),
    ]:
        answer = asked(program, request)
        check(status(answer) in wanted, f"{request[:40]!r}… of {len(request)} bytes: {answer[:200]!r}")
        seen.append(status(answer))
    return f"heads beyond all measure: {' '.join(map(str, seen))}"


# MARK: Ambiguous ones

def smuggling(program: Program) -> str:
    """Each is refused, or answered once and the connection ended: nothing in a body is ever taken for a request."""
    hidden = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    bodies = {
        "length and chunks": f"Content-Length: {5 + len(hidden)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}",
        "two lengths": f"Content-Length: 0\r\nContent-Length: {len(hidden)}\r\n\r\n{hidden}",
        "two lengths in one": f"Content-Length: 0, {len(hidden)}\r\n\r\n{hidden}",
        "signed length": f"Content-Length: +{len(hidden)}\r\n\r\n{hidden}",
        "negative length": f"Content-Length: -1\r\n\r\n{hidden}",
        "chunked twice": f"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{hidden}",
        "hidden chunked": f"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{hidden}",
        "chunked by tab": f"Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n{hidden}",
        "blank before colon": f"Content-Length : {len(hidden)}\r\n\r\n{hidden}",
        "folded": f"X-A: b\r\n Content-Length: {len(hidden)}\r\n\r\n{hidden}",
        "chunk size too large": f"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{hidden}",
        "chunk size of letters": f"Transfer-Encoding: chunked\r\n\r\nxyz\r\n{hidden}",
        "nul": f"X-A: a\0b\r\nContent-Length: 0\r\n\r\n",
        "bare return": f"X-A: a\rX-B: b\r\nContent-Length: 0\r\n\r\n",
    }
    seen = {}
    for name, rest in bodies.items():
        with Line(program, patience=8) as line:
            line.send(f"POST /styleguide HTTP/1.1\r\nHost: localhost\r\n{rest}".encode("latin-1"))
            received = b""
            with contextlib.suppress(TimeoutError):
                while piece := line.socket.recv(65536):
                    received += piece
        seen[name] = status(received)
        check(b"alive" not in received, f"{name}: what was hidden in it was answered: {received[:300]!r}")
        check(seen[name] == 0 or 400 <= seen[name] < 500, f"{name}: {received[:200]!r}")
    return "smuggling: " + ", ".join(f"{name} {code}" for name, code in seen.items())


def other_protocols(program: Program) -> str:
    for request, wanted in [
        (b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", {200}), (b"GET / HTTP/1.0\r\n\r\n", {421, 400}),
        (b"GET / HTTP/1.1\r\n\r\n", {421, 400}), (b"GET /\r\n\r\n", {0, 400}), (b"GET / HTTP/3.7\r\nHost: localhost\r\n\r\n", {0, 400, 505}),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {0, 400, 404, 405, 421, 505}), (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500, {0, 400}),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Marker: marker\r\n\r\n", {405}),
        (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", {400, 404, 405, 421}),
        (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", {404, 405}), (b"DELETE /en/ HTTP/1.1\r\nHost: localhost\r\n\r\n", {405}),
        (b"G\0T / HTTP/1.1\r\nHost: localhost\r\n\r\n", {0, 400}), (b"get / HTTP/1.1\r\nHost: localhost\r\n\r\n", {0, 400, 404, 405}),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n", {200, 100, 417}),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", {200}),
    ]:
        answer = asked(program, request)
        check(status(answer) in wanted, f"{request[:60]!r}: {answer[:200]!r}")
        check(b"marker" not in answer, f"{request[:40]!r} comes back")
    return "other methods and protocols: refused"


def foreign_names(program: Program) -> str:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "localhost, evil.example", ""):
        answer = asked(program, get("/sign-in", host=host))
        check(status(answer) in {421, 400} and b"evil" not in answer, f"Host: {host}: {answer[:200]!r}")
    both = asked(program, b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
    check(b"evil" not in both, both[:300])
    absolute = asked(program, b"GET http://evil.example/sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n")
    check(b"evil" not in absolute, absolute[:300])
    check(status(asked(program, get("/healthz", host=f"127.0.0.1:{program.port}"))) == 200, "no answer to a supervisor")
    return "foreign names: 421, and in no page"


def paths_outside(program: Program) -> str:
    for path in (
        "/../../../../etc/passwd", "/assets/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/assets/..%5c..%5cetc%5cpasswd/x", "/assets/%252e%252e%252fetc/passwd", "/assets/x/%00", "/\xc0\xae\xc0\xae/etc/passwd",
        "//etc/passwd", "/assets/x/kith.css%00.svg", "/.git/config", "/kith.sqlite", "/server.secret",
    ):
        answer = asked(program, get(path))
        check(status(answer) in {0, 400, 404} and b"root:" not in answer, f"{path}: {answer[:200]!r}")
    answer = asked(program, get("/sign-in?next=%0d%0aSet-Cookie:%20evil=1"))
    check(b"evil" not in answer.partition(b"\r\n\r\n")[0], "a line break became a header")
    return "paths that lead outside: not found"


# MARK: Too many

def small_server(kith: str | None, folder: Path) -> Program:
    """A server that may open so few files that it has room for sixty connections."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (260, limits[1]))
    try:
        return Program(["serve"], folder / "small", kith=kith).start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def too_many(program: Program) -> str:
    """Twice as many connections as there is room for, which do nothing."""
    lines = [Line(program) for _ in range(120)]
    time.sleep(2)
    open_files = len(list(Path(f"/proc/{program.process.pid}/fd").iterdir()))
    began = time.monotonic()
    answer = asked(program, get("/en/"), patience=60)
    took = time.monotonic() - began
    for line in lines:
        line.socket.close()
    check(status(answer) == 200, f"nobody gets through: {answer[:100]!r}")
    check(open_files < 130, f"{open_files} files are open where there is room for sixty connections")
    check(took < 3 * HEAD + SLACK, f"somebody waited {took:.0f} s")
    return f"120 idle connections, room for 60: {open_files} files open, the next page after {took:.0f} s"


# MARK: Meanwhile

@contextlib.contextmanager
def honest_visitor(program: Program) -> Iterator[list[float]]:
    """Loads a page every fifth of a second, and remembers how long each took."""
    took: list[float] = []
    is_over = threading.Event()

    def visit() -> None:
        while not is_over.wait(0.2):
            began = time.monotonic()
            answer = asked(program, get("/en/", "Connection: close"))
            took.append(time.monotonic() - began if status(answer) == 200 else 1000)

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        yield took
    finally:
        is_over.set()
        visitor.join()


def told(scenario: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, scenario()
    except Failed as failed:
        return False, str(failed)
    except Exception:
        return False, traceback.format_exc()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kith", help="the program; .build/debug/kith where left out")
    parser.add_argument("--tls", action="store_true", help="let Kith speak TLS itself")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        small = small_server(options.kith, folder)
        program = Program(["serve", "--style-guide"], folder / "data", kith=options.kith)
        if options.tls:
            cert, key = certificate(folder)
            program.arguments += ["--tls-cert", str(cert), "--tls-key", str(key)]
            program.tls = ssl.create_default_context(cafile=str(cert))
        program.start()
        scenarios = [(too_many, small)] + [
            (scenario, program) for scenario in (
                slow_heads, slow_form, slow_reader, large_forms, large_heads, smuggling, other_protocols, foreign_names,
                paths_outside)]
        with honest_visitor(program) as took, ThreadPoolExecutor(len(scenarios)) as at_once:
            results = list(at_once.map(lambda pair: told(lambda: pair[0](pair[1])), scenarios))
        small.stop()
        took.sort()
        late = took[int(len(took) * 0.95)] if took else 1000
        results.append((late < 2, f"meanwhile {len(took)} pages were loaded, 95 of 100 within {late * 1000:.0f} ms"))
        memory = next(
            int(line.split()[1]) // 1024 for line in Path(f"/proc/{program.process.pid}/status").read_text().splitlines()
            if line.startswith("VmHWM"))
        results.append((memory < 400, f"at most {memory} MB of memory"))
        results.append((program.answers() and program.stop() == 0, "it goes on serving, and stops when it is told to"))
        printed = program.printed()
        results.append(("request.failed" not in printed and "Fatal" not in printed, "and says of nothing that it was our defect"))
    for holds, seen in results:
        print(f"{'  ' if holds else '✗ '}{seen}", flush=True)
    print(f"abuse drill: {sum(not holds for holds, _ in results)} of {len(results)} failed, {time.monotonic() - began:.0f} s")
    return 0 if all(holds for holds, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
