"""The `aroma` program: its commands, their help in the owner's language, and the exit statuses.

Exit status: 0 all went well, 1 something did not, 2 wrong usage or a wrong setting. Each command
imports what it needs when it runs, so that `aroma --help` and `aroma who` answer at once; and after the
settings, for Prefect reads its environment once, when it is imported.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from data.errors import AromaError, SettingsError
from data.texts import Language, say
from flows.cli_giving import GIVING
from flows.cli_leaving import LEAVING
from flows.early import spoken
from flows.entering import settings_in_force
from flows.help_pages import SpokenCommand, SpokenGroup, describe_program, title_panels, usage_problem
from flows.printing import complain

OK, NOT_ALL, USAGE = 0, 1, 2
INTERRUPTED = 130  # as shells say it: 128 + SIGINT
FOR_OTHERS = 0o077  # what others may not do with any file that Aroma makes

JSON = Annotated[bool, typer.Option("--json")]


def up() -> int:
    """Run Aroma in the home of the settings."""
    settings = settings_in_force()
    from flows.up import run

    return run(settings)


def demo(home: Annotated[Path, typer.Option()] = Path("demo")) -> int:
    """Run Aroma in the demo's own home, with the samples in its inbox."""
    from flows.demo import run

    return run(home)


def collect() -> int:
    """Look into the inbox once, now."""
    settings = settings_in_force()
    from flows.on_demand import collect_now

    return collect_now(settings)


def read(
    photos: Annotated[list[Path], typer.Argument()],
    json: JSON = False,
    explain: Annotated[bool, typer.Option("--explain")] = False,
    pair: Annotated[bool, typer.Option("--pair")] = False,
) -> int:
    """Read photos and print what they say."""
    settings = settings_in_force()
    from flows.read import read_photos

    return read_photos(settings, photos, json=json, explain=explain, pair=pair)


def import_(files: Annotated[list[Path], typer.Argument()]) -> int:
    """Import exports of contacts."""
    settings = settings_in_force()
    from flows.import_files import import_files

    return import_files(settings, files)


def waiting(json: JSON = False) -> int:
    """List the cards that wait."""
    settings = settings_in_force()
    from flows.waiting import show_waiting

    return show_waiting(settings, json=json)


def review(
    card: Annotated[str, typer.Argument()] = "",
    batch: Annotated[bool, typer.Option("--batch")] = False,
) -> int:
    """Ask a card's questions in the terminal, or go through a heap of contacts."""
    settings = settings_in_force()
    if batch:
        from flows.batch import review_batch

        return review_batch(settings)
    from flows.terminal import review as review_card

    return review_card(settings, card)


def bring_back(text: Annotated[list[str] | None, typer.Argument()] = None) -> int:
    """Bring somebody back who was let go."""
    settings = settings_in_force()
    from flows.bring_back import bring_back as bring_contact_back

    return bring_contact_back(settings, " ".join(text or ()))


def join(card: Annotated[str, typer.Argument()], other: Annotated[str, typer.Argument()]) -> int:
    """Make two cards one."""
    settings = settings_in_force()
    from flows.by_hand import join_cards

    return join_cards(settings, card, other)


def merge(one: Annotated[str, typer.Argument()], other: Annotated[str, typer.Argument()]) -> int:
    """Make two people one."""
    settings = settings_in_force()
    from flows.merging import merge

    return merge(settings, one, other)


def split(card: Annotated[str, typer.Argument()], which: Annotated[str, typer.Argument()] = "") -> int:
    """Make the sides of a card, or the cards of a person, apart again."""
    settings = settings_in_force()
    from flows.by_hand import split

    return split(settings, card, which)


def worker() -> int:
    """Run what is due for a home that several machines share."""
    settings = settings_in_force()
    from flows.work_pool import work

    return work(settings)


def who(
    text: Annotated[list[str], typer.Argument()],
    json: JSON = False,
    meaning: Annotated[bool, typer.Option("--meaning")] = False,
    html: Annotated[bool, typer.Option("--html")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o")] = None,
) -> int:
    """Find people by any word, or by meaning."""
    from flows.who import Wanted, show_people, usual_file

    asked = " ".join(text)
    file = output or (usual_file(asked) if html else None)
    return show_people(os.environ, Wanted(asked, meaning=meaning, json=json, file=file))


def doctor(json: JSON = False) -> int:
    """Check everything that Aroma needs."""
    from flows.doctor import show_health

    return show_health(os.environ, json=json)


COMMANDS: tuple[Callable[..., int], ...] = (
    up,
    demo,
    collect,
    read,
    import_,
    waiting,
    review,
    bring_back,
    join,
    merge,
    split,
    who,
    *LEAVING,
    *GIVING,
    worker,
    doctor,
)


def called(command: Callable[..., int]) -> str:
    """The name that a command is typed by: `import` is a word of Python's own, and a blank is a hyphen."""
    return command.__name__.strip("_").replace("_", "-")


def build(language: Language, commands: Iterable[Callable[..., int]] = COMMANDS) -> Any:
    """The program with these commands as a click command, every help text in `language`."""
    app = typer.Typer(cls=SpokenGroup, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_program)
    for command in commands:
        app.command(called(command), cls=SpokenCommand)(command)
    program: Any = typer.main.get_command(app)
    describe_program(program, language)
    return program


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as installed

        typer.echo(f"aroma {installed('aroma')}")
        raise typer.Exit


def _program(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_show_version)] = False,
) -> None:
    """Take the options that stand before any command."""


def main() -> None:
    """Run the program and end with its exit status."""
    os.umask(FOR_OTHERS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a letter must not stop us
            stream.reconfigure(errors="replace")
    logging.getLogger().addHandler(logging.NullHandler())  # what a user has to know is said in a sentence
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status of the program, run with these arguments; errors are said on stderr."""
    language = spoken(os.environ)
    arguments = arguments or ["--help"]
    if "--help" in arguments:
        title_panels(language)
    try:
        program = build(language, _asked(arguments))
        status = int(program.main(arguments, prog_name="aroma", standalone_mode=False) or OK)
        sys.stdout.flush()
    except BrokenPipeError:  # `aroma waiting | head`: nobody reads on, and nobody minds
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except (Exception, KeyboardInterrupt) as error:
        return _complain(error, language)
    if status == INTERRUPTED:  # the library has taken the Ctrl-C for itself
        complain(say("cli.interrupted", language))
    return status


def _asked(arguments: list[str]) -> Iterable[Callable[..., int]]:
    """The command that was typed, so that no other has to be made; all of them where it is none of them."""
    return tuple(command for command in COMMANDS if called(command) == arguments[0]) or COMMANDS


def _complain(error: BaseException, language: Language) -> int:
    """The exit status that `error` means, which is said on stderr."""
    if isinstance(error, AromaError):
        status, text = (USAGE if isinstance(error, SettingsError) else NOT_ALL), error.text(language)
    elif isinstance(error, typer.TyperException):
        status, text = USAGE, usage_problem(error, language)
    elif isinstance(error, KeyboardInterrupt | typer.Abort):
        status, text = INTERRUPTED, say("cli.interrupted", language)
    else:
        status, text = NOT_ALL, _unforeseen(error, language)
    complain(text)
    return status


def _unforeseen(error: BaseException, language: Language) -> str:
    """A sentence about a mistake of Aroma's own, and the file in which the rest of it stands.

    It is not kept in the home, which may be what the trouble is about.
    """
    import traceback
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", prefix="aroma-", suffix=".txt", encoding="utf-8", delete=False) as file:
        traceback.print_exception(error, file=file)
    return say("cli.unexpected", language, problem=type(error).__name__, file=file.name)
