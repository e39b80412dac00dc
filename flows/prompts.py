"""One question in the terminal: its title, its hint, what is there now, and what is typed.

Enter keeps what is there, "-" empties it, ".." skips to the end. Text off a card is printed without
control characters, so that it cannot speak to the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from data.models import Need, NeedKind
from data.texts import Language, say
from enrich.known import facts, whether
from enrich.questions import Kind, Question
from enrich.typed import needs, text, texts
from flows.printing import printable

EMPTY = "-"
SKIP = ".."
PROMPT = "> "


class SkipError(Exception):
    """The owner wants to go on with what is to be done with the card."""


class StoppedError(Exception):
    """The owner stopped in the middle of a list; `answer` is what there is of it."""

    def __init__(self, answer: Any) -> None:
        super().__init__("stopped")
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Prompts:
    """Where questions are asked. `read` takes a prompt and returns a line; it may raise EOFError."""

    console: Console
    language: Language
    read: Callable[[str], str] = input

    def say(self, what: str, *, style: str = "", **facts: object) -> None:
        """Print a sentence of the catalogue `terminal`."""
        self.show(say(f"terminal.{what}", self.language, **facts), style=style)

    def show(self, line: str, *, style: str = "") -> None:
        """Print a line as it is, whatever stands in it."""
        self.console.print(Text(printable(line), style=style), highlight=False, soft_wrap=True)

    def ask(self, question: Question, now: Any, notes: Sequence[str] = ()) -> Any:
        """The answer to one question, in the shape of `enrich.prefill`; raises SkipError.

        `now` is what is there; `notes` are what is wrong or doubtful with it.
        """
        self.console.print()
        self.show(question.title(self.language), style="bold")
        if hint := question.hint(self.language):
            self.show(hint, style="dim")
        for note in notes:
            self.show(f"⚠ {note}", style="yellow")
        match question.kind:
            case Kind.LIST:
                return self._list(texts(now))
            case Kind.NEEDS:
                return self._needs(question, now)
            case Kind.CHOICE:
                return self._choice(question, text(now))
            case Kind.SAME:
                return self._same(question, texts(now))
        return self._line(text(now))

    def line(self, title: str, hint: str, now: str) -> str:
        """The answer to a question that is not of the form; raises SkipError."""
        self.console.print()
        self.show(title, style="bold")
        if hint:
            self.show(hint, style="dim")
        return self._line(now)

    def _line(self, now: str) -> str:
        """What is typed instead of `now`."""
        if now:
            self.say("now", value=now, style="cyan")
        typed = self._read(PROMPT)
        if typed == EMPTY:
            return ""
        return typed or now

    def _list(self, now: Sequence[str]) -> list[str]:
        kept: list[str] = []
        with _keeping(lambda: [*kept, *now[len(kept) :]]):
            for item in now:
                kept.append(self._line(item))  # noqa: PERF401 - what is kept is needed if this is stopped
            while typed := self._another():
                kept.append(typed)
        return [item for item in kept if item]

    def _needs(self, question: Question, now: Any) -> list[dict[str, str]]:
        known = needs(now)
        kept: list[Need] = []
        with _keeping(lambda: _plain([*kept, *known[len(kept) :]])):
            for need in known:
                self.show(question.label(need.kind, self.language), style="cyan")
                kept.append(Need(need.kind, self._line(need.text)))
            while typed := self._another():
                kept.append(Need(NeedKind.OTHER, typed))
                self.say("need-kind", style="dim")
                kind = question.choices[self._number(question, len(question.choices) - 1)]
                kept[-1] = Need(NeedKind(kind), typed)
        return _plain(kept)

    def _choice(self, question: Question, now: str) -> str:
        chosen = question.chosen(now) or question.choices[0]
        return question.choices[self._number(question, question.choices.index(chosen))]

    def _same(self, question: Question, now: Sequence[str]) -> list[str]:
        """The numbers of those who are the same person."""
        labels = [say(f"merging.{answer}", self.language) for answer in ("no", "yes")]
        kept: list[str] = []
        numbers = [str(known.person.number) for known in question.known]
        with _keeping(lambda: kept):
            for number, known in zip(numbers, question.known, strict=True):
                self.show(whether(known, self.language), style="bold")
                for fact in facts(known, self.language):
                    self.show(f"  {fact}")
                if self._pick(labels, int(number in now)):
                    kept.append(number)
        return kept

    def _number(self, question: Question, default: int) -> int:
        return self._pick(question.labels(self.language), default)

    def _pick(self, labels: Sequence[str], default: int) -> int:
        """The place of the label that is chosen by its number."""
        for number, label in enumerate(labels, start=1):
            self.show(f"  {number}. {label}", style="cyan" if number == default + 1 else "")
        while typed := self._read(f"[{default + 1}] {PROMPT}"):
            if typed.isdecimal() and 1 <= int(typed) <= len(labels):
                return int(typed) - 1
            self.say("number", count=len(labels), style="yellow")
        return default

    def _another(self) -> str:
        typed = self._read(f"{say('terminal.more', self.language)} {PROMPT}")
        return "" if typed == EMPTY else typed

    def _read(self, prompt: str) -> str:
        typed = self.read(prompt).strip()
        if typed == SKIP:
            raise SkipError
        return typed


def _plain(found: Sequence[Need]) -> list[dict[str, str]]:
    return [{"kind": str(need.kind), "text": need.text} for need in found if need.text]


@contextmanager
def _keeping(kept: Callable[[], Any]) -> Iterator[None]:
    """Hand on what was typed so far where a list is stopped in its middle."""
    try:
        yield
    except (KeyboardInterrupt, EOFError) as stop:
        raise StoppedError(kept()) from stop
