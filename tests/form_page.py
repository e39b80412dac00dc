"""The form in Prefect's own page, driven by a real Chromium as its owner would."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from data.texts import Language
from enrich.questions import QUESTION

WIDE = (1400, 1000)
PHONE = (390, 844)
PATIENCE = 150_000  # milliseconds; two busy cores may need them
PRESSES = 4


@dataclass(frozen=True, slots=True)
class FormPage:
    """The page of one review run, its form open."""

    page: Page
    language: Language

    @classmethod
    def open(
        cls,
        browser: Browser,
        link: str,
        *,
        language: Language = "es",
        size: tuple[int, int] = WIDE,
        heard: Callable[[Page], None] = lambda _: None,
    ) -> FormPage:
        """The form of the run at `link`; `heard` may listen to the page before it is opened."""
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        heard(page)
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.goto(link)
        opened = cls(page, language)
        opened._press_resume(narrow=size[0] < 640)
        expect(opened.field("who")).to_be_visible()
        return opened

    def _press_resume(self, *, narrow: bool) -> None:
        """Press Resume; on a narrow page it stands in the menu behind the three dots."""
        if narrow:
            menu = self.page.locator(".flow-run-menu button").first
            menu.click()
            self.page.locator(".p-overflow-menu-item", has_text="Resume").click()
        else:
            self.page.get_by_role("button", name="Resume").click()

    @property
    def dialog(self) -> Locator:
        return self.page.locator(".p-modal")

    @property
    def top(self) -> Locator:
        """What stands above the first question."""
        return self.dialog.locator(".schema-form-property__description").first

    @property
    def picture(self) -> Locator:
        return self.dialog.locator("img[src^='data:image/jpeg']")

    def part(self, key: str) -> Locator:
        """A question with all that belongs to it."""
        title = QUESTION[key].title(self.language)
        return self.dialog.locator(".schema-form-property", has=self.page.get_by_text(title)).last

    def field(self, key: str) -> Locator:
        return self.part(key).locator("textarea").first

    def labelled(self, label: str) -> Locator:
        """What stands under a title of the form, such as one kind of need."""
        return self.dialog.locator(".schema-form-property", has=self.page.get_by_text(label)).last

    def switch(self, choice: str) -> None:
        """Mark what else than filing shall be done with the card."""
        self.labelled(QUESTION["decision"].label(choice, self.language)).get_by_role("switch").click()

    def add(self, part: Locator, text: str) -> None:
        """One more item of a list."""
        part.get_by_role("button", name="Add item").click()
        part.locator("textarea").last.fill(text)

    def submit(self) -> None:
        """Press Submit, and as a person does press it again where Prefect's busy page did not hear it."""
        for _ in range(PRESSES):
            self.dialog.get_by_role("button", name="Submit").click()
            with suppress(AssertionError):
                expect(self.dialog).to_have_count(0, timeout=PATIENCE / PRESSES)
                return
        expect(self.dialog).to_have_count(0)

    def asked_again(self) -> FormPage:
        """The next form of the same run, once it asks again."""
        expect(self.page.get_by_text("Suspended").first).to_be_visible()
        self.page.get_by_role("button", name="Resume").click()
        expect(self.field("who")).to_be_visible()
        return self

    def photograph(self, path: Path) -> None:
        self.page.screenshot(path=path)
