"""What Aroma says to people, in Spanish and in English.

The sentences stand in `data/sentences/<catalogue>.toml`, each with both languages side by side, so that
a missing translation is seen where it is missing. A key is `<catalogue>.<sentence>`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Language = Literal["es", "en"]
LANGUAGES: tuple[Language, ...] = ("es", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet said in any language: its key, and the facts that fill its gaps."""

    key: str
    facts: tuple[tuple[str, str], ...] = ()

    def text(self, language: Language) -> str:
        """The sentence in `language`; raises KeyError for a key that no catalogue has."""
        return say(self.key, language, **dict(self.facts))


def message(key: str, /, **facts: object) -> Message:
    """A `Message`; the facts are turned to text at once, so that the record stays comparable."""
    return Message(key, tuple((name, str(fact)) for name, fact in facts.items()))


def say(key: str, language: Language, /, **facts: object) -> str:
    """The sentence `key` in `language`, its `{gaps}` filled with `facts`."""
    name, _, sentence = key.partition(".")
    return catalogue(name)[sentence][language].format(**facts)


@cache
def catalogue(name: str) -> dict[str, dict[Language, str]]:
    """All sentences of one catalogue: sentence → language → text. Raises KeyError if there is none."""
    path = files("data").joinpath("sentences", f"{name}.toml")
    if not path.is_file():
        raise KeyError(f"no catalogue of texts is named {name!r}")
    return cast("dict[str, dict[Language, str]]", tomllib.loads(path.read_text("utf-8")))
