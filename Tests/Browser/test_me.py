"""A person's own page, on a phone of 320 px without scripts, from the slip of paper to the way out.

A worker prints a code. The person types it in, reads, takes back a yes, takes a copy, asks to be deleted and takes that
back, and leaves quickly. The group's link is dead at once, and nothing of it all is in an address.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

from checks import no_horizontal_scroll
from conftest import NARROW, WIDE, sign_in
from driving.program import Program
from visitor import Visitor

CODE = re.compile(r"^[0-9a-z]{5}-[0-9a-z]{5}$")
SEALED = "Only between us"
WITHDRAWAL = "form[action$='/withdrawal'] button"


def press(visitor: Visitor, selector: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(selector).first.click()


def somebody_with_a_link(worker: Visitor) -> tuple[str, str]:
    """A person whom a group was told of, and a link of that group: as it stands in a printed letter."""
    worker.go("/app/people")
    people = {
        link.get_attribute("href").split("?")[0]
        for link in worker.page.locator("main a[href^='/app/people/']").all()}
    for person in sorted(people):
        worker.go(person)
        referrals = [link.get_attribute("href") for link in worker.page.locator("main a[href^='/app/referrals/']").all()]
        for referral in referrals:
            worker.go(referral)
            if worker.page.locator("form[action$='/letter'] button").count() == 0:
                continue
            press(worker, "form[action$='/letter'] button")
            if worker.status == 200 and worker.page.locator(".paper-link").count():
                return person, worker.page.locator(".paper-link").inner_text()
    raise AssertionError("nobody in the demo has a referral whose group has a link")


def alone(me: Visitor, code: str, address: str = "/me/private") -> None:
    """Types the code once more, where it is asked whether they are alone."""
    me.go(address)
    assert me.page.locator("h1").inner_text() == "Are you alone?"
    me.page.locator("input[name=code]").fill(code)
    press(me, "main form .button-main")
    assert me.path == address, f"{address} did not open: {me.page.locator('main').inner_text()[:300]}"


def right_to_left(visitor: Visitor, name: str, shots: Path) -> None:
    """The same page as a reader of Arabic would have it: no wider, and to be looked at."""
    visitor.page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    no_horizontal_scroll(visitor.page, f"{name}, right to left")
    visitor.page.screenshot(path=shots / f"me-{name}-rtl.png", full_page=True)


def test_me(
    demo: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], artefacts: Path
) -> None:
    shots = artefacts / "shots"
    shots.mkdir(exist_ok=True)
    worker = new_visitor(WIDE)
    sign_in(worker, *demo.sign_ins()["link worker"])
    person, link = somebody_with_a_link(worker)
    group = new_visitor(NARROW)
    group.go(link)
    assert group.status == 200, "the group's link works before"

    # Something is sealed; and the worker prints a code.
    worker.go(f"{person}/sealed")
    worker.page.locator("textarea[name=sealed-note]").fill(SEALED)
    press(worker, "main form .button-main")
    assert "It is sealed" in worker.page.locator("main").inner_text()
    worker.go(f"{person}/own-page")
    check(worker, "own page of somebody", keyboard=True)
    press(worker, "button[value='paper']")
    check(worker, "slip of paper")
    slip = worker.page.locator(".slip").inner_text()
    code = worker.page.locator(".slip .paper-code strong:not(.slip-address)").inner_text()
    assert CODE.match(code), f"the slip has no code: {slip}"
    for word in ("Kith", "record", "refer", "worker", "group", "hub"):
        assert word.lower() not in slip.lower(), f"the slip says {word}: {slip}"

    # The person types it in, in big letters and without the hyphen.
    me = new_visitor(NARROW, scripts=False)
    paths: list[str] = []
    me.page.on("request", lambda request: paths.append(request.url))
    me.go("/me")
    check(me, "me enter", person=True)
    me.page.locator("input[name=code]").fill("aaaaa-aaaaa")
    press(me, "main form button")
    check(me, "me wrong code", status=422, person=True)
    me.page.locator("input[name=code]").fill(code.upper().replace("-", " "))
    press(me, "main form button")
    assert me.path == "/me", f"the code was not taken: {me.page.locator('main').inner_text()[:300]}"
    assert me.page.title() == "Your page – Kith"
    check(me, "me home", person=True)

    # What could do harm asks for the code once more, and shows nothing of itself before.
    for address in ("/me/private", "/me/looks", "/me/copy"):
        me.go(address)
        assert me.page.locator("h1").inner_text() == "Are you alone?", address
    check(me, "me alone", person=True)
    right_to_left(me, "alone", shots)
    me.page.locator("input[name=code]").fill("aaaaa-aaaaa")
    press(me, "main form .button-main")
    check(me, "me alone wrong code", status=422, person=True)
    alone(me, code)
    for address, name in (
        ("/me/facts", "facts"), ("/me/private", "private"), ("/me/looks", "looks"), ("/me/yes", "yes"),
        ("/me/copy", "copy"), ("/me/sealed", "sealed"), ("/me/correction", "correction"), ("/me/erasure", "erasure"), ("/me/code", "code"),
        ("/me", "home"),
    ):
        me.go(address)
        check(me, f"me {name}", person=True)
        text = me.page.locator("main").inner_text()
        assert not re.search(r"\b(client|service user)\b", text, re.IGNORECASE), f"{address} calls them names"
        right_to_left(me, name, shots)
    me.go("/me/looks")
    assert re.search(r"looked at .*\n?.*", me.page.locator("main").inner_text()), "nobody looked?"

    # A copy, as a file and on paper.
    me.go("/me/copy")
    with me.page.expect_download() as started:
        me.page.locator("button[value=file]").click()
    copy = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    assert copy["schema"] == "kith-person" and copy["version"] == 2 and copy["referrals"]
    press(me, "button[value=page]")
    check(me, "me printed copy")

    # What is sealed, with the code once more: to read, and as a file of its own.
    me.go("/me/sealed")
    me.page.locator("input[name=code]").fill("aaaaa-aaaaa")
    press(me, "button[value=page]")
    check(me, "me sealed wrong code", status=422, person=True)
    assert SEALED not in me.page.content() and "aaaaa" not in me.page.locator("main form").inner_html()
    me.page.locator("input[name=code]").fill(code)
    press(me, "button[value=page]")
    check(me, "me sealed opened", person=True)
    assert SEALED in me.page.locator("main").inner_text()
    right_to_left(me, "sealed-opened", shots)
    me.go("/me/sealed")
    me.page.locator("input[name=code]").fill(code)
    with me.page.expect_download() as started:
        me.page.locator("button[value=file]").click()
    sealed = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    assert sealed["schema"] == "kith-sealed" and any(SEALED in fact["words"] for fact in sealed["facts"])
    assert SEALED not in json.dumps(copy)
    me.go("/me/looks")
    assert "You opened what is sealed about you" in " ".join(me.page.locator("main").inner_text().split())

    # One press, and the group's link is dead.
    me.go("/me/yes")
    while me.page.locator(WITHDRAWAL).count():
        press(me, WITHDRAWAL)
        me.go("/me/yes")
    group.go(link)
    assert group.status == 404, f"the group still sees the person: {group.status}"
    me.go("/me")
    check(me, "me home after taking back", person=True)
    right_to_left(me, "taken-back", shots)
    worker.go("/app")
    assert "They withdrew their consent" in worker.page.locator("main").inner_text()

    # By mistake: one press more, and all is as it was.
    taken = me.page.locator("form[action$='/withdrawal/taking-back'] button").count()
    assert taken, "nothing can be brought back"
    while me.page.locator("form[action$='/withdrawal/taking-back'] button").count():
        press(me, "form[action$='/withdrawal/taking-back'] button")
        assert "Your consent holds again" in me.page.locator("main").inner_text()
    group.go(link)
    assert group.status == 200, f"the group's link did not come back: {group.status}"

    # Something is wrong; the worker answers.
    me.go("/me/correction")
    me.page.locator("textarea[name=words]").fill("I would rather sing than cook.")
    press(me, "main form button")
    worker.go(f"{person}/own-page")
    worker.page.locator("textarea[name^=answer-]").first.fill("Now it says so.")
    press(worker, "form[action$='/answer'] button")
    check(worker, "own page answered")
    me.go("/me")
    assert "Now it says so." in me.page.locator("main").inner_text()

    # To be deleted, with the code once more; and taken back.
    me.go("/me/erasure")
    me.page.locator("input[name=code]").fill(code)
    press(me, "main form button")
    check(me, "me to be deleted", person=True)
    worker.go("/app")
    assert "Wants everything deleted" in worker.page.locator("main").inner_text()
    press(me, "form[action='/me/erasure/taking-back'] button")
    check(me, "me not deleted", person=True)

    # The way out: the page is closed, and the other site is not told where the person was.
    # There may be no network: that the browser was sent there, and without a word, is what counts.
    with me.page.expect_response(lambda answer: answer.url.endswith("/me/leave")) as leaving:
        me.page.locator("a[data-exit]").click(no_wait_after=True)
    assert leaving.value.status == 303
    assert leaving.value.headers["location"].startswith("https://www.bbc.co.uk/")
    assert leaving.value.headers["referrer-policy"] == "no-referrer"
    me.page.wait_for_timeout(500)
    me.go("/me/facts")
    assert me.page.locator("h1").inner_text() == "Type in your code"
    assert not any(code in path or code.replace("-", "") in path.lower() for path in paths), "the code was in an address"
