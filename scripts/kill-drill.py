#!/usr/bin/env python3
"""Pulls the plug in the middle of writes, again and again, and counts what was lost.

Workers note contacts with people of the demo's town through its pages. At a random moment the server is killed with
SIGKILL and started again on the same data. Then:

- every note whose answer had come back is in the data;
- a note whose answer had not come back is sent once more with the same form, and is there exactly once;
- `kith verify` finds the audit trail and the invariants whole.

    python3 scripts/kill-drill.py --kith .build/debug/kith --rounds 20 --seed 7
"""

import argparse
import http.client
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from dataclasses import dataclass, field
from pathlib import Path

from driving.pages import walk
from driving.program import Program
from driving.session import Answer, Form, Session

BROKEN = (OSError, http.client.HTTPException, urllib.error.URLError)


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
        while not stop.is_set():
            try:
                page = self.session.get(self.page)
                form = note_form(page)
            except BROKEN:
                return
            self.count += 1
            note = f"drill {self.name} {self.count:05}"
            fields = filled(form, note)
            target = form.action or self.page
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


def note_form(page: Answer) -> Form:
    """The form of a person's page for noting a contact."""
    for form in page.document.forms:
        if form.method == "post" and {"kind", "note"} <= form.names:
            return form
    raise LookupError(f"{page.path} ({page.status}) has no form for noting a contact")


def filled(form: Form, note: str) -> list[tuple[str, str]]:
    values: dict[str, str | list[str]] = {"note": note, "kind": "call"}
    if "reached" in form.names:
        values["reached"] = "yes"
    return form.filled(**values)


def page_with_form(session: Session, which: int) -> str:
    """The address of the page of the `which`th person who has a form for noting a contact."""
    for path, answer in walk(session, "/app", most=120, most_alike=12):
        if answer.status == 200 and answer.kind == "text/html":
            try:
                note_form(answer)
            except LookupError:
                continue
            if which == 0:
                return path
            which -= 1
    raise LookupError("the walk from /app found no form for noting a contact")


def times_in(data: Path, notes: list[str]) -> dict[str, int]:
    """How often each note stands in the data, read from the file itself."""
    with sqlite3.connect(f"file:{data / 'kith.sqlite'}?mode=ro", uri=True) as connection:
        text = "\n".join(line for line in connection.iterdump() if "drill " in line)
    return {note: text.count(note) for note in notes}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kith", default=".build/debug/kith")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--writers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=None, help="which random moments (printed)")
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1_000_000)
    chance = random.Random(seed)
    faults: list[str] = []
    acknowledged = again = 0

    with tempfile.TemporaryDirectory(prefix="kith-drill-") as folder:
        program = Program(["demo"], Path(folder) / "data", kith=arguments.kith)
        try:
            program.start(patience=300)
            email, password = program.sign_ins()["link worker"]
            writers = []
            for number in range(arguments.writers):
                session = Session(program.address, patience=20)
                session.sign_in(email, password)
                writers.append(Writer(f"w{number}", session, page_with_form(session, number)))
            for _ in range(arguments.rounds):
                round_of_writing(program, writers, chance.uniform(0.15, 1.5))
                program.start()
                again += send_again(writers)
                notes = [note for writer in writers for note in writer.acknowledged]
                times = times_in(program.data, notes)
                faults += [f"{note} was acknowledged and is {'lost' if not times[note] else 'there twice'}"
                           for note in notes if times[note] != 1]
                faults += [fault for writer in writers for fault in writer.refused]
                acknowledged = len(notes)
                if faults:
                    break
            program.stop()
            verified = subprocess.run(
                [arguments.kith, "verify", "--data", str(program.data)], capture_output=True, text=True, check=False)
            if verified.returncode != 0:
                faults.append(f"kith verify: {verified.returncode}: {(verified.stdout + verified.stderr).strip()[-500:]}")
        finally:
            program.kill()

    for fault in faults[:20]:
        print(f"kith: {fault}", file=sys.stderr)
    said = f"{arguments.rounds} kills (seed {seed}): {acknowledged} notes acknowledged, {again} sent again after a kill"
    print(f"{said}, {len(faults)} faults" if faults else f"{said}, none lost, none twice, verified")
    if not faults and acknowledged < arguments.rounds:
        print("kith: too few notes were written for the drill to mean anything", file=sys.stderr)
        return 1
    return 1 if faults else 0


def round_of_writing(program: Program, writers: list[Writer], seconds: float) -> None:
    stop = threading.Event()
    threads = [threading.Thread(target=writer.write_until, args=(stop,)) for writer in writers]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    program.kill()
    stop.set()
    for thread in threads:
        thread.join()


def send_again(writers: list[Writer]) -> int:
    """What a person does after "no connection": sends the same page again."""
    sent = 0
    for writer in writers:
        for note, target, fields in writer.open:
            answer = writer.session.post(target, fields)
            sent += 1
            if answer.status == 200:
                writer.acknowledged.append(note)
            else:
                writer.refused.append(f"{note} sent again: {answer.status} at {answer.path}")
        writer.open.clear()
    return sent


if __name__ == "__main__":
    sys.exit(main())
