"""Application → decision → bank file, by the people who take part in it, in a product of processes of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import people
from tests.browser.conftest import PHONE
from tests.browser.looking import Watched, watched
from tests.browser.product import Product, installed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with installed(tmp_path_factory.mktemp("product")) as found:
        yield found


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, product: Product) -> Iterator[NewPage]:
    """`new_page()`: a phone of one's own; nothing of it may fail or leave the host, but for the e-identification."""
    contexts: list[BrowserContext] = []
    opened: list[Watched] = []

    def make(**options: object) -> Page:
        context = browser.new_context(**{"locale": "sv-SE", "viewport": PHONE, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        opened.append(watched(context, product.base_url))
        return opened[-1].page

    yield make
    said = [text for each in opened for text in each.console]
    for context in contexts:
        context.close()
    assert said == []


def test_a_resident_applies(new_page: NewPage, product: Product) -> None:
    page = new_page()
    people.resident_signs_in(page, product, "Anna Prövsson")
    people.begins_application(page, product)
    assert people.answers_all(page) == list(people.ALONE)
    people.signs(page)


def test_the_same_without_javascript(new_page: NewPage, product: Product) -> None:
    page = new_page(java_script_enabled=False)
    people.resident_signs_in(page, product, "Bea Utanskript")
    people.begins_application(page, product)
    assert people.answers_all(page) == list(people.ALONE)
    people.signs(page)
