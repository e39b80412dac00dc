"""Writes given_names.txt and surnames.txt, which tell what a person's name looks like.

Sources: the name lists of the packages Faker and mimesis (both under the MIT licence). Neither is needed to
run Aroma. To write the tables anew:

    python3 -m venv /tmp/names && /tmp/names/bin/pip install Faker mimesis
    /tmp/names/bin/python -m data.tables.generate_names

Every name is folded (no accents, no case) and followed by the languages that have it. What those lists lack
(Catalan, Basque, Galician, Arabic and Korean in Latin letters) stands in names_more.txt, by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from data.letters import fold

HERE = Path(__file__).parent
# Russian, Ukrainian and Bulgarian letters as passports spell them.
CYRILLIC = {"ъ": "", "ь": "", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
CYRILLIC |= {"ю": "yu", "я": "ya", "є": "ye", "ї": "yi", "э": "e", "ы": "y", "і": "i", "ґ": "g"}
CYRILLIC |= dict(zip("абвгдезийклмнопрстуф", "abvgdeziyklmnoprstuf", strict=True))
LATIN = re.compile(r"[a-z][a-z' -]+")
MOST_LANGUAGES = 8  # more say nothing about where a name comes from

HEADER = """# {what}: folded name = languages that have it.
# Source: name lists of Faker {faker} and mimesis {mimesis} (both MIT), Cyrillic ones transliterated.
# Written by data/tables/generate_names.py, which says how; do not edit. More names: names_more.txt.
"""


def flat(names: Any) -> Iterator[str]:
    """The names in whatever shape the source keeps them: lists, sets, weighted dicts, nested ones."""
    if isinstance(names, str):
        yield names
    elif isinstance(names, Mapping):
        yield from chain.from_iterable(flat(key if isinstance(value, int | float) else value)
                                       for key, value in names.items())  # fmt: skip
    elif isinstance(names, Iterable):
        yield from chain.from_iterable(flat(name) for name in names)


def from_faker(kind: str) -> Iterator[tuple[str, str]]:
    """(language, name) for every name that Faker has; `kind` is first or last."""
    people = import_module("faker.providers.person")
    for module in iter_modules(people.__path__):
        provider = vars(import_module(f"{people.__name__}.{module.name}").Provider)
        for attribute, names in provider.items():
            if re.fullmatch(rf"({kind}_(romanized_)?names|\w*{kind}_names)(_\w+)?", attribute):
                yield from ((module.name[:2], name) for name in flat(names))


def from_mimesis(kind: str) -> Iterator[tuple[str, str]]:
    """(language, name) for every name that mimesis has; `kind` is names or surnames."""
    for path in sorted(Path(str(files("mimesis"))).glob("datasets/*/person.json")):
        names = json.loads(path.read_text("utf-8")).get(kind, [])
        yield from (
            (path.parent.name[:2], name)
            for name in flat(list(names.values()) if isinstance(names, dict) else names)
        )


def latin(name: str) -> Iterator[str]:
    """The words of a name in folded Latin letters; none for a script that is not transliterated here."""
    letters = "".join(CYRILLIC.get(letter, letter) for letter in name.casefold()).replace("-", " ")
    for word in fold(letters).split():
        if LATIN.fullmatch(word):
            yield word


def table(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Folded name → languages."""
    found: dict[str, set[str]] = {}
    for language, name in pairs:
        for word in latin(name):
            found.setdefault(word, set()).add(language)
    return found


def write(path: Path, what: str, names: dict[str, set[str]]) -> None:
    """One table, sorted."""
    versions = {name: import_module("importlib.metadata").version(name) for name in ("faker", "mimesis")}
    rows = (
        f"{name} = {' '.join(sorted(tags) if len(tags) <= MOST_LANGUAGES else ['*'])}"
        for name, tags in sorted(names.items())
    )
    path.write_text(HEADER.format(what=what, **versions) + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    write(HERE / "given_names.txt", "Given names", table(chain(from_faker("first"), from_mimesis("names"))))
    write(HERE / "surnames.txt", "Surnames", table(chain(from_faker("last"), from_mimesis("surnames"))))
