"""The application and the decision by keyboard alone; the skip link works; the focus is always seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState, expect

from tests.browser import people
from tests.browser.conftest import NewPage
from tests.browser.keyboard import Keyboard
from tests.browser.product import Product

pytestmark = pytest.mark.browser


def _answer(keys: Keyboard, step: str) -> None:
    for name, value in people.ALONE[step].items():
        if keys.page.locator(
            f'input[type="radio"][name="{name}"], input[type="checkbox"][name="{name}"]'
        ).count():
            keys.choose(name, value)
        else:
            keys.type(f'[name="{name}"]', value)


def test_an_application_by_keyboard_alone(new_page: NewPage, product: Product) -> None:
    page = new_page()
    people.resident_signs_in(page, product, "Cia Tangentsson")
    keys = Keyboard(page)
    page.goto(f"{product.base_url}/sok/")
    keys.press('main form button[type="submit"]')
    keys.press("main a.ds-button")
    steps = []
    while step := people.step_of(page):
        steps.append(step)
        _answer(keys, step)
        keys.press('main .buttons button[type="submit"]')
        assert step not in steps[:-1], page.locator("main").inner_text()[:1500]
    assert steps == list(people.ALONE)
    if "/kontrollera/" not in page.url:
        keys.press('main a[href$="/kontrollera/"]')
    for _box in range(page.get_by_role("checkbox").count()):
        keys.to('input[type="checkbox"]')
        page.keyboard.press("Space")
    keys.press('main .buttons button[type="submit"]', "Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, din ansökan har kommit fram")
    assert keys.unseen == []


def test_a_decision_by_keyboard_alone(
    new_page: NewPage, product: Product, staff_session: Callable[[str], StorageState]
) -> None:
    page = new_page(storage_state=staff_session("hanna"))
    people.opens_case(page, product, "Cia Tangentsson")
    people.takes_over(page)
    keys = Keyboard(page)
    keys.press('main a[href$="/beslut/"]')
    keys.press('main a[href$="/beslut/skriv/"]')
    keys.choose("kind", "grant")
    keys.press('button[name="review"]')
    keys.press('button[name="decide"]', "Space")
    expect(page.get_by_text("Beslutet är fattat.")).to_be_visible()
    assert keys.unseen == []


@pytest.mark.parametrize("path", ["/", "/regler/", "/logga-in/"])
def test_the_first_tab_skips_to_the_content(new_page: NewPage, product: Product, path: str) -> None:
    page = new_page()
    page.goto(product.base_url + path)
    keys = Keyboard(page)
    keys.to("a.skip-link")
    expect(page.locator("a.skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert keys.unseen == []
