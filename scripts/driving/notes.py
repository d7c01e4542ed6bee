"""The form by which a worker notes a contact with a person: what a drill writes."""

from driving.pages import walk
from driving.session import Answer, Form, Session


def note_form(page: Answer) -> Form:
    """The form of a person's page for noting a contact."""
    for form in page.document.forms:
        if form.method == "post" and {"kind", "note"} <= form.names:
            return form
    raise LookupError(f"{page.path} ({page.status}) has no form for noting a contact")


def filled(form: Form, note: str) -> list[tuple[str, str]]:
    values: dict[str, str | list[str]] = {"note": note, "kind": "call"}
    if "reached" in form.names:
        values["reached"] = "yes"
    return form.filled(**values)


def page_with_form(session: Session, which: int) -> str:
    """The address of the page of the `which`th person who has a form for noting a contact."""
    for path, answer in walk(session, "/app", most=120, most_alike=12):
        if answer.status == 200 and answer.kind == "text/html":
            try:
                note_form(answer)
            except LookupError:
                continue
            if which == 0:
                return path
            which -= 1
    raise LookupError("the walk from /app found no form for noting a contact")
