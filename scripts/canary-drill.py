#!/usr/bin/env python3
"""Fills every sealed and private field of a person with texts that stand nowhere else, does everything that can be
done with a hub, and then searches every byte that was written for them.

Searched are the store with its log, what the program printed at its most talkative, the mail, every answer that
anybody got, what commands wrote and printed, what a crash left, and what other users of the machine see of a process;
in UTF-8, UTF-16, base64, hex, and the forms of URLs, JSON and HTML.

- What was sealed is nowhere but in the answer to whoever opened it: their worker, or the person on their own page.
- The code of their own page is on the slip that was printed, and nowhere else.
- What is private is in the store, and in answers to those who walk with the person; what the person said yes to is in
  answers to the group too. It is in no log, head of a letter, address, export, list of processes or crash.

That the searcher finds is shown: it has to find each text where it may be.

    python3 scripts/canary-drill.py --kith .build/debug/kith --engine sqlite --seed 7
"""

import argparse
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from driving.canaries import Searcher, Sighting, faults_of_searcher, marked
from driving.crowd import STEPS, letters_in
from driving.mail_sink import MailSink
from driving.pages import walk
from driving.phone import Phone
from driving.postgres import Postgres
from driving.program import REPOSITORY, Program, surroundings
from driving.session import Answer, Session
from driving.store import Store

# Answers that are chosen from a list, by words that stand nowhere else in a hub.
SEALED_CODES = {"situation": "euss-pending", "support": "schedule-10", "cause": "domestic-violence"}
# What the rest of a first contact is filled with.
TOLD = {
    "languages": {"language_1": "en", "level_1": "fluent"},
    "interpreter": {"accepts": "yes"},
    "interests": {"interests": "cooking"},
    "travel": {"walk": "60", "fares": "yes", "online": "yes"},
    "taking-part": {"fee": "5", "childcare": "no", "book_ahead": "yes"},
    "times": {"when": "any"},
    "company": {"audience": "any", "format": "any"},
    "avoid": {"avoid_papers": "no"},
    "risk": {"risk": "R0"},
}


@dataclass
class Seen:
    """An answer, and who got it."""

    who: str
    address: str
    answer: Answer

    @property
    def content(self) -> bytes:
        return (self.answer.headers + "\n" + self.answer.text).encode()


class Watched(Session):
    """Somebody whose every answer is kept."""

    def __init__(self, base: str, who: str, seen: list[Seen]):
        super().__init__(base, patience=90)
        self.who = who
        self.seen = seen

    def _ask(self, request) -> Answer:
        answer = super()._ask(request)
        self.seen.append(Seen(self.who, f"{request.full_url} {answer.url}", answer))
        return answer


class Drill:
    """All journeys on one engine."""

    def __init__(self, store: Store, arguments: argparse.Namespace, seed: int, folder: Path):
        self.store = store
        self.kith = arguments.kith
        self.folder = folder
        self.chance = random.Random(seed)
        self.seen: list[Seen] = []
        self.printed: list[tuple[str, bytes]] = []
        self.processes: list[tuple[str, bytes]] = []
        self.faults: list[str] = faults_of_searcher(self.chance)
        self.notes: list[str] = []
        self.sink = MailSink()
        self.sealed = {name: marked(name, self.chance) for name in (
            "sealed note", "sealed note that was replaced", "sealed note that was taken away",
            "sealed note of a contact", "sealed text that was refused", "sealed text of an old form",
            "sealed text of a contact that was refused", "sealed text that came too late", "name of an answer",
            "words of whoever was signed out", "sealed words of whoever was signed out")}
        # What the person says yes to, what the group may not know, and what was typed and never sent.
        self.told = {name: marked(name, self.chance) for name in ("call name", "hopes", "what helps")}
        self.private = {name: marked(name, self.chance) for name in (
            "other way", "shared with", "safe times", "note of a contact", "draft", "draft of a part", "refused note",
            "what is done after a worry", "why a worry was closed")}
        # As long as a number with a country's code can be: fewer digits may stand somewhere by chance.
        self.private["phone"] = "2" + "".join(self.chance.choices("123456789", k=14))
        self.private["e-mail"] = marked("e-mail", self.chance, plain=True) + "@example.org"
        self.program: Program | None = None
        self.recovery_codes: list[str] = []

    # MARK: Everything that is done

    def __call__(self) -> int:
        try:
            self.fill()
            self.serve()
            self.journeys()
            self.commands()
            self.crash()
            self.look()
        finally:
            if self.program:
                self.program.kill()
            self.sink.close()
        return self.report()

    def fill(self) -> None:
        """The town, and the passwords of its staff."""
        demo = Program(["demo", "--people", "40", *self.store.options], self.store.folder, kith=self.kith)
        demo.start(patience=300)
        self.staff = demo.sign_ins()
        demo.stop()
        self.keys = self.store.folder / "demo.keys"

    def serve(self) -> None:
        if self.program is None:
            self.program = Program(
                ["serve", *self.store.options, "--sealing-key-file", str(self.keys), "--smtp-url", self.sink.url,
                 "--mail-from", "kith@hub.example"],
                self.store.folder, kith=self.kith)
            self.program.environment |= {"KITH_LOG_LEVEL": "trace"}
        self.program.start()
        self.watch_process("kith serve", self.program.process.pid)

    def session(self, role: str) -> Watched:
        session = Watched(self.program.address, role, self.seen)
        email, password = self.staff[role]
        if role != "link worker" or not self.recovery_codes:
            session.sign_in(email, password)
            return session
        page = session.get("/sign-in")
        page = session.send(page, page.form(with_field="password"), email=email, password=password)
        code = self.recovery_codes.pop()
        answer = session.send(page, page.form(with_field="recovery-code"), **{"recovery-code": code})
        if answer.status != 200 or answer.path.startswith("/sign-in"):
            raise PermissionError(f"the recovery code was not taken: {answer.status} at {answer.path}")
        return session

    def set_up_second_step(self) -> None:
        """What is sealed opens to nobody without a code from a phone, which is set up by a new link."""
        email, password = self.staff["link worker"]
        out = subprocess.run(
            [self.kith, "user", "link", "--hub", "demo", "--email", email, *self.store.place], capture_output=True,
            text=True, env=surroundings(), cwd=REPOSITORY, check=True).stdout
        session = Watched(self.program.address, "link worker", self.seen)
        page = session.get(re.search(r"/setup/[^\s]+", out).group())
        page = session.send(page, page.form(with_field="password"), **{
            name: password for name in page.form(with_field="password").names if "password" in name})
        secret = re.search(r'<p class="secret">(.*?)</p>', page.text, re.DOTALL)
        if not secret:
            raise LookupError(f"no second step was offered: {page.status} at {page.path}")
        phone = Phone("".join(re.findall(r"<span>([A-Z2-7]+)</span>", secret.group(1))))
        page = session.send(page, page.form(with_field="code"), code=phone.code())
        self.recovery_codes = re.findall(r"<li>([0-9a-z-]{19})</li>", page.text)
        if len(self.recovery_codes) != 10:
            raise LookupError(f"no recovery codes came: {page.status} at {page.path}")

    def journeys(self) -> None:
        self.set_up_second_step()
        self.worker = self.session("link worker")
        self.person = self.first_contact()
        self.seal()
        self.contacts()
        self.draft_of_a_part()
        self.bad_forms()
        self.signed_out()
        self.defect()
        referral = self.refer()
        self.deliver()
        self.group_answers()
        self.others(referral)
        self.open()
        self.own_page()

    def form(self, page: Answer, **wanted) -> tuple:
        return page, page.form(**wanted)

    def first_contact(self) -> str:
        page = self.worker.get("/app/first-contact")
        self.keep_draft(page.form(with_field="phone"), "/app/first-contact/draft")
        page = self.worker.send(
            page, page.form(with_field="phone"), call_name=self.told["call name"], phone="+" + self.private["phone"],
            email=self.private["e-mail"], other_way=self.private["other way"],
            shared_with=self.private["shared with"], safe_times=self.private["safe times"], shared="yes", message="no")
        person = re.match(r"/app/people/[^/?]+", page.path)
        if not person:
            raise LookupError(f"the first contact was not begun: {page.status} at {page.path}")
        for _ in range(20):
            part = page.path.split("?")[0].rpartition("/")[2]
            if part == "check":
                break
            form = page.form(with_field="read-at")
            if part == "needs":
                for need in ("add english", "add belonging"):
                    page = self.worker.send(page, page.form(with_field="read-at"), tap=need)
                form = page.form(with_field="read-at")
                page = self.worker.send(page, form)
                continue
            values = dict(TOLD.get(part, {}))
            if part == "hopes":
                values = {"hopes": self.told["hopes"], "what_helps": self.told["what helps"]}
            if part == "interpreter":
                self.excluded = form.choices["excluded-1"][-2]
                values["excluded_1"] = self.excluded
            before = page.path
            page = self.worker.send(page, form, **values)
            if page.path.split("?")[0] == before.split("?")[0]:
                raise LookupError(f"{before} was not taken: {page.status}")
        page = self.worker.send(page, page.form(with_field="kind"), kind="meeting")
        return person.group(0)

    def keep_draft(self, form, address: str) -> None:
        """What the browser keeps of a form while it is filled in."""
        fields = [(name, value) for name, value in form.fields if name != "other-way"]
        for target in (address, f"{address}s"):
            self.worker.post(target, [*fields, ("other-way", self.private["draft"])])

    def draft_of_a_part(self) -> None:
        """Something that was begun about the person and is not saved: it is in their copy."""
        form = self.worker.get(f"{self.person}/about/hopes").form(with_field="hopes")
        self.worker.post(f"{self.person}/drafts/hopes", form.filled(hopes=self.private["draft of a part"]))
        self.worker.get(f"{self.person}/about/hopes")

    def signed_out(self) -> None:
        """Somebody presses Save when their session is over: what they wrote waits, and can be read nowhere."""
        session = self.session("link worker")
        page = session.get(f"{self.person}/contacts/new")
        fields = page.form(with_field="note").filled(
            kind="call", reached="yes", note=self.sealed["words of whoever was signed out"],
            sealed_note=self.sealed["sealed words of whoever was signed out"])
        session.send(page, page.form(action="/sign-out"))
        answer = session.post(f"{self.person}/contacts", fields)
        if not answer.path.startswith("/sign-in?told=writing"):
            self.faults.append(f"what was sent by whoever was signed out is not held: {answer.status} at {answer.path}")

    def seal(self) -> None:
        address = f"{self.person}/sealed"
        for name in ("sealed note that was replaced", "sealed note that was taken away", "sealed note"):
            page = self.worker.get(address)
            form = page.form(with_field="sealed-note")
            values = {"sealed-note": self.sealed[name]}
            if name == "sealed note that was replaced":
                values |= {f"sealed-{field}": code for field, code in SEALED_CODES.items()}
            answer = self.worker.post(address, form.filled(**values))
            if answer.status != 200:
                raise LookupError(f"{name} was not sealed: {answer.status} at {answer.path}")
            if name == "sealed note that was taken away":
                page = self.worker.get(address)
                self.worker.post(address, [*page.form(with_field="sealed-note").fields, ("sealed-note-gone", "-")])

    def contacts(self) -> None:
        page = self.worker.get(f"{self.person}/contacts/new")
        self.worker.send(
            page, page.form(with_field="note"), kind="call", reached="yes", note=self.private["note of a contact"],
            sealed_note=self.sealed["sealed note of a contact"])

    def bad_forms(self) -> None:
        """What is refused, in every way in which a form can be wrong."""
        address = f"{self.person}/sealed"
        page = self.worker.get(address)
        form = page.form(with_field="sealed-note")
        refused = self.sealed["sealed text that was refused"]
        fields = form.filled(**{"sealed-note": refused})
        self.worker.post(address, [(name, value if name != "sealed-note" else refused + "x" * 5000)
                                   for name, value in fields])
        self.worker.post(address, form.filled(
            **{"sealed-note": refused, "sealed-situation": self.sealed["name of an answer"]}))
        self.worker.post(address, [("sealed-note", self.sealed["sealed text of an old form"]), ("form-proof", "old")])
        self.worker.post_bytes(address, b"sealed-note=" + refused.encode("latin-1") + b"%ff%fe")
        self.worker.post_bytes(address, b"&".join(b"sealed-note=" + refused.encode() for _ in range(600)))
        self.worker.post_bytes(address, b"sealed-note=" + refused.encode() + b"x" * 400_000)
        # Somebody else sealed something meanwhile.
        self.worker.post(address, form.filled(**{"sealed-nrm": "pending"}))
        late = [(name, value) for name, value in form.filled(
            **{"sealed-note": self.sealed["sealed text that came too late"], "read-at": "9.9.9.9.9"})
            if name != "form-submission"]
        self.worker.post(address, late)
        page = self.worker.get(f"{self.person}/contacts/new")
        contact = page.form(with_field="note")
        self.worker.post(f"{self.person}/contacts", contact.filled(
            note=self.private["refused note"],
            sealed_note=self.sealed["sealed text of a contact that was refused"], on_day="31", on_month="2",
            on_year="2026", reached="yes"))
        # Nobody is signed in, or somebody else.
        stranger = Watched(self.program.address, "nobody", self.seen)
        stranger.get("/sign-in")
        stranger.post(address, fields)

    def defect(self) -> None:
        """A record that cannot be read: a page for a defect, and a line in the log."""
        broken = "UPDATE people SET care = '{\"state\":\"unheard-of\"}' WHERE id = '{id}'"
        mend = "UPDATE people SET care = '{care}' WHERE id = '{id}'"
        person = self.person.rpartition("/")[2]
        care = self.store.rows(f"SELECT care FROM people WHERE id = '{person}'")[0]["care"]
        self.change(broken.replace("{id}", person))
        page = self.worker.get(self.person)
        if page.status != 500:
            self.faults.append(f"a record that cannot be read answers {page.status}")
        self.worker.get(f"{self.person}/sealed")
        self.change(mend.replace("{id}", person).replace("{care}", care))

    def change(self, statement: str) -> None:
        """Writes into the store past the program."""
        if self.store.server:
            self.store.server.ask(self.store.name, statement)
            return
        with sqlite3.connect(self.store.folder / "kith.sqlite", timeout=20) as connection:
            connection.execute(statement)
        connection.close()

    def refer(self) -> str:
        page = self.worker.get(f"{self.person}/groups")
        start = next((link for link in page.document.links if link.endswith("/referral")), None)
        if not start:
            raise LookupError("no group fits the person of the drill")
        page = self.worker.get(start)
        for _ in range(5):
            step = page.path.split("?")[0].rpartition("/")[2]
            if step not in STEPS:
                break
            form = page.form(action=f"/referral/{step}")
            values = {name: value for name, value in STEPS[step](form).items() if name in form.names}
            if step == "consent":
                values |= {"facts": [fact for fact in form.choices["facts"] if fact != "phone"]}
            page = self.worker.send(page, form, **values)
        sending = page.form(action="/sending")
        page = self.worker.send(page, sending)
        if "told=sent" not in page.path:
            raise LookupError(f"the referral was not sent: {page.status} at {page.path}")
        return page.path.split("?")[0]

    def deliver(self) -> None:
        """The mail goes out with the first round of a program that starts."""
        self.stop_program()
        before = len(self.sink.letters)
        self.serve()
        # A job that another program held goes on after five minutes at the latest.
        deadline = time.monotonic() + 330
        while len(self.sink.letters) == before and time.monotonic() < deadline:
            time.sleep(0.2)
        if len(self.sink.letters) == before:
            self.faults.append("no letter came by mail")
        self.worker = self.session("link worker")

    def stop_program(self) -> None:
        if (code := self.program.stop()) != 0:
            self.faults.append(f"the program ended with {code}")

    def group_answers(self) -> None:
        group = Watched(self.program.address, "group", self.seen)
        links = [link.decode() for _, letter in self.sink.opened()
                 for link in re.findall(rb"http://[^\s]+(/r/[^\s<>\"]+)", letter)]
        name = self.told["call name"].split(" ")[0]
        for link in dict.fromkeys(links):
            page = group.get(link)
            if any(told in page.text for told in self.told.values() if told):
                self.faults.append("the group's page tells something before anybody taps")
            cover = [form for form in page.document.forms if form.action.endswith("/reading")]
            if cover:
                page = group.post(cover[0].action, cover[0].fields)
            if name not in page.text:
                continue
            for said, fields in (("acceptance", []), ("introduction", []), ("attendance", [("outcome", "came")])):
                forms = {form.action.rpartition("/")[2]: form for form in page.document.forms}
                if said in forms:
                    group.post(forms[said].action, [*forms[said].fields, *fields])
                    page = group.get(link)
            return self.worry(group, page)
        self.faults.append("the group's link was not in the mail")

    def worry(self, group: Watched, page: Answer) -> None:
        """The group is worried, is called, and a lead closes it: before others look, whom it would let in."""
        raising = page.form(action="/worry")
        group.post(raising.action, raising.fields)
        address = next((link for link in self.worker.get(self.person).document.links if "/worries/" in link), None)
        if not address:
            raise LookupError("the worry is not on the page of the person")
        lead = self.session("team lead")
        for session, step, fields in (
            (self.worker, "calls", {"reached": "yes"}),
            (self.worker, "decision", {"decision": self.private["what is done after a worry"]}),
            (lead, "closing", {"reason": self.private["why a worry was closed"]}),
        ):
            page = session.get(address)
            page = session.send(page, page.form(action=f"/{step}"), **fields)
            if page.status != 200:
                raise LookupError(f"the worry was not taken further by {step}: {page.status} at {page.path}")
        self.worker.get(address)

    def others(self, referral: str) -> None:
        """Everybody looks at everything that they reach, and at what they must not."""
        for role in self.staff:
            session = self.session(role)
            for _ in walk(session, "/app", most=30, most_alike=2, leave_out=lambda link: "sign-out" in link):
                pass
            for address in ("", "/sealed", "/about/reach", "/contacts/new", "/groups", "/first-contact/hopes"):
                session.get(self.person + address)
            session.get(referral)
            page = session.get("/app")
            # The link worker opens it in a step of its own.
            if role != "link worker" and (forms := page.document.forms):
                session.post(f"{self.person}/sealed/opening", [*forms[0].fields, ("purpose", "crisis")])
        anybody = Watched(self.program.address, "nobody", self.seen)
        for _ in walk(anybody, "/", most=30, most_alike=2):
            pass
        for address in (self.person, referral, "/metrics", "/readyz", "/healthz", "/r/demo.x", "/nowhere"):
            anybody.get(address)

    def open(self) -> None:
        """The one answer that holds what is sealed, to the one who asked for it."""
        page = self.worker.get(self.person)
        opener = Watched(self.program.address, "opener", self.seen)
        opener.cookies = self.worker.cookies
        opener._opener = self.worker._opener
        forms = [form for form in page.document.forms if form.action.endswith("/sealed/opening")]
        if not forms:
            self.faults.append("the page has no box to open, though the code of the phone was right")
            return
        answer = opener.post(forms[0].action, forms[0].filled(purpose="health-rights"))
        if answer.status != 200:
            self.faults.append(f"the box did not open: {answer.status} at {answer.path}")

    def own_page(self) -> None:
        """The person at their own page: all of it, and the answers by which what is sealed opens to them."""
        state = self.worker.get(f"{self.person}/own-page")
        give = state.form(action="/own-page/code")
        slip = self.worker.post(give.action, give.filled(way="paper"))
        found = re.search(r"<strong>([0-9a-z]{5}-[0-9a-z]{5})</strong>", slip.text)
        if not found:
            raise LookupError(f"the slip holds no code: {slip.status} at {slip.path}")
        self.code = found.group(1)
        themself = Watched(self.program.address, "themself", self.seen)
        door = themself.get("/me")
        home = themself.send(door, door.form(with_field="code"), code=self.code)
        if home.path != "/me" or "/me/copy" not in home.document.links:
            raise LookupError(f"the code opened nothing: {home.status} at {home.path}: {home.text[-3000:]}")
        for address in ("/me/facts", "/me/private", "/me/looks", "/me/yes", "/me/erasure", "/me/correction"):
            themself.get(address)
        self.alone(themself, "/me/private")
        for address in ("/me/private", "/me/looks"):
            themself.get(address)
        copy = themself.get("/me/copy")
        for way in ("file", "page"):
            themself.post("/me/copy", copy.form(action="/me/copy").filled(**{"as": way}))
        for way in ("page", "file"):
            page = themself.get("/me/sealed")
            form = page.form(with_field="code")
            themself.post(form.action, form.filled(code="aaaaa-aaaaa"))
            opener = Watched(self.program.address, f"themself, opening as {way}", self.seen)
            opener.cookies, opener._opener = themself.cookies, themself._opener
            answer = opener.post(form.action, [*form.filled(code=self.code), ("as", way)])
            if answer.status != 200 or "no-store" not in answer.headers:
                self.faults.append(f"what is sealed did not open to the person as a {way}: {answer.status}")
        themself.get("/me/private")

    def alone(self, themself: Watched, address: str) -> None:
        """The code once more, where it is asked whether the person is alone."""
        page = themself.get(address)
        form = page.form(action="/me/alone")
        opened = themself.post(form.action, form.filled(code=self.code))
        if opened.path != address:
            self.faults.append(f"the code once more did not open {address}: {opened.status} at {opened.path}")

    # MARK: Commands

    def commands(self) -> None:
        place = self.store.place
        out = self.folder / "out"
        out.mkdir()
        keys = ["--sealing-key-file", str(self.keys)]
        restored = str(out / "restored")
        for arguments in (
            ["verify", *place, *keys, "--json"], ["verify", *place],
            ["export", "directory", "--hub", "demo", "--format", "oruk-json", "--out", str(out / "a.json"), *place],
            ["export", "directory", "--hub", "demo", "--format", "hsds-csv", "--out", str(out / "a.zip"), *place],
            ["backup", str(out / "backup.sqlite"), *place], ["keys", "backup", str(out / "people.keys"), *place],
            ["restore", str(out / "backup.sqlite"), "--data", restored],
            ["keys", "restore", str(out / "people.keys"), "--data", restored],
            ["verify", "--data", restored, *keys],
            ["copy", "--from", self.store.url or str(self.store.folder), "--to", str(out / "copied")],
            ["keys", "rotate", *place, *keys], ["keys", "show", *keys], ["hub", "list", *place],
            ["import", "directory", str(out / "a.json"), "--hub", "demo", "--dry-run", *place],
            # And what goes wrong.
            ["backup", str(out / "backup.sqlite"), *place], ["verify", "--data", str(out / "nothing")],
            ["restore", str(self.keys), "--data", str(out / "nothing")],
            ["keys", "restore", str(out / "backup.sqlite"), *place],
        ):
            self.run(arguments)
        self.out = out

    def run(self, arguments: list[str]) -> None:
        process = subprocess.Popen(
            [self.kith, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=surroundings(), cwd=REPOSITORY)
        name = "kith " + " ".join(arguments[:2])
        self.watch_process(name, process.pid)
        output, _ = process.communicate(timeout=300)
        self.printed.append((f"output of {name}", output))
        if process.returncode not in (0, 1, 64, 65, 69):
            self.faults.append(f"{name} ended with {process.returncode}: {output[-300:]!r}")

    def watch_process(self, name: str, pid: int) -> None:
        """What other users of the machine may see of it, and what its own user may."""
        for what in ("cmdline", "environ", "status", "comm"):
            try:
                self.processes.append((f"/proc/{name}/{what}", Path(f"/proc/{pid}/{what}").read_bytes()))
            except OSError:
                continue

    def crash(self) -> None:
        """The program is torn down while what is sealed and private is in its memory."""
        self.worker = self.session("link worker")
        self.open()
        self.worker.get(self.person)
        process = self.program.process
        process.send_signal(signal.SIGABRT)
        try:
            # Where Swift's own tools are on the machine, they write a trace, thread by thread, with some memory.
            process.wait(20)
        except subprocess.TimeoutExpired:
            self.notes.append("the trace of the crash was cut off after a minute")
            self.program.kill()
        self.cores = [file for place in (REPOSITORY, self.folder) for pattern in ("core", "core.*", "*.core")
                      for file in place.glob(pattern) if file.is_file()]
        self.faults += [f"the crash left {file}" for file in self.cores]
        # On another port: what writes the trace may still hold this one.
        self.program = None
        self.serve()
        if verified := self.store.verify(self.kith):
            self.faults.append(verified)
        self.stop_program()

    # MARK: The search

    def look(self) -> None:
        nowhere = Searcher(self.sealed)
        private = Searcher(self.private | self.told)
        untold = Searcher(self.private)
        codes = {f"sealed {field}": code for field, code in SEALED_CODES.items()}
        own = Searcher({"code of the own page": self.code, "the code without its hyphen": self.code.replace("-", "")})
        files = self.files()
        logs = [(file.name, file.read_bytes()) for file in self.folder.rglob("*.log")]
        letters = self.sink.opened()
        self.count = sum(len(content) for _, content in files) + sum(len(one.content) for one in self.seen)

        # The store, whatever else stands in the folder, and what was copied out of it.
        for place, content in files:
            self.must_not(nowhere.search(content, place) + own.search(content, place))
            self.must_not(Sighting(name, "UTF-8", place)
                          for name, code in codes.items() if code.encode() in content and self.is_store(place))
        store = b"".join(content for place, content in files if self.is_store(place))
        self.must("the store", private, {*self.private, *self.told} - {"refused note", "draft"}, store)

        for place, content in logs + self.printed + self.processes:
            self.must_not(nowhere.search(content, place) + private.search(content, place) + own.search(content, place))
            self.must_not(Sighting(name, "UTF-8", place) for name, code in codes.items() if code.encode() in content)

        for head, letter in letters:
            self.must_not(nowhere.search(letter, "a letter") + untold.search(letter, "a letter"))
            self.must_not(private.search(head.encode(), "the head of a letter"))
            if self.excluded.encode() in letter:
                self.faults.append("a letter names the interpreters that the person does not want")

        for place, content in files:
            if place.startswith("out/a."):
                self.must_not(private.search(content, place))

        themself = ("themself, opening as page", "themself, opening as file")
        openers = {"opener", *themself}
        mine = {"link worker", "team lead", "themself", *openers}
        for one in self.seen:
            place = f"an answer to {one.who} at {one.address.split(' ')[0].partition('//')[2].partition('/')[2][:80]}"
            self.must_not((nowhere.search(one.address.encode(), f"the address of {place}")
                           + private.search(one.address.encode(), f"the address of {place}")
                           + own.search(one.address.encode(), f"the address of {place}")))
            if one.who not in openers:
                self.must_not(nowhere.search(one.content, place))
            if one.who != "link worker":
                self.must_not(own.search(one.content, place))
            if one.who == "group":
                self.must_not(untold.search(one.content, place))
                if self.excluded in one.answer.text:
                    self.faults.append("the group's page names the interpreters that the person does not want")
            elif one.who not in mine:
                self.must_not(private.search(one.content, place))

        def answers(who: str) -> bytes:
            return b"".join(one.content for one in self.seen if one.who == who)

        self.must("answers to the link worker", private, {*self.private, *self.told} - {"draft"},
                  answers("link worker"))
        self.must("answers to the group", private, set(self.told), answers("group"))
        self.must("answers to the link worker", own, {"code of the own page"}, answers("link worker"))
        self.must("answers to the person", private, {*self.private, *self.told} - {"draft", "refused note"},
                  answers("themself"))
        for who in ("opener", *themself):
            opened = answers(who)
            self.must(f"answers to the {who}", nowhere, {"sealed note", "sealed note of a contact"}, opened)
            there = {found.name for found in nowhere.search(opened, "")}
            if extra := there - {"sealed note", "sealed note of a contact"}:
                self.faults.append(f"the box holds what is not in it any more: {sorted(extra)}")

    def is_store(self, place: str) -> bool:
        return "kith.sqlite" in place or place.startswith(("server/", "out/restored", "out/copied", "out/backup"))

    def files(self) -> list[tuple[str, bytes]]:
        found = [(str(file.relative_to(self.folder)), file.read_bytes())
                 for file in self.folder.rglob("*") if file.is_file() and not file.name.endswith(".log")]
        if self.store.server:
            server = Path(self.store.server.folder)
            self.store.server.ask(self.store.name, "CHECKPOINT")
            found += [(f"server/{file.relative_to(server)}", file.read_bytes())
                      for file in server.rglob("*") if file.is_file()]
        return found

    def must_not(self, sightings) -> None:
        self.faults += [str(sighting) for sighting in sightings]

    def must(self, place: str, searcher: Searcher, names: set[str], content: bytes) -> None:
        """The control: a search that finds nothing anywhere shows nothing."""
        missing = names - {found.name for found in searcher.search(content, place)}
        if missing:
            self.faults.append(f"the control does not find {sorted(missing)} in {place}")

    def report(self) -> int:
        faults = list(dict.fromkeys(self.faults))
        for fault in faults[:30]:
            print(f"kith: {self.store.engine}: {fault}", file=sys.stderr)
        for note in dict.fromkeys(self.notes):
            print(f"kith: {self.store.engine}: note: {note}", file=sys.stderr)
        texts = len(self.sealed) + len(SEALED_CODES), len(self.private) + len(self.told)
        forms = len(Searcher(self.sealed | self.private | self.told).needles)
        print(f"{self.store.engine}: {texts[0]} sealed and {texts[1]} private texts in {forms} forms, "
              f"{getattr(self, 'count', 0) / 1e6:.1f} MB searched: {len(self.seen)} answers, "
              f"{len(self.sink.letters)} letters, {len(self.printed)} commands, {len(self.processes)} views of "
              f"processes; {f'{len(faults)} faults' if faults else 'none where it must not be'}")
        return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kith", default=".build/debug/kith")
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--seed", type=int, default=None, help="which texts (printed)")
    parser.add_argument("--keep", help="a folder to leave everything in, to look at")
    arguments = parser.parse_args()
    arguments.kith = str(Path(arguments.kith).resolve())
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1_000_000)
    print(f"seed {seed}")
    codes = []
    with tempfile.TemporaryDirectory(prefix="kith-canaries-") as folder:
        if arguments.engine != "postgresql":
            place = Path(folder) / "sqlite"
            place.mkdir()
            codes.append(Drill(Store(place / "hub"), arguments, seed, place)())
        if arguments.engine != "sqlite":
            with Postgres() as server:
                place = Path(folder) / "postgresql"
                place.mkdir()
                codes.append(Drill(Store(place / "hub", server), arguments, seed, place)())
        if arguments.keep:
            shutil.copytree(folder, arguments.keep, dirs_exist_ok=True)
    return max(codes)


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
