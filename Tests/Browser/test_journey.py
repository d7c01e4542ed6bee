"""The hub's main job, from the first contact to a good end, by real browsers without JavaScript.

A link worker meets somebody new, finds them a safe group and asks it; the group answers in a browser of its own, with
no account; the person goes there, and it ends well. Every page on the way is held to everything, wide and narrow.
"""

from collections.abc import Callable

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


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_from_a_first_contact_to_a_good_end(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], viewport: dict
) -> None:
    visitor = new_visitor(viewport, scripts=False)
    visitor.go("/sign-in")
    check(visitor, "sign in")
    sign_in(visitor, *demo.sign_ins()["link worker"])
    check(visitor, "today")
    worker = Worker(visitor, check)
    person = first_contact(worker, f"Selam {viewport['width']}")
    visitor.go(f"{person}/groups")
    check(visitor, "find groups")
