"""The pieces that every layout is put together from: the name, the contact block, the mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.cards.logos import MARKS
from tests.cards.people import Invented, words
from tests.cards.sheet import PALETTES, POINT, Sheet, Type

LETTERS = {"landline": "T", "mobile": "M", "fax": "F", "toll_free": "T", "email": "E", "website": "W"}
PHONES = ("landline", "mobile", "fax", "toll_free")
INDENT = {"icons": 4.6, "letters": 4.2}
"""Millimetres from the label to the value."""


@dataclass(frozen=True, slots=True)
class Design:
    """How a card looks.

    `labels` stand before the values: words, long (words before e-mail and website too), letters, icons or
    none. `body` is the contact block's size in points; `spaced` sets the name wide.
    """

    layout: str = "left"
    family: str = "lato"
    palette: str = "petrol"
    mark: str = "disc"
    labels: str = "words"
    body: float = 8.0
    company_caps: bool = False
    spaced: bool = False

    @property
    def told(self) -> str:
        """The labels that are printed: icons stand only before lines that begin at the left."""
        middle_or_right = self.layout in {"centred", "right", "vertical"}
        return "none" if self.labels == "icons" and middle_or_right else self.labels


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contact block; `kind` is "" for the second line of an address."""

    kind: str
    label: str
    text: str


class Card:
    """A sheet with its person and design at hand."""

    def __init__(self, person: Invented, design: Design, width: float = 85, height: float = 55) -> None:
        self.person, self.design = person, design
        self.sheet = Sheet(width, height, PALETTES[design.palette], design.family)

    def company(self, x: float, y: float, style: Type) -> None:
        """The company's name on the baseline y."""
        name = self.person.company.upper() if self.design.company_caps else self.person.company
        self.sheet.text(x, y, name, style)

    def mark(self, x: float, y: float, size: float) -> None:
        """The company's mark around x, y."""
        MARKS[self.design.mark](self.sheet, x, y, size)

    def who(self, x: float, y: float, style: Type) -> None:
        """The name on the baseline y, the job title below; `style` is the name's."""
        name = replace(style, cut="strong", spacing=0.35 if self.design.spaced else 0)
        self.sheet.text(x, y, self.person.printed_name, name)
        title = replace(style, size=8.5, cut="soft", colour="quiet")
        self.sheet.text(x, y + 1.6 + style.size * 0.25, self.person.job_title, title)

    def contact(
        self, x: float, top: float, bottom: float, style: Type, entries: Sequence[Entry] | None = None
    ) -> None:
        """The contact block, its last baseline at `bottom`; set tighter where it would rise above `top`."""
        lines = self.entries() if entries is None else entries
        leading = min(style.size * POINT * 1.45, (bottom - top) / (len(lines) - 0.2))
        tight = replace(style, size=min(style.size, leading / POINT / 1.2))
        for row, entry in enumerate(lines):
            self.entry(x, bottom - leading * (len(lines) - 1 - row), entry, tight)

    def entry(self, x: float, y: float, entry: Entry, style: Type) -> None:
        """One line: its label or icon, and the value. Signs stand before a line only where it begins at x."""
        sign = self.design.labels if style.align == "left" else ""
        indent = INDENT.get(sign, 0)
        if sign == "icons" and entry.kind:
            self.sheet.icon(x + 1.4, y, entry.kind, style.size * 1.1)
        elif sign == "letters" and entry.label:
            self.sheet.text(x, y, entry.label, replace(style, cut="strong", colour="accent"))
        text = entry.text if indent else f"{entry.label} {entry.text}".strip()
        self.sheet.text(x + indent, y, text, replace(style, room=style.room and style.room - indent))

    def entries(self, *kinds: str) -> list[Entry]:
        """The lines to print: address, phones, e-mail, website; only some kinds where they are named."""
        person = self.person
        lines = (
            [Entry("address", "", person.address[0]), Entry("", "", person.address[1])]
            if person.address
            else []
        )
        for phone in person.phones:
            extension = f" {self.labels['extension']} {phone.extension}" if phone.extension else ""
            lines.append(Entry(phone.printed_kind, self.label(phone.printed_kind), phone.printed + extension))
        lines.append(Entry("email", self.label("email"), person.email))
        if person.website:
            lines.append(Entry("website", self.label("website"), person.website))
        return [line for line in lines if not kinds or (line.kind or "address") in kinds]

    @property
    def labels(self) -> dict[str, str]:
        return dict(words()[self.person.locale]["labels"])

    def label(self, kind: str) -> str:
        """What stands before a value of this kind; e-mails and websites often have none."""
        if self.design.labels == "letters":
            return LETTERS[kind]
        if self.design.labels == "long":
            return self.labels[kind] + ":"
        return self.labels[kind] if self.design.labels == "words" and kind in PHONES else ""
