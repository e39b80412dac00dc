"""Where numbers stand in a print: runs of digits with the signs between them, letters in them mended.

Nothing here knows which numbers exist; `enrich.numbering` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enrich.email_prints import hide

_MISREAD = str.maketrans("OoQDIil|SZBbGgqAT", "00001111528669947")
_LOOKALIKE = r"[\dOoQDIilSZBbGgqAT]"
_BAR = re.compile(r"(?<![\d|])\d\|(?=\d{1,2}(?!\d))|(?<!\d)\d\d\|(?=\d(?!\d))")
_TOKEN = re.compile(rf"(?<![^\W_])(?:\d{_LOOKALIKE}+|[OoQDIilSZB]{_LOOKALIKE}*\d{_LOOKALIKE}*)(?![^\W_])")
_BETWEEN = re.compile(
    r"(?<=\d[\s.\-/])(?:[OoIl]{1,4}|(?=[\dOoQDIilSZB]*\d)[\dOoQDIilSZB]{2,4})(?=[\s.\-/]\d)"
    r"|(?<=\d\d[\s.\-/])\d[OoIl]{2,3}(?![^\W_])"
    r"|(?<![^\W_])\d[OoQDIilSZB]{2,3}(?=[\s.\-]\d{2,4}(?![^\W_]))"
)
_RUN = re.compile(
    r"(?P<plus>\(?\s?[+†‡±]\s?|(?<![^\W_])[tf](?=\d\d))?"
    r"(?P<body>[(\[]{0,2}\d(?:(?!,\s)[\d\s.\-–—/·,()\[\]'_~])*)"
)
_GROUP = re.compile(r"\d+")
_EXTENSION = re.compile(
    r"[\s(\[,;/\-–.·]*(?:\b(?:ext(?:ensi[oó]n|ension|n)?|int(?:erno)?|anexo|poste|ramal|interne|toestel|tst|wewn|dahili|linka|mellék|durchwahl|dw|app?)"
    r"[\s.:]*|(?<![^\W\d_])x[\s.]?|#\s?)(?P<extension>\d{1,6})(?!\d)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(\s?(?P<extension>\d{2,5})\s?\)\s*$")
_MORE = re.compile(
    r"\s*(?:(?<!\w)(?:(?P<range>to|al?|bis|hasta|thru|through)|y|e|o|u|or|and|und|et|ou)(?!\w)|&)\s*"
    r"(?P<digits>\d{1,4})(?![\d\w]|[\s.\-]\d)",
    re.IGNORECASE,
)
_VAT = "AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI"
_NO_NUMBERS = (
    r"(?i:https?:|www\.)\S+",
    r"(?<!\w)@\w[\w.\-]+",  # accounts
    r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b",  # IBAN (ISO 13616)
    r"\b[A-HJNP-SUVW][-.\s]?(?:\d{8}|\d{7}[A-J])(?!\w)",  # Spanish NIF of a company
    r"\b(?:\d{8}|[XYZ][-.]?\d{7})[-\s]?[A-HJ-NP-TV-Z](?!\w)",  # Spanish DNI and NIE
    rf"\b(?:{_VAT})[A-Z]?\d{{7,12}}[A-Z]?\d{{0,2}}\b",  # VAT numbers
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)",  # dates
    r"(?<!\d)(?:19|20)\d\d([./-])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])(?!\d)",  # dates, year first
    r"(?<![\d.\-])(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d(?![\d.\-])",  # from year to year
    r"\b\d{1,2}[:.]\d\d\s?h?\s?[-–a]\s?\d{1,2}[:.]\d\d\b",  # opening hours
    r"\b\d{1,2}:\d\d(?!\d)",  # times
    r"-?\d{1,3}\.\d{4,}\s?,\s?-?\d{1,3}\.\d{4,}",  # coordinates
    r"\b[Il1][Ss5][O0](?:/IEC)?\s?\d+(?:[-:]\d+)*",  # standards
)
_OTHER = re.compile("|".join(_NO_NUMBERS))


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that may be one telephone number or several.

    `groups` are the digits as grouped in print, `signs` what stands before each of them. `plus` tells that
    a plus sign stands before, `certain` that it was read as one. `more` are digits that replace the last
    ones of the number, `range` that they end a range. `misread` tells that letters were taken for
    digits, `alone` that no letters stand beside it, `cut` that digits beside it were left out.
    """

    raw: str
    groups: tuple[str, ...]
    signs: tuple[str, ...]
    plus: bool = False
    certain: bool = True
    extension: str = ""
    more: tuple[str, ...] = ()
    range: bool = False
    misread: bool = False
    alone: bool = False
    cut: bool = False

    @property
    def digits(self) -> str:
        return "".join(self.groups)


def runs(text: str) -> Iterator[Run]:
    """All runs of digits in a plain text that are no address, date, tax or account number."""
    hidden = _OTHER.sub(lambda match: "\0" * len(match[0]), hide(text))
    mended = mend(hidden)
    at = 0
    while match := _RUN.search(mended, at):
        begin, after = match.start(), match.end()
        body, extension, after = _extension(mended, match["body"], after)
        more = None if extension else _MORE.match(mended, after)
        after = more.end() if more else after
        yield Run(
            raw=text[begin:after].strip(" ,.-–/·["),
            groups=tuple(_GROUP.findall(body)),
            signs=tuple(_GROUP.split(body)[:-1]),
            plus=bool(match["plus"]),
            certain=not match["plus"] or "+" in match["plus"],
            extension=extension,
            more=(more["digits"],) if more else (),
            range=bool(more and more["range"]),
            misread=hidden[begin:after] != mended[begin:after],
            alone=not any(c.isalpha() for c in hidden[:begin] + hidden[after:]),
        )
        at = after


def mend(text: str) -> str:
    """`text` with letters turned to digits in words that are mostly digits, or stand between such words."""
    text = _BAR.sub(lambda match: match[0].translate(_MISREAD), text)
    text = _TOKEN.sub(lambda match: _mend_word(match[0]), text)
    for _ in range(2):  # a word mended may be the neighbour that the next one needs
        text = _BETWEEN.sub(lambda match: match[0].translate(_MISREAD), text)
    return text


def _mend_word(word: str) -> str:
    digits = sum(c.isdigit() for c in word)
    return word.translate(_MISREAD) if digits * 2 >= len(word) and len(word) > 1 else word


def _extension(text: str, body: str, after: int) -> tuple[str, str, int]:
    """The digits without the extension behind them, the extension or "", and where both end."""
    if bracketed := _BRACKETED.search(body):
        return body[: bracketed.start()], bracketed["extension"], after
    begin = after - len(body) + len(body.rstrip(" (-–/.,·"))
    if behind := _EXTENSION.match(text, begin):
        return body, behind["extension"], behind.end()
    return body, "", after
