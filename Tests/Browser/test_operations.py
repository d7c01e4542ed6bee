"""What whoever looks after a server relies on: a stop that nobody notices, and figures for the right reader only."""

import http.client
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving.program import REPOSITORY, Program
from driving.session import Session

PATIENCE = 15
TOKEN = "figures-for-one-reader-only"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("operations") / "data"


@pytest.fixture
def start(data: Path) -> Iterator[Callable[..., Program]]:
    """Starts a server on the data of this module, and leaves none behind, whatever happened."""
    programs: list[Program] = []

    def start(*arguments: str) -> Program:
        programs.append(Program(list(arguments), data))
        return programs[-1].start()

    yield start
    for program in programs:
        program.kill()


@pytest.fixture(scope="module")
def sign_in(data: Path) -> tuple[str, str]:
    """Fills the data with a small town, and gives the address and the password of one who works there."""
    program = Program(["demo", "--groups", "12", "--people", "4"], data).start()
    staff = program.sign_ins()
    assert program.stop() == 0
    return staff["link worker"]


class HalfSent:
    """A sign-in of which half was sent: a request under way that ends when its other half comes, and not before."""

    def __init__(self, program: Program, sign_in: tuple[str, str]):
        session = Session(program.address)
        form = session.get("/sign-in").form(with_field="password")
        body = urllib.parse.urlencode(form.filled(email=sign_in[0], password=sign_in[1])).encode()
        self.connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=PATIENCE)
        self.connection.putrequest("POST", form.action or "/sign-in")
        self.connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        self.connection.putheader("Content-Length", str(len(body)))
        self.connection.putheader("Cookie", session.cookie_header())
        self.connection.endheaders(body[:40])
        self.rest = body[40:]

    def finish(self) -> http.client.HTTPResponse:
        self.connection.send(self.rest)
        answer = self.connection.getresponse()
        answer.read()
        self.connection.close()
        return answer


def ask(program: Program, path: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(
        program.address + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"in vain for {PATIENCE} s: {what}"
        time.sleep(0.02)


def under_way(program: Program) -> int:
    """How many requests are being answered, the one that asks for it left out."""
    figures = ask(program, "/metrics")[1]
    return int(figures.split("\nkith_requests_under_way ")[1].split("\n")[0]) - 1


def assert_signed_in(answer: http.client.HTTPResponse) -> None:
    assert answer.status == 303, f"the request that was under way got {answer.status}"
    assert "kith-session=" in (answer.getheader("Set-Cookie") or "")


def test_a_server_drains_before_it_stops(start: Callable[..., Program], sign_in: tuple[str, str]) -> None:
    program = start("serve", "--drain-seconds", "5")
    assert ask(program, "/readyz") == (200, "ready\n")
    half = HalfSent(program, sign_in)
    until(lambda: under_way(program) == 1, "a sign-in under way")

    told = time.monotonic()
    program.process.send_signal(signal.SIGTERM)
    until(lambda: ask(program, "/readyz") == (503, "draining\n"), "the server says that it drains")
    assert ask(program, "/healthz") == (200, "alive\n")
    assert ask(program, "/en/")[0] == 200, "a server that drains goes on answering"
    assert_signed_in(HalfSent(program, sign_in).finish())

    until(lambda: not program.answers(), "no new connection is taken")
    assert time.monotonic() - told >= 5
    time.sleep(0.5)
    assert program.process.poll() is None, "it waits for the request that is under way"
    assert_signed_in(half.finish())
    assert program.process.wait(PATIENCE) == 0, program.printed()[-2000:]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_single_server_stops_at_once_and_still_finishes_what_is_under_way(
    start: Callable[..., Program], sign_in: tuple[str, str], told: signal.Signals
) -> None:
    program = start("demo")
    half = HalfSent(program, sign_in)
    until(lambda: under_way(program) == 1, "a sign-in under way")
    idle = http.client.HTTPConnection("127.0.0.1", program.port, timeout=PATIENCE)
    idle.request("GET", "/en/")
    idle.getresponse().read()

    program.process.send_signal(told)
    until(lambda: not program.answers(), "no new connection is taken")
    assert_signed_in(half.finish())
    # The connection that nobody uses does not keep it.
    assert program.process.wait(PATIENCE) == 0, program.printed()[-2000:]
    idle.close()


def test_somebody_who_breaks_off_has_made_no_error(start: Callable[..., Program], sign_in: tuple[str, str]) -> None:
    program = start("serve")
    half = HalfSent(program, sign_in)
    until(lambda: under_way(program) == 1, "a sign-in under way")
    half.connection.close()
    until(lambda: under_way(program) == 0, "its end")
    assert 'kith_request_errors_total{method="POST",route="/sign-in"} 0\n' in ask(program, "/metrics")[1]
    assert program.stop() == 0
    assert "request.failed" not in program.printed()


def test_the_figures_are_for_this_machine_or_the_token(start: Callable[..., Program], tmp_path: Path) -> None:
    file = tmp_path / "metrics.token"
    file.write_text(TOKEN + "\n")
    file.chmod(0o600)
    program = start("serve", "--behind-proxy", "--metrics-token-file", str(file))
    status, figures = ask(program, "/metrics")
    assert status == 200
    for figure in ("kith_requests_total{", "kith_request_seconds_bucket{", "kith_requests_under_way 1\n"):
        assert figure in figures
    assert ask(program, "/metrics", X_Forwarded_For="192.0.2.1")[0] == 404
    assert ask(program, "/metrics", X_Forwarded_For="127.0.0.1", Authorization="Bearer a-guess-of-somebody")[0] == 404
    assert ask(program, "/metrics", X_Forwarded_For="192.0.2.1", Authorization=f"Bearer {TOKEN}")[0] == 200
    assert program.stop() == 0
    assert TOKEN not in program.printed()


@pytest.mark.parametrize(
    ("content", "mode", "complaint"),
    [(TOKEN, 0o644, "can be read by others"), (TOKEN, 0o640, "can be read by others"), ("short", 0o600, "holds no token"),
     ("", 0o600, "holds no token"), (None, 0, "cannot be read")],
    ids=["others", "group", "short", "empty", "missing"])
def test_a_token_that_others_could_know_is_refused(
    tmp_path: Path, content: str | None, mode: int, complaint: str
) -> None:
    file = tmp_path / "metrics.token"
    if content is not None:
        file.write_text(content)
        file.chmod(mode)
    program = Program(["serve"], tmp_path / "data")
    run = subprocess.run(
        [program.kith, *program.arguments, "--metrics-token-file", str(file)], capture_output=True, text=True,
        cwd=REPOSITORY, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False)
    assert run.returncode == 65 and complaint in run.stderr, f"{run.returncode}: {run.stderr}"
    assert run.stderr.count("\n") == 1 and TOKEN not in run.stderr


@pytest.mark.parametrize(
    ("content", "mode", "complaint"),
    [(f"kith\n{TOKEN}\n", 0o644, "can be read by others"), (f"kith\n{TOKEN}\n", 0o660, "can be read by others"),
     (TOKEN, 0o600, "is not two lines"), (None, 0, "cannot be read")],
    ids=["others", "group", "one line", "missing"])
def test_mail_credentials_that_others_could_know_are_refused(
    tmp_path: Path, content: str | None, mode: int, complaint: str
) -> None:
    file = tmp_path / "smtp.credentials"
    if content is not None:
        file.write_text(content)
        file.chmod(mode)
    program = Program(["serve"], tmp_path / "data")
    run = subprocess.run(
        [program.kith, *program.arguments, "--smtp-url", "smtp://127.0.0.1:9", "--mail-from", "kith@hub.example",
         "--smtp-credentials-file", str(file)], capture_output=True, text=True, cwd=REPOSITORY, stdin=subprocess.DEVNULL,
        timeout=PATIENCE, check=False)
    assert run.returncode == 65 and complaint in run.stderr, f"{run.returncode}: {run.stderr}"
    assert run.stderr.count("\n") == 1 and TOKEN not in run.stderr
