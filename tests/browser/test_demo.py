"""The demo as a new user has it: it holds, people of the town sign in, and no log tells of anyone."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from egenkraft.simulation.town.load import load_town
from tests.browser.conftest import PHONE
from tests.browser.looking import title_faults, violations, watched
from tests.browser.processes import command, environment, free_port, json_of, running, wait_for

pytestmark = pytest.mark.browser
_MONTH_SECONDS = 580


@dataclass(frozen=True)
class Demo:
    base_url: str
    folder: Path
    summary: dict[str, object]

    @property
    def report(self) -> dict[str, object]:
        found = self.summary["report"]
        assert isinstance(found, dict)
        return found

    def log(self) -> str:
        """All that the month, the server and the worker have said."""
        return "".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.parent.glob("*.log")))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    root = tmp_path_factory.mktemp("demo")
    folder, port = root / "demo", free_port()
    env = {name: value for name, value in environment(folder).items() if not name.startswith("EGENKRAFT_")}
    month = command("demo", "--once", "--without-letters", "--json", "--dir", str(folder))
    with (root / "month.log").open("w") as log:
        summary = json_of(month, env, timeout=_MONTH_SECONDS, errors=log)
    serve, log_path = (
        command("demo", "--serve-only", "--dir", str(folder), "--port", str(port)),
        root / "served.log",
    )
    with running(serve, env, log_path) as served:
        wait_for(f"http://127.0.0.1:{port}/", served, log_path)
        yield Demo(f"http://127.0.0.1:{port}", folder, summary)


def test_the_month_holds(demo: Demo) -> None:
    report = demo.report
    assert report["faults"] == []
    assert report["untouched_states"] == []
    assert report["automatic_with_reduction"] == 0
    assert report["agencies_answered"] == 7
    assert report["payments_ore"] == report["ctrl_sum_ore"] == report["ledger_ore"] == report["sie_ore"] > 0  # type: ignore[operator]
    assert list((demo.folder / "bank").glob("*.xml"))


def _looked_at(page: Page, faults: list[str], what: str) -> None:
    found = [*title_faults(page), *violations(page)]
    faults += [f"{what}: {each}" for each in found]


def test_people_of_the_town_sign_in_and_no_log_tells_of_them(demo: Demo, browser: Browser) -> None:
    context = browser.new_context(locale="sv-SE", viewport=PHONE)
    seen, faults = watched(context, demo.base_url), list[str]()
    page = seen.page
    page.goto(f"{demo.base_url}/logga-in/e-legitimation/")
    page.get_by_role("button", name=re.compile("^Logga in som")).first.click()
    expect(page).to_have_url(f"{demo.base_url}/min-sida/")
    for path in ("/min-sida/", "/beslut/", "/utbetalningar/", "/mina-uppgifter/vem-har-last/"):
        page.goto(demo.base_url + path)
        _looked_at(page, faults, path)
    page.goto(f"{demo.base_url}/beslut/")
    page.locator("main a[href^='/beslut/']").first.click()
    _looked_at(page, faults, "decision")
    context.clear_cookies()
    _officer_signs_in(page, demo, "elin.sand")
    page.goto(f"{demo.base_url}/handlaggning/inkorg/?vy=unit")
    _looked_at(page, faults, "inbox")
    page.locator("main tbody th a").first.click()
    _looked_at(page, faults, "case")
    page.goto(f"{demo.base_url}/finns-inte/")
    context.close()
    assert faults == []
    assert [text for text in seen.console if "404" not in text] == []
    assert _told(demo) == []


def _officer_signs_in(page: Page, demo: Demo, username: str) -> None:
    codes = json_of(command("demo-codes", "--json", "--dir", str(demo.folder)), environment(demo.folder))
    staff = codes["staff"]
    assert isinstance(staff, list)
    page.goto(f"{demo.base_url}/logga-in/personal/")
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill(load_town().password)
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_label("Kod").fill(next(each["code"] for each in staff if each["username"] == username))
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("banner")).to_contain_text("Logga ut")


def _told(demo: Demo) -> list[str]:
    """Numbers and names of the town that stand in any log."""
    persons = json.loads((demo.folder / "register.json").read_text(encoding="utf-8"))["persons"]
    assert len(persons) > 50
    log = demo.log()
    assert log
    secrets = set(persons) | {number[2:] for number in persons}
    secrets |= {f"{number[:8]}-{number[8:]}" for number in persons} | {
        each["name"] for each in persons.values()
    }
    return sorted(secret for secret in secrets if secret in log)
