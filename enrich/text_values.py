"""The name, job title, company and address of a card, from the lines that were chosen for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from data.models import Line, Value
from data.texts import message
from data.wordlists import section
from enrich import companies, job_titles, names, postal
from enrich.agreement import company_fits_domain, letters, name_fits_email, word_list
from enrich.assignment import Decision
from enrich.doubt import CLEAR, Choice, judge, plain_letters
from enrich.layout import Piece
from enrich.offices import part_office
from enrich.surroundings import Surroundings

TURKISH_FORM = re.compile(r"\bA\.\s?S\.?$")  # Anonim Şirketi
ALIKE = 93  # per cent of letters that two readers see alike in an address that both read
NEARLY = 85  # the same, in print that the first reader read clearly: it is the better of the two
CHOSEN = 0.98  # how often the print that was chosen without a rival is the field; see docs/reading.md
SPELT = 0.75  # a name, or a company, fits its address that well when it cannot be chance


def name_value(decision: Decision, lines: Sequence[Line], around: Surroundings) -> Value | None:
    """The person's name, its words parted as the e-mail address parts them; None where there is none."""
    if decision.chosen is None:
        return None
    text = parted(decision.chosen.piece.text, around.locals)
    value = names.clean(text)
    if value is None:
        return None
    checked = any(name_fits_email(text, local) >= SPELT and _covers(local, text) for local in around.locals)
    if _may_be_firm(text, around):
        value = replace(value, doubt=message("doubt.firm"))
    return _judged(value, decision, lines, checked=checked)


def _may_be_firm(text: str, around: Surroundings) -> bool:
    """Whether a domain has the whole name and no mailbox has it: a firm may be called so."""
    personal = max((name_fits_email(text, local) for local in around.locals), default=0.0)
    own = letters(text)
    return personal < SPELT and any(own in letters(stem) for stem in around.stems)


def _covers(local: str, name: str) -> bool:
    """Whether an address spells more than half of a name."""
    own = letters(name)
    return sum(len(word) for word in word_list(name) if word in letters(local)) > len(own) / 2


def parted(text: str, locals_: Sequence[str]) -> str:
    """A name whose words the reader ran together, parted: "ANARUIZ" with ana.ruiz@ is "ANA RUIZ"."""
    if " " in text.strip():
        return text
    for local in locals_:
        pieces = [piece for piece in local.replace("_", ".").replace("-", ".").split(".") if piece]
        if len(pieces) > 1 and letters("".join(pieces)) == letters(text):
            return _cut(text, [len(piece) for piece in pieces])
    return text


def _cut(text: str, lengths: Sequence[int]) -> str:
    """`text` cut into words of these lengths."""
    words, start = [], 0
    for length in lengths:
        words.append(text[start : start + length])
        start += length
    return " ".join(words)


def title_value(decision: Decision, lines: Sequence[Line]) -> Value | None:
    """What the person does there; None where the card says nothing."""
    if decision.chosen is None:
        return None
    value = job_titles.clean(decision.chosen.piece.text)
    return _judged(value, decision, lines) if value else None


def company_value(
    decision: Decision, lines: Sequence[Line], around: Surroundings, *, region: str, domains: Sequence[str]
) -> Value | None:
    """The company; where it is not printed, the first stem of `domains`, marked as inferred; else None."""
    if decision.chosen is None:
        return inferred(domains)
    value = companies.clean(decision.chosen.piece.text)
    if value is None:
        return None
    return _judged(with_turkish_form(value, region), decision, lines, checked=_spelt(value, around.stems))


def _spelt(company: Value, stems: Sequence[str]) -> bool:
    """Whether a domain spells the company, and the company little more."""
    own = letters(company.value.replace(company.part("legal_form"), ""))
    return any(
        company_fits_domain(company.value, stem) >= SPELT and len(letters(stem)) >= SPELT * len(own)
        for stem in stems
    )


def with_turkish_form(value: Value, region: str) -> Value:
    """A Turkish company's A.S. as A.Ş.: the reader lost that accent, and may have lost others."""
    if region != "TR" or not TURKISH_FORM.search(value.value):
        return value
    return replace(value, value=TURKISH_FORM.sub("A.Ş.", value.value), doubt=message("doubt.accents"))


def inferred(stems: Sequence[str]) -> Value | None:
    """A company named after its domain, and doubted; None without a domain that says one."""
    named = next((stem for stem in stems if letters(stem) not in section("placeholders", "blanks")), None)
    if named is None:
        return None
    return Value(named, named, 0.4, message("doubt.inferred", source=named))


def address_value(decision: Decision, lines: Sequence[Line], *, region: str) -> Value | None:
    """The postal address on its lines; None where there is none."""
    if decision.chosen is None:
        return None
    value = postal.clean(address_lines(decision.chosen.piece), region=region)
    checked = _seen_alike(decision.chosen.piece, lines, least=ALIKE)  # a letter of a street is no matter
    return _judged(value, decision, lines, checked=checked) if value else None


def _seen_alike(piece: Piece, lines: Sequence[Line], *, least: float) -> bool:
    """Whether the second reader saw nearly the same words: `least` per cent of the letters."""
    second = plain_letters(" ".join(lines[number].witness or "" for number in piece.lines))
    return fuzz.partial_ratio(plain_letters(piece.text), second) >= least


def address_lines(piece: Piece) -> list[str]:
    """The lines of an address, without the words that say which office it is."""
    texts = [row.text for row in piece.rows] if piece.whole else [piece.text]
    return [part_office(text)[1] for text in texts]


def _is_clear(line: Line) -> bool:
    """Whether the first reader read a line clearly, and the second saw no letter more than it."""
    more = len(plain_letters(line.witness or "")) - len(plain_letters(line.text))
    return line.confidence >= CLEAR and more <= 0  # letters with two accents get lost whole


def _judged(value: Value, decision: Decision, lines: Sequence[Line], *, checked: bool = False) -> Value:
    """`value` with what the second reader and the margin of the choice say about it."""
    piece: Piece = decision.chosen.piece  # type: ignore[union-attr]  # callers looked
    own = [lines[number] for number in piece.lines]
    clear = all(_is_clear(line) for line in own) and _seen_alike(piece, lines, least=NEARLY)
    choice = Choice(decision.sure, decision.otherwise.piece.text if decision.otherwise else "")
    value = replace(value, confidence=value.confidence * CHOSEN)
    return judge(value, own, form=plain_letters, pieces=[piece.text], choice=choice, checked=checked or clear)
