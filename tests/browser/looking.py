"""What every page is looked at for: it answers, says what it is, stays on its host, fits, and can be used by all."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

_AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Watched:
    """A page with what it said and asked for while it was open."""

    page: Page
    host: str
    console: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def console_said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.console.append(f"{message.type}: {message.text}")

    def page_failed(self, error: Any) -> None:
        self.console.append(f"exception: {error}")

    def asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.strangers.append(request.url)


def watched(context: BrowserContext, base_url: str) -> Watched:
    """A new page that is listened to."""
    page = context.new_page()
    found = Watched(page, urlsplit(base_url).netloc)
    page.on("console", found.console_said)
    page.on("pageerror", found.page_failed)
    page.on("request", found.asked)
    return found


@cache
def _axe() -> str:
    return _AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds wrong: rule, and the first elements it is wrong of."""
    page.evaluate(_axe())
    options = {"runOnly": _RULES, "resultTypes": ["violations"]}
    found = page.evaluate(f"axe.run(document, {json.dumps(options)}).then(r => r.violations)")
    return [
        f"{each['id']} ({each['impact']}): {[node['target'] for node in each['nodes'][:3]]} {each['help']}"
        for each in found
    ]


def too_wide(page: Page) -> list[str]:
    """Elements that make the page scroll sideways; empty when it does not."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > width + 1)
                .slice(0, 5)
                .map(e => `${e.tagName.toLowerCase()}.${e.className} to ${Math.round(e.getBoundingClientRect().right)} of ${width}`)
        }"""
    )
    return found


def title_faults(page: Page) -> list[str]:
    """One h1, and the title begins with it."""
    headings = page.locator("h1").all_text_contents()
    if len(headings) != 1:
        return [f"{len(headings)} h1"]
    # A title is one line; a heading may be broken over several.
    heading, title = (" ".join(text.split()) for text in (headings[0], page.title()))
    return [] if title.removesuffix(" – Egenkraft") == heading else [f"title {title!r} is not h1 {heading!r}"]
