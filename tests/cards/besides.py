"""What stands on a card besides the person: slogans, and small print full of numbers that are no phones."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any


@cache
def besides() -> dict[str, Any]:
    """The slogans and the small print by locale."""
    return tomllib.loads(Path(__file__).with_name("besides.toml").read_text("utf-8"))


def invent_slogan(dice: Random, locale: str) -> str:
    """A line that a company prints below its name."""
    return str(dice.choice(besides()[locale]["slogans"]))


def invent_small_print(dice: Random, locale: str, count: int) -> tuple[str, ...]:
    """So many lines of small print, or as many as there are."""
    lines = besides()[locale]["small"]
    return tuple(digits(dice, line) for line in dice.sample(lines, min(count, len(lines))))


def digits(dice: Random, template: str) -> str:
    """The template with a digit for each "#"."""
    return "".join(dice.choice("0123456789") if sign == "#" else sign for sign in template)
