"""`aroma import`: files of contacts become cards that wait; says what went in, and what could not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from data.database import Database, open_database
from data.errors import ExportError
from data.texts import say
from flows.archives import Found, lists_in
from flows.importing import Tally, import_list
from flows.printing import complain, put
from flows.progress import bar
from flows.settings import Settings

OK, NOT_ALL = 0, 1
MOST_TOLD = 20  # bad rows of a list that are told one by one


def import_files(settings: Settings, files: Sequence[Path]) -> int:
    """Import each file and say what it brought; 1 where a file or a row of one could not be taken, else 0.

    Raises HomeError and StoreError.
    """
    settings.home.prepare()
    db = open_database(settings.store_url)
    tallies: list[Tally] = []
    refused = False
    for path in files:
        try:
            tallies += [_import(settings, db, found) for found in lists_in(path)]
        except ExportError as error:
            complain(error.text(settings.language))
            refused = True
    if any(tally.new for tally in tallies):
        put(say("import.waiting", settings.language))
    return NOT_ALL if refused or any(tally.bad for tally in tallies) else OK


def _import(settings: Settings, db: Database, found: Found) -> Tally:
    with bar(settings.language, "import.progress"):
        tally = import_list(settings, db, found)
    complain(*_problems(tally, found.name, settings))
    what = ", ".join(_counted(tally, settings)) or say("import.empty", settings.language)
    kind = say(f"import.kind-{found.kind.source}", settings.language)
    put(say("import.summary", settings.language, file=found.name, kind=kind, what=what))
    return tally


def _problems(tally: Tally, file: str, settings: Settings) -> Iterator[str]:
    for row in tally.bad[:MOST_TOLD]:
        reason = row.reason.text(settings.language)
        yield say("import.bad-row", settings.language, file=file, line=row.line, reason=reason)
    if more := len(tally.bad[MOST_TOLD:]):
        yield say("import.bad-more", settings.language, file=file, count=more)


def _counted(tally: Tally, settings: Settings) -> Iterator[str]:
    """Each number that is not 0; that of the new ones comes first."""
    counts = {
        "new-one" if tally.new == 1 else "new": tally.new,
        "changed": tally.changed,
        "unchanged": tally.unchanged,
        "repeated": tally.repeated,
        "forgotten": tally.forgotten,
        "bad": len(tally.bad),
    }
    return (say(f"import.{what}", settings.language, count=count) for what, count in counts.items() if count)
