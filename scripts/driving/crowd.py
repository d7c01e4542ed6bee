"""A crowd that works on one hub all at once: link workers, coordinators and groups, each in a browser of their own.

With several servers, everybody goes to another one with each step: a form that one server showed is sent to the other,
and sometimes to both at the same moment, as an impatient thumb does.
"""

import random
import re
import threading
import urllib.parse
from datetime import date, timedelta

from driving.ledger import Ledger
from driving.session import Answer, Form, Session

COUNTED = re.compile(r"drill count (\d+) by \S+")


class Letters:
    """The links that came to the groups; each is answered until nothing is left to say."""

    def __init__(self, known: set[str]):
        self._lock = threading.Lock()
        self._seen = known
        self._open: list[str] = []

    def deliver(self, links: list[str]) -> None:
        with self._lock:
            new = [link for link in links if link not in self._seen]
            self._seen.update(new)
            self._open += new

    def any(self, chance: random.Random) -> str | None:
        with self._lock:
            return chance.choice(self._open) if self._open else None

    def drop(self, link: str) -> None:
        with self._lock:
            if link in self._open:
                self._open.remove(link)


class Client:
    """Somebody with a browser, who does one thing after the other."""

    def __init__(self, name: str, servers: list[str], ledger: Ledger, seed: int, session: Session):
        self.name = name
        self.servers = servers
        self.ledger = ledger
        self.chance = random.Random(f"{seed} {name}")
        self.session = session
        self.number = 0

    def work_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self.step()
            except (LookupError, KeyError) as missing:
                self.ledger.fault(f"{self.name}: {missing}")

    def step(self) -> None:
        raise NotImplementedError

    # MARK: With a browser

    def mark(self) -> str:
        """Words that nobody writes twice."""
        self.number += 1
        return f"drill {self.name} {self.number:05}"

    def get(self, path: str) -> Answer | None:
        return self.ledger.timed(f"GET {kind_of(path)}", lambda: self.session.get(self.elsewhere(path)))

    def send(self, form: Form, kind: str, mark: str, fields: list[tuple[str, str]]) -> Answer | None:
        """Sends a form once, or twice at the same moment; the answer that acknowledges it, where there is one."""
        answers: list[Answer] = []

        def press() -> None:
            answer = self.ledger.timed(
                f"POST {kind_of(form.action)}", lambda: self.session.post(self.elsewhere(form.action), fields))
            if answer:
                answers.append(answer)

        thumbs = [threading.Thread(target=press)] if self.chance.random() < 0.15 else []
        for thumb in thumbs:
            thumb.start()
        press()
        for thumb in thumbs:
            thumb.join()
        self.ledger.settle(kind, mark, answers)
        return min(answers, key=lambda answer: answer.status, default=None)

    def elsewhere(self, path: str) -> str:
        """The same path on any of the servers."""
        parts = urllib.parse.urlsplit(path)
        return self.chance.choice(self.servers) + parts.path + (f"?{parts.query}" if parts.query else "")

    def raise_count(self, page: Answer, form: Form, name: str, kind: str, record: str) -> None:
        """Counts one up in a field of the form: whoever overwrites somebody else's change makes the sum wrong."""
        written = dict(form.fields)[name]
        before = COUNTED.search(written)
        mark = self.mark().replace("drill ", "").replace(" ", "-")
        text = f"drill count {int(before.group(1)) + 1 if before else 1} by {mark}"
        answer = self.send(form, kind, mark, form.filled(**{name: text}))
        if answer and answer.status == 200:
            self.ledger.count(kind, record)


class LinkWorker(Client):
    """Reads, writes down contacts, changes what people told, and refers them."""

    def __init__(
        self, name: str, servers: list[str], ledger: Ledger, seed: int, session: Session, people: list[str]
    ):
        super().__init__(name, servers, ledger, seed, session)
        self.people = people

    def step(self) -> None:
        person = self.chance.choice(self.people)
        roll = self.chance.random()
        if roll < 0.30:
            self.get(self.chance.choice(["/app", "/app/people", person, f"{person}/groups", "/app/register"]))
        elif roll < 0.55:
            self.note_contact(person)
        elif roll < 0.75:
            self.change_hopes(person)
        elif roll < 0.92:
            self.refer(person)
        else:
            self.look_after_referrals(person)

    def note_contact(self, person: str) -> None:
        page = self.get(f"{person}/contacts/new")
        if page and page.status == 200:
            form = page.form(with_field="note")
            mark = self.mark()
            self.send(form, "note", mark, form.filled(note=mark, kind="call", reached="yes"))

    def change_hopes(self, person: str) -> None:
        page = self.get(f"{person}/about/hopes?fresh=yes")
        if page and page.status == 200:
            self.raise_count(page, page.form(with_field="hopes"), "hopes", "hopes", person.rpartition("/")[2])

    def refer(self, person: str) -> None:
        page = self.get(f"{person}/groups")
        starts = [link for link in page.document.links if link.endswith("/referral")] if page else []
        if not starts:
            return
        page = self.get(self.chance.choice(starts[:6]))
        for _ in range(4):
            if not page or page.status != 200:
                return
            step = page.path.split("?")[0].rpartition("/")[2]
            if step not in STEPS:
                break
            form = page.form(action=f"/referral/{step}")
            page = self.send(form, step, self.mark(), form.filled(**STEPS[step](form)))
            if step == "consent" and page and page.status == 200:
                self.ledger.tell("drafted", referral_in(page))
        if page and page.status == 200 and "/app/referrals/" in page.path:
            self.send_or_give_up(page)

    def send_or_give_up(self, page: Answer) -> None:
        forms = [form for form in page.document.forms if form.action.endswith("/sending")]
        if forms:
            answer = self.send(forms[0], "sending", self.mark(), forms[0].fields)
            if answer and answer.status == 200 and "told=sent" in answer.path:
                self.ledger.tell("sent", referral_in(answer))
        elif any("more-at-once" in form.action for form in page.document.forms):
            self.withdraw(referral_in(page))

    def withdraw(self, referral: str) -> None:
        page = self.get(f"/app/referrals/{referral}/consent-withdrawal")
        if page and page.status == 200:
            form = next((form for form in page.document.forms if "consent-withdrawal" in form.action), None)
            if form:
                self.send(form, "withdrawal", self.mark(), form.fields)

    def look_after_referrals(self, person: str) -> None:
        page = self.get(person)
        referrals = {link for link in page.document.links if re.fullmatch(r"/app/referrals/[^/?]+", link)} if page else ()
        if not referrals:
            return
        referral = self.chance.choice(sorted(referrals))
        page = self.get(referral)
        # Who ends it before the group has said the last word only closes the link under its hands.
        if page and "They take part" in page.text and f"{referral}/end" in page.document.links:
            page = self.get(f"{referral}/end")
            if page and page.status == 200:
                form = page.form(with_field="reason")
                answer = self.send(form, "ending", self.mark(), form.filled(reason="settled-in", welcome="5"))
                if answer and answer.status == 200:
                    self.ledger.tell("ended", referral.rpartition("/")[2])


class Coordinator(Client):
    """Reads the register, adds evidence, corrects groups, pauses them, and sees the letters go out."""

    def __init__(
        self, name: str, servers: list[str], ledger: Ledger, seed: int, session: Session, groups: list[str],
        letters: Letters, outbox: str
    ):
        super().__init__(name, servers, ledger, seed, session)
        self.groups = groups
        self.letters = letters
        # The server that shows the letters themselves, as only the demo does.
        self.outbox = outbox

    def step(self) -> None:
        group = self.chance.choice(self.groups)
        roll = self.chance.random()
        if roll < 0.25:
            self.get(self.chance.choice(["/app", "/app/register", "/app/groups", group]))
        elif roll < 0.45:
            self.add_evidence(group)
        elif roll < 0.65:
            self.correct(group)
        elif roll < 0.75:
            self.pause(group)
        else:
            self.take_letters()

    def add_evidence(self, group: str) -> None:
        page = self.get(f"{group}/evidence")
        if page and page.status == 200:
            form = page.form(with_field="standard")
            mark = self.mark()
            today = date.today()
            until = today + timedelta(days=200)
            self.send(form, "evidence", mark, form.filled(
                standard=self.chance.choice(form.choices["standard"]), note=mark, from_day=str(today.day),
                from_month=str(today.month), from_year=str(today.year), until_day=str(until.day),
                until_month=str(until.month), until_year=str(until.year)))

    def correct(self, group: str) -> None:
        page = self.get(f"{group}/details")
        if page and page.status == 200:
            self.raise_count(page, page.form(with_field="summary"), "summary", "summary", group.rpartition("/")[2])

    def pause(self, group: str) -> None:
        page = self.get(group)
        forms = [form for form in page.document.forms if form.action.endswith("/pause")] if page else []
        if forms:
            self.send(forms[0], "pause", self.mark(), forms[0].fields)

    def take_letters(self) -> None:
        page = self.ledger.timed("GET /app/outbox", lambda: self.session.get(f"{self.outbox}/app/outbox"))
        if page:
            self.letters.deliver(letters_in(page))


class GroupSide(Client):
    """A group with the link of its letter: says yes, waits, says no, tells who came."""

    def __init__(
        self, name: str, servers: list[str], ledger: Ledger, seed: int, session: Session, letters: Letters
    ):
        super().__init__(name, servers, ledger, seed, session)
        self.letters = letters

    def work_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            link = self.letters.any(self.chance)
            if link is None:
                stop.wait(0.2)
            else:
                self.answer(link)

    def answer(self, link: str) -> None:
        page = self.get(link)
        if not page or page.status != 200:
            # A link that leads nowhere is not tried again: many such tries are taken for guessing.
            self.letters.drop(link)
            return
        forms = forms_by_what_they_say(page)
        if "reading" in forms:
            page = self.send(forms["reading"], "reading", self.mark(), list(forms["reading"].fields))
            if not page or page.status != 200:
                return
            forms = forms_by_what_they_say(page)
        said = next((said for said in self.in_any_order() if said in forms), None)
        if said is None:
            self.letters.drop(link)
            return
        form = forms[said]
        fields = list(form.fields)
        if said == "refusal":
            fields.append(("because", self.chance.choice(form.choices["because"])))
        if said == "attendance":
            fields.append(("outcome", "came"))
        answer = self.send(form, said, self.mark(), fields)
        if answer and answer.status == 200:
            self.ledger.tell("answer", f"{link} {said}")
        if said in {"attendance", "refusal"} or (answer and answer.status == 409 and self.chance.random() < 0.3):
            self.letters.drop(link)

    def in_any_order(self) -> list[str]:
        """What to say, the most likely first: mostly the next thing on the way to a good end."""
        roll = self.chance.random()
        first = ["pause"] if roll < 0.05 else ["waiting-list"] if roll < 0.15 else ["refusal"] if roll < 0.22 else (
            ["taking-back"] if roll < 0.27 else [])
        return [*first, "acceptance", "introduction", "attendance"]


# What is filled in at each step before a referral.
STEPS = {
    "barriers": lambda form: {
        name: "A neighbour helps." for name in form.names if not name.startswith("form-")},
    "explanation": lambda form: {"understood": "yes", "language": "en", "interpreter": "no"},
    "consent": lambda form: {
        "facts": form.choices["facts"], "how": "spoken", "purpose": "join", "language": "en", "interpreter": "no",
        # Three months: the first of the ends that are offered.
        "until-usual": form.choices["until-usual"][0]},
}


def forms_by_what_they_say(page: Answer) -> dict[str, Form]:
    """The forms of a page by the end of their address; of several the first, which asks for least."""
    forms: dict[str, Form] = {}
    for form in page.document.forms:
        forms.setdefault(form.action.rpartition("/")[2], form)
    return forms


def letters_in(page: Answer) -> list[str]:
    """The links of the letters on the outbox page, as paths."""
    links = (urllib.parse.urlsplit(link).path for link in page.document.links)
    return list(dict.fromkeys(link for link in links if re.fullmatch(r"/r/[^/]+", link)))


def referral_in(page: Answer) -> str:
    """The id of the referral whose page this is."""
    return page.path.split("?")[0].split("/")[3]


def kind_of(path: str) -> str:
    """An address without ids and tokens, to be told of."""
    return re.sub(r"/[^/?]*\d[^/?]*", "/:id", urllib.parse.urlsplit(path).path)
