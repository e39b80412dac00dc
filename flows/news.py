"""What `aroma up` says while it runs: forms that are open, files set aside, what store or disk refuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.database import Database
from data.errors import HomeError, StoreError
from data.queue import cards_of, open_runs
from data.texts import say
from flows.calling import run_name
from flows.home import home_errors, shown
from flows.links import form_link
from flows.printing import put
from flows.set_aside import REASON
from flows.settings import Settings


@dataclass
class News:
    """What was told already. Begins with all that there is, of which nothing is told."""

    settings: Settings
    database: Database
    cards: set[str] = field(default_factory=set)
    reasons: set[Path] = field(default_factory=set)
    mark: str = ""
    trouble: bool = False

    def __post_init__(self) -> None:
        self.mark = self.database.mark()
        self.cards |= self._asked_about()
        self.reasons |= set(self._set_aside())

    def tell(self) -> None:
        """Tell what is new. What the store or the disk refuses is told once: it may pass."""
        try:
            self._tell_forms()
            self._tell_set_aside()
        except (StoreError, HomeError) as error:
            if not self.trouble:
                self._put("refused", reason=error.text(self.settings.language))
            self.trouble, self.mark = True, ""
        else:
            if self.trouble:
                self._put("goes-on")
            self.trouble = False

    def _tell_forms(self) -> None:
        before, self.mark = self.mark, self.database.mark()
        if before == self.mark != "":
            return
        new = self._asked_about() - self.cards
        for card in cards_of(self.database, new):
            link = form_link(self.settings, card.run_id or "")
            self._put("card-waits", name=run_name(card.contact, self.settings.language), link=link)
        self.cards |= new

    def _tell_set_aside(self) -> None:
        for reason in sorted(set(self._set_aside()) - self.reasons):
            self.reasons.add(reason)
            self._put("set-aside", name=shown(reason.name.removesuffix(REASON)), reason=shown(reason))

    def _asked_about(self) -> set[str]:
        return {asked.card for asked in open_runs(self.database).values()}

    def _set_aside(self) -> Iterator[Path]:
        with home_errors(self.settings.home.set_aside):
            yield from self.settings.home.set_aside.glob(f"*{REASON}")

    def _put(self, what: str, **facts: object) -> None:
        put(*say(f"up.{what}", self.settings.language, **facts).split("\n"))
