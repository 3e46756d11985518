"""What people do with the product, page by page, as they would: by what they can see."""

import re

from playwright.sync_api import Page, expect

from tests.browser.product import PASSWORD, Product

# Step → field → what is answered. A new application of one who lives alone and looks for work.
ALONE: dict[str, dict[str, str]] = {
    "contact": {"interpreter": "nej", "guardian": "nej"},
    "household": {"partner": "alone", "others": "0"},
    "children": {"has_children": "nej"},
    "housing": {"form": "own_lease"},
    "livelihood": {"until_now": "Jag har levt på sparade pengar.", "worked": "nej"},
    "occupation": {"now": "job_seeker"},
    "incomes": {"has_incomes": "nej"},
    "benefits": {"benefits": "none", "waiting": "nej"},
    "assets": {"has_assets": "nej"},
    "home_costs": {"rent": "6 000", "rent_direct": "nej"},
    "own_costs": {"has_costs": "nej"},
    "stay": {"whole_month": "ja"},
    "payout": {"to": "new_account", "clearing": "6001", "account": "123456703"},
    "more": {},
}
STEP = re.compile(r"/ansokan/\d+/del/([a-z_]+)/")


def resident_signs_in(page: Page, product: Product, name: str) -> None:
    """From the start page, by the e-identification's own page."""
    page.goto(product.base_url)
    page.get_by_role("link", name="Logga in").first.click()
    page.get_by_role("link", name=re.compile("legitimation")).first.click()
    page.get_by_role("button", name=f"Logga in som {name}").click()
    expect(page).to_have_url(f"{product.base_url}/min-sida/")


def staff_sign_in(page: Page, product: Product, username: str) -> None:
    """Password, then the code of the app; the first time the app is set up with the same code."""
    page.goto(f"{product.base_url}/logga-in/personal/")
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_label("Kod").fill(product.code(username))
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("banner")).to_contain_text("Logga ut")


def begins_application(page: Page, product: Product) -> None:
    """Opens the first month that can be applied for."""
    page.goto(f"{product.base_url}/sok/")
    page.get_by_role("button", name=re.compile("^Börja")).first.click()
    page.get_by_role("link", name=re.compile("^Börja med|^Fortsätt med")).click()


def step_of(page: Page) -> str:
    """The key of the step the page asks about, empty when it asks about none."""
    found = STEP.search(page.url)
    return found[1] if found else ""


def answer(page: Page, answers: dict[str, str]) -> None:
    """Fill in what the step asks: a text, or the option of that value."""
    for name, value in answers.items():
        option = page.locator(f'input[name="{name}"][value="{value}"]')
        if option.count():
            option.check()
        else:
            page.locator(f'[name="{name}"]').fill(value)


def answers_all(page: Page) -> list[str]:
    """Every step to the last one, each saved; the steps in the order they came."""
    seen = []
    while step := step_of(page):
        assert step not in seen, f"{step} came again: {page.locator('main').inner_text()[:1500]}"
        seen.append(step)
        answer(page, ALONE[step])
        page.get_by_role("button", name="Spara och fortsätt").click()
    return seen


def signs(page: Page) -> None:
    """Reads the answers, declares and signs."""
    if "/kontrollera/" not in page.url:
        page.get_by_role("link", name="Kontrollera och skriv under").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stämmer dina svar?")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Skriv under och skicka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, din ansökan har kommit fram")


def approves_payee(page: Page, product: Product) -> None:
    """The one account that waits, approved by another person than the one who gave it."""
    page.goto(f"{product.base_url}/handlaggning/attest/")
    page.get_by_role("region").or_(page.locator("main")).first.wait_for()
    page.locator("main table a").first.click()
    page.locator('input[name="approved"][value="ja"]').check()
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_text("Svaret är sparat.")).to_be_visible()


def opens_case(page: Page, product: Product, name: str) -> None:
    """From the unit's inbox, when the worker has asked the registers and calculated."""
    for _try in range(60):
        page.goto(f"{product.base_url}/handlaggning/inkorg/?vy=unit")
        row = page.locator("main tr", has_text=name).filter(has_text="Att bedöma")
        if row.count():
            row.locator("a").first.click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Ny ansökan")
            return
        page.wait_for_timeout(500)
    raise AssertionError(
        f"no case of {name} to assess: {page.locator('main').inner_text()[:1500]}{product.log()}"
    )


def takes_over(page: Page) -> None:
    page.locator("main").get_by_role("link", name="Ta över ärendet").click()
    page.get_by_role("button", name="Ta över ärendet").click()
    expect(page.get_by_text("Du är nu handläggare för ärendet.")).to_be_visible()


def decides(page: Page) -> None:
    """Grants all, after reading the letter, and sends at once."""
    page.get_by_role("link", name="Beslut", exact=True).click()
    page.get_by_role("link", name="Skriv beslutet").first.click()
    page.locator('input[name="kind"][value="grant"]').check()
    page.get_by_role("button", name="Granska beslutet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Granska beslutet")
    page.get_by_role("button", name="Besluta", exact=True).click()
    expect(page.get_by_text("Beslutet är fattat.")).to_be_visible()
    page.get_by_role("link", name="Skicka beslutet").first.click()
    page.locator('input[name="when"][value="now"]').check()
    page.get_by_role("button", name="Skicka beslutet").click()
    expect(page.get_by_text("Beslutet är skickat.").first).to_be_visible()


def reads_decision(page: Page, product: Product) -> int:
    """The resident opens the decision; the amount in öre, as the page says it."""
    page.goto(f"{product.base_url}/beslut/")
    page.locator("main a[href^='/beslut/']").first.click()
    text = page.locator("main .kr").first.inner_text()
    return int("".join(re.findall(r"\d", text.split(",")[0]))) * 100


def creates_run(page: Page, product: Product, day: str) -> str:
    """Rehearses and makes a run; its address."""
    page.goto(f"{product.base_url}/handlaggning/utbetalningar/")
    page.locator('input[name="dag"]').first.fill(day)
    page.get_by_role("button", name="Visa genrepet").click()
    page.get_by_role("button", name="Skapa körningen").click()
    expect(page.get_by_text("Körningen är skapad.")).to_be_visible()
    return page.url


def attests_run(page: Page, address: str) -> None:
    page.goto(address)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Attestera").click()
    expect(page.get_by_text("Körningen är attesterad.")).to_be_visible()


def builds_file(page: Page, address: str) -> bytes:
    """The file to the bank, as it is downloaded."""
    page.goto(address)
    page.get_by_role("button", name="Skapa filen till banken").click()
    expect(page.get_by_text("Filen är skapad")).to_be_visible()
    with page.expect_download() as download:
        page.locator("a[href$='/bankfil/']").click()
    return download.value.path().read_bytes()
