"""The pieces that every layout is put together from: the name, the contact block, the mark."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tests.cards.fonts import HEAVY_SIGNS
from tests.cards.logos import MARKS
from tests.cards.people import Invented, words
from tests.cards.phones import Phone
from tests.cards.sheet import PALETTES, POINT, Sheet, Type
from tests.cards.stocks import STOCKS

LETTERS = {"landline": "T", "mobile": "M", "fax": "F", "toll_free": "T", "email": "E", "website": "W"}
PHONES = ("landline", "mobile", "fax", "toll_free")
INDENT = {"icons": 4.6, "letters": 4.2, "dotted": 4.6, "signs": 4.6}
"""Millimetres from the label to the value."""
CODE = 19
"""Millimetres that a QR code takes, its quiet edge included."""
FOOT = 5.2
"""Points of the small print."""
TOGETHER = 44
"""Signs that two numbers on one line may have."""


@dataclass(frozen=True, slots=True)
class Design:
    """How a card looks.

    `labels` stand with the values: words, long (words before e-mail and website too), letters, dotted
    letters, icons, badges (icons in discs), signs (of Unicode), after or above the value, or none. `body` is
    the contact block's size in points; `spaced` sets the name wide; `packed` sets two numbers on a line.
    `stock` is what is printed below the text, `logo` the family of a company that is set as a logo.
    `address` stands "first" or "last", in two lines, or "line": last and in one.
    """

    layout: str = "left"
    family: str = "lato"
    palette: str = "petrol"
    mark: str = "disc"
    labels: str = "words"
    body: float = 8.0
    company_caps: bool = False
    spaced: bool = False
    packed: bool = False
    stock: str = "plain"
    logo: str = ""
    address: str = "first"

    @property
    def told(self) -> str:
        """The labels that are printed: signs stand only before lines that begin at the left."""
        middle_or_right = self.layout in {"centred", "right", "vertical", "ribbon"}
        drawn = self.labels in {"icons", "badges", "signs"}
        return "none" if drawn and middle_or_right else "icons" if self.labels == "badges" else self.labels


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contact block; `kind` is "" for an address's second line, "caption" for a label above."""

    kind: str
    label: str
    text: str


class Card:
    """A sheet with its person and design at hand."""

    def __init__(self, person: Invented, design: Design, width: float = 85, height: float = 55) -> None:
        self.person, self.design = person, design
        self.sheet = Sheet(width, height, PALETTES[design.palette], design.family)
        self.seed = zlib.crc32(f"{person.name} {design}".encode())
        if design.stock != "plain":
            picture = STOCKS[design.stock](np.random.default_rng(self.seed), self.sheet.palette)
            self.sheet.paint(picture)

    def company(self, x: float, y: float, style: Type) -> None:
        """The company's name on the baseline y; as a logo where it stands in one, or not at all."""
        if self.person.company_in == "logo":
            self.logo(x, y, replace(style, size=style.size * 1.25))
        elif self.person.company_in == "print":
            name = self.person.company.upper() if self.design.company_caps else self.person.company
            self.sheet.text(x, y, name, style)

    def logo(self, x: float, y: float, style: Type) -> None:
        """The company in words of two sizes: the coined word large, its trade small above or below."""
        trade = self.person.trade.upper() if self.seed % 2 else self.person.trade
        coined = self.person.coined.upper() if self.seed % 3 else self.person.coined
        below = self.person.company.index(self.person.coined) == 0
        own, self.sheet.family = self.sheet.family, self.design.logo or self.sheet.family
        self.sheet.text(x, y, coined, style)
        small = replace(style, size=style.size * 0.52, cut="regular", spacing=0.25)
        lower = style.size * POINT * (0.62 if below else -1.05)
        self.sheet.text(
            x, y + lower, trade, replace(small, colour="ink" if style.colour == "accent" else style.colour)
        )
        self.sheet.family = own

    def slogan(self, x: float, y: float, style: Type) -> None:
        """The company's line on the baseline y, where it has one."""
        if self.person.slogan:
            self.sheet.text(x, y, self.person.slogan, replace(style, size=6.6, cut="soft", colour="quiet"))

    def mark(self, x: float, y: float, size: float) -> None:
        """The company's mark around x, y."""
        MARKS[self.design.mark](self.sheet, x, y, size)

    def who(self, x: float, y: float, style: Type, person: Invented | None = None) -> None:
        """The name on the baseline y, the job title below; `style` is the name's."""
        person = person or self.person
        name = replace(style, cut="strong", spacing=0.35 if self.design.spaced else 0)
        self.sheet.text(x, y, person.printed_name, name)
        title = replace(style, size=min(8.5, style.size * 0.8), cut="soft", colour="quiet")
        self.sheet.text(x, y + 1.6 + style.size * 0.25, person.job_title, title)

    def native(self, x: float, y: float, style: Type) -> None:
        """Name, job title and company in the country's own script, the name on the baseline y."""
        native = self.person.native
        if native is None:
            raise ValueError(f"{self.person.locale} has no script of its own: take another layout")
        own, self.sheet.family = self.sheet.family, native.family
        small = replace(style, size=7.2, cut="regular", colour="quiet")
        self.sheet.text(x, y, native.name, replace(style, cut="strong"))
        self.sheet.text(x, y + 4.4, native.job_title, small)
        self.sheet.text(x, y + 8.6, native.company, replace(small, cut="strong", colour="accent"))
        if native.place:
            self.sheet.text(x, y + 12.4, native.place, replace(small, size=6.4))
        self.sheet.family = own

    def foot(self, x: float = 6.5) -> None:
        """The small print along the lower edge."""
        for row, line in enumerate(reversed(self.person.small_print)):
            self.sheet.text(
                x, self.sheet.height - 3 - row * 2.4, line, Type(FOOT, "regular", "quiet", room=72)
            )

    def floor(self, bottom: float) -> float:
        """Where the last line above the small print stands."""
        lines = len(self.person.small_print)
        return min(bottom, self.sheet.height - 3.6 - 2.4 * lines) if lines else bottom

    def code(self) -> None:
        """The QR code in the right lower corner, where there is one."""
        if self.person.code:
            left, top = self.sheet.width - CODE - 3, self.sheet.height - CODE - 3
            self.sheet.code(left, top, CODE, self.person.code)

    def beside_code(self, x: float, style: Type) -> Type:
        """The style, kept to the left of the QR code."""
        free = self.sheet.width - CODE - 5 - x
        return replace(style, room=min(style.room or free, free)) if self.person.code else style

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
        sign = self.design.told if style.align == "left" else ""
        indent = INDENT.get(sign, 0)
        if sign in {"icons", "signs"} and entry.kind:
            self.sign(x, y, entry.kind, style)
        elif sign in {"letters", "dotted"} and entry.label:
            self.sheet.text(x, y, entry.label, replace(style, cut="strong", colour="accent"))
        text = entry.text if indent else self.labelled(entry)
        if entry.kind == "caption":
            style = replace(style, size=style.size * 0.78, cut="strong", colour="accent")
        self.sheet.text(x + indent, y, text, replace(style, room=style.room and style.room - indent))

    def sign(self, x: float, y: float, kind: str, style: Type) -> None:
        """The drawn sign before a line that begins at x."""
        if self.design.labels == "badges":
            self.sheet.badge(x + 1.5, y, kind, style.size * 1.1)
        elif self.design.labels == "icons":
            self.sheet.icon(x + 1.4, y, kind, style.size * 1.1)
        elif kind in HEAVY_SIGNS:
            own, self.sheet.family = self.sheet.family, "dejavu"
            self.sheet.text(x, y, HEAVY_SIGNS[kind], replace(style, size=style.size * 1.15, colour="accent"))
            self.sheet.family = own
        elif kind == "fax":
            self.sheet.text(x, y, "Fax", replace(style, size=style.size * 0.75, colour="accent"))

    def labelled(self, entry: Entry) -> str:
        """A line with its label in the text, before or after the value."""
        if entry.label and self.design.labels == "after":
            return f"{entry.text} ({entry.label.removesuffix('.').lower()})"
        return f"{entry.label} {entry.text}".strip()

    def entries(self, *kinds: str, person: Invented | None = None) -> list[Entry]:
        """The lines to print: address, phones, e-mail, website; only some kinds where they are named."""
        person = person or self.person
        address = self.place(person)
        numbers = [self.number(phone) for phone in person.phones]
        web = [Entry("email", self.label("email"), person.email)]
        web += [Entry("website", self.label("website"), person.website)] if person.website else []
        whole = [*address, *numbers, *web] if self.design.address == "first" else [*numbers, *web, *address]
        lines = [line for line in whole if not kinds or (line.kind or "address") in kinds]
        return self.packed(lines) if self.design.packed else self.captioned(lines)

    def place(self, person: Invented) -> list[Entry]:
        """The lines of the address."""
        if not person.address:
            return []
        if self.design.address == "line":
            return [Entry("address", "", ", ".join(person.address))]
        return [Entry("address", "", person.address[0]), Entry("", "", person.address[1])]

    def number(self, phone: Phone) -> Entry:
        """The line of a number."""
        extension = f" {self.labels['extension']} {phone.extension}" if phone.extension else ""
        return Entry(phone.printed_kind, self.label(phone.printed_kind), phone.printed + extension)

    def packed(self, lines: list[Entry]) -> list[Entry]:
        """The lines with two numbers on one where they fit."""
        done: list[Entry] = []
        for line in lines:
            before = done[-1] if done else None
            text = f"{before.text} {'|·/'[self.seed % 3]} {self.labelled(line)}" if before else ""
            if before and before.kind in PHONES and line.kind in PHONES and len(text) <= TOGETHER:
                done[-1] = replace(before, kind="packed", text=text)
            else:
                done.append(line)
        return [replace(line, kind="landline") if line.kind == "packed" else line for line in done]

    def captioned(self, lines: list[Entry]) -> list[Entry]:
        """The lines with a line for each label above its value, where labels stand there."""
        if self.design.labels != "above":
            return lines
        return [
            one
            for line in lines
            for one in ([Entry("caption", "", line.label)] if line.label else []) + [replace(line, label="")]
        ]

    @property
    def labels(self) -> dict[str, str]:
        return dict(words()[self.person.locale]["labels"])

    def label(self, kind: str) -> str:
        """What stands with a value of this kind; e-mails and websites often have none."""
        own = self.design.labels
        if own in {"letters", "dotted"}:
            return LETTERS[kind] + ("." if own == "dotted" else "")
        if own == "long":
            return self.labels[kind].removesuffix(":") + ":"
        return self.labels[kind] if own in {"words", "after", "above"} and kind in PHONES else ""
