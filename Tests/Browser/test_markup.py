"""All pages that the other tests have seen, checked for valid HTML in one run."""

from checks import Markup


def test_every_page_is_valid_html(markup: Markup) -> None:
    faults = markup.faults()
    assert not faults, f"the Nu checker says of {len(markup.pages)} pages:\n" + "\n".join(faults[:40])
