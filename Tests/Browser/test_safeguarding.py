"""The safeguarding lead's day, by a telephone of 320 pixels without JavaScript: whoever may be in danger, and what is done."""

from collections.abc import Callable

import pytest
from conftest import NARROW, sign_in
from driving.program import Program
from visitor import Visitor

SECTIONS = (
    "A group is worried", "In danger now", "High risk, and no plan", "Opened because it could not wait",
    "Evidence has ended, and people go there")


@pytest.fixture
def lead(demo: Program, new_visitor: Callable[..., Visitor]) -> Visitor:
    visitor = new_visitor(NARROW, scripts=False)
    sign_in(visitor, *demo.sign_ins()["safeguarding lead"])
    return visitor


def section(visitor: Visitor, title: str):
    return visitor.page.locator("section.box").filter(has=visitor.page.get_by_role("heading", name=title))


def test_today_shows_who_may_be_in_danger_and_what_no_longer_protects(lead: Visitor, check: Callable[..., None]) -> None:
    for title in SECTIONS:
        assert section(lead, title).locator("li").count() > 0, f"nothing stands under {title}"
    check(lead, "safeguarding today", keyboard=True)


def test_a_worry_is_called_about_decided_and_closed(lead: Visitor, check: Callable[..., None]) -> None:
    worry = section(lead, "A group is worried").locator("li").first
    name = worry.locator("a").first.inner_text()
    worry.get_by_role("link", name="Call, decide, close").click()
    check(lead, "a worry", keyboard=True)
    page = lead.page
    assert page.locator("a[href='tel:999']").count() == 1
    page.get_by_role("button", name="Save the call").click()
    check(lead, "a worry without an answer", status=422)
    page.get_by_label("No, I tried").check()
    page.get_by_role("button", name="Save the call").click()
    page.locator("textarea[name=decision]").fill("Their link worker visits this afternoon")
    page.get_by_role("button", name="Save what was decided").click()
    check(lead, "a worry with a decision")
    page.locator("textarea[name=reason]").fill("They are well, and know whom to call")
    page.get_by_role("button", name="Close it").click()
    assert lead.path.startswith("/app?")
    assert name not in section(lead, "A group is worried").all_inner_texts().__str__()


def test_danger_says_what_to_do_now(lead: Visitor, check: Callable[..., None]) -> None:
    section(lead, "In danger now").get_by_role("link", name="What to do now").first.click()
    check(lead, "in danger", keyboard=True)
    text = lead.page.locator("main").inner_text()
    assert text.index("999") < text.index("Stay with them")
    assert "Nell Carrow" not in text, "she is not told to call herself"
    lead.page.locator("p.lead a").click()
    check(lead, "a person in danger")
    assert "safeguarding lead" in lead.page.locator(".notice").first.inner_text()
    assert lead.page.get_by_role("link", name="Hand over").count() == 0


def test_in_an_emergency_a_name_finds_somebody_to_choose(lead: Visitor, check: Callable[..., None]) -> None:
    lead.go("/app/break-glass")
    check(lead, "an emergency", keyboard=True)
    page = lead.page
    page.locator("input[name=reference]").fill("nobody of this name")
    page.locator("textarea[name=reason]").fill("They stand at the door, and nobody is here")
    page.get_by_role("button", name="Look for them").click()
    check(lead, "an emergency that finds nobody", status=422)
    page.locator("input[name=reference]").fill("THANH")
    page.get_by_role("button", name="Look for them").click()
    check(lead, "an emergency with somebody to choose")
    assert "Thanh" not in page.locator("fieldset").inner_text()
    page.locator("input[name=who]").first.check()
    page.get_by_role("button", name="Open it for 3 hours").click()
    check(lead, "an emergency with a record that is open")
    page.get_by_role("link", name="Thanh").click()
    assert lead.status == 200


def test_broken_glass_is_looked_into(lead: Visitor, check: Callable[..., None]) -> None:
    lead.go("/app/break-glass/uses")
    check(lead, "records that were opened")
    before = lead.page.get_by_role("button", name="I have looked into it").count()
    assert before > 0
    lead.page.get_by_role("button", name="I have looked into it").last.click()
    assert lead.page.get_by_role("button", name="I have looked into it").count() == before - 1
    assert "Nell Carrow looked into it" in lead.page.locator("main").inner_text()
