"""What is kept: backups sealed to somebody who is not the server, and a trail whose end cannot be cut off unseen."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving.program import REPOSITORY, Program, surroundings

PATIENCE = 60


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A small town that is served."""
    program = Program(["demo", "--groups", "12", "--people", "6"], tmp_path_factory.mktemp("kept") / "data").start()
    yield program
    program.kill()


@pytest.fixture(scope="module")
def keys(town: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two halves of a backup's key, without their endings."""
    name = tmp_path_factory.mktemp("keys") / "backup"
    assert kith(town, "keys", "recipient", "--out", str(name)).returncode == 0
    return name


@pytest.fixture(scope="module")
def sealed(town: Program, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "sealed.kith"
    made = kith(town, "backup", str(file), "--to", f"{keys}.recipient", "--data", str(town.data))
    assert made.returncode == 0 and made.stderr == "", made.stderr
    assert "all is well" in made.stdout and "sealed to" in made.stdout
    return file


def kith(town: Program, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [town.kith, *arguments], capture_output=True, text=True, cwd=REPOSITORY, stdin=subprocess.DEVNULL,
        timeout=PATIENCE, check=False, env=surroundings())


def assert_refused(run: subprocess.CompletedProcess[str], words: str, code: int = 65) -> None:
    assert run.returncode == code and words in run.stderr, f"{run.returncode}: {run.stderr}"
    assert run.stderr.count("\n") == 1, run.stderr


def restore(town: Program, file: Path, identity: Path | None, into: Path, *more: str) -> subprocess.CompletedProcess[str]:
    opened = ["--identity", str(identity)] if identity else []
    return kith(town, "restore", str(file), *opened, "--data", str(into), *more)


def test_a_sealed_backup_holds_nothing_in_the_open_and_leaves_nothing_behind(town: Program, sealed: Path) -> None:
    content = sealed.read_bytes()
    assert content.startswith(b"kith-backup-1 ")
    assert b"SQLite format" not in content and b"CREATE TABLE" not in content
    assert sealed.stat().st_mode & 0o077 == 0
    left = [path.name for path in town.data.iterdir() if "part" in path.name or "on-the-way" in path.name]
    assert not left and list(sealed.parent.iterdir()) == [sealed]


def test_the_half_that_opens_is_for_its_owner_only(keys: Path) -> None:
    assert Path(f"{keys}.identity").stat().st_mode & 0o077 == 0
    assert Path(f"{keys}.recipient").read_text().startswith("kith-recipient-")


def test_a_sealed_backup_is_tried_and_put_nowhere(town: Program, keys: Path, sealed: Path, tmp_path: Path) -> None:
    tried = restore(town, sealed, Path(f"{keys}.identity"), tmp_path / "trial", "--try-only")
    assert tried.returncode == 0 and "can be restored" in tried.stdout, tried.stderr
    assert not list((tmp_path / "trial").iterdir())


def test_a_sealed_backup_comes_back(town: Program, keys: Path, sealed: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    back = restore(town, sealed, Path(f"{keys}.identity"), data)
    assert back.returncode == 0, back.stderr
    assert [path.name for path in data.iterdir()] == ["kith.sqlite"]
    assert kith(town, "verify", "--data", str(data)).returncode == 0
    count = "SELECT COUNT(*) FROM people"
    with sqlite3.connect(data / "kith.sqlite") as one, sqlite3.connect(town.data / "kith.sqlite") as other:
        assert one.execute(count).fetchone() == other.execute(count).fetchone()
    assert_refused(restore(town, sealed, Path(f"{keys}.identity"), data), "data in", code=1)


def test_what_is_wrong_with_a_sealed_backup_is_told(town: Program, keys: Path, sealed: Path, tmp_path: Path) -> None:
    identity = Path(f"{keys}.identity")
    data = tmp_path / "data"
    assert kith(town, "keys", "recipient", "--out", str(tmp_path / "other")).returncode == 0
    assert_refused(restore(town, sealed, tmp_path / "other.identity", data), "is sealed to")
    assert_refused(restore(town, sealed, None, data), "give the --identity")
    assert_refused(restore(town, sealed, Path(f"{keys}.recipient"), data), "")
    content = sealed.read_bytes()
    changed = tmp_path / "changed.kith"
    for bytes_, words in [
        (content[:-1], "cut off"), (content[:400_000], "cut off"), (content + b"x", "damaged"),
        (content[:5000] + bytes([content[5000] ^ 1]) + content[5001:], "damaged"),
        (content.replace(b"kith-backup-1 ", b"kith-backup-2 ", 1), "newer kith"),
        (b"a letter", "no sealed backup"), (b"", "no sealed backup"),
    ]:
        changed.write_bytes(bytes_)
        assert_refused(restore(town, changed, identity, data), words)
    assert not data.exists() or not list(data.iterdir()), "a refused backup left something behind"


def test_a_backup_in_the_open_says_so_and_comes_back_without_an_identity(
    town: Program, keys: Path, tmp_path: Path
) -> None:
    file = tmp_path / "plain.sqlite"
    made = kith(town, "backup", str(file), "--data", str(town.data))
    assert made.returncode == 0 and "not encrypted" in made.stderr and made.stderr.count("\n") == 1
    assert_refused(restore(town, file, Path(f"{keys}.identity"), tmp_path / "data"), "no sealed backup")
    assert restore(town, file, None, tmp_path / "data").returncode == 0


def test_a_key_that_opens_is_refused_on_the_server(town: Program, keys: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.kith"
    for name, words in [(f"{keys}.identity", "take it off this machine"), (str(tmp_path / "none"), "cannot be read")]:
        run = kith(town, "backup", str(target), "--to", name, "--data", str(town.data))
        assert_refused(run, words)
    slip = tmp_path / "slip.recipient"
    text = Path(f"{keys}.recipient").read_text()
    slip.write_text(text[:20] + ("0" if text[20] != "0" else "1") + text[21:])
    assert_refused(kith(town, "backup", str(target), "--to", str(slip), "--data", str(town.data)), "no recipient")
    assert not target.exists()


def test_a_trail_that_was_cut_off_is_found_by_what_was_kept_elsewhere(town: Program, tmp_path: Path) -> None:
    signed = ["--sealing-key-file", str(town.data / "demo.keys")]
    kept = tmp_path / "kept.checkpoints"
    made = kith(town, "trail", "checkpoints", "--out", str(kept), "--data", str(town.data), *signed)
    assert made.returncode == 0 and kept.read_text().startswith("kith-checkpoint-1 demo "), made.stderr
    copy = tmp_path / "copy"
    shutil.copytree(town.data, copy)
    arguments = ["verify", "--data", str(copy), *signed, "--checkpoint-file", str(kept)]
    honest = kith(town, *arguments)
    assert honest.returncode == 0 and "with their signatures" in honest.stdout, honest.stdout
    with sqlite3.connect(copy / "kith.sqlite") as connection:
        last = connection.execute("SELECT MAX(number) FROM events").fetchone()[0]
        connection.execute("DELETE FROM events WHERE number > ?", (last - 2,))
        connection.execute("DELETE FROM trail_checkpoints")
    found = kith(town, *arguments)
    assert found.returncode == 1 and f"events {last - 1} to {last}" in found.stdout, found.stdout
    assert "cut off" in found.stdout
    kept.write_text("not a checkpoint\n")
    assert_refused(kith(town, *arguments), "line 1 is no checkpoint")
    assert_refused(kith(town, "trail", "checkpoints", "--out", str(kept), "--data", str(copy)), "who signs", code=64)
