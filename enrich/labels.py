"""What a line says its values are: "Tel.", "Móvil:", "✉", "N.I.F." and their like, in many languages.

The words stand in data/tables/labels.toml, by kind: mobile, landline, phone (which of the two is not said),
fax, toll_free, email, website, address, vat, bank, registration, postcode, hours, name, and
"social:<network>". Matching forgives what readers confuse (TeI., E-rnail). A label without a colon counts
only where a value of its kind follows: "Mobile 612 …" is one, "Mobile Developer" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from enrich.characters import fold, plain
from enrich.label_words import chain, kinds_of_word, single

PHONES = frozenset({"mobile", "landline", "phone", "fax", "toll_free", "social:whatsapp"})
"""The kinds whose value is a telephone number."""

NUMBERS = frozenset({"vat", "bank", "registration", "postcode", "hours"})
"""The kinds whose value has digits and is no telephone number."""

_EDGES = " \t|,;·•–—"
_ENDS = f"/{_EDGES}"
_AFTER = re.compile(r"[\s.:)\]}|/\-–—•·,;=>~»’'*_]*")
_DIGITS = re.compile(r"(?:\(?[a-z]{2}\)?\s*)?[+(\[t\s]{0,4}\d[\d\s().\-–/·+oil]*")
_NIF = re.compile(r"\d{7,8}(?!\d)")
_AT = re.compile(r"(?:[\w.\-+,]+\s?){1,3}(?:@|\(at\)|\[at\]|©|®)\s*[^\s@]|[\w.\-]+[.,][a-z]{2,4}$")
_SITE = re.compile(r"(?:https?:|[wv]{2,4}[\s.,]|[\w\-]+(?:\.[\w\-]+)*\s?[.,]\s?[a-z]{2,}\b)")
_CODE = re.compile(r"[a-z]{0,3}[\s.\-]?\d")
_HANDLE = re.compile(r"[@/+]|[\w.\-/]+$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line under one label: the kinds that the label says (none: no label), and the text.

    `label` is the label as printed, "" where there is none.
    """

    kinds: tuple[str, ...]
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Label:
    """A label found in a text: where it begins, where its value begins, what it says."""

    start: int
    end: int
    kinds: tuple[str, ...]
    text: str


def segments(text: str) -> tuple[Segment, ...]:
    """The line cut at its labels, in order; a line without a label is one segment, a blank one none."""
    text = plain(text)
    found = list(_labels(text))
    starts = [label.start for label in found] + [len(text)]
    pieces = [Segment((), text[: starts[0]].strip(_EDGES).rstrip(_ENDS))]
    for label, end in zip(found, starts[1:], strict=True):
        pieces.append(Segment(label.kinds, text[label.end : end].strip(_EDGES).rstrip(_ENDS), label.text))
    return tuple(piece for piece in _labels_first(pieces) if piece.text or piece.kinds)


def strip_label(text: str) -> tuple[tuple[str, ...], str]:
    """The kinds that the label at the start of `text` says, and the text after it; ((), text) without one."""
    text = plain(text)
    first = next(_labels(text), None)
    if first is None or _AFTER.sub("", text[: first.start]):
        return (), text
    return first.kinds, text[first.end :]


def kinds_of(label: str) -> tuple[str, ...]:
    """The kinds that a label standing alone says: "Tel. móvil" → ("mobile",); () for other words."""
    match = chain().fullmatch(fold(plain(label)).strip(" .:-_·()[]"))
    return _kinds_in(match[0]) if match else ()


def _labels(text: str) -> Iterator[_Label]:
    """All labels of the line that count, from left to right."""
    folded = fold(text)
    at = 0
    while match := chain().search(folded, at):
        start, end = match.span()
        after = _value_start(folded, end)
        kinds = _kinds_in(match[0])
        if _free(folded, start, end) and _counts(kinds, folded, start, end):
            fitting = tuple(kind for kind in kinds if _fits(kind, folded, start, end))
            yield _Label(start, after, fitting or kinds, text[start:end].strip())
            at = max(after, end)
        else:
            at = max(end, at + 1)


def _value_start(folded: str, end: int) -> int:
    """Where the value begins: past the separators behind the label."""
    separators = _AFTER.match(folded, end)
    return separators.end() if separators else end


def _free(folded: str, start: int, end: int) -> bool:
    """Whether the label is no part of an address: not `fax@acme.es`, `acme.es/tel`, `web-acme.es`."""
    glued_before = start > 1 and folded[start - 1] in "@_/-." and folded[start - 2].isalnum()
    following = folded[end : end + 2]
    if following[:1] in ("@", "_") or glued_before:
        return False
    glued_after = following[:1] in (".", "-") and following[1:].isalpha()
    return not glued_after or folded.startswith(("www", "http"), end + 1)


def _counts(kinds: tuple[str, ...], folded: str, start: int, end: int) -> bool:
    """Whether the words are a label here: by a colon, by the value behind them, or by standing alone."""
    value = _value_start(folded, end)
    colon = ":" in folded[end:value]
    short = _is_letter(folded, start, end)
    if not kinds:
        return False
    if not folded[value:].strip():
        return (colon or not short) and _ends_well(folded[:start], kinds)
    if any(_fits(kind, folded, start, end) for kind in kinds):
        return True
    return colon and (not short or kinds == ("address",))


def _ends_well(before: str, kinds: tuple[str, ...]) -> bool:
    """Whether a label at the end of a line can be one: alone there, or behind its number."""
    if not before.strip(_ENDS):
        return True
    return _stands_behind(kinds) and (before.endswith(("(", "[")) or sum(c.isdigit() for c in before) >= 6)


def _is_letter(folded: str, start: int, end: int) -> bool:
    return end - start == 1 and folded[start].isascii() and folded[start].isalpha()


def _fits(kind: str, folded: str, start: int, end: int) -> bool:
    """Whether what follows the label begins as a value of that kind does."""
    value = folded[_value_start(folded, end) :]
    short = _is_letter(folded, start, end)
    if kind in PHONES:
        return _begins_number(value, folded[start:end], short=short, glued=folded[end : end + 1].isdigit())
    if kind == "email":
        return bool(_AT.match(value))
    if kind == "website":
        return bool(_SITE.match(value)) and "@" not in value.split(" ")[0]
    if kind in NUMBERS:
        return bool(_CODE.match(value))
    if kind == "address":
        return end - start > 5 and any(c.isdigit() for c in value)
    return kind.startswith("social:") and bool(_HANDLE.match(value))


def _begins_number(value: str, label: str, *, short: bool, glued: bool) -> bool:
    """Whether `value` begins as a telephone number; a single letter asks for a long one, no tax number."""
    run = _DIGITS.match(value)
    digits = sum(c.isdigit() for c in run[0]) if run else 0
    if short and label not in "tmfp" and _NIF.match(value):
        return False
    return digits >= (9 if short and glued else 7 if short else 6)


def _labels_first(pieces: list[Segment]) -> list[Segment]:
    """Labels that stand behind their values put before them: `91 … (fax)`, `91 … Tel 91 … Fax`."""
    last = pieces[-1]
    if len(pieces) < 2 or last.text.strip("()[] ") or not _stands_behind(last.kinds):
        return pieces
    if pieces[-2].text.endswith(("(", "[")):
        before = pieces[-2]
        kinds = tuple(dict.fromkeys(before.kinds + last.kinds))
        label = " ".join(filter(None, (before.label, last.label)))
        return [*pieces[:-2], Segment(kinds, before.text.rstrip("([ "), label)]
    if sum(c.isdigit() for c in pieces[0].text) < 6:
        return pieces
    pairs = pairwise(pieces)
    return [Segment(label.kinds, value.text, label.label) for value, label in pairs]


def _stands_behind(kinds: tuple[str, ...]) -> bool:
    """Whether labels of these kinds are printed behind their values too."""
    return any(kind in PHONES or kind.startswith("social:") for kind in kinds)


def _kinds_in(words: str) -> tuple[str, ...]:
    """The kinds of all labels in a chain; "Tel. móvil" is a mobile only, "Tel/Móvil" both."""
    found = (kinds_of_word(match[0]) for match in single().finditer(words))
    kinds = tuple(dict.fromkeys(kind for kinds in found for kind in kinds))
    joined = re.search(r"[/&+|,]|\b(?:y|e|and|und|et)\b", words)
    if not joined and {"mobile", "landline", "toll_free"}.intersection(kinds):
        return tuple(kind for kind in kinds if kind != "phone")
    return kinds
