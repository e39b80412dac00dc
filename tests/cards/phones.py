"""Phone numbers of nobody, as they are printed and as they are dialled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import phonenumbers
from phonenumbers import PhoneNumberType

from tests.cards.besides import digits

KINDS = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.TOLL_FREE: "toll_free",
}


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it is printed, and in E.164.

    `kind` is what the number itself tells, "" where it can be mobile or landline (as in the United
    States and Mexico); `printed_kind` is what the card is to say it is. `more` are further numbers that the
    print spells out by their last digits, `between` those of a range that it leaves out.
    """

    printed: str
    e164: str
    kind: str
    printed_kind: str
    extension: str = ""
    more: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


def invent_phones(
    dice: Random, lists: dict[str, Any], kinds: Sequence[str], *, extension: bool, short: str
) -> tuple[Phone, ...]:
    """The numbers of the kinds wished for; the first landline has the extension, or is printed in short."""
    phones: list[Phone] = []
    for kind in kinds:
        phone = invent_phone(dice, lists, kind)
        if kind == "landline" and not any(one.printed_kind == kind for one in phones):
            phone = (
                replace(phone, extension=str(dice.randint(11, 399))) if extension else shortened(phone, short)
            )
        phones.append(phone)
    return tuple(phones)


def invent_phone(dice: Random, lists: dict[str, Any], kind: str) -> Phone:
    """One number; a fax is a landline that is labelled so."""
    template = dice.choice(lists["landline" if kind == "fax" else kind])
    printed = digits(dice, template)
    number = phonenumbers.parse(printed, lists["region"])
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(printed, e164, KINDS.get(phonenumbers.number_type(number), ""), kind)


def shortened(phone: Phone, short: str) -> Phone:
    """The number and its next ones, printed as its last two digits: "… 21/22/23" or "… 21 to 24"."""
    if not short:
        return phone
    last = int(phone.e164[-2:]) % 90
    tens = [f"{last + step:02}" for step in range(4)]
    others = tuple(phone.e164[:-2] + end for end in tens)
    stem = phone.printed[:-2] + tens[0]
    if short == "slash":
        return replace(phone, printed=f"{stem}/{tens[1]}/{tens[2]}", e164=others[0], more=others[1:3])
    return replace(phone, printed=f"{stem} {short} {tens[3]}", e164=others[0], between=others[1:])
