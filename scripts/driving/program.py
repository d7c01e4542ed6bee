"""The program under test, started for real and ended at the end."""

import os
import re
import signal
import socket
import ssl
import subprocess
import time
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port of the loopback address that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def surroundings() -> dict[str, str]:
    """The environment of a command of ours: this program's, but never with a database that somebody works with."""
    return {name: value for name, value in os.environ.items() if name != "KITH_DATABASE_URL"}


def certificate(folder: Path, name: str = "kith") -> tuple[Path, Path]:
    """A certificate for this machine that vouches for itself, and its key."""
    cert, key = folder / f"{name}.crt", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-days", "2", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True)
    key.chmod(0o600)
    return cert, key


class Program:
    """`kith demo` or `kith serve` in a process of its own, with a data folder of its own."""

    def __init__(self, arguments: list[str], data: Path, port: int | None = None, kith: str | None = None):
        self.kith = str(kith or os.environ.get("KITH_PROGRAM") or REPOSITORY / ".build/debug/kith")
        self.data = Path(data)
        self.port = port or free_port()
        self.arguments = [*arguments, "--data", str(self.data), "--port", str(self.port)]
        self.environment = surroundings()
        self.output = self.data.parent / f"{self.data.name}-{self.port}.log"
        self.process: subprocess.Popen | None = None
        # Whom to trust where it speaks TLS itself.
        self.tls: ssl.SSLContext | None = None

    @property
    def address(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def start(self, patience: float = 120) -> "Program":
        """Starts the process and waits until it answers; raises with what it printed if it does not."""
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [self.kith, *self.arguments], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                cwd=REPOSITORY, env=self.environment)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"kith ended with {self.process.returncode}:\n{self.printed()[-4000:]}")
            if self.answers():
                return self
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"kith did not answer within {patience} s:\n{self.printed()[-4000:]}")

    def answers(self, path: str = "/healthz") -> bool:
        """Whether it answers that all is well at one of the addresses for a supervisor."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=2, context=self.tls) as response:
                return response.status == 200
        except OSError:
            return False

    def printed(self) -> str:
        """All that the program has printed so far."""
        return self.output.read_text(errors="replace") if self.output.exists() else ""

    def sign_ins(self) -> dict[str, tuple[str, str]]:
        """Who may sign in to the demo, as it printed them: role → address and password, the first of each role."""
        printed = self.printed()
        password = re.search(r"password\s+(\S+)", printed)
        staff = re.findall(r"^\s+(\S+@\S+)\s+[^,\n]+, ([a-z ]+)$", printed, re.MULTILINE)
        if not password or not staff:
            raise LookupError("the demo did not print who may sign in")
        return {role: (email, password.group(1)) for email, role in reversed(staff)}

    def stop(self, patience: float = 15) -> int:
        """Ends the process as a service manager would, and gives its exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode

    def kill(self) -> None:
        """Ends the process as a power cut would."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
