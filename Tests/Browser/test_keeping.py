"""What goes when its time is over, and what has to stay by law: a team lead on a phone of 320 px, without scripts."""

import re
from collections.abc import Callable
from pathlib import Path

from conftest import NARROW, sign_in
from driving.program import Program
from test_me import press, right_to_left
from visitor import Visitor


def test_keeping(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], artefacts: Path
) -> None:
    shots = artefacts / "shots"
    shots.mkdir(exist_ok=True)
    lead = new_visitor(NARROW, scripts=False)
    sign_in(lead, *demo.sign_ins()["team lead"])

    # What the rules would remove, found on Today.
    press(lead, "a[href='/app/retention']")
    check(lead, "retention")
    press(lead, "form[action='/app/retention/count'] button")
    check(lead, "retention counted", keyboard=True)
    text = lead.page.locator("main").inner_text()
    assert "Counted. Nothing was removed." in text and "the rules only count" in text
    assert re.search(r"Half-written forms\s*\W*.*14 days", text, re.DOTALL), text
    right_to_left(lead, "retention", shots)

    # The switch asks for a word.
    press(lead, "button[value=on]")
    check(lead, "retention without the word", status=422)
    lead.page.locator("input[name=word]").fill("remove")
    press(lead, "button[value=on]")
    check(lead, "retention switched on")
    assert "switched it on" in lead.page.locator("main").inner_text()
    lead.page.locator("input[name=word]").fill("keep")
    press(lead, "button[value=off]")
    assert "The rules only count from now on." in lead.page.locator("main").inner_text()

    # What of somebody's record has to stay.
    lead.go("/app/people")
    person = lead.page.locator("main a[href^='/app/people/']").first.get_attribute("href").split("?")[0]
    lead.go(f"{person}/own-page")
    press(lead, f"a[href='{person}/kept']")
    check(lead, "kept by law", keyboard=True)
    press(lead, "main form .button-main")
    check(lead, "kept by law without an answer", status=422)
    lead.page.locator("input[name=part][value=contacts]").check()
    lead.page.locator("input[name=ground][value=claim]").check()
    lead.page.locator("textarea[name=why]").fill("A court asked for the notes.")
    press(lead, "main form .button-main")
    check(lead, "kept by law with something")
    assert "A court asked for the notes." in lead.page.locator("main").inner_text()
    right_to_left(lead, "kept", shots)
    press(lead, "form[action$='/kept/release'] button")
    assert "A court asked for the notes." not in lead.page.locator("main").inner_text()


def test_a_slip_leads_from_the_first_page(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], artefacts: Path
) -> None:
    visitor = new_visitor(NARROW, scripts=False)
    for address, name in (("/", "first page"), ("/en/", "welcome"), ("/sign-in", "sign in")):
        visitor.go(address)
        check(visitor, f"{name} with the way to an own page")
        right_to_left(visitor, name.replace(" ", "-"), artefacts / "shots")
        press(visitor, "main a[href='/me']")
        assert visitor.page.locator("h1").inner_text() == "Type in your code"
