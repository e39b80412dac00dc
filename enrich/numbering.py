"""Which telephone numbers exist: the only door to `phonenumbers`. Nothing here raises on any text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    ValidationResult,
)

_KINDS = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.TOLL_FREE: "toll_free",
}


_RETIRED = (("+521", "+52", 14),)
"""Prefixes printed but dialled no longer, and the length of such numbers: Mexico's mobile 1, until 2019."""


def parsed(text: str, region: str | None = None) -> PhoneNumber | None:
    """The number that the digits say, in that country where they say none; None where they say nothing."""
    for old, new, length_then in _RETIRED:
        if text.startswith(old) and len(text) == length_then:
            text = new + text.removeprefix(old)
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


def valid(text: str, region: str | None = None) -> PhoneNumber | None:
    """The number if numbers like it are in use."""
    number = parsed(text, region)
    return number if number is not None and phonenumbers.is_valid_number(number) else None


def possible(text: str, region: str | None = None) -> PhoneNumber | None:
    """The number if it has as many digits as numbers of its country, those for local calls left out."""
    number = parsed(text, region)
    return number if number is not None and length(number) == "right" else None


def length(number: PhoneNumber) -> Literal["right", "short", "long"]:
    """How many digits a number has for its country; one for local calls only is too short."""
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.TOO_LONG:
        return "long"
    return "right" if reason == ValidationResult.IS_POSSIBLE else "short"


def e164(number: PhoneNumber) -> str:
    """The number as +, country code and digits."""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def display(value: str) -> str:
    """A number as people write it, "+34 612 34 56 78"; as it stands where it has no known country."""
    number = possible(value)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else value


def own_kind(number: PhoneNumber) -> str | None:
    """mobile, landline or toll_free by the digits, None where they do not say it."""
    return _KINDS.get(phonenumbers.number_type(number))


def region_of(number: PhoneNumber) -> str:
    """The two letters of the number's country, "" where it is not known."""
    code = number.country_code or 0
    found = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(code)
    return found if found and found.isalpha() and found != "ZZ" else ""


def international(text: str) -> Iterator[PhoneNumber]:
    """The numbers in `text` that say their country."""
    for found in phonenumbers.PhoneNumberMatcher(text, None, phonenumbers.Leniency.POSSIBLE):
        yield found.number


def is_number_of(text: str, region: str) -> bool:
    """Whether numbers like this one are in use in that very country."""
    number = parsed(text, region)
    return number is not None and phonenumbers.is_valid_number_for_region(number, region)


def code_of(region: str) -> str:
    """The digits of a country's prefix, "" for a region that has none."""
    return str(phonenumbers.country_code_for_region(region) or "")


def is_code(digits: str) -> bool:
    """Whether the digits are the prefix of some country."""
    ascii_number = digits.isascii() and digits.isdecimal() and not digits.startswith("0")
    return ascii_number and int(digits) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE


def example(region: str) -> str:
    """A number of that country which shows how to write one."""
    number = phonenumbers.example_number(region) or phonenumbers.example_number("ES")
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else ""
