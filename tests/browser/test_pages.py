"""Every page once: it answers, its heading is its title, nothing fails, nothing leaves the host, axe finds nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from egenkraft.web.matrix.addresses import all_addresses
from tests.browser.conftest import ServedWorld
from tests.browser.looking import title_faults, too_wide, violations, watched

pytestmark = pytest.mark.browser
# These send the browser on to another page or to the e-identification; the journeys go through them.
SENDS_ON = {
    "accounts:resident_start",
    "accounts:resident_callback",
    "accounts:municipal_start",
    "accounts:municipal_callback",
    "accounts:staff_code",
    "office:home",
}
# Files and interfaces: the access matrix reads them, they are no pages to look at.
NO_PAGES = {
    "api:openapi-json",
    "api:api-root",
    "resident:letter",
    "office:document",
    "office:bank_file",
    "office:bookkeeping",
}
NAMES = sorted(
    name
    for name, address in all_addresses().items()
    if address.get is not None and name not in SENDS_ON | NO_PAGES
)


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str, served_world: ServedWorld, context_of: Callable[[str], BrowserContext]) -> None:
    path, face = served_world.pages[name]
    seen = watched(context_of(face), served_world.base_url)
    try:
        response = seen.page.goto(served_world.base_url + path)
        assert response is not None
        assert response.status == 200, served_world.log.read_text()[-1500:]
        found = {
            "title": title_faults(seen.page),
            "axe": violations(seen.page),
            "wide": too_wide(seen.page),
            "console": seen.console,
            "strangers": seen.strangers,
        }
        assert {what: faults for what, faults in found.items() if faults} == {}
    finally:
        seen.page.close()
