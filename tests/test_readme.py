"""What the READMEs show is what happens; CONTRIBUTING.md says how their examples are written."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from readme_examples import difference, examples, moved, shifted
from readme_home import typist

from flows.cli import COMMANDS, build

ROOT = Path(__file__).parent.parent
READMES = {"en": ROOT / "README.md", "es": ROOT / "README.es.md"}
EXAMPLES = {language: examples(path.read_text("utf-8")) for language, path in READMES.items()}
NAMES = {command.__name__.strip("_").replace("_", "-") for command in COMMANDS}
WITHOUT_OUTPUT = {"up", "demo", "worker", "review"}
"""The first three run until they are stopped, the last asks one question after another at a terminal."""


@pytest.mark.server
@pytest.mark.tesseract
@pytest.mark.parametrize("language", READMES)
def test_every_example_shows_what_really_happens(language, tmp_path, lay_rows):
    with typist(tmp_path, language, lay_rows) as owner:
        differences = []
        for example in EXAMPLES[language]:
            if example.output:
                now = shifted(example, owner.shift)
                differences.append(difference(now, owner.type(now)))
    assert not any(differences), "\n\n".join(["", *filter(None, differences)])


@pytest.mark.parametrize("language", READMES)
def test_every_command_that_is_named_can_be_typed_so(language):
    program = build(language)
    for example in EXAMPLES[language]:
        if example.command:
            program.commands[example.command].make_context(example.command, example.words[2:])


@pytest.mark.parametrize("language", READMES)
def test_every_command_has_an_example_with_what_it_shows(language):
    named = {example.command for example in EXAMPLES[language]}
    shown = {example.command for example in EXAMPLES[language] if example.output}
    assert sorted(NAMES - named) == []
    assert sorted(NAMES - shown - WITHOUT_OUTPUT) == []


def test_both_readmes_show_the_same_commands_in_the_same_order():
    english, spanish = ([each.command for each in EXAMPLES[language]] for language in ("en", "es"))
    assert english == spanish


TEXT = """
```
make up
```

```
$ aroma who ana       # who is this?
$ aroma read "a b.jpg" | head
a b.jpg

  name  Ana …, met on 3 May 2026
  …
$ aroma waiting      # then press the keys k, g
```
"""


def test_an_example_is_what_is_typed_and_the_lines_below_it():
    who, read, waiting = examples(TEXT)
    assert (who.command, who.words, who.output) == ("who", ["aroma", "who", "ana"], ())
    assert read.words == ["aroma", "read", "a b.jpg"]
    assert read.output == ("a b.jpg", "", "  name  Ana …, met on 3 May 2026", "  …")
    assert (waiting.output, waiting.keys, who.keys) == ((), ["k", "g"], [])


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ("a b.jpg\n\n  name  Ana Ruiz, met on 3 May 2026\n  one\n  two\n\n", True),
        ("a b.jpg\n\n  name  Ana Ruiz, met on 3 May 2026\n", True),
        ("a b.jpg\n\n  name  Ana Ruiz, met on 4 May 2026\n  one\n", False),
        ("a b.jpg\n  name  Ana Ruiz, met on 3 May 2026\n", False),
        ("", False),
    ],
)
def test_a_difference_is_found_and_what_is_left_out_is_not_one(shown, same):
    assert (difference(examples(TEXT)[1], shown) == "") is same


def test_days_are_moved_however_they_are_written():
    text = "on 2026-12-31, 31/12/2026, 31 December 2026 or 31 de diciembre de 2026, not on 31 December"
    later = "on 2027-01-01, 01/01/2027, 1 January 2027 or 1 de enero de 2027, not on 31 December"
    assert moved(text, timedelta(days=1)) == later
