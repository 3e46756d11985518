"""One who uses the keyboard only: Tab, Shift+Tab, Enter, Space, the arrows, and letters."""

from playwright.sync_api import Page

_MOST_TABS = 250
# What is drawn round the one that has the focus: on it, or on the label it stands in.
_FOCUS_SEEN = """() => {
    for (let e = document.activeElement, up = 0; e && up < 3; e = e.parentElement, up++) {
        const style = getComputedStyle(e);
        if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
        if (style.boxShadow !== "none") return true;
    }
    return false;
}"""


class Keyboard:
    """Moves by Tab until what is looked for has the focus; wherever it comes, the focus must be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def to(self, selector: str) -> None:
        """Raises AssertionError when no Tab comes there."""
        for _tab in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            if not self.page.evaluate(_FOCUS_SEEN):
                self.unseen.append(self._here())
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"no Tab comes to {selector} on {self.page.url}; last at {self._here()}")

    def type(self, selector: str, text: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """A radio of a group, by the arrows; a box, by Space."""
        self.to(f'input[name="{name}"]')
        wanted = f'input[name="{name}"][value="{value}"]'
        if self.page.locator(wanted).get_attribute("type") == "checkbox":
            while not self.page.evaluate("s => document.activeElement.matches(s)", wanted):
                self.page.keyboard.press("Tab")
            self.page.keyboard.press("Space")
            return
        self.page.keyboard.press("Space")
        for _down in range(self.page.locator(f'input[name="{name}"]').count()):
            if self.page.locator(wanted).is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow comes to {wanted}")

    def press(self, selector: str, key: str = "Enter") -> None:
        """Come to a link or a button and use it; waits for the page that follows."""
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def _here(self) -> str:
        found: str = self.page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
        return found
