"""Where long work says how far it is, for whoever looks on: a bar in the terminal, or nobody.

Flows call `expect` and `advance` and know nothing of terminals; the command line opens a bar around them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from data.texts import Language, say

_bars: list[Progress] = []
"""The bar that is open in this process, if there is one."""


@contextmanager
def bar(language: Language, doing: str = "collect.reading") -> Iterator[None]:
    """Show a bar with the time left on stderr while the block runs, where stderr is a terminal.

    `doing` is the sentence in front of it.
    """
    console = Console(stderr=True)
    columns = (
        TextColumn(say(doing, language)),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn(say("collect.left", language)),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        _bars.append(progress)
        try:
            yield
        finally:
            _bars.remove(progress)


def expect(total: int) -> None:
    """There are `total` pieces of work to come."""
    for progress in _bars:
        progress.add_task("", total=total)


def advance(pieces: int = 1) -> None:
    """So many more pieces of the latest work are done."""
    for progress in _bars:
        if progress.task_ids:
            progress.advance(progress.task_ids[-1], pieces)
