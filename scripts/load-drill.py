#!/usr/bin/env python3
"""Lets a crowd work on one hub at the same time, on each engine, and looks for what was lost or done twice.

Link workers, coordinators and groups read pages and change things through them: contacts, what people told, evidence,
groups' details, referrals from their first step to a good end. SQLite is served by one process, PostgreSQL by two on
one database, and everybody goes from one to the other with each step. Afterwards:

- no answer was a server's error, and every request was answered;
- every change that was acknowledged is in the data exactly once, and none that was refused is there;
- records that two people change count every change: nobody overwrote somebody else's;
- no group holds more people than it has places for, and nobody has more open referrals than they want;
- `kith verify` finds the audit trail and the invariants whole.

    python3 scripts/load-drill.py --kith .build/debug/kith --seconds 60
    python3 scripts/load-drill.py --engine postgresql --clients 8 --seed 7
"""

import argparse
import json
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

from driving.crowd import COUNTED, Client, Coordinator, GroupSide, Letters, LinkWorker, letters_in
from driving.ledger import Ledger
from driving.postgres import Postgres
from driving.program import Program
from driving.session import Session
from driving.store import Store

# What a group said, and the event that tells of it.
SAID = {
    "acceptance": "referral-accepted", "waiting-list": "referral-waitlisted", "refusal": "referral-declined",
    "taking-back": "referral-answer-taken-back", "introduction": "referral-introduced", "attendance": "attendance-said",
}
OPEN = ("draft", "sent", "waitlisted", "accepted", "introduced", "attending")
HOLDING = ("accepted", "introduced", "attending")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kith", default=".build/debug/kith")
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--sessions", type=int, default=0, metavar="N",
                        help="sign in N times and share these sessions (default: one for each member of staff)")
    parser.add_argument("--seconds", type=float, default=60, help="how long the crowd works on each engine")
    parser.add_argument("--seed", type=int, default=None, help="who does what (printed)")
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1_000_000)
    engines = ["sqlite", "postgresql"] if arguments.engine == "both" else [arguments.engine]
    # Both are tried even if one fails: what fails on one alone tells more.
    return max([drill(engine, arguments, seed) for engine in engines])


def drill(engine: str, arguments: argparse.Namespace, seed: int) -> int:
    with tempfile.TemporaryDirectory(prefix="kith-load-") as folder:
        if engine == "sqlite":
            return work(Store(Path(folder) / "data"), arguments, seed, processes=1)
        with Postgres() as server:
            return work(Store(Path(folder) / "data", server), arguments, seed, processes=2)


def work(store: Store, arguments: argparse.Namespace, seed: int, processes: int) -> int:
    programs = [Program(["demo", "--people", "60", *store.options], store.folder, kith=arguments.kith)]
    programs += [
        Program(["serve", *store.options], store.folder.parent / f"instance-{number}", kith=arguments.kith)
        for number in range(2, processes + 1)]
    ledger = Ledger()
    try:
        for program in programs:
            program.start(patience=300)
        crowd = gather(programs, arguments, ledger, seed)
        before = Readings(store)
        seconds = let_work(crowd, arguments.seconds)
        readings = Readings(store)
        faults = ledger.faults + readings.faults(ledger, before)
        for program in programs:
            if program.process.poll() is not None:
                faults.append(f"a server ended by itself with {program.process.returncode}: {program.printed()[-500:]}")
            elif (code := program.stop()) != 0:
                faults.append(f"a server ended with {code} when it was asked to: {program.printed()[-500:]}")
            faults += [f"the log says: {line}" for line in program.printed().splitlines() if "request.failed" in line]
        if verified := store.verify(arguments.kith):
            faults.append(verified)
    finally:
        for program in programs:
            program.kill()

    for fault, times in Counter(faults).most_common(20):
        print(f"kith: {store.engine}: {fault}" + (f" ({times} times)" if times > 1 else ""), file=sys.stderr)
    kinds = ", ".join(f"{len(marks)} {kind}" for kind, marks in sorted(ledger.done.items()))
    print(f"{store.engine}, {processes} process{'es' if processes > 1 else ''}, {len(crowd)} clients, {seconds:.0f} s "
          f"(seed {seed}): {len(ledger.waits)} requests ({len(ledger.waits) / seconds:.0f} a second), "
          f"{ledger.changes} changes, {ledger.conflicts} conflicts; "
          f"p50 {ledger.wait_at(0.5):.0f} ms, p95 {ledger.wait_at(0.95):.0f} ms, p99 {ledger.wait_at(0.99):.0f} ms; "
          f"{f'{len(faults)} faults' if faults else 'none lost, none twice, verified'}\n  done: {kinds}")
    if not faults and ledger.changes < arguments.seconds:
        print(f"kith: {store.engine}: too few changes for the drill to mean anything", file=sys.stderr)
        return 1
    return 1 if faults else 0


def gather(programs: list[Program], arguments: argparse.Namespace, ledger: Ledger, seed: int) -> list[Client]:
    """Signs everybody in, one after the other: all at once would be taken for guessing passwords."""
    servers = [program.address for program in programs]
    staff = re.findall(r"^\s+(\S+@\S+)\s+[^,\n]+, ([a-z ]+)$", programs[0].printed(), re.MULTILINE)
    password = programs[0].sign_ins()["link worker"][1]
    workers = [email for email, role in staff if role == "link worker"]
    coordinator = next(email for email, role in staff if role == "coordinator")

    chance = random.Random(seed)
    opened: dict[str, list[Session]] = defaultdict(list)

    def session(email: str) -> Session:
        """A session of this member of staff: a new one, or one that they opened in another window."""
        if 0 < arguments.sessions <= sum(map(len, opened.values())) and opened[email]:
            return chance.choice(opened[email])
        new = Session(servers[len(opened[email]) % len(servers)], patience=60)
        new.sign_in(email, password)
        opened[email].append(new)
        return new

    letters = Letters(set(letters_in(session(coordinator).get("/app/outbox"))))
    # Few enough that they get into each other's way.
    groups = paths(opened[coordinator][0], "/app/groups", r"/app/groups/[0-9a-f-]{36}")[:8]
    people = {email: paths(session(email), "/app/people", r"/app/people/[^/?]+")[:12] for email in workers}

    crowd: list[Client] = []
    for number in range(arguments.clients):
        part = number % 8
        if part < 5:
            email = workers[number % len(workers)]
            crowd.append(LinkWorker(f"w{number}", servers, ledger, seed, session(email), people[email]))
        elif part == 5:
            crowd.append(Coordinator(
                f"c{number}", servers, ledger, seed, session(coordinator), groups, letters, outbox=servers[0]))
        else:
            crowd.append(GroupSide(f"g{number}", servers, ledger, seed, Session(servers[0], patience=60), letters))
    return crowd


def paths(session: Session, page: str, shape: str) -> list[str]:
    """The addresses of this shape on a page, each once."""
    links = [link.split("?")[0] for link in session.get(page).document.links]
    return list(dict.fromkeys(link for link in links if re.fullmatch(shape, link)))


def let_work(crowd: list[Client], seconds: float) -> float:
    stop = threading.Event()
    threads = [threading.Thread(target=client.work_until, args=(stop,)) for client in crowd]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


class Readings:
    """What stands in the data, read past the program."""

    def __init__(self, store: Store):
        self.notes = Counter(row["note"] for row in store.rows("SELECT note FROM contacts"))
        self.evidence = Counter(row["note"] for row in store.rows("SELECT note FROM evidence"))
        self.people = {row["id"]: row for row in store.rows("SELECT id, about, wants_more_at_once FROM people")}
        self.groups = {row["id"]: row for row in store.rows("SELECT id, details, agreement FROM groups")}
        self.referrals = {
            row["id"]: row
            for row in store.rows("SELECT id, person_id, group_id, state, token_hash FROM referrals")}
        self.links = {row["token_hash"]: row["referral_id"]
                      for row in store.rows("SELECT token_hash, referral_id FROM referral_links")}
        self.links |= {row["token_hash"]: id for id, row in self.referrals.items() if row["token_hash"]}
        self.verbs: dict[str, list[str]] = defaultdict(list)
        for row in store.rows("SELECT subject_id, verb, number FROM events ORDER BY number"):
            self.verbs[row["subject_id"]].append(row["verb"])

    def faults(self, ledger: Ledger, before: "Readings") -> list[str]:
        return (
            self.marks(ledger) + self.counts(ledger) + self.journeys(ledger) + self.answers(ledger)
            + self.rooms(before) + self.once_each())

    def marks(self, ledger: Ledger) -> list[str]:
        """Notes and evidence: each acknowledged one once, no refused one."""
        faults = []
        for kind, stored in (("note", self.notes), ("evidence", self.evidence)):
            faults += [f"the {kind} '{mark}' was acknowledged and is there {stored[mark]} times"
                       for mark in ledger.done[kind] if stored[mark] != 1]
            faults += [f"the {kind} '{mark}' was refused and is there" for mark in ledger.refused[kind] if stored[mark]]
        return faults

    def counts(self, ledger: Ledger) -> list[str]:
        """Records that count their changes: as many as were acknowledged, and the last one is one of them."""
        faults = []
        texts = {("hopes", id): json.loads(row["about"])["hopes"] for id, row in self.people.items()}
        texts |= {("summary", id): json.loads(row["details"])["summary"] for id, row in self.groups.items()}
        for (kind, id), times in ledger.counted.items():
            found = COUNTED.search(texts[kind, id])
            stored = int(found.group(1)) if found else 0
            if stored != times:
                faults.append(f"{times} changes of the {kind} of {id} were acknowledged, and {stored} are counted")
            if found and found.group(0).rpartition(" ")[2] in ledger.refused[kind]:
                faults.append(f"a refused change of the {kind} of {id} is stored")
        return faults

    def journeys(self, ledger: Ledger) -> list[str]:
        """Referrals that were drafted, sent, ended: there, and not a step behind."""
        faults = [f"referral {id} was drafted and is not there"
                  for id in ledger.told["drafted"] if id not in self.referrals]
        for kind, verb in (("sent", "referral-sent"), ("ended", "referral-ended")):
            faults += [f"referral {id} was {kind}, and its trail says so {self.verbs[id].count(verb)} times"
                       for id in ledger.told[kind] if self.verbs[id].count(verb) != 1]
        return faults

    def answers(self, ledger: Ledger) -> list[str]:
        """What the groups said: in the trail, and never twice without being taken back between."""
        faults = []
        for answer in ledger.told["answer"]:
            link, _, said = answer.partition(" ")
            referral = self.links.get(sha256(link.rpartition("/")[2].encode()).hexdigest())
            verb = SAID.get(said)
            if verb and verb not in self.verbs[referral or ""]:
                faults.append(f"the group's {said} of referral {referral} was acknowledged and is not in the trail")
        return faults

    def rooms(self, before: "Readings") -> list[str]:
        """How full groups are, and how much each person has open; what the demo began with is not held against it."""
        faults = []
        held, held_before = self.tally("group_id", HOLDING), before.tally("group_id", HOLDING)
        for group, count in held.items():
            places = json.loads(self.groups[group]["agreement"] or '{"places": 0}')["places"]
            if count > max(places, held_before[group]):
                faults.append(f"group {group} has {places} places and holds {count}")
        for person, count in self.tally("person_id", OPEN[1:]).items():
            if count > 2 and not self.people[person]["wants_more_at_once"]:
                faults.append(f"person {person} has {count} referrals open and wants no more than 2")
        pairs = Counter((row["person_id"], row["group_id"]) for row in self.referrals.values() if row["state"] in OPEN)
        faults += [f"person {person} has {count} referrals open to group {group}"
                   for (person, group), count in pairs.items() if count > 1]
        return faults

    def once_each(self) -> list[str]:
        """Two yeses, or two pauses, without a step back between them: somebody did not see what the other did."""
        faults = []
        for subject, verbs in self.verbs.items():
            yes = verbs.count("referral-accepted") - verbs.count("referral-answer-taken-back")
            if yes > 1:
                faults.append(f"referral {subject} was accepted {yes} times")
            pauses = [verb for verb in verbs if verb in {"group-paused-referrals", "group-resumed-referrals"}]
            if any(one == next for one, next in zip(pauses, pauses[1:])):
                faults.append(f"group {subject} was paused or went on twice in a row")
        return faults

    def tally(self, column: str, states: tuple[str, ...]) -> Counter[str]:
        return Counter(row[column] for row in self.referrals.values() if row["state"] in states)


if __name__ == "__main__":
    sys.exit(main())
