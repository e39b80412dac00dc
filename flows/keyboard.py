"""The keyboard: one key at a time where it is a terminal, else a line at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

LONGEST_KEY = 16  # bytes that one key sends at most: an arrow sends three
END = "\x04"  # Ctrl-D, and what stands for the end of the input


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed: a letter in lower case, "" for any other key; and what stood behind it."""

    letter: str
    rest: str = ""

    @property
    def ended(self) -> bool:
        return self.letter == END


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Where keys and lines come from. `keys` is None where whole lines are read."""

    read_line: Callable[[str], str]
    keys: Callable[[], str] | None = None

    def press(self, prompt: str) -> Pressed:
        """The next key, or the first word of the next line and the rest of it."""
        if self.keys is not None:
            sys.stdout.write(prompt)
            sys.stdout.flush()
            return Pressed(self.keys().lower())
        try:
            word, _, rest = self.read_line(prompt).strip().partition(" ")
        except EOFError:
            return Pressed(END)
        return Pressed(word[:1].lower(), rest.strip())

    def line(self, prompt: str) -> str:
        """A whole line; "" at the end of the input."""
        try:
            return self.read_line(prompt).strip()
        except EOFError:
            return ""


def keyboard(stream: TextIO | None = None) -> Keyboard:
    """The keyboard of this process, or of another stream of the operating system."""
    source = stream or sys.stdin
    if not source.isatty():
        return Keyboard(input)
    return Keyboard(input, lambda: _key(source.fileno()))


def _key(terminal: int) -> str:
    """The letter of the key that is pressed next, "" for an arrow and the like."""
    with _unbuffered(terminal):
        sent = os.read(terminal, LONGEST_KEY)
    if not sent:
        return END
    text = sent.decode("utf-8", "ignore")
    return text if len(text) == 1 else ""


@contextmanager
def _unbuffered(terminal: int) -> Iterator[None]:
    """Let each key come at once and unseen; Ctrl-C still interrupts."""
    import termios  # noqa: PLC0415 - only terminals have it
    import tty  # noqa: PLC0415

    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)  # what was typed ahead counts
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
