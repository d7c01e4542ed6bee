"""Whatever is typed into any form of the site, what comes back is a page in plain words, and nothing leaks.

Works on the forms that a walk finds, so that a form written tomorrow is tried too. It has a town of its own: what is
sent here changes it.
"""

import re
from collections.abc import Iterator

import pytest
from driving.pages import STARTS, template_of, walk
from driving.program import Program
from driving.session import Answer, Form, Session

CANARY = "Zanzibarina"
ODD = {
    "a very long text": "x" * 1_000_000,
    "emoji and right to left": f"{CANARY} \u202eשלום\u202c 👩🏽‍🌾 <script>alert(1)</script> ' OR 1=1 -- {{{{name}}}}",
    "an impossible date and number": "2026-02-31",
    "nothing": "",
    "a space": "\u00a0 \u200b",
}
# What a reader must never see: our own insides.
INSIDES = re.compile(r"Optional\(|Swift\.|fatal error|SQLite|stack trace|NSError|\bnil\b|<script>alert", re.IGNORECASE)
OUT = ("/sign-out",)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    program = Program(["demo"], tmp_path_factory.mktemp("bad-input") / "data").start()
    yield program
    program.stop()


def signed_in(town: Program, role: str) -> Session:
    session = Session(town.address, patience=10)
    if role != "anybody":
        session.sign_in(*town.sign_ins()[role])
    return session


def forms_of(session: Session, role: str) -> list[tuple[str, Form]]:
    """One form of each kind that the role reaches, with the page it stands on."""
    found: dict[str, tuple[str, Form]] = {}
    for path, answer in walk(session, STARTS["staff" if role != "anybody" else "anybody"], most_alike=2):
        if answer.kind != "text/html":
            continue
        for form in answer.document.forms:
            if form.method == "post" and not form.action.endswith(OUT):
                found.setdefault(f"{template_of(form.action or path)} {sorted(form.names)}", (path, form))
    return list(found.values())


def is_a_clear_page(answer: Answer, what: str) -> list[str]:
    faults = []
    if answer.status >= 500:
        faults.append(f"{what}: answers {answer.status}")
    if answer.kind == "text/html":
        if len(re.findall(r"<h1\b", answer.text)) != 1:
            faults.append(f"{what}: a page without one heading ({answer.status})")
        if leaked := INSIDES.search(re.sub(r"<(script|style)\b[^>]*(/>|>.*?</\1>)", "", answer.text, flags=re.DOTALL)):
            faults.append(f"{what}: shows '{leaked.group(0)}'")
    return faults


@pytest.mark.parametrize("role", ["anybody", "link worker", "coordinator", "administrator"])
def test_odd_values_in_every_form_get_a_clear_page(role: str, town: Program) -> None:
    session = signed_in(town, role)
    forms = forms_of(session, role)
    faults: list[str] = []
    for path, form in forms:
        for name, value in ODD.items():
            page = session.get(path)
            now = next((one for one in page.document.forms if one.names == form.names), None)
            if now is None:
                break
            kept = [(field, text) for field, text in now.fields if field.startswith("form-")]
            ours = [field for field in sorted(now.names) if not field.startswith("form-")]
            # One field of a megabyte is a slip of a thumb; twenty of them are an attack, and just as well refused.
            typed = [(field, value if len(value) < 1000 or field == ours[-1] else "x") for field in ours]
            what = f"{role} {template_of(now.action or path)} with {name}"
            try:
                faults += is_a_clear_page(session.post(now.action or path, kept + typed), what)
            except OSError as broken:
                faults.append(f"{what}: no answer: {broken}")
    assert role == "anybody" or forms, f"the walk of {role} found no form"
    assert not faults, "\n".join(dict.fromkeys(faults))


@pytest.mark.parametrize("role", ["link worker", "coordinator", "administrator"])
def test_a_form_without_its_proof_changes_nothing(role: str, town: Program) -> None:
    session = signed_in(town, role)
    faults = []
    for path, form in forms_of(session, role):
        bare = [(field, text) for field, text in form.fields if field != "form-proof"]
        answer = session.post(form.action or path, bare)
        if answer.status not in {400, 403, 422}:
            faults.append(f"{template_of(form.action or path)} without proof answers {answer.status}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", ["link worker", "coordinator", "administrator"])
def test_an_unknown_id_is_said_plainly(role: str, town: Program) -> None:
    session = signed_in(town, role)
    faults = []
    kinds = {template_of(path): path for path, _ in walk(session, STARTS["staff"], most_alike=1)}
    for kind, path in kinds.items():
        if ":id" not in kind.split("?")[0]:
            continue
        unknown = "/".join(
            "00000000-0000-4000-8000-000000000000" if part == ":id" else part for part in kind.split("?")[0].split("/"))
        answer = session.get(unknown)
        if answer.status not in {403, 404, 410}:
            faults.append(f"{kind}: an unknown id answers {answer.status}")
        faults += is_a_clear_page(answer, f"{kind} with an unknown id")
    assert not faults, "\n".join(faults)


def test_bytes_that_are_no_text_are_refused(town: Program) -> None:
    session = signed_in(town, "link worker")
    for path, form in forms_of(session, "link worker")[:3]:
        for odd in ("%ff%fe", "%00", "%"):
            answer = session.post_bytes(form.action or path, f"form-proof={odd}&name={odd}".encode())
            assert answer.status in {400, 403, 413, 422}, f"{path} answers {answer.status} to {odd}"


def test_nothing_typed_is_in_the_log(town: Program) -> None:
    printed = town.printed()
    assert CANARY not in printed
    said = printed.partition("Ctrl-C stops.")[2]
    for role, (email, password) in town.sign_ins().items():
        assert password not in said, f"the password of {role} is in the log"
        assert email not in said, f"the address of {role} is in the log"


def test_the_page_of_a_wrong_method_and_an_unknown_path(town: Program) -> None:
    session = signed_in(town, "anybody")
    assert session.get("/no-such-page").status == 404
    assert not is_a_clear_page(session.get("/no-such-page"), "an unknown path")


def test_pages_about_people_open_for_nobody_else(town: Program) -> None:
    paths = [path for path, answer in walk(signed_in(town, "link worker"), STARTS["staff"], most_alike=3)
             if answer.status == 200 and "/people/" in path]
    assert paths, "the walk of the link worker found no page about a person"
    stranger, administrator = signed_in(town, "anybody"), signed_in(town, "administrator")
    for path in paths:
        assert stranger.get(path).path.startswith("/sign-in"), f"{path} opens for a stranger"
        assert administrator.get(path).status in {403, 404}, f"{path} opens for an administrator"
