"""Application → decision → bank file, by the people who take part in it, in a product of processes of its own."""

from collections.abc import Callable

import pytest
from lxml import etree
from playwright.sync_api import StorageState, expect

from tests.browser import people
from tests.browser.conftest import NewPage
from tests.browser.product import Product

pytestmark = pytest.mark.browser
StaffSession = Callable[[str], StorageState]


def _amounts(bank_file: bytes) -> list[str]:
    found = etree.fromstring(bank_file)
    return [str(each.text) for each in found.iter("{*}InstdAmt")]


@pytest.mark.parametrize(
    ("resident", "officer", "pay_day", "javascript"),
    [("Anna Prövsson", "hanna", "2026-11-27", True), ("Bea Utanskript", "hugo", "2026-11-30", False)],
    ids=["javascript", "no_javascript"],
)
def test_from_application_to_bank_file(
    new_page: NewPage,
    product: Product,
    staff_session: StaffSession,
    resident: str,
    officer: str,
    pay_day: str,
    javascript: bool,
) -> None:
    hers = new_page(java_script_enabled=javascript)
    people.resident_signs_in(hers, product, resident)
    people.begins_application(hers, product)
    assert people.answers_all(hers) == list(people.ALONE)
    people.signs(hers)

    attester = new_page(java_script_enabled=javascript, storage_state=staff_session("atle"))
    people.approves_payee(attester, product)
    his = new_page(java_script_enabled=javascript)
    people.staff_sign_in(his, product, officer)
    people.opens_case(his, product, resident)
    people.takes_over(his)
    people.decides(his)
    amount_ore = people.reads_decision(hers, product)
    assert amount_ore > 600_000

    economist = new_page(java_script_enabled=javascript, storage_state=staff_session("eva"))
    run = people.creates_run(economist, product, pay_day)
    people.attests_run(attester, run)
    content = people.builds_file(economist, run)
    assert _amounts(content) == [f"{amount_ore // 100}.{amount_ore % 100:02d}"]
    for _try in range(20):
        if any(path.read_bytes() == content for path in product.outgoing.glob("*.xml")):
            break
        hers.wait_for_timeout(500)
    else:
        raise AssertionError(f"the file was not delivered: {list(product.outgoing.iterdir())}")
    hers.goto(f"{product.base_url}/utbetalningar/")
    expect(hers.locator("main")).to_contain_text("På väg")


def test_two_browsers_on_one_draft(new_page: NewPage, product: Product) -> None:
    """The one that saves later is told, sees both, and loses nothing of what was typed."""
    phone, library = new_page(), new_page()
    for page in (phone, library):
        people.resident_signs_in(page, product, "Dina Tvåskärm")
    people.begins_application(phone, product)
    library.goto(phone.url)
    people.answer(phone, {**people.ALONE["contact"], "phone": "070-174 06 05"})
    phone.get_by_role("button", name="Spara och fortsätt").click()
    expect(phone).not_to_have_url(library.url)
    people.answer(library, {**people.ALONE["contact"], "phone": "070-174 06 99"})
    library.get_by_role("button", name="Spara och fortsätt").click()
    expect(library.get_by_role("heading", level=1)).to_have_text("Sidan har ändrats på ett annat ställe")
    expect(library.locator("main")).to_contain_text("070-174 06 05")
    expect(library.locator('input[name="phone"]')).to_have_value("070-174 06 99")
    library.get_by_role("button", name="Spara det jag skrev").click()
    expect(library).to_have_url(phone.url)


def test_an_expired_session_keeps_what_was_typed(new_page: NewPage, product: Product) -> None:
    page = new_page()
    people.resident_signs_in(page, product, "Ella Utloggad")
    people.begins_application(page, product)
    address = page.url
    people.answer(page, {**people.ALONE["contact"], "email": "ella@example.invalid"})
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Spara och fortsätt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har blivit utloggad")
    expect(page.get_by_text("Det du skrev finns kvar")).to_be_visible()
    page.get_by_role("link", name="Logga in med e-legitimation").click()
    page.get_by_role("button", name="Logga in som Ella Utloggad").click()
    expect(page).to_have_url(address)
    expect(page.locator('input[name="email"]')).to_have_value("ella@example.invalid")
    expect(page.locator('input[name="guardian"][value="nej"]')).to_be_checked()


def test_the_language_is_switched_and_kept(new_page: NewPage, product: Product) -> None:
    page = new_page()
    page.goto(f"{product.base_url}/tillganglighet/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(f"{product.base_url}/tillganglighet/")
    page.goto(product.base_url)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
