"""What the tests are handed: a browser, a running demo, and the checks every page is held to."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checks import (
    Accessibility,
    Markup,
    by_keyboard_alone,
    fits_right_to_left,
    no_horizontal_scroll,
    small_enough,
)
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from driving.program import REPOSITORY, Program
from visitor import Visitor

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
PATIENCE_MS = 40_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The markup of all pages is checked in one go, so that test comes last."""
    items.sort(key=lambda item: "every_page_is_valid_html" in item.name)


def chromium_path() -> str:
    named = os.environ.get("KITH_CHROMIUM")
    for name in ([named] if named else ["chromium", "chromium-browser", "google-chrome"]):
        if found := shutil.which(name):
            return found
    pytest.exit("no Chromium on this machine: run scripts/setup-tests.sh, or set KITH_CHROMIUM", returncode=69)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def chromium(playwright: Playwright) -> Browser:
    # Chromium's own sandbox cannot start as root in a container; the pages are ours.
    return playwright.chromium.launch(
        executable_path=chromium_path(), args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots and saved pages go: KITH_SHOTS, or .build/browser."""
    folder = Path(os.environ.get("KITH_SHOTS") or REPOSITORY / ".build/browser")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def markup(artefacts: Path) -> Markup:
    folder = artefacts / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    return Markup(folder)


@pytest.fixture(scope="session")
def axe(browser: Browser) -> Accessibility:
    return Accessibility(browser)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A fictional town, served for the whole session."""
    program = Program(["demo"], tmp_path_factory.mktemp("demo") / "data")
    program.start()
    yield program
    assert program.stop() == 0, f"kith did not end well:\n{program.printed()[-2000:]}"


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers that know nothing of each other; all are closed after the test."""
    contexts: list[BrowserContext] = []

    def make(viewport: dict = WIDE, scripts: bool = True) -> BrowserContext:
        context = browser.new_context(
            viewport=viewport, java_script_enabled=scripts, locale="en-GB", timezone_id="Europe/London",
            color_scheme="light", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def new_visitor(
    new_context: Callable[..., BrowserContext], request: pytest.FixtureRequest
) -> Callable[..., Visitor]:
    """Makes people in front of a browser of their own, who have not signed in: to the demo, or to `base`."""

    def make(viewport: dict = WIDE, scripts: bool = True, base: str | None = None) -> Visitor:
        return Visitor(new_context(viewport, scripts), base or request.getfixturevalue("demo").address)

    return make


@pytest.fixture
def check(axe: Accessibility, markup: Markup, artefacts: Path) -> Callable[..., None]:
    """Holds the page a visitor sees to everything: status, axe, width, keyboard, size, no third party.

    Keeps its markup for the Nu checker and its picture for the reader.
    """

    def check(
        visitor: Visitor, name: str, *, status: int = 200, person: bool = False, keyboard: bool = False
    ) -> None:
        page = visitor.page
        width = (page.viewport_size or WIDE)["width"]
        label = f"{name} at {width} px"
        shot = artefacts / "shots" / f"{plain(name)}-{width}.png"
        shot.parent.mkdir(exist_ok=True)
        page.screenshot(path=shot, full_page=True)
        assert visitor.status == status, f"{label} ({visitor.path}) answers {visitor.status}"
        markup.keep(name, visitor.sent)
        assert not visitor.complaints, f"the browser complains on {label}: {visitor.complaints}"
        assert page.locator("h1").count() == 1, f"{label} has {page.locator('h1').count()} h1"
        no_horizontal_scroll(page, label)
        axe(page, label)
        if width == NARROW["width"]:
            fits_right_to_left(page, label, shot.with_name(f"{plain(name)}-{width}-rtl.png"))
        if person:
            small_enough(page, label)
        if keyboard:
            by_keyboard_alone(page, label)

    return check


def sign_in(visitor: Visitor, email: str, password: str) -> None:
    """Signs in by the form, as staff do."""
    visitor.go("/sign-in")
    visitor.page.locator("input[name=email]").fill(email)
    visitor.page.locator("input[type=password]").fill(password)
    visitor.page.locator("main form button").first.click()
    assert visitor.path.startswith("/app"), f"{email} was not let in, but stands at {visitor.path}"


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
