"""Somebody with a browser of their own, and what the server sent them last."""

from playwright.sync_api import BrowserContext, Page, Response


class Visitor:
    """One browser window; remembers the last document as it was sent, before a browser tidied it."""

    def __init__(self, context: BrowserContext, base: str):
        self.context = context
        self.base = base
        self.page: Page = context.new_page()
        self.last: Response | None = None
        self.complaints: list[str] = []
        self.page.on("response", self._received)
        self.page.on("console", lambda message: self._complained(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _received(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame and not 300 <= response.status < 400:
            self.last = response

    def _complained(self, kind: str, text: str) -> None:
        # A page that answers 4xx on purpose is mentioned by the browser too; its status is checked by the test.
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(text)

    def _asked(self, request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self.base):
            self.complaints.append(f"asked a third party: {request.url}")

    def go(self, address: str) -> "Visitor":
        """Opens a path of the server, or a whole address."""
        self.page.goto(address if address.startswith("http") else self.base + address)
        return self

    @property
    def status(self) -> int:
        return self.last.status if self.last else 0

    @property
    def sent(self) -> str:
        """The last document's markup, as it came."""
        return self.last.text() if self.last else ""

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)
