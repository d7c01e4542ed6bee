"""What would send passwords across a network in the clear is refused at the start."""

import subprocess
from pathlib import Path

import pytest
from driving.program import REPOSITORY, Program


@pytest.mark.parametrize(
    ("options", "complaint"),
    [(["--host", "0.0.0.0"], "in the clear"),
     (["--host", "0.0.0.0", "--base-url", "https://kith.example"], "in the clear"),
     (["--host", "0.0.0.0", "--trusted-proxy", "10.0.0.0/8"], "in the clear"),
     (["--host", "0.0.0.0", "--behind-proxy", "--base-url", "https://kith.example"], "a proxy on this machine"),
     (["--host", "127.kith.example"], "in the clear"),
     (["--tls-cert", "a.crt"], "belong together"), (["--tls-key", "a.key"], "belong together"),
     (["--tls-cert", "a.crt", "--tls-key", "a.key", "--base-url", "http://kith.example"], "https://"),
     (["--trusted-proxy", "10.0.0.0/99"], "no range")])
def test_what_would_send_passwords_in_the_clear_is_refused(tmp_path: Path, options: list[str], complaint: str) -> None:
    program = Program(["serve", *options], tmp_path / "data")
    run = subprocess.run(
        [program.kith, *program.arguments], capture_output=True, text=True, cwd=REPOSITORY, stdin=subprocess.DEVNULL,
        timeout=30, check=False)
    assert run.returncode == 64 and complaint in run.stderr, f"{run.returncode}: {run.stderr}"


def test_a_list_that_is_none_is_refused(tmp_path: Path) -> None:
    leaks = tmp_path / "leaks.txt"
    leaks.write_text("password\n")
    program = Program(["serve", "--breached-passwords", str(leaks)], tmp_path / "data")
    run = subprocess.run(
        [program.kith, *program.arguments], capture_output=True, text=True, cwd=REPOSITORY, stdin=subprocess.DEVNULL,
        timeout=30, check=False)
    assert run.returncode == 65 and "no sorted list" in run.stderr, f"{run.returncode}: {run.stderr}"
