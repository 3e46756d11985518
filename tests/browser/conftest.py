"""A browser, and what it looks at: the small world of the access matrix, and the demo as a new user has it."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests.browser import people
from tests.browser.looking import Watched, watched
from tests.browser.processes import CLOCK, command, environment, free_port, output_of, running, wait_for
from tests.browser.product import Product, installed
from tests.conftest import chromium_path

NewPage = Callable[..., Page]

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}


# Files that share what takes long to start run in one process: the small world, the new installation, the demo.
_GROUPS = {"test_journey": "browser-product", "test_keyboard": "browser-product", "test_demo": "browser-demo"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group(_GROUPS.get(item.path.stem, "browser-pages")))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium_path(), headless=True, args=_ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A new installation with everything running."""
    with installed(tmp_path_factory.mktemp("product")) as found:
        yield found


@pytest.fixture
def new_page(browser: Browser, product: Product) -> Iterator[NewPage]:
    """`new_page()`: a phone of one's own. No page on it may fail at anything, and nothing but the sign-in leave it."""
    contexts: list[BrowserContext] = []
    opened: list[Watched] = []

    def make(**options: object) -> Page:
        context = browser.new_context(**{"locale": "sv-SE", "viewport": PHONE, **options})
        context.set_default_timeout(20_000)
        contexts.append(context)
        opened.append(watched(context, product.base_url))
        return opened[-1].page

    yield make
    said = [text for each in opened for text in each.console if "409" not in text and "422" not in text]
    left = [url for each in opened for url in each.strangers if not url.startswith(product.partners)]
    for context in contexts:
        context.close()
    assert said == []
    assert left == []


@pytest.fixture(scope="session")
def staff_session(browser: Browser, product: Product) -> Callable[[str], StorageState]:
    """`staff_session("hanna")`: what the browser keeps when she has signed in; a code is good once."""
    known: dict[str, StorageState] = {}

    def session(username: str) -> StorageState:
        if username not in known:
            context = browser.new_context(locale="sv-SE")
            people.staff_sign_in(context.new_page(), product, username)
            known[username] = context.storage_state()
            context.close()
        return known[username]

    return session


@dataclass(frozen=True)
class ServedWorld:
    """The world of the access matrix behind a server: pages by name as (path, face), a session for each face."""

    base_url: str
    pages: dict[str, tuple[str, str]]
    sessions: dict[str, str]
    log: Path


@pytest.fixture(scope="session")
def served_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedWorld]:
    folder = tmp_path_factory.mktemp("world")
    env = environment(folder, EGENKRAFT_CLOCK_START=CLOCK)
    made = json.loads(output_of([sys.executable, "-m", "tests.browser.served_world"], env))
    port, log = free_port(), folder / "server.log"
    with running(command("serve", "--port", str(port)), env, log) as server:
        base_url = f"http://127.0.0.1:{port}"
        wait_for(f"{base_url}/", server, log)
        pages = {page["name"]: (page["path"], page["face"]) for page in made["pages"]}
        yield ServedWorld(base_url, pages, made["sessions"], log)


@pytest.fixture(scope="session")
def context_of(browser: Browser, served_world: ServedWorld) -> Iterator[Callable[[str], BrowserContext]]:
    """`context_of("handlaggare")`: a phone in which the face is signed in, the same one each time."""
    known: dict[str, BrowserContext] = {}

    def context(face: str) -> BrowserContext:
        if face not in known:
            known[face] = browser.new_context(locale="sv-SE", viewport=PHONE)
            if face in served_world.sessions:
                cookie = {
                    "name": "sessionid",
                    "value": served_world.sessions[face],
                    "url": served_world.base_url,
                }
                known[face].add_cookies([cookie])
        return known[face]

    yield context
    for each in known.values():
        each.close()
