"""Every component of the site on one page: wide and narrow, light and dark, left to right and right to left."""

from collections.abc import Callable, Iterator

import pytest
from checks import Accessibility
from conftest import NARROW, WIDE
from driving.program import Program
from visitor import Visitor


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """An empty hub with the style guide."""
    program = Program(["serve", "--style-guide"], tmp_path_factory.mktemp("styleguide") / "data").start()
    yield program
    assert program.stop() == 0, f"kith did not end well:\n{program.printed()[-2000:]}"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("path", ["/styleguide", "/styleguide/right-to-left"])
def test_every_component_passes(
    site: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], axe: Accessibility,
    path: str, viewport: dict, scripts: bool
) -> None:
    visitor = new_visitor(viewport, scripts, site.address).go(path)
    check(visitor, f"style guide {path.rpartition('/')[2]}", keyboard=scripts)
    axe(visitor.page, f"{path} in the dark", dark=True)


def test_a_refused_form_leads_to_its_fields(
    site: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None]
) -> None:
    visitor = new_visitor(base=site.address).go("/styleguide")
    with visitor.page.expect_navigation():
        visitor.page.locator("main form button").last.click()
    check(visitor, "style guide refused", status=422)
    assert visitor.page.title().startswith("Error: ")
    assert visitor.page.evaluate("document.activeElement.matches('[data-focus]')"), "focus is not on the summary"
    for link in visitor.page.locator("[role=alert] a").all():
        target = (link.get_attribute("href") or "#")[1:]
        assert visitor.page.locator(f"[id='{target}']").count() == 1, f"the summary's link #{target} leads nowhere"
