#!/usr/bin/env python3
"""Lets the disk fill up, makes it read-only, damages the database file, sets the clock back, and looks what the program says.

Whatever happens, it refuses rather than be wrong: pages say it in plain words with what was typed, /readyz says it in one
word, the log has a critical line and no fact about anybody, commands end with one line, and what was acknowledged is there
afterwards.

    python3 scripts/fault-drill.py --kith .build/debug/kith

A small disk of its own is a tmpfs in a mount namespace of its own: as root, or by a user namespace. Where neither is
allowed the drill fails; --without-mounts leaves those two faults out on purpose.
"""

import argparse
import contextlib
import hashlib
import http.client
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from driving.notes import filled, note_form, page_with_form
from driving.program import Program, surroundings
from driving.session import Answer, Session

INSIDE = "--inside"
SMALL_DISK = "24m"
OUT_OF_ORDER = "Kith cannot save anything now"


class Fault(Exception):
    """The program did something that it must not."""


def check(holds: bool, what: str) -> None:
    if not holds:
        raise Fault(what)


class Town:
    """A small town that is served from a folder, and one worker in it."""

    def __init__(self, kith: str, folder: Path):
        self.kith = kith
        self.folder = folder
        self.program = Program(["demo", "--groups", "12", "--people", "6"], folder, kith=kith)
        self.acknowledged: list[str] = []
        self.count = 0
        self.session: Session | None = None
        self.page = ""
        self.log_start = 0

    @property
    def file(self) -> Path:
        return self.folder / "kith.sqlite"

    def start(self) -> "Town":
        self.log_start = len(self.program.printed())
        self.program.start(patience=120)
        if self.session is None:
            email, password = self.program.sign_ins()["link worker"]
            self.session = Session(self.program.address, patience=20)
            self.session.sign_in(email, password)
            self.page = page_with_form(self.session, 0)
        return self

    def note(self) -> tuple[str, Answer]:
        """Notes a contact; the answer tells whether it was taken."""
        assert self.session
        page = self.session.get(self.page)
        if page.status != 200:
            return "", page
        self.count += 1
        note = f"fault drill note {self.count:04}"
        form = note_form(page)
        answer = self.session.post(form.action or self.page, filled(form, note))
        if answer.status == 200:
            self.acknowledged.append(note)
        return note, answer

    def ready(self) -> str:
        try:
            with urllib.request.urlopen(f"{self.program.address}/readyz", timeout=5) as answer:
                return answer.read().decode().strip()
        except urllib.error.HTTPError as refusal:
            return refusal.read().decode().strip()

    def logged(self, word: str) -> bool:
        return any(word in line and "critical" in line for line in self.program.printed()[self.log_start:].splitlines())

    def expect_refusal(self, answer: Answer, note: str, word: str, line: str) -> None:
        text = answer.text
        check(answer.status == 503, f"{word}: the page has status {answer.status}, not 503")
        check(OUT_OF_ORDER in text, f"{word}: the page does not say that nothing can be saved")
        check(not note or note in text, f"{word}: what was typed is not on the page")
        check(self.ready() == word, f"{word}: /readyz says {self.ready()!r}")
        check(self.program.answers(), f"{word}: /healthz says that the program is dead")
        check(self.logged(line), f"{word}: the log has no critical line {line}")
        check("fault drill note" not in self.program.printed(), f"{word}: the log quotes what somebody typed")

    def expect_all_kept(self) -> None:
        with contextlib.closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as connection:
            stored = [row[0] for row in connection.execute("SELECT note FROM contacts WHERE note LIKE 'fault drill %'")]
        lost = sorted(set(self.acknowledged) - set(stored))
        check(not lost, f"acknowledged and lost: {lost}")
        check(len(stored) == len(set(stored)), "a note is there twice")
        verified = command(self.kith, "verify", "--data", str(self.folder))
        check(verified.returncode == 0, f"kith verify: {verified.stdout}{verified.stderr}")

    def open_own_page(self) -> None:
        """A person of the town opens their own page, with a code from their worker."""
        assert self.session
        person = next(part for part in [re.match(r"/app/people/[^/]+", self.page)] if part).group(0)
        give = self.session.get(f"{person}/own-page").form(action="/own-page/code")
        slip = self.session.post(give.action, give.filled(way="paper"))
        code = re.search(r"<strong>([0-9a-z]{5}-[0-9a-z]{5})</strong>", slip.text)
        check(code is not None, "the slip holds no code")
        themself = Session(self.program.address, patience=20)
        door = themself.get("/me")
        check("Leave this page quickly" in themself.send(door, door.form(with_field="code"), code=code.group(1)).text,
              "the code opened no page")
        self.own_page = themself.cookie_header()

    def leave_quickly(self) -> str:
        """How long the quick way out takes; the page is closed with it, whatever the store is doing."""
        began = time.monotonic()
        connection = http.client.HTTPConnection(self.program.address.removeprefix("http://"), timeout=20)
        try:
            connection.request("GET", "/me/leave", headers={"Cookie": self.own_page})
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        took = time.monotonic() - began
        check(answer.status == 303, f"the quick way out has status {answer.status}")
        check("kith-page=;" in (answer.getheader("Set-Cookie") or ""), "the cookie of the page is not ended")
        return f"the quick way out took {took * 1000:.0f} ms"

    def expect_left(self) -> None:
        """Whoever kept the cookie opens nothing by it."""
        asked = urllib.request.Request(f"{self.program.address}/me", headers={"Cookie": self.own_page})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            check("Type in your code" in answer.read().decode(), "the page is open though it was left")

    def stop(self) -> None:
        self.program.stop()


def command(kith: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [kith, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=60,
        env=surroundings())


def expect_one_line(run: subprocess.CompletedProcess[str], codes: set[int], words: str) -> None:
    said = f"{run.args[1]} ended with {run.returncode}: {run.stderr.strip()!r}"
    check(run.returncode in codes, said)
    check(words in run.stderr + run.stdout, f"{said}, without {words!r}")
    check(run.stderr.count("\n") <= 1 and "Fatal" not in run.stderr, said)


def full_disk(kith: str, folder: Path) -> str:
    disk = small_disk(folder / "full")
    town = Town(kith, disk / "data").start()
    town.note()
    town.open_own_page()
    filler = disk / "filler"
    fill(filler)
    for _ in range(200):
        note, answer = town.note()
        if answer.status != 200:
            break
    town.expect_refusal(answer, note, "disk", "store.cannot_write")
    way_out = town.leave_quickly()
    backup = command(kith, "backup", str(disk / "backup.sqlite"), "--data", str(town.folder))
    expect_one_line(backup, {69}, "cannot be written")
    check(not list(disk.glob("backup*")), "a backup that failed left something behind")
    filler.unlink()
    deadline = time.monotonic() + 10
    while town.ready() != "ready" and time.monotonic() < deadline:
        time.sleep(0.1)
    check(town.ready() == "ready", "the program does not notice that there is room again")
    check(town.note()[1].status == 200, "nothing can be saved though there is room again")
    town.expect_left()
    town.stop()
    town.expect_all_kept()
    return f"{len(town.acknowledged)} notes kept; {way_out}"


def locked_store(kith: str, folder: Path) -> str:
    """Somebody holds the file: a copy that hangs, a hand at the command line."""
    town = Town(kith, folder / "data").start()
    town.note()
    town.open_own_page()
    with contextlib.closing(sqlite3.connect(town.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        way_out = town.leave_quickly()
        town.expect_left()
        other.execute("ROLLBACK")
    check(town.note()[1].status == 200, "nothing can be saved though nobody holds the file")
    town.expect_left()
    town.stop()
    town.expect_all_kept()
    return way_out


def read_only_disk(kith: str, folder: Path) -> str:
    disk = small_disk(folder / "read-only")
    town = Town(kith, disk / "data").start()
    town.note()
    town.stop()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for arguments in (["serve", "--port", "0"], ["verify"], ["backup", str(folder / "copy.sqlite")]):
        run = command(kith, *arguments, "--data", str(town.folder))
        expect_one_line(run, {69}, str(town.folder))
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    town.expect_all_kept()
    return "serve, verify and backup refuse"


def damaged_file(kith: str, folder: Path) -> str:
    town = Town(kith, folder / "data").start()
    town.note()
    town.stop()
    good = folder / "good.sqlite"
    shutil.copy(town.file, good)
    damage(town.file)
    serve = command(kith, "serve", "--port", "0", "--data", str(town.folder))
    expect_one_line(serve, {69}, "damaged")
    expect_one_line(command(kith, "verify", "--data", str(town.folder)), {1, 69}, "backup")
    copy = folder / "copy-of-damaged.sqlite"
    backup = command(kith, "backup", str(copy), "--data", str(town.folder))
    check(backup.returncode != 0, "a backup of damaged data says that all is well")
    shutil.copy(good, town.file)
    for ending in ("-wal", "-shm"):
        town.file.with_name(town.file.name + ending).unlink(missing_ok=True)
    town.expect_all_kept()
    return "serve refuses, verify and backup tell"


def damaged_while_serving(kith: str, folder: Path) -> str:
    town = Town(kith, folder / "data").start()
    town.stop()
    town.start()
    damage(town.file)
    refused = 0
    for _ in range(30):
        note, answer = town.note()
        if answer.status == 200:
            continue
        refused += 1
        town.expect_refusal(answer, note, "damaged", "store.damaged")
    try:
        town.stop()
    except OSError:
        pass
    serve = command(kith, "serve", "--port", "0", "--data", str(town.folder))
    expect_one_line(serve, {69}, "damaged")
    return f"{refused} of 30 refused, the others answered from memory; the next start refuses"


def clock_set_back(kith: str, folder: Path) -> str:
    town = Town(kith, folder / "clock").start()
    town.note()
    town.stop()
    append_event_of_tomorrow(town.file)
    town.start()
    note, answer = town.note()
    town.expect_refusal(answer, note, "clock", "clock.behind")
    accepted = command(kith, "trail", "accept-clock", "--hub", "demo", "--data", str(town.folder))
    check(accepted.returncode == 0, f"kith trail accept-clock: {accepted.stderr}")
    check(town.ready() == "ready", f"/readyz says {town.ready()!r} though the clock was accepted")
    check(town.note()[1].status == 200, "nothing can be saved though the clock was accepted")
    town.stop()
    town.expect_all_kept()
    return "refused until the clock was accepted"


def small_disk(place: Path) -> Path:
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(place)], check=True)
    return place


def fill(path: Path) -> None:
    """Writes until there is no room for one byte more."""
    size = 1 << 20
    with path.open("wb", buffering=0) as file:
        while size:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2


def damage(path: Path) -> None:
    """Overwrites the beginning of every second page but the first."""
    with path.open("r+b") as file:
        pages = path.stat().st_size // 4096
        for page in range(1, pages, 2):
            file.seek(page * 4096)
            file.write(b"\x5a" * 512)


def append_event_of_tomorrow(path: Path) -> None:
    """What a clock that ran a day ahead would have left: an event whose hash fits."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        number, previous = connection.execute(
            "SELECT number, hash FROM events WHERE hub_id = 'demo' ORDER BY number DESC LIMIT 1").fetchone()
        moment = int((time.time() + 86_400) * 1000)
        fields = ["demo", str(number + 1), str(moment), "job", "drill", "drilled", "hub", "demo", "", "{}"]
        digest = hashlib.sha256()
        for text in [previous, *fields]:
            digest.update(f"{len(text.encode())}:".encode() + text.encode())
        connection.execute(
            "INSERT INTO events (hub_id, number, at, actor_kind, actor_id, verb, subject_kind, subject_id, person_id,"
            " detail, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)",
            ("demo", number + 1, moment, "job", "drill", "drilled", "hub", "demo", "{}", previous, digest.hexdigest()))


WITH_MOUNTS: list[tuple[str, Callable[[str, Path], str]]] = [
    ("full disk", full_disk), ("read-only disk", read_only_disk)]
WITHOUT: list[tuple[str, Callable[[str, Path], str]]] = [
    ("damaged file", damaged_file), ("file damaged while it is served", damaged_while_serving),
    ("locked store", locked_store), ("clock set back", clock_set_back)]


def namespace() -> list[str] | None:
    """How to get a mount namespace of our own; None where it is not allowed."""
    for how in (["unshare", "--mount", "--propagation", "private"],
                ["unshare", "--map-root-user", "--mount", "--propagation", "private"]):
        trial = [*how, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", tempfile.gettempdir()]
        if subprocess.run(trial, capture_output=True, check=False).returncode == 0:
            return how
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kith", default=".build/debug/kith")
    parser.add_argument("--without-mounts", action="store_true", help="leave out what needs a disk of its own")
    parser.add_argument(INSIDE, action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.inside and not arguments.without_mounts:
        how = namespace()
        if how is None:
            print("kith: no mount namespace is allowed here: run as root, or leave two faults out on purpose with "
                  "--without-mounts", file=sys.stderr)
            return 1
        return subprocess.run([*how, sys.executable, *sys.argv, INSIDE], check=False).returncode
    faults = 0
    with tempfile.TemporaryDirectory(prefix="kith-faults-") as name:
        drills = WITHOUT if arguments.without_mounts else WITH_MOUNTS + WITHOUT
        for number, (what, drill) in enumerate(drills):
            # No word of the fault in it: it stands in what commands say.
            folder = Path(name) / f"town-{number}"
            folder.mkdir()
            began = time.monotonic()
            try:
                print(f"{what}: {drill(str(Path(arguments.kith).resolve()), folder)} "
                      f"({time.monotonic() - began:.0f} s)", flush=True)
            except (Fault, LookupError, RuntimeError, OSError, http.client.HTTPException,
                    subprocess.SubprocessError) as fault:
                faults += 1
                print(f"kith: {what}: {fault}", file=sys.stderr, flush=True)
        for disk in Path(name).glob("*/*"):
            subprocess.run(["umount", str(disk)], capture_output=True, check=False)
    if arguments.without_mounts:
        print("Left out on purpose: full disk, read-only disk.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
