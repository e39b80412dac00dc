"""The commands of giving; see `flows.cli`, which they belong to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from data.texts import Language
from flows.entering import settings_in_force

JSON = Annotated[bool, typer.Option("--json")]


def give(
    who: Annotated[list[str] | None, typer.Argument()] = None,
    unwanted: Annotated[str, typer.Option("--not")] = "",
    every: Annotated[bool, typer.Option("--all")] = False,
    json: JSON = False,
) -> int:
    """Say what could be done for whom, or that one suggestion is not wanted."""
    settings = settings_in_force()
    from flows.give import put_away, show_suggestions

    if unwanted:
        return put_away(settings, unwanted)
    return show_suggestions(settings, " ".join(who or ()), every=every, json=json)


def introduce(
    one: Annotated[str, typer.Argument()],
    other: Annotated[str, typer.Argument()],
    language: Annotated[Language | None, typer.Option("--language")] = None,
    because: Annotated[str, typer.Option("--because")] = "",
    eml: Annotated[Path | None, typer.Option("--eml")] = None,
) -> int:
    """Draft the message that makes two people known to each other."""
    settings = settings_in_force()
    from flows.introduce import introduce as draft

    return draft(settings, one, other, language=language or "", because=because, eml=eml)


def follow_up(
    name: Annotated[str, typer.Argument()],
    language: Annotated[Language | None, typer.Option("--language")] = None,
    eml: Annotated[Path | None, typer.Option("--eml")] = None,
) -> int:
    """Draft the message to somebody just met."""
    settings = settings_in_force()
    from flows.following_up import write_to

    return write_to(settings, name, language=language or "", eml=eml)


def gave(
    name: Annotated[str, typer.Argument()],
    text: Annotated[str, typer.Argument()] = "",
    on: Annotated[str, typer.Option("--on")] = "",
    done: Annotated[bool, typer.Option("--done")] = False,
) -> int:
    """Remember what was brought to somebody."""
    settings = settings_in_force()
    from flows.gave import remember

    return remember(settings, name, text, on=on, done=done)


def note(
    text: Annotated[str, typer.Argument()] = "",
    about: Annotated[str, typer.Option("--about")] = "",
    forget: Annotated[int | None, typer.Option("--forget")] = None,
    json: JSON = False,
) -> int:
    """Keep an event or a piece of news, list them, or forget one."""
    settings = settings_in_force()
    from flows.noting import drop_note, keep_note, show_notes

    if forget is not None:
        return drop_note(settings, forget)
    if text.strip():
        return keep_note(settings, text, about, json=json)
    return show_notes(settings, json=json)


def me(  # noqa: PLR0913, PLR0917 - each is an option that one types
    name: Annotated[str, typer.Option("--name")] = "",
    job_title: Annotated[str, typer.Option("--title")] = "",
    company: Annotated[str, typer.Option("--company")] = "",
    phones: Annotated[str, typer.Option("--phone")] = "",
    emails: Annotated[str, typer.Option("--email")] = "",
    websites: Annotated[str, typer.Option("--website")] = "",
    who: Annotated[str, typer.Option("--who")] = "",
    does: Annotated[str, typer.Option("--does")] = "",
    heading: Annotated[str, typer.Option("--heading")] = "",
    language: Annotated[Language | None, typer.Option("--language")] = None,
    card: Annotated[Path | None, typer.Option("--card")] = None,
    ask: Annotated[bool, typer.Option("--ask")] = False,
    json: JSON = False,
) -> int:
    """Keep and show who the owner is."""
    typed = {
        "name": name,
        "job_title": job_title,
        "company": company,
        "phones": phones,
        "emails": emails,
        "websites": websites,
        "who": who,
        "does": does,
        "heading": heading,
        "language": language or "",
    }
    settings = settings_in_force()
    from flows.me import show_or_keep

    return show_or_keep(settings, typed, card, ask=ask, json=json)


def quiet(
    since: Annotated[str, typer.Option("--since")] = "6m",
    snooze: Annotated[str, typer.Option("--snooze")] = "",
    until: Annotated[str, typer.Option("--until")] = "",
    length: Annotated[str, typer.Option("--for")] = "",
    json: JSON = False,
) -> int:
    """List those with whom one is losing touch, or leave one of them out for a while."""
    settings = settings_in_force()
    from flows.quiet import put_off, show_quiet

    if snooze:
        return put_off(settings, snooze, until=until, length=length)
    return show_quiet(settings, since, json=json)


GIVING: tuple[Callable[..., int], ...] = (give, introduce, gave, note, follow_up, quiet, me)
