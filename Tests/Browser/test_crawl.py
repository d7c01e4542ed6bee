"""Every link of the site leads somewhere, and every kind of page is held to everything.

The walk starts where each role starts and follows each internal link once. Of pages that differ only in an id, a few
are opened, and the first is looked at closely, wide and narrow.
"""

from collections.abc import Callable

import pytest
from conftest import NARROW, WIDE, sign_in
from driving.pages import STARTS, template_of, walk
from driving.program import Program
from driving.session import Session
from visitor import Visitor

# Kinds of pages that an earlier walk has looked at closely: roles share most of them.
looked_at: set[str] = set()


def for_a_person(path: str) -> bool:
    return not path.startswith(("/app", "/sign-in", "/styleguide"))


@pytest.mark.parametrize("role", ["anybody", "link worker", "safeguarding lead", "coordinator", "administrator"])
def test_every_link_leads_to_a_page_that_passes(
    role: str, demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None]
) -> None:
    session = Session(demo.address)
    wide, narrow = new_visitor(WIDE), new_visitor(NARROW)
    start = STARTS["anybody"]
    if role != "anybody":
        email, password = demo.sign_ins()[role]
        session.sign_in(email, password)
        sign_in(wide, email, password)
        sign_in(narrow, email, password)
        start = STARTS["staff"]

    faults: list[str] = []
    kinds: dict[str, str] = {}
    for path, answer in walk(session, start):
        # The link of an old letter may be closed by now: it answers like one that never was.
        if answer.status == 404 and path.startswith("/r/"):
            continue
        if answer.status != 200:
            faults.append(f"{path} answers {answer.status}")
            continue
        kind = template_of(path)
        if answer.kind != "text/html" or kind in kinds:
            continue
        kinds[kind] = path
        if kind in looked_at and path != start:
            continue
        looked_at.add(kind)
        for visitor in (wide, narrow):
            try:
                visitor.go(path)
                check(visitor, f"{role} {kind}", person=for_a_person(path), keyboard=visitor is wide)
            except AssertionError as fault:
                faults.append(str(fault))
    print(f"{role}: {len(kinds)} kinds of pages: {', '.join(kinds)}")
    assert len(kinds) >= 3, f"the walk of {role} found only {kinds}"
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:30])
