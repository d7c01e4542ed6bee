"""A team lead shares places out, by a real browser without JavaScript, and the link worker finds what was suggested.

Nothing is sent on the way: what the link worker finds leads into a referral like any other.
"""

from collections.abc import Callable

import pytest
from conftest import NARROW, WIDE, sign_in
from driving.program import Program
from test_journey import Worker, first_contact
from visitor import Visitor


def unchecked(*_: object, **__: object) -> None:
    """For the first contact, whose pages test_journey.py holds to everything."""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_places_are_proposed_changed_confirmed_and_found(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], viewport: dict
) -> None:
    alias = f"Hana {viewport['width']}"
    visitor = new_visitor(viewport, scripts=False)
    sign_in(visitor, *demo.sign_ins()["link worker"])
    worker = Worker(visitor, check)
    person = first_contact(Worker(visitor, unchecked), alias)

    leading = new_visitor(viewport, scripts=False)
    sign_in(leading, *demo.sign_ins()["team lead"])
    lead = Worker(leading, check)
    leading.page.get_by_role("link", name="Share places").first.click()
    leading.page.wait_for_url("**/app/sharing")
    leading.go("/app/sharing")
    check(leading, "sharing before a proposal", keyboard=True)
    lead.press("Propose")
    check(leading, "sharing proposed", keyboard=True)
    told = leading.page.inner_text("main")
    assert "Nobody is told of it before you confirm" in told
    assert "Gets a group" in told, told

    # They would rather have the first of the groups that are safe for this person.
    leading.go(f"/app/sharing/people/{person.rpartition('/')[2]}")
    check(leading, "sharing one line", keyboard=True)
    leading.page.locator("main input[name=choice]").first.check()
    lead.press("Save")
    check(leading, "sharing changed")
    assert "The change is saved." in leading.page.inner_text("main")
    lead.press("Confirm")
    check(leading, "sharing confirmed")
    assert "Confirmed" in leading.page.inner_text("main")

    visitor.go("/app/today/suggested")
    check(visitor, "suggested groups", keyboard=True)
    assert alias in visitor.page.inner_text("main")
    visitor.go(person)
    check(visitor, "person with a suggestion")
    assert "Nothing was sent" in visitor.page.inner_text("main")
    worker.follow("Refer them")
    check(visitor, "the ordinary way to a referral")
    visitor.go(person)
    worker.press("Not for them now")
    check(visitor, "person without a suggestion")
    assert "The team suggests" not in visitor.page.inner_text("main")


def test_a_group_says_how_many_may_come_at_once(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None]
) -> None:
    for viewport in (WIDE, NARROW):
        visitor = new_visitor(viewport, scripts=False)
        sign_in(visitor, *demo.sign_ins()["coordinator"])
        coordinator = Worker(visitor, check)
        visitor.go("/app/groups?search=Roof+and+rent")
        coordinator.follow("Roof and rent")
        group_page = visitor.path.split("?")[0]
        coordinator.press("Ask the group")
        address = visitor.page.locator("main .card strong").inner_text()

        group = Worker(new_visitor(viewport, scripts=False).go("/" + address.split("/", 3)[3]), check)
        check(group.visitor, "group is asked how many may come", person=True, keyboard=True)
        group.fill({"monthly-limit": "8", "places": "25", "cohort": "-1", "signed-by": "Kit"})
        group.press("Yes, we agree")
        check(group.visitor, "group mends its answer", status=422, person=True)
        group.fill({"cohort": "2"})
        group.press("Yes, we agree")
        check(group.visitor, "group agreed", person=True)

        visitor.go(group_page)
        check(visitor, "group with a limit for sharing")
        assert "Up to 2 of the newcomers in a month" in visitor.page.inner_text("main")


def test_a_commissioner_finds_the_gap_list(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None]
) -> None:
    for viewport in (WIDE, NARROW):
        visitor = new_visitor(viewport, scripts=False)
        sign_in(visitor, *demo.sign_ins()["coordinator"])
        visitor.go("/app/figures")
        Worker(visitor, check).follow("Where a safe group is missing")
        check(visitor, "gap list", keyboard=viewport is WIDE)
        assert "Ropewalk" in visitor.page.inner_text("main table")


def test_why_not_this_group_for_any_name_typed_in(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None]
) -> None:
    for viewport in (WIDE, NARROW):
        visitor = new_visitor(viewport, scripts=False)
        sign_in(visitor, *demo.sign_ins()["link worker"])
        worker = Worker(visitor, check)
        person = first_contact(Worker(visitor, unchecked), f"Why {viewport['width']}")

        def ask(name: str, person: str = person, worker: Worker = worker, visitor: Visitor = visitor) -> list[str]:
            visitor.go(f"{person}/groups")
            worker.set("name", name)
            worker.press("Ask")
            return visitor.page.locator("section[aria-labelledby=why-not] article h3").all_inner_texts()

        several = ask("a")
        assert len(several) == 5, several
        check(visitor, "why not, several")
        assert ask(several[0])[0] == several[0]
        check(visitor, "why not, one")
        assert ask("zzzz no such group") == []
        check(visitor, "why not, none")
        assert "No group in the directory has this in its name" in visitor.page.inner_text("main")
