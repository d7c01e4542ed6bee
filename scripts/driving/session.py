"""A browser of a few lines: keeps cookies, follows redirects, reads links and forms, sends forms back."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what it would send as it is."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    # What can be ticked, chosen or pressed under each name.
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **values: str | list[str]) -> list[tuple[str, str]]:
        """The fields with these values in place of those that stand there; `_` in a name stands for `-` too."""
        wanted = {name if name in self.names else name.replace("_", "-"): value for name, value in values.items()}
        unknown = set(wanted) - self.names
        if unknown:
            raise KeyError(f"the form to {self.action} has no {sorted(unknown)}, but {sorted(self.names)}")
        kept = [(name, value) for name, value in self.fields if name not in wanted]
        for name, value in wanted.items():
            kept += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return kept


class Document(HTMLParser):
    """What a page offers: its links and its forms."""

    def __init__(self, html: str):
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._area: tuple[str, list[str]] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = dict(pairs)
        name = attributes.get("name")
        value = attributes.get("value") or ""
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"] or "")
        elif tag == "form":
            self._form = Form(attributes.get("action") or "", (attributes.get("method") or "get").lower())
            self.forms.append(self._form)
        elif self._form is None or (not name and tag != "option"):
            return
        elif tag == "input":
            kind = attributes.get("type") or "text"
            self._form.names.add(name)
            if kind in {"checkbox", "radio"}:
                ticked = value if "value" in attributes else "on"
                self._form.choices.setdefault(name, []).append(ticked)
                if "checked" in attributes:
                    self._form.fields.append((name, ticked))
            elif kind not in {"submit", "button", "image", "file"}:
                self._form.fields.append((name, value))
        elif tag == "button":
            self._form.names.add(name)
            self._form.choices.setdefault(name, []).append(value)
        elif tag == "select":
            self._form.names.add(name)
            self._select = (name, [])
        elif tag == "option" and self._select:
            self._select[1].append((value, "selected" in attributes))
            self._form.choices.setdefault(self._select[0], []).append(value)
        elif tag == "textarea":
            self._form.names.add(name)
            self._area = (name, [])

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select and self._form:
            name, options = self._select
            chosen = next((value for value, selected in options if selected), options[0][0] if options else "")
            self._form.fields.append((name, chosen))
            self._select = None
        elif tag == "textarea" and self._area and self._form:
            self._form.fields.append((self._area[0], "".join(self._area[1]).removeprefix("\n")))
            self._area = None


@dataclass
class Answer:
    """What came back, after the redirects."""

    status: int
    url: str
    text: str
    kind: str
    headers: str = ""

    @property
    def path(self) -> str:
        parts = urllib.parse.urlsplit(self.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def document(self) -> Document:
        return Document(self.text)

    def form(self, with_field: str | None = None, action: str | None = None) -> Form:
        """The first form that has this field, or that goes to an address with this in it."""
        for form in self.document.forms:
            if (with_field is None or with_field in form.names) and (action is None or action in form.action):
                return form
        raise LookupError(f"{self.path} ({self.status}) has no form with {with_field or action or 'anything'}")


class Session:
    """Somebody in front of a browser."""

    def __init__(self, base: str, patience: float = 30):
        self.base = base
        self.patience = patience
        self.cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https")))
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.base, path)))

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        return self.post_bytes(path, urllib.parse.urlencode(fields).encode())

    def post_bytes(self, path: str, body: bytes) -> Answer:
        """Sends a body as it is, as a form."""
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.base, path), data=body, method="POST"))

    def send(self, page: Answer, form: Form, **values: str | list[str]) -> Answer:
        """Sends a form of a page; raises ConnectionError or OSError if no whole answer came back."""
        target = urllib.parse.urljoin(page.url, form.action or page.url)
        fields = form.filled(**values)
        if form.method == "post":
            return self.post(target, fields)
        return self.get(f"{target.split('?')[0]}?{urllib.parse.urlencode(fields)}")

    def sign_in(self, email: str, password: str) -> Answer:
        page = self.get("/sign-in")
        answer = self.send(page, page.form(with_field="password"), email=email, password=password)
        if answer.status != 200 or answer.path.startswith("/sign-in"):
            raise PermissionError(f"{email} was not let in: {answer.status} at {answer.path}")
        return answer

    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=self.patience) as response:
                return self._answer(response)
        except urllib.error.HTTPError as refused:
            with refused:
                return self._answer(refused)

    @staticmethod
    def _answer(response) -> Answer:
        body = response.read()
        return Answer(response.status, response.url, body.decode("utf-8", "replace"),
                      response.headers.get_content_type(), str(response.headers))
