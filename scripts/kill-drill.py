#!/usr/bin/env python3
"""Pulls the plug in the middle of writes, again and again, and counts what was lost.

Workers note contacts with people of the demo's town through its pages. At a random moment the program is killed with
SIGKILL and started again on the same data, which is a file or a PostgreSQL database. With PostgreSQL there are rounds
in which its server is stopped at once instead, and started again, while the program goes on by itself. Then:

- every note whose answer had come back is in the data;
- a note whose answer had not come back is sent once more with the same form, and is there exactly once;
- while the database is away, pages say so in plain words, /readyz tells the truth, and nobody is signed out;
- `kith verify` finds the audit trail and the invariants whole, after every single round: after a kill it looks at what
  the dead program left behind, before the next one touches it.

    python3 scripts/kill-drill.py --kith .build/debug/kith --rounds 20 --seed 7
    python3 scripts/kill-drill.py --engine postgresql
"""

import argparse
import http.client
import random
import sys
import tempfile
import threading
import time
import urllib.error
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from driving.notes import filled, note_form, page_with_form
from driving.postgres import Postgres
from driving.program import Program
from driving.session import Answer, Form, Session
from driving.store import Store

BROKEN = (OSError, http.client.HTTPException, urllib.error.URLError)
# How soon the program has to work again when its database does.
RECOVERY_SECONDS = 15


@dataclass
class Writer:
    """One worker's browser, that notes one contact after the other."""

    name: str
    session: Session
    page: str
    acknowledged: list[str] = field(default_factory=list)
    # What was sent and not answered: the note, and the filled-in form to send again.
    open: list[tuple[str, str, list[tuple[str, str]]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    count: int = 0

    def write_until(self, stop: threading.Event) -> None:
        """Notes contacts until the program is gone."""
        while not stop.is_set():
            try:
                form = note_form(self.session.get(self.page))
            except BROKEN:
                return
            note, target, fields = self.next_note(form)
            try:
                answer = self.session.post(target, fields)
            except BROKEN:
                self.open.append((note, target, fields))
                return
            if answer.status == 200:
                self.acknowledged.append(note)
            elif stop.is_set():
                self.open.append((note, target, fields))
            else:
                self.refused.append(f"{note}: {answer.status} at {answer.path}")

    def write_patiently(self, stop: threading.Event) -> None:
        """Notes contacts, and where the program says that it cannot now, sends the same form again a moment later."""
        while not stop.is_set():
            page = self.allowed(lambda: self.session.get(self.page))
            if not page or page.status != 200:
                stop.wait(0.1)
                continue
            note, target, fields = self.next_note(note_form(page))
            while not (answer := self.allowed(lambda: self.session.post(target, fields))) or answer.status != 200:
                if stop.wait(0.1):
                    self.open.append((note, target, fields))
                    return
            self.acknowledged.append(note)

    def allowed(self, ask: Callable[[], Answer]) -> Answer | None:
        """The answer, which may be a page that says to wait, but neither a defect nor the way out."""
        try:
            answer = ask()
        except BROKEN as broken:
            self.refused.append(f"no answer while the database was away: {broken}")
            return None
        if answer.status not in {200, 503} or answer.path.startswith("/sign-in"):
            self.refused.append(f"while the database was away: {answer.status} at {answer.path}")
        return answer

    def next_note(self, form: Form) -> tuple[str, str, list[tuple[str, str]]]:
        self.count += 1
        note = f"drill {self.name} {self.count:05}"
        return note, form.action or self.page, filled(form, note)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kith", default=".build/debug/kith")
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--writers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=None, help="which random moments (printed)")
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1_000_000)
    codes = []
    with tempfile.TemporaryDirectory(prefix="kith-drill-") as folder:
        if arguments.engine != "postgresql":
            codes.append(Drill(Store(Path(folder) / "file"), arguments, seed)())
        if arguments.engine != "sqlite":
            # What it said it would keep, it has to keep when it is stopped at once.
            with Postgres(durable=True) as server:
                codes.append(Drill(Store(Path(folder) / "server", server), arguments, seed)())
    return max(codes)


class Drill:
    """All rounds on one engine."""

    def __init__(self, store: Store, arguments: argparse.Namespace, seed: int):
        self.store = store
        self.arguments = arguments
        self.seed = seed
        self.chance = random.Random(seed)
        self.program = Program(["demo", *store.options], store.folder, kith=arguments.kith)
        self.writers: list[Writer] = []
        self.again = 0
        self.rounds = 0
        self.verified = 0
        self.faults: list[str] = []

    def __call__(self) -> int:
        kinds = [("kills", self.kill_round)]
        if self.store.server:
            kinds.append(("stops of the database", self.stop_round))
        try:
            self.program.start(patience=300)
            email, password = self.program.sign_ins()["link worker"]
            for number in range(self.arguments.writers):
                session = Session(self.program.address, patience=20)
                session.sign_in(email, password)
                self.writers.append(Writer(f"w{number}", session, page_with_form(session, number)))
            for _, one_round in kinds:
                for _ in range(self.arguments.rounds):
                    if not self.faults:
                        one_round()
                        self.look()
                        self.rounds += 1
                        self.tell_progress()
            self.program.stop()
            self.verify()
        finally:
            self.program.kill()
        return self.report(" and ".join(f"{self.arguments.rounds} {kind}" for kind, _ in kinds))

    def kill_round(self) -> None:
        def kill() -> None:
            time.sleep(self.chance.uniform(0.15, 1.5))
            self.program.kill()

        self.let_write(Writer.write_until, kill)
        self.verify()
        self.program.start()
        self.send_again()

    def stop_round(self) -> None:
        """The database goes and comes back; the program is left alone."""
        server = self.store.server

        def stop_and_start() -> None:
            time.sleep(self.chance.uniform(0.15, 1.5))
            server.stop("immediate")
            if not self.ready_within(5, is_ready=False):
                self.faults.append("/readyz says ready while the database is away")
            time.sleep(self.chance.uniform(0, 2))
            server.start_again()
            if not self.ready_within(RECOVERY_SECONDS, is_ready=True):
                self.faults.append(f"the program is not ready {RECOVERY_SECONDS} s after the database came back")
            # Now everybody's note has to come through.
            time.sleep(1)

        self.let_write(Writer.write_patiently, stop_and_start)
        if self.program.process.poll() is not None:
            self.faults.append(f"the program ended with {self.program.process.returncode} when the database went away")
            self.program.start()
        self.verify()
        self.send_again()

    def verify(self) -> None:
        if found := self.store.verify(self.arguments.kith):
            self.faults.append(found)
        self.verified += 1

    def tell_progress(self) -> None:
        """A long drill says how far it is."""
        if self.rounds % 10 == 0:
            acknowledged = sum(len(writer.acknowledged) for writer in self.writers)
            print(f"{self.store.engine}: {self.rounds} rounds, {acknowledged} notes acknowledged, "
                  f"{len(self.faults)} faults", flush=True)

    def let_write(self, write: Callable[[Writer, threading.Event], None], meanwhile: Callable[[], None]) -> None:
        stop = threading.Event()
        threads = [threading.Thread(target=write, args=(writer, stop)) for writer in self.writers]
        for thread in threads:
            thread.start()
        try:
            meanwhile()
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def ready_within(self, seconds: float, is_ready: bool) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.program.answers("/readyz") == is_ready:
                return True
            time.sleep(0.05)
        return False

    def send_again(self) -> None:
        """What a person does after "no connection": sends the same page again."""
        for writer in self.writers:
            for note, target, fields in writer.open:
                answer = writer.session.post(target, fields)
                self.again += 1
                if answer.status == 200:
                    writer.acknowledged.append(note)
                else:
                    writer.refused.append(f"{note} sent again: {answer.status} at {answer.path}")
            writer.open.clear()

    def look(self) -> None:
        """Counts how often each note stands in the data, read past the program."""
        stored: dict[str, int] = {}
        for row in self.store.rows("SELECT note FROM contacts WHERE note LIKE 'drill %'"):
            stored[row["note"]] = stored.get(row["note"], 0) + 1
        for writer in self.writers:
            self.faults += [f"{note} was acknowledged and is {'there twice' if note in stored else 'lost'}"
                            for note in writer.acknowledged if stored.get(note) != 1]
            self.faults += writer.refused

    def report(self, what: str) -> int:
        faults = list(dict.fromkeys(self.faults))
        for fault in faults[:20]:
            print(f"kith: {self.store.engine}: {fault}", file=sys.stderr)
        acknowledged = sum(len(writer.acknowledged) for writer in self.writers)
        said = f"{self.store.engine}, {what} (seed {self.seed}): {acknowledged} notes acknowledged, " \
               f"{self.again} sent again"
        print(f"{said}, {len(faults)} faults" if faults else f"{said}, none lost, none twice, verified {self.verified} times")
        if not faults and acknowledged < self.arguments.rounds:
            print("kith: too few notes were written for the drill to mean anything", file=sys.stderr)
            return 1
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
