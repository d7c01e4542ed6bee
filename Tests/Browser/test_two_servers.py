"""Two servers on one PostgreSQL database: what happens on one is so on the other, at once.

Nothing but the database is shared: each server has a process and a data folder of its own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from conftest import sign_in
from driving.balancer import Balancer
from driving.postgres import Postgres
from driving.program import Program, free_port
from driving.session import Session
from driving.store import Store
from playwright.sync_api import BrowserContext
from test_journey import Worker, date, first_contact, link_from_outbox, refer
from visitor import Visitor


@dataclass
class Hub:
    """A demo's town served twice, and a balancer in front that reads from the first and writes to the second."""

    first: Program
    second: Program
    balancer: Balancer
    signs: dict[str, tuple[str, str]]
    store: Store


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("two-servers")
    with Postgres() as server:
        store = Store(folder / "first", server)
        first = Program(["demo", *store.options], store.folder)
        second_port = free_port()
        balancer = Balancer(pages=first.address, forms=f"http://127.0.0.1:{second_port}")
        second = Program(
            ["serve", "--base-url", balancer.address, *store.options], folder / "second", port=second_port)
        try:
            first.start(patience=300)
            second.start()
            yield Hub(first, second, balancer, first.sign_ins(), store)
            assert (first.stop(), second.stop()) == (0, 0), f"{first.printed()[-1000:]}\n{second.printed()[-1000:]}"
            assert store.verify(first.kith) is None
        finally:
            first.kill()
            second.kill()
            balancer.close()


@pytest.fixture
def new_window(new_context: Callable[..., BrowserContext]) -> Callable[[], BrowserContext]:
    """Makes browsers that wait longer than others do: three programs share the machine with them here."""

    def make() -> BrowserContext:
        context = new_context(scripts=False)
        context.set_default_timeout(60_000)
        return context

    return make


def unchecked(*_: object, **__: object) -> None:
    """The pages themselves are held to everything elsewhere."""


def windows(hub: Hub, new_window: Callable[[], BrowserContext], role: str) -> tuple[Visitor, Visitor]:
    """One browser with two windows, each on one server; signed in on the first alone."""
    context = new_window()
    here, there = Visitor(context, hub.first.address), Visitor(context, hub.second.address)
    sign_in(here, *hub.signs[role])
    return here, there


def people(visitor: Visitor) -> list[str]:
    """The pages of the people whom a link worker walks with."""
    visitor.go("/app/people")
    links = [link.get_attribute("href") or "" for link in visitor.page.locator("main a[href^='/app/people/']").all()]
    return list(dict.fromkeys(link for link in links if re.fullmatch(r"/app/people/[^/?]+", link)))


def offered(visitor: Visitor, person: str) -> set[str]:
    """The groups to which this person can be referred now, by their ids."""
    visitor.go(f"{person}/groups")
    assert visitor.status == 200
    links = [link.get_attribute("href") or "" for link in visitor.page.locator("main a[href$='/referral']").all()]
    return {link.split("/")[-2] for link in links}


def test_a_journey_reads_from_one_server_and_writes_to_the_other(
    hub: Hub, new_window: Callable[[], BrowserContext]
) -> None:
    def open_link(address: str) -> Visitor:
        return Visitor(new_window(), hub.balancer.address).go(address)

    visitor = open_link("/sign-in")
    sign_in(visitor, *hub.signs["link worker"])
    worker = Worker(visitor, unchecked)
    person = first_contact(worker, "Selam of two servers")
    referral = refer(worker, person)
    group = Worker(link_from_outbox(worker, "Selam of two servers", hub.signs, open_link), unchecked)
    group.press("Yes, they are welcome")
    visitor.go(referral)
    assert "said yes" in visitor.page.inner_text("main"), "the worker does not see that the group said yes"
    group.press("We have met or spoken")
    group.press("They came today")
    visitor.go(referral)
    worker.follow("End it, well or not")
    worker.fill({"reason": "settled-in", "welcome": "5"})
    worker.press("End this referral")
    assert "This referral has ended" in visitor.page.inner_text("main")


def test_a_group_that_pauses_on_one_is_offered_on_none(hub: Hub, new_window: Callable[[], BrowserContext]) -> None:
    here, there = windows(hub, new_window, "link worker")
    offers = {person: offered(there, person) for person in people(there)}
    referred, group, other = next(
        (one, group, another) for one in offers for group in sorted(offers[one]) for another in offers
        if another != one and group in offers[another])
    worker = Worker(here, unchecked)
    here.go(f"{referred}/groups/{group}/referral")
    refer_by_steps(worker)

    coordinator = Visitor(new_window(), hub.first.address)
    sign_in(coordinator, *hub.signs["coordinator"])
    coordinator.go("/app/outbox")
    links = [link.get_attribute("href") or "" for link in coordinator.page.locator("main a[href*='/r/']").all()]
    coordinator.go(f"/app/groups/{group}")
    name = coordinator.page.locator("h1").inner_text()
    # Other letters of the day lead to other groups.
    for link in links[:12]:
        token = link.rpartition("/r/")[2]
        group_page = Worker(Visitor(new_window(), hub.first.address).go(f"/r/{token}"), unchecked)
        if name in group_page.page.locator("main").inner_text():
            break
    group_page.press("Show me")
    group_page.page.locator("main summary", has_text="too much").click()
    group_page.press("Please pause")

    assert group not in offered(there, other), "a paused group is offered on the other server"
    assert group not in offered(here, other), "a paused group is offered on the same server"
    elsewhere = Worker(Visitor(new_window(), hub.second.address).go(f"/r/{token}"), unchecked)
    elsewhere.press("Show me")
    elsewhere.page.locator("main summary", has_text="asked us to pause").click()
    elsewhere.press("Go on again")
    assert group in offered(here, other), "a group that goes on again is not offered on the other server"


def refer_by_steps(worker: Worker) -> None:
    """Goes through whatever stands before a referral, and sends it."""
    for _ in range(4):
        step = worker.visitor.path.split("?")[0].rpartition("/")[2]
        if step == "barriers":
            for field in worker.page.locator("main textarea").all():
                field.fill("A neighbour helps.")
            worker.press("Save and go on")
        elif step == "explanation":
            worker.fill({"understood": "yes", "language": "en", "interpreter": "no"})
            worker.press("They understood")
        elif step == "consent":
            for fact in worker.page.locator("main [name=facts]").all():
                fact.check()
            worker.fill(date("until", timedelta(days=90)) | {"how": "spoken", "purpose": "join", "language": "en", "interpreter": "no"})
            worker.press("Show what the group will see")
        else:
            break
    worker.press("Send it to ")
    assert "told=sent" in worker.visitor.path, f"not sent: {worker.page.inner_text('main')[:400]}"


def test_evidence_that_is_added_on_one_is_on_the_register_of_the_other(
    hub: Hub, new_window: Callable[[], BrowserContext]
) -> None:
    here, there = windows(hub, new_window, "coordinator")
    there.go("/app/groups")
    group = there.page.locator("main a[href^='/app/groups/']:not([href$='/new'])").first.get_attribute("href") or ""
    there.go(group)
    assert "policy of two servers" not in there.page.inner_text("main")
    adding = Worker(here.go(f"{group}/evidence"), unchecked)
    adding.page.locator("main [name=standard]").first.check()
    # Without an end it lasts longer than what the register holds already, and is the one that is shown.
    adding.fill({"note": "policy of two servers", "endless": "yes", **date("from")})
    adding.press("Put on the register")
    assert "done=evidence" in here.path, f"the evidence is not taken: {here.page.inner_text('main')[:400]}"
    there.go(group)
    assert "policy of two servers" in there.page.inner_text("main"), "the other server does not know the evidence"


def test_a_session_is_good_on_both_until_it_ends_on_one(hub: Hub, new_window: Callable[[], BrowserContext]) -> None:
    here, there = windows(hub, new_window, "team lead")
    there.go("/app")
    assert there.path == "/app" and there.status == 200, "a session of one server is none on the other"
    with there.page.expect_navigation():
        there.page.locator("form[action='/sign-out'] button").first.click()
    here.go("/app")
    assert here.path.startswith("/sign-in"), "a session that ended on one server goes on on the other"


def test_a_form_that_one_server_showed_is_taken_once_by_the_other(hub: Hub) -> None:
    session = Session(hub.first.address)
    session.sign_in(*hub.signs["link worker"])
    person = next(link for link in session.get("/app/people").document.links
                  if re.fullmatch(r"/app/people/[^/?]+", link))
    form = session.get(f"{person}/contacts/new").form(with_field="note")
    fields = form.filled(note="a note of two servers", kind="call", reached="yes")
    for server in (hub.second, hub.first, hub.second):
        answer = session.post(server.address + form.action, fields)
        assert answer.status == 200 and answer.path.startswith(person), f"answers {answer.status} at {answer.path}"
    stored = hub.store.rows("SELECT id FROM contacts WHERE note = 'a note of two servers'")
    assert len(stored) == 1, f"the same form three times makes {len(stored)} contacts"


def test_wrong_passwords_on_one_are_counted_on_the_other(hub: Hub, new_window: Callable[[], BrowserContext]) -> None:
    email, password = hub.signs["administrator"]
    context = new_window()
    here, there = Visitor(context, hub.first.address), Visitor(context, hub.second.address)
    for visitor in (here, there, here, there, here):
        attempt(visitor, email, "not this one at all")
        assert visitor.status in {401, 403, 422}, f"a wrong password answers {visitor.status}"
    for visitor in (there, here):
        attempt(visitor, email, password)
        assert visitor.status == 429, f"after five wrong tries on both servers, another answers {visitor.status}"


def attempt(visitor: Visitor, email: str, password: str) -> None:
    visitor.go("/sign-in")
    visitor.page.locator("input[name=email]").fill(email)
    visitor.page.locator("input[name=password]").fill(password)
    with visitor.page.expect_navigation():
        visitor.page.locator("main form button").last.click()
