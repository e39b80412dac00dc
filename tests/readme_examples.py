"""The examples of a README: what one types, and what the terminal then shows."""

from __future__ import annotations

import re
import shlex
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import unified_diff
from itertools import dropwhile, pairwise

PROMPT = "$ "
LEFT_OUT = "…"
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VARIABLE = re.compile("[A-Z_]+=")
SHELL = {"|", ">", ">>", "<", "&&", ";"}

MONTHS = list(month_name)[1:]
MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
DAYS = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<short>\d\d/\d\d/\d{4})"
    rf"|(?P<en>\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}})"
    rf"|(?P<es>\d{{1,2}} de (?:{'|'.join(MESES)}) de \d{{4}})"
)
KEYS = re.compile(r"#.* (?:keys|teclas) (.+)$")
"""How a comment says what is pressed while the command runs: `# then press the keys k, g`."""


@dataclass(frozen=True, slots=True)
class Example:
    """A line that is typed, and the lines that follow; none where a comment alone says what it does."""

    line: str
    output: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The command and its arguments, without a comment, variables, and what is done with its output."""
        words = shlex.split(self.line, comments=True)
        end = next((place for place, word in enumerate(words) if word in SHELL), len(words))
        return list(dropwhile(VARIABLE.match, words[:end]))

    @property
    def command(self) -> str:
        """Which of the commands of `aroma` it is, "" for another program."""
        program, *rest = self.words
        return rest[0] if program == "aroma" and rest else ""

    @property
    def keys(self) -> list[str]:
        """What is pressed while it runs, one after the other."""
        said = KEYS.search(self.line)
        return said[1].split(", ") if said else []


def examples(text: str) -> tuple[Example, ...]:
    """All examples of a README, in their order; of its fenced blocks, those in which something is typed."""
    return tuple(found for block in BLOCK.findall(text) for found in _of_block(block.splitlines()))


def _of_block(lines: list[str]) -> Iterator[Example]:
    starts = [place for place, line in enumerate(lines) if line.startswith(PROMPT)]
    for start, end in pairwise([*starts, len(lines)]):
        yield Example(lines[start].removeprefix(PROMPT), tuple(_trimmed(lines[start + 1 : end])))


def _trimmed(lines: list[str]) -> list[str]:
    """The lines without blanks at their ends, and without blank ones behind the last."""
    return "\n".join(line.rstrip() for line in lines).rstrip().split("\n") if any(lines) else []


def shifted(example: Example, by: timedelta) -> Example:
    """The example as it would be written so much later."""
    return Example(moved(example.line, by), tuple(moved(line, by) for line in example.output))


def difference(example: Example, shown: str) -> str:
    """How what the terminal shows differs from the example, as a diff; "" where it is the same.

    A line of the example that is only `…` stands for any number of lines, and `…` within a line for any
    letters.
    """
    lines = _trimmed(shown.splitlines())
    if re.fullmatch(_pattern(example.output), "".join(f"{line}\n" for line in lines)):
        return ""
    named = f"{PROMPT}{example.line}"
    return "\n".join(unified_diff(example.output, lines, "in the README", "really", named, "", 1000, ""))


def _pattern(lines: tuple[str, ...]) -> str:
    return "".join(
        r"(?:.*\n)*" if line.strip() == LEFT_OUT else re.escape(line).replace(LEFT_OUT, ".*") + r"\n"
        for line in lines
    )


def moved(text: str, by: timedelta) -> str:
    """`text`, with each of its days so much later, written as it was."""
    return DAYS.sub(lambda found: _moved(found, by), text)


def _moved(found: re.Match[str], by: timedelta) -> str:
    match found.lastgroup:
        case "iso":
            return (date.fromisoformat(found[0]) + by).isoformat()
        case "short":
            day, month, year = map(int, found[0].split("/"))
            return f"{date(year, month, day) + by:%d/%m/%Y}"
        case "es":
            number, name, year_ = found[0].split(" de ")
            then = date(int(year_), MESES.index(name) + 1, int(number)) + by
            return f"{then.day} de {MESES[then.month - 1]} de {then.year}"
        case _:
            number, name, year_ = found[0].split()
            then = date(int(year_), MONTHS.index(name) + 1, int(number)) + by
            return f"{then.day} {MONTHS[then.month - 1]} {then.year}"
