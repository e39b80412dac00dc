"""Which number or numbers a run of printed digits means, by prefix, country and shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import accumulate

from phonenumbers import PhoneNumber

from data.texts import Message, message
from enrich import numbering
from enrich.phone_prints import Run

_SHORTEST, _LONGEST = 6, 15
_LEFT_OUT = 5
"""How many digits may stand beside a number and be something else, such as a postcode."""

_GROUPS = 60
"""More groups of digits than this are a table, and no line of telephone numbers."""

_LOOK_LIKE_PLUS = ("4", "1", "7")
_NORTH_AMERICAN = ((3, 3, 4), (1, 3, 3, 4))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as understood: `number` where it has a country, else `digits`; `last` ends a range."""

    run: Run
    digits: str
    number: PhoneNumber | None = None
    doubt: Message | None = None
    confidence: float = 1.0
    last: str = ""

    @property
    def value(self) -> str:
        """E.164, or the digits where the country is not known."""
        return numbering.e164(self.number) if self.number else self.digits


def numbers(run: Run, region: str, *, labelled: bool) -> Iterator[Number]:
    """The telephone numbers that a run of digits holds; none where it is something else."""
    if len(run.groups) > _GROUPS:
        return
    for piece in _cut(run, region) or (run,):
        understood = _understood(piece, region)
        if _plausible(understood, labelled=labelled):
            yield from _with_more(understood, piece)


def settled(number: Number, near: tuple[str, ...], region: str) -> Number:
    """A number without a country taken as one of the countries of its neighbours on the line."""
    if number.run.plus or number.doubt is None:
        return number
    for other in near:
        if other != region and (found := numbering.valid(number.run.digits, other)):
            return replace(number, number=found, doubt=None, confidence=0.9)
    return number


def _understood(run: Run, region: str) -> Number:
    """What number the run is, by its prefix, by the region, or by a guess that is doubted."""
    if (sure := _sure(run, region)) is not None:
        return Number(run, run.digits, sure, confidence=1.0 if run.plus else 0.97)
    if (guess := _guess(run, region)) is not None:
        prefix = f"+{guess.country_code}"
        return Number(run, run.digits, guess, message("phones.country_guessed", prefix=prefix), 0.6)
    return _unproved(run, region)


def _sure(run: Run, region: str) -> PhoneNumber | None:
    """The valid number of a run that says its country, or is whole in the region."""
    digits = run.digits
    if run.plus:
        found = numbering.valid(f"+{digits}") or numbering.valid(_without_trunk(run))
        return found if found or run.certain else numbering.valid(digits, region)
    if digits.startswith("00"):
        return numbering.valid(f"+{digits[2:]}") or numbering.valid(digits, region)
    if national := numbering.valid(digits, region):
        return national
    code = numbering.code_of(region)
    if not code or not digits.startswith(code):
        return None
    return numbering.valid(f"+{digits}") or numbering.valid(_without_trunk(run))


def _without_trunk(run: Run) -> str:
    """The digits behind a plus, without a "(0)" behind the country code."""
    pairs = zip(run.groups, run.signs, strict=True)
    return "+" + "".join(group for group, sign in pairs if not (group == "0" and "(" in sign))


def _guess(run: Run, region: str) -> PhoneNumber | None:
    """A valid number by its shape: no plus before the country code, a misread plus, a North American form."""
    digits, code = run.digits, numbering.code_of(region)
    if run.plus:
        said = run.certain and numbering.is_code(run.groups[0])
        return None if said else numbering.valid(digits, region)
    if tuple(map(len, run.groups)) in _NORTH_AMERICAN and (american := numbering.valid(digits, "US")):
        return american
    if len(run.groups) > 1 and numbering.is_code(run.groups[0]):
        found = numbering.valid(f"+{digits}") or numbering.possible(f"+{digits}")
        if found and len(digits) > 9:
            return found
    if len(digits) > 11 and (bare := numbering.valid(f"+{digits}")):
        return bare
    if code and digits[:1] in _LOOK_LIKE_PLUS and digits[1:].startswith(code):
        return numbering.valid(f"+{digits[1:]}")
    return None


def _unproved(run: Run, region: str) -> Number:
    """A number that no rule knows, with what can be said of it."""
    if run.plus:
        number = numbering.parsed(f"+{run.digits}")
        return Number(run, f"+{run.digits}", number, message("phones.not_in_use"), 0.5)
    if number := numbering.possible(run.digits, region):
        return Number(run, run.digits, number, message("phones.not_in_use"), 0.5)
    prefix = f"+{numbering.code_of(region) or 34}"
    return Number(run, run.digits, None, message("phones.country_unknown", prefix=prefix), 0.4)


def _plausible(number: Number, *, labelled: bool) -> bool:
    """Whether the digits may be a telephone number at all, given what stands beside them."""
    run = number.run
    count = len(run.digits)
    if number.doubt is None:
        return labelled or run.plus or run.alone or count >= 9
    if not _SHORTEST <= count <= _LONGEST:
        return False
    pattern = run.misread or len(set(run.digits)) < 3  # a word, or a row of noughts and ones
    return labelled or (count > _SHORTEST and (run.plus or (run.alone and not pattern)))


def _with_more(number: Number, run: Run) -> Iterator[Number]:
    """The number, and those that differ from it in their last digits."""
    if run.range:
        yield replace(number, last=_ended(number, run.more[-1]))
        return
    yield number
    for digits in run.more:
        other = _ended(number, digits)
        yield replace(number, digits=other, number=numbering.parsed(other) if number.number else None)


def _ended(number: Number, digits: str) -> str:
    """The number with its last digits replaced."""
    return number.value[: -len(digits)] + digits


def _cut(run: Run, region: str) -> tuple[Run, ...]:
    """The run as the numbers that it holds, () where it is one number or none can be told apart."""
    if len(run.groups) < 2:
        return ()
    if slashed := _slashed(run, region):
        return slashed
    if _sure(run, region) is not None:
        return ()
    sure = partial(_is_sure, region=region)
    known = partial(_is_known, region=region)
    return _several(run, sure) or _several(run, known) or (() if known(run) else _without_rest(run, sure))


def _is_sure(run: Run, region: str) -> bool:
    return _sure(run, region) is not None


def _is_known(run: Run, region: str) -> bool:
    return _is_sure(run, region) or _guess(run, region) is not None


def _several(run: Run, good: Callable[[Run], bool]) -> tuple[Run, ...]:
    """The run cut into good numbers and alternates, at the strongest signs first; () where it cannot be."""
    end = len(run.groups)

    @cache
    def rest(start: int) -> tuple[Run, ...]:
        """The groups from `start` on as good numbers."""
        whole = part(run, start, end)
        if start and len(whole.digits) <= _LONGEST and good(whole):
            return (whole,)
        for at in _places(run, start):
            head, tail = part(run, start, at), part(run, at, end)
            if not good(head):
                continue
            if _replaces(tail):
                return (replace(head, more=tail.groups + run.more, range=run.range, raw=whole.raw),)
            if found := rest(at):
                return (head, *found)
        return ()

    return rest(0)


def _places(run: Run, start: int) -> list[int]:
    """Where the number that begins at `start` may end, by its count of digits, the best places first."""
    counts = accumulate(len(group) for group in run.groups[start:])
    ends = (start + n for n, count in enumerate(counts, 1) if _SHORTEST <= count <= _LONGEST)
    return sorted((at for at in ends if at < len(run.groups)), key=lambda at: (not _strong(run, at), -at))


def _slashed(run: Run, region: str) -> tuple[Run, ...]:
    """Alternates behind a slash (ITU-T E.123, 2.5), where the digits would make one long number too."""
    at = next((n for n, sign in enumerate(run.signs) if n and "/" in sign and len(run.groups[n]) <= 3), 0)
    if not at:
        return ()
    head, tail = part(run, 0, at), part(run, at, len(run.groups))
    whole = (
        len(head.digits) > 6 and _sure(head, region) is not None and all("/" in sign for sign in tail.signs)
    )
    alike = all(len(group) <= 3 for group in tail.groups)
    return (replace(head, more=tail.groups, raw=run.raw),) if whole and alike else ()


def _without_rest(run: Run, good: Callable[[Run], bool]) -> tuple[Run, ...]:
    """The one good number in the run, a few digits before or behind it left out; () without one."""
    count = len(run.groups)
    if len(run.digits) > _LONGEST + _LEFT_OUT:
        return ()
    for size in range(count - 1, 0, -1):
        for start in range(count - size + 1):
            piece = part(run, start, start + size)
            left_out = len(run.digits) - len(piece.digits)
            if left_out <= _LEFT_OUT and len(piece.digits) > 6 and good(piece):
                return (
                    replace(piece, cut=not _set_apart(run, start, start + size), extension=run.extension),
                )
    return ()


def _set_apart(run: Run, start: int, end: int) -> bool:
    """Whether the digits left out stand clearly apart: behind a bracket, or a dash with blanks."""
    borders = [run.signs[at] for at in (start, end) if 0 < at < len(run.groups)]
    return all("(" in sign or (sign.strip() in ("-", "–", "/") and " " in sign) for sign in borders)


def _replaces(tail: Run) -> bool:
    """Whether the groups replace last digits: short, each behind a slash, a dash or a comma."""
    short = all(len(group) <= 4 for group in tail.groups) and len({len(group) for group in tail.groups}) == 1
    return short and all(set(sign) & set("/-–,") for sign in tail.signs)


def _strong(run: Run, at: int) -> bool:
    """Whether a new number probably begins at this group."""
    sign = run.signs[at]
    spaced = sign.startswith(" ") and sign.endswith(" ") and sign.strip() in ("-", "–", "·")
    return spaced or any(c in sign for c in "/,(") or run.groups[at].startswith("0")


def part(run: Run, start: int, end: int) -> Run:
    """Some groups of a run as a run of their own."""
    pairs = zip(run.signs[start:end], run.groups[start:end], strict=True)
    raw = "".join(sign + group for sign, group in pairs).strip(" /,-–·")
    last = end == len(run.groups)
    return replace(
        run,
        raw=f"+{raw}" if run.plus and start == 0 else raw,
        groups=run.groups[start:end],
        signs=run.signs[start:end],
        plus=run.plus and start == 0,
        extension=run.extension if last else "",
        more=run.more if last else (),
        range=run.range and last,
    )
