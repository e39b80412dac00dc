"""The commands by which people, or all of it, leave Aroma and come back; see `flows.cli`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from flows.entering import settings_in_force


def export(
    who: Annotated[list[str] | None, typer.Argument()] = None,
    to: Annotated[str, typer.Option("--to")] = "vcard3",
    output: Annotated[Path | None, typer.Option("--output", "-o")] = None,
) -> int:
    """Write people as other programs read them."""
    settings = settings_in_force()
    from flows.export import export_people

    return export_people(settings, who or [], to=to, output=output)


def qr(
    who: Annotated[list[str], typer.Argument()],
    png: Annotated[Path | None, typer.Option("--png")] = None,
) -> int:
    """Show a contact as a QR code."""
    settings = settings_in_force()
    from flows.qr import show_code

    return show_code(settings, " ".join(who), png)


def forget(
    who: Annotated[list[str], typer.Argument()],
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> int:
    """Erase a person everywhere."""
    settings = settings_in_force()
    from flows.forget import forget_by_name

    return forget_by_name(settings, " ".join(who), dry_run=dry_run, yes=yes)


def sync() -> int:
    """Bring the people folder and the store together."""
    settings = settings_in_force()
    from flows.sync import sync_people
    from flows.sync_asking import at_terminal

    return sync_people(settings, at_terminal(settings.language))


def backup(
    file: Annotated[Path, typer.Argument()],
    replace: Annotated[bool, typer.Option("--replace")] = False,
) -> int:
    """Write one archive of the whole home."""
    settings = settings_in_force()
    from flows.backup import back_up

    return back_up(settings, file, replace=replace)


def restore(file: Annotated[Path, typer.Argument()]) -> int:
    """Make a home from an archive."""
    settings = settings_in_force()
    from flows.restore import restore as restore_home

    return restore_home(settings, file)


LEAVING: tuple[Callable[..., int], ...] = (export, qr, sync, forget, backup, restore)
