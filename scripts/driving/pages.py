"""Finding the pages of the program by following its own links."""

import re
import urllib.parse
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from driving.session import Answer, Session

# Where each kind of visitor begins.
STARTS = {"anybody": "/", "staff": "/app"}
# The way out of a person's own page, which leads to another site.
WAY_OUT = "/me/leave"
LANGUAGE = re.compile(r"^/([a-z]{2,3}(?:-[A-Za-z0-9]+)*)(?=/|$)")


def template_of(path: str) -> str:
    """The kind of page behind an address: ids and tokens become `:id`, values of the query are left out."""
    parts = urllib.parse.urlsplit(path)
    segments = [
        ":id" if re.search(r"\d", segment) or len(segment) > 30 else segment for segment in parts.path.split("/")]
    names = sorted({name for name, _ in urllib.parse.parse_qsl(parts.query, keep_blank_values=True)})
    return "/".join(segments) + (f"?{'&'.join(names)}" if names else "")


def internal(answer: Answer, base: str) -> Iterator[str]:
    """The links of a page that stay on the site, as paths without fragments."""
    for link in answer.document.links:
        target = urllib.parse.urldefrag(urllib.parse.urljoin(answer.url, link)).url
        path = target.removeprefix(base) or "/"
        if (target.startswith(base + "/") or target == base) and path != WAY_OUT:
            yield path


@dataclass
class Place:
    """One kind of page and addresses of it."""

    name: str
    addresses: list[str]


def walk(
    session: Session, start: str, most: int = 2000, most_alike: int = 5,
    leave_out: Callable[[str], bool] = lambda _: False
) -> Iterator[tuple[str, Answer]]:
    """Every internal link reached from `start`, once, breadth first.

    Of each kind of page `most_alike` are opened: a list of four thousand groups leads to the same page each time.
    """
    seen = {start}
    alike: dict[str, int] = {}
    waiting = deque([start])
    while waiting and most > 0:
        path = waiting.popleft()
        kind = template_of(path)
        if alike.get(kind, 0) >= most_alike:
            continue
        alike[kind] = alike.get(kind, 0) + 1
        most -= 1
        answer = session.get(path)
        yield path, answer
        if answer.kind != "text/html":
            continue
        for link in internal(answer, session.base):
            if link not in seen and not leave_out(link):
                seen.add(link)
                waiting.append(link)


def main_pages(session: Session, role: str, most_alike: int = 20) -> list[Place]:
    """The kinds of pages that somebody signed in reaches, each with up to `most_alike` addresses."""
    found: dict[str, Place] = {}
    for path, answer in walk(session, STARTS["staff"], most=600, most_alike=most_alike):
        if answer.status == 200 and answer.kind == "text/html" and path.startswith("/app"):
            kind = template_of(path)
            found.setdefault(kind, Place(f"{role}: {kind}", [])).addresses.append(path)
    return list(found.values())
