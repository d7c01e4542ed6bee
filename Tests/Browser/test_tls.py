"""Nothing crosses a network in the clear: TLS of our own, a certificate that is renewed, and what is refused."""

import os
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from driving.program import REPOSITORY, Program, certificate

PATIENCE = 30


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    programs: list[Program] = []

    def start(cert: Path, key: Path) -> Program:
        program = Program(["serve", "--tls-cert", str(cert), "--tls-key", str(key)], tmp_path / "data")
        program.tls = trusting(cert)
        programs.append(program)
        return program.start()

    yield start
    for program in programs:
        assert program.stop() == 0, program.printed()[-2000:]


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)


def shown(program: Program, context: ssl.SSLContext) -> bytes:
    """The certificate that the server shows."""
    with socket.create_connection(("127.0.0.1", program.port), timeout=PATIENCE) as plain:
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            answer = b""
            while part := connection.recv(4096):
                answer += part
            assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
            return connection.getpeercert(binary_form=True) or b""


def trusting(cert: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(cert))


def test_pages_come_by_tls_with_cookies_that_never_leave_it(serve: Callable[..., Program], tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, "one")
    program = serve(cert, key)
    shown(program, trusting(cert))
    with socket.create_connection(("127.0.0.1", program.port), timeout=PATIENCE) as plain:
        with trusting(cert).wrap_socket(plain, server_hostname="127.0.0.1") as connection:
            connection.sendall(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            answer = b""
            while part := connection.recv(4096):
                answer += part
    head = answer.split(b"\r\n\r\n")[0].decode().lower()
    assert "strict-transport-security: max-age=" in head
    assert "set-cookie: __host-kith-visit=" in head and "secure" in head


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_old_tls_and_no_tls_are_refused(serve: Callable[..., Program], tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, "one")
    program = serve(cert, key)
    for version, is_taken in [
        (ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_2, True), (ssl.TLSVersion.TLSv1_3, True)
    ]:
        context = trusting(cert)
        context.set_ciphers("DEFAULT@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        if is_taken:
            shown(program, context)
        else:
            with pytest.raises((ssl.SSLError, ConnectionError)):
                shown(program, context)
    with socket.create_connection(("127.0.0.1", program.port), timeout=PATIENCE) as plain:
        plain.sendall(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        try:
            assert b"HTTP/1.1 200" not in plain.recv(4096)
        except ConnectionError:
            pass


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize("ciphers, is_taken", [
    ("ECDHE+AESGCM:ECDHE+CHACHA20", True),
    ("ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA", False),
    ("ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES128-SHA256:ECDHE-RSA-AES256-SHA384", False),
    ("AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA:AES256-SHA", False),
], ids=["AEAD with forward secrecy", "CBC with SHA-1", "CBC with SHA-2", "no forward secrecy"])
def test_tls_1_2_is_spoken_with_aead_and_forward_secrecy_alone(
        serve: Callable[..., Program], tmp_path: Path, ciphers: str, is_taken: bool) -> None:
    cert, key = certificate(tmp_path, "one")
    program = serve(cert, key)
    context = trusting(cert)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    if is_taken:
        shown(program, context)
    else:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            shown(program, context)


def test_a_renewed_certificate_is_shown_without_a_restart(serve: Callable[..., Program], tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, "one")
    new_cert, new_key = certificate(tmp_path, "two")
    program = serve(cert, key)
    first = shown(program, trusting(cert))
    # Half of a renewal: the key alone. The old pair goes on.
    old_key = key.read_bytes()
    key.write_bytes(new_key.read_bytes())
    os.kill(program.process.pid, signal.SIGHUP)
    until(lambda: "tls.not_renewed" in program.printed())
    assert shown(program, trusting(cert)) == first
    cert.write_bytes(new_cert.read_bytes())
    os.kill(program.process.pid, signal.SIGHUP)
    until(lambda: "tls.renewed" in program.printed())
    assert shown(program, trusting(new_cert)) != first
    assert old_key.splitlines()[1].decode() not in program.printed()


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [("rights", "can be read by others"), ("other", "is not the key of the certificate"), ("empty", "holds no key"),
     ("missing", "cannot be read"), ("no certificate", "holds no certificate")])
def test_a_pair_that_cannot_be_used_is_refused(tmp_path: Path, spoil: str, complaint: str) -> None:
    cert, key = certificate(tmp_path, "one")
    if spoil == "rights":
        key.chmod(0o644)
    elif spoil == "other":
        key.write_bytes(certificate(tmp_path, "two")[1].read_bytes())
    elif spoil == "empty":
        key.write_text("nothing")
    elif spoil == "missing":
        key.unlink()
    else:
        cert.write_text("nothing")
    run = started(tmp_path, "--tls-cert", str(cert), "--tls-key", str(key))
    assert run.returncode == 65 and complaint in run.stderr, f"{run.returncode}: {run.stderr}"
    assert run.stderr.count("\n") == 1


def test_the_limits_of_a_connection_hold_under_tls(serve: Callable[..., Program], tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, "one")
    program = serve(cert, key)
    hello = ssl.MemoryBIO()
    client = trusting(cert).wrap_bio(ssl.MemoryBIO(), hello, server_hostname="127.0.0.1")
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    with ThreadPoolExecutor(4) as lines:
        silent = lines.submit(borne, program, None, b"", b"")
        half = lines.submit(borne, program, None, hello.read()[:40], b"\x01")
        no_head = lines.submit(borne, program, trusting(cert), b"", b"")
        slow_head = lines.submit(borne, program, trusting(cert), b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", b"a")
        # Ten seconds for the head, five more for TLS to be ended politely, and what a busy machine takes.
        for took in (silent, half, no_head, slow_head):
            assert 8 < took.result() < 27, [silent.result(), half.result(), no_head.result(), slow_head.result()]
    for head, wanted in [("/?q=" + "a" * 5000, b"414"), ("/ HTTP/1.1\r\nX-Long: " + "a" * 20_000, b"431")]:
        request = head if " HTTP" in head else f"{head} HTTP/1.1"
        with socket.create_connection(("127.0.0.1", program.port), timeout=PATIENCE) as plain:
            with trusting(cert).wrap_socket(plain, server_hostname="127.0.0.1") as connection:
                connection.sendall(f"GET {request}\r\nHost: 127.0.0.1\r\n\r\n".encode())
                assert connection.recv(4096)[9:12] == wanted


def borne(program: Program, context: ssl.SSLContext | None, beginning: bytes, piece: bytes) -> float:
    """How long a connection is borne on which a piece comes each half second, with TLS or before it."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", program.port), timeout=PATIENCE) as plain:
        line = context.wrap_socket(plain, server_hostname="127.0.0.1") if context else plain
        with line:
            line.sendall(beginning)
            line.settimeout(0.5)
            while time.monotonic() - began < PATIENCE:
                try:
                    if line.recv(4096) == b"":
                        break
                except TimeoutError:
                    pass
                except OSError:
                    break
                try:
                    line.sendall(piece)
                except OSError:
                    break
    return time.monotonic() - began


def started(tmp_path: Path, *options: str) -> subprocess.CompletedProcess:
    program = Program(["serve", *options], tmp_path / "data")
    return subprocess.run(
        [program.kith, *program.arguments], capture_output=True, text=True, cwd=REPOSITORY, stdin=subprocess.DEVNULL,
        timeout=PATIENCE, check=False)
