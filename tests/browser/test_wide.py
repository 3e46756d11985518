"""Every page at every width and in every language (make test-wide)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import PHONE, ServedWorld
from tests.browser.looking import too_wide, violations, watched
from tests.browser.test_pages import NAMES

pytestmark = [pytest.mark.browser, pytest.mark.wide]
WIDTHS = (320, 390, 1280)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page_everywhere(
    name: str, language: str, served_world: ServedWorld, context_of: Callable[[str], BrowserContext]
) -> None:
    path, face = served_world.pages[name]
    context = context_of(face)
    context.add_cookies([{"name": "django_language", "value": language, "url": served_world.base_url}])
    seen = watched(context, served_world.base_url)
    try:
        response = seen.page.goto(served_world.base_url + path)
        assert response is not None
        assert response.status == 200
        assert seen.page.locator("html").get_attribute("lang") == language
        found = {}
        for width in WIDTHS:
            seen.page.set_viewport_size({**PHONE, "width": width})
            found[f"axe {width}"] = violations(seen.page)
            found[f"wide {width}"] = too_wide(seen.page)
        found["console"] = seen.console
        assert {what: faults for what, faults in found.items() if faults} == {}
    finally:
        seen.page.close()
        context.clear_cookies(name="django_language")
