"""The hub's main job, from the first contact to a good end, by real browsers without JavaScript.

A link worker meets somebody new, finds them a safe group and asks it; the group answers in a browser of its own, with
no account; the person goes there, and it ends well. Every page on the way is held to everything, wide and narrow.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import NARROW, WIDE, sign_in
from driving.program import Program
from visitor import Visitor

# What the person tells, part by part: for each page the fields by name, or what is tapped.
TOLD: dict[str, dict[str, str | list[str]]] = {
    "languages": {"language-1": "ti", "level-1": "fluent", "language-2": "en", "level-2": "conversational"},
    "interpreter": {"accepts": "yes"},
    "needs": {"tap": ["add english", "add belonging"]},
    "hopes": {"hopes": "To cook with others, and to practise English.", "what-helps": "To sit near the door."},
    "interests": {"interests": "cooking"},
    "travel": {"walk": "60", "fares": "yes", "online": "yes"},
    "taking-part": {"fee": "5", "childcare": "no", "book-ahead": "yes"},
    "times": {"when": "any"},
    "company": {"audience": "any", "format": "any"},
    "avoid": {"avoid-papers": "no"},
    "risk": {"risk": "R0"},
}


class Worker:
    """A link worker with a browser, going through pages by their buttons and links."""

    def __init__(self, visitor: Visitor, check: Callable[..., None]):
        self.visitor = visitor
        self.page = visitor.page
        self.check = check

    def follow(self, words: str) -> None:
        """Follows the first link in the main part whose words begin like this."""
        link = self.page.locator("main a", has_text=words).first
        with self.page.expect_navigation():
            link.click()

    def press(self, words: str) -> None:
        """Presses the button with these words."""
        button = self.page.locator("main button:not([aria-hidden])", has_text=words).first
        with self.page.expect_navigation():
            button.click()

    def fill(self, fields: dict[str, str | list[str]]) -> None:
        for name, value in fields.items():
            if name == "tap":
                for one in value:
                    with self.page.expect_navigation():
                        self.page.locator(f"button[name=tap][value='{one}']").click()
                continue
            self.set(name, value)

    def set(self, name: str, value: str | list[str]) -> None:
        field = self.page.locator(f"main [name='{name}']").first
        kind = field.evaluate("element => element.tagName + ' ' + (element.type ?? '')")
        if kind.endswith((" radio", " checkbox")):
            for one in value if isinstance(value, list) else [value]:
                self.page.locator(f"main [name='{name}'][value='{one}']").check()
        elif kind.startswith("SELECT"):
            field.select_option(str(value))
        else:
            field.fill(str(value))


def first_contact(worker: Worker, name: str) -> str:
    """Writes down somebody new; returns the address of their page."""
    worker.follow("Begin a first contact")
    worker.check(worker.visitor, "first contact reach", keyboard=False)
    worker.fill({"call-name": name, "phone": "01632 960123", "message": "no", "shared": "yes"})
    worker.press("Save and go on")
    while not worker.visitor.path.split("?")[0].endswith("/check"):
        part = worker.visitor.path.split("?")[0].rpartition("/")[2]
        assert part in TOLD, f"a part of the first contact that the journey does not know: {worker.visitor.path}"
        worker.check(worker.visitor, f"first contact {part}")
        worker.fill(TOLD[part])
        worker.press("Save and go on")
        assert worker.visitor.status == 200, f"{part} answers {worker.visitor.status}"
        assert not worker.visitor.path.split("?")[0].endswith(f"/{part}"), (
            f"{part} was not taken: {worker.page.locator('[role=alert]').all_inner_texts()}")
    worker.check(worker.visitor, "first contact check your answers")
    worker.fill({"kind": "meeting"})
    worker.page.locator("main .buttons button").first.click()
    worker.check(worker.visitor, "person after the first contact")
    return worker.visitor.path.split("?")[0]


def refer(worker: Worker, person: str) -> str:
    """Finds a group, goes through explanation and consent, and sends; returns the address of the referral."""
    visitor = worker.visitor
    visitor.go(f"{person}/groups")
    worker.check(visitor, "find groups")
    worker.follow("Refer ")
    worker.check(visitor, "refer explanation")
    worker.fill({"understood": "yes"})
    in_what_manner(worker)
    worker.press("They understood")
    worker.check(visitor, "refer consent")
    # They say yes to everything but their number: the group must not see it.
    for fact in worker.page.locator("main [name=facts]").all():
        fact.set_checked(fact.get_attribute("value") != "phone")
    worker.fill(date("until", timedelta(days=90)) | {"how": "spoken", "purpose": "join"})
    in_what_manner(worker)
    worker.press("Show what the group will see")
    worker.check(visitor, "refer exact text")
    worker.press("Send it to ")
    worker.check(visitor, "referral sent")
    return visitor.path.split("?")[0]


def in_what_manner(worker: Worker) -> None:
    if worker.page.locator("main [name=language]").count():
        worker.set("language", "en")
        worker.set("interpreter", "no")


def date(name: str, later: timedelta = timedelta()) -> dict[str, str]:
    day = datetime.now(ZoneInfo("Europe/London")).date() + later
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def link_from_outbox(
    worker: Worker, alias: str, signs: dict[str, tuple[str, str]], open_link: Callable[[str], Visitor]
) -> Visitor:
    """In the demo the outbox is a page, for the coordinator: the newest letter that leads to this person."""
    coordinator = open_link("/sign-in")
    sign_in(coordinator, *signs["coordinator"])
    coordinator.go("/app/outbox")
    worker.check(coordinator, "outbox")
    links = [link.get_attribute("href") or "" for link in coordinator.page.locator("main a[href*='/r/']").all()]
    for link in links[:5]:
        group = open_link(link)
        assert alias not in group.page.inner_text("body"), "the page tells a name before anybody taps"
        worker.check(group, "group has a message", person=True)
        Worker(group, worker.check).press("Show me")
        if alias in group.page.inner_text("main"):
            return group
    raise AssertionError(f"none of {len(links)} letters in the outbox leads to {alias}")


def link_from_paper(worker: Worker, open_link: Callable[[str], Visitor]) -> Visitor:
    """The letter on paper has a short code, for those without e-mail."""
    worker.press("Print ")
    worker.check(worker.visitor, "printed letter")
    code = worker.page.locator(".paper-code strong").inner_text()
    group = open_link("/r")
    worker.check(group, "group types a code", person=True)
    if group.page.locator("main select[name=hub]").count():
        group.page.locator("main select[name=hub]").select_option(index=1)
    group.page.locator("main input[name=code]").fill(code)
    with group.page.expect_navigation():
        group.page.locator("main form button").last.click()
    return group


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide by mail", "narrow by paper"])
def test_from_a_first_contact_to_a_good_end(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], viewport: dict
) -> None:
    alias = f"Selam {viewport['width']}"
    visitor = new_visitor(viewport, scripts=False)
    visitor.go("/sign-in")
    check(visitor, "sign in")
    sign_in(visitor, *demo.sign_ins()["link worker"])
    check(visitor, "today")
    worker = Worker(visitor, check)
    person = first_contact(worker, alias)
    referral = refer(worker, person)

    def open_link(address: str) -> Visitor:
        return new_visitor(viewport, scripts=False).go(address)

    by_paper = viewport is NARROW
    group_page = (
        link_from_paper(worker, open_link) if by_paper
        else link_from_outbox(worker, alias, demo.sign_ins(), open_link))
    group = Worker(group_page, check)
    check(group_page, "group reads the referral", person=True)
    told = group.page.inner_text("main")
    assert alias in told
    assert not re.search(r"\bR[0-4]\b|960123|risk", told), "the group is told more than it may know"

    group.press("Yes, they are welcome")
    check(group_page, "group accepted", person=True)
    group.press("We have met or spoken")
    check(group_page, "group met them", person=True)
    group.press("They came today")
    check(group_page, "group says they came", person=True)

    visitor.go(referral)
    check(visitor, "referral attending")
    worker.follow("End it, well or not")
    check(visitor, "referral end")
    worker.fill({"reason": "settled-in", "welcome": "5"})
    worker.press("End this referral")
    check(visitor, "referral ended well")
    visitor.go(person)
    check(visitor, "person after a good end")

    group_page.go(group_page.path.split("?")[0])
    check(group_page, "group after the end", status=group_page.status, person=True)
    assert "Yes, they are welcome" not in group.page.inner_text("main"), "an ended referral can be accepted"
