"""What pages are looked at for is seen: each fault, planted in a page, is found."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE
from tests.browser.looking import title_faults, too_wide, violations, watched

pytestmark = pytest.mark.browser
GOOD = '<!doctype html><html lang="sv"><title>Hej – Egenkraft</title><main><h1>Hej</h1>{}</main></html>'
HOST = "http://127.0.0.1"


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("", []),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', ["axe"]),
        ('<p style="color: #ccc; background: #fff">för blek text att läsa</p>', ["axe"]),
        ('<input type="text">', ["axe"]),
        ('<p style="width: 600px">brett</p>', ["wide"]),
        ("<h1>En till</h1>", ["title"]),
        ("<script>throw new Error('trasig')</script>", ["console"]),
        ("<script>console.error('fel')</script>", ["console"]),
        ('<link rel="stylesheet" href="http://example.invalid/x.css">', ["console", "strangers"]),
    ],
)
def test_a_planted_fault_is_found(browser: Browser, planted: str, what: list[str]) -> None:
    context = browser.new_context(viewport=PHONE)
    seen = watched(context, HOST)
    seen.page.set_content(GOOD.format(planted))
    found = {
        "title": title_faults(seen.page),
        "axe": violations(seen.page),
        "wide": too_wide(seen.page),
        "console": seen.console,
        "strangers": seen.strangers,
    }
    context.close()
    assert {name for name, faults in found.items() if faults} >= set(what)
    if not what:
        assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_title_that_is_not_the_heading_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(GOOD.replace("<title>Hej", "<title>Något annat").format(""))
    assert title_faults(page)
    page.close()
