"""What the words of a piece of print say: features for data/tables/evidence.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.letters import letters_key
from data.wordlists import section
from enrich import labels
from enrich.agreement import company_fits_domain, letters, name_fits_email
from enrich.layout import SEPARATOR, Piece
from enrich.legal_forms import is_inside
from enrich.likelihoods import (
    DIGITS,
    NO_FIRM,
    NO_NAME,
    NO_PLACE,
    NO_POST,
    above,
    as_name,
    firm_likelihood,
    has_legal_form,
    name_likelihood,
    only_trade,
    place_likelihood,
    post_likelihood,
    speaks,
    without_form,
)
from enrich.name_words import bare, is_given, is_surname, is_usual_given, titles
from enrich.phrases import hits, tokens
from enrich.surroundings import Feature, Surroundings

SPELT = 0.6  # a company that its domain spells so well is meant by it
LONG = 7  # words; a name, post or company rarely has more
REACH = re.compile(r"@|www\.|://|\w\.(?:com|net|org)\b", re.IGNORECASE)
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
LETTER = re.compile(r"[^\W\d_]")


def _prior(_piece: Piece, _around: Surroundings) -> float:
    return 1.0


def _name_words(piece: Piece, _around: Surroundings) -> float:
    return name_likelihood(piece.text) - NO_NAME


def _person_words(piece: Piece, _around: Surroundings) -> float:
    return above(name_likelihood(piece.text), NO_NAME)


def _post_words(piece: Piece, _around: Surroundings) -> float:
    return above(post_likelihood(piece.text), NO_POST)


def _firm_words(piece: Piece, _around: Surroundings) -> float:
    return above(firm_likelihood(piece.text), NO_FIRM)


def _place_words(piece: Piece, around: Surroundings) -> float:
    return above(place_likelihood(piece.text, around.region), NO_PLACE)


def _legal_form(piece: Piece, _around: Surroundings) -> float:
    return float(has_legal_form(piece.text))


def _trade_alone(piece: Piece, _around: Surroundings) -> float:
    return float(only_trade(piece.text))


def _email(piece: Piece, around: Surroundings) -> float:
    return max((name_fits_email(piece.text, local) for local in around.locals), default=0.0)


def _staff_email(piece: Piece, around: Surroundings) -> float:
    staff = (local for local in around.locals if local not in around.mailboxes)
    return max((name_fits_email(piece.text, local) for local in staff), default=0.0)


def _domain(piece: Piece, around: Surroundings) -> float:
    texts = (piece.text, without_form(piece.text))
    return max((company_fits_domain(text, stem) for stem in around.stems for text in texts), default=0.0)


def _mailbox(piece: Piece, around: Surroundings) -> float:
    return max((company_fits_domain(piece.text, box) for box in around.mailboxes), default=0.0)


def _titled(piece: Piece, _around: Surroundings) -> float:
    found = as_name(piece.text)
    return float(bool(found and (found.part("prefix") or found.part("suffix"))))


def _labelled(piece: Piece, _around: Surroundings) -> float:
    found = as_name(piece.text)
    return float(bool(found and ":" in piece.text and ":" not in found.value))


def _labelled_else(piece: Piece, _around: Surroundings) -> float:
    return float(bool(set(labels.strip_label(piece.text)[0]) - {"name"}))


def _degrees(piece: Piece, _around: Surroundings) -> float:
    return float(_only_degrees(piece.text))


def _only_degrees(text: str) -> bool:
    """Whether most words are degrees: "MBA, PhD"."""
    words = [bare(word) for word in tokens(text)]
    known = sum(word in titles("after") | titles("after_comma") for word in words)
    return bool(words) and known > len(words) / 2


def _echo(piece: Piece, _around: Surroundings) -> float:
    words = [word for word in tokens(piece.text.replace("-", " ")) if len(word) > 2]
    return float(len(set(words)) < len(words))


def _numbers(piece: Piece, _around: Surroundings) -> float:
    return float(len(DIGITS.findall(piece.text)) > 1)


def _reach(piece: Piece, _around: Surroundings) -> float:
    return float(bool(REACH.search(piece.text)))


def _tiny(piece: Piece, _around: Surroundings) -> float:
    return float(len(LETTER.findall(piece.text)) < 3)


def _foreign(piece: Piece, _around: Surroundings) -> float:
    letters = LETTER.findall(piece.text)
    return 1.0 - len(LATIN.findall(piece.text)) / len(letters) if letters else 1.0


def _sentence(piece: Piece, _around: Surroundings) -> float:
    words = piece.text.split()
    small = sum(word[0].islower() for word in words[1:])
    ends = piece.text.rstrip()[-1:] in (".", "!", "?") and len(words) > 3
    said = float(len(words) > LONG or small > 3) + float(ends) * 0.5
    return 0.0 if has_legal_form(piece.text) else said


def _slogan(piece: Piece, _around: Surroundings) -> float:
    """Whether a row speaks to the reader, or of "us", as names of firms do not."""
    return float(any(map(speaks, [row.text for row in piece.rows] if piece.whole else [piece.text])))


def _best_fit(company: str, stems: Sequence[str]) -> tuple[str, float]:
    """The domain that spells the company best, and how well; ("", 0) without one."""
    fits = ((stem, company_fits_domain(company, stem)) for stem in stems)
    return max(fits, key=lambda one: one[1], default=("", 0.0))


def _beyond(piece: Piece, around: Surroundings) -> float:
    """Where a domain, or a mailbox, spells a part of it: how much of the rest says nothing of a firm."""
    own, fit = _best_fit(piece.text, (*around.stems, *around.mailboxes))
    if fit < SPELT:
        return 0.0
    words = tokens(without_form(piece.text))
    known = hits(words, section("company_words", "strong") | section("job_words", "areas"))
    pairs = zip(words, known, strict=True)
    rest = [word for word, is_known in pairs if not (is_known or letters(word) in letters(own))]
    return sum(len(word) > 2 for word in rest) / max(len(words), 1)


def _complete(piece: Piece, _around: Surroundings) -> float:
    """Whether one of several rows is a whole name by itself: a given name first and a surname last."""
    return float(len(piece.rows) > 1 and any(_is_whole_name(row.text) for row in piece.rows))


def _is_whole_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and is_given(words[0]) and is_surname(words[-1]) and not is_given(words[-1])


def _holds_other(piece: Piece, around: Surroundings) -> float:
    """Whether a row of several is the person, by their e-mail address, or their degrees alone."""
    if len(piece.rows) < 2:
        return 0.0
    staff = [local for local in around.locals if local not in around.mailboxes]
    rows = [row.text for row in piece.rows]
    person = any(
        _is_whole_name(row) and any(name_fits_email(row, own) >= SPELT for own in staff) for row in rows
    )
    return float(person or any(_only_degrees(row) and not row.isupper() for row in rows))


def _only_form(piece: Piece, _around: Surroundings) -> float:
    """Whether nothing but a legal form stands there: "Ltd."."""
    return float(is_inside(tokens(piece.text)) and len(piece.text.split()) == 1)


def _heads_number(piece: Piece, around: Surroundings) -> float:
    """Whether a usual given name stands alone right above a number, or before one in its line."""
    alone = len(piece.rows) == 1 and piece.whole and len(piece.text.split()) == 1
    return float(alone and piece.lines[0] in around.numbered and is_usual_given(piece.text))


def _of_firm(piece: Piece, around: Surroundings) -> float:
    """Whether a part of a line follows its firm: a domain spells it, or the card has it elsewhere too."""
    before, cut, _ = piece.rows[0].text.partition(piece.text)
    if piece.whole or not cut or not SEPARATOR.search(before):
        return 0.0
    words = f" {letters_key(before)} "
    known = any(len(key) >= LONG and f" {key} " in words for key in around.keys)
    return float(known or has_legal_form(before) or _best_fit(before, around.stems)[1] >= SPELT)


FEATURES: Mapping[str, Feature] = {
    "prior": _prior,
    "name_words": _name_words,
    "person_words": _person_words,
    "post_words": _post_words,
    "firm_words": _firm_words,
    "place_words": _place_words,
    "legal_form": _legal_form,
    "trade_alone": _trade_alone,
    "email": _email,
    "staff_email": _staff_email,
    "domain": _domain,
    "mailbox": _mailbox,
    "titled": _titled,
    "labelled": _labelled,
    "labelled_else": _labelled_else,
    "degrees": _degrees,
    "echo": _echo,
    "numbers": _numbers,
    "reach": _reach,
    "tiny": _tiny,
    "foreign": _foreign,
    "sentence": _sentence,
    "slogan": _slogan,
    "beyond": _beyond,
    "of_firm": _of_firm,
    "complete": _complete,
    "holds_other": _holds_other,
    "only_form": _only_form,
    "heads_number": _heads_number,
}
