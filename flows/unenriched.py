"""The artifact `unenriched-cards` in the Prefect UI: the queue as a table, with pictures and links.

Prefect's own table artifact shows no picture, so it is a markdown one. It is changed in its place: a new
version at each look would fill Prefect's database with pictures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from prefect.client.schemas.actions import ArtifactCreate, ArtifactUpdate
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.sorting import ArtifactSort

from data.database import Database
from data.texts import Language, say
from data.waiting_list import Waiting, WaitingList, waiting_list
from enrich.markdown import plain
from enrich.pictures import thumbnail
from flows.links import form_link, queue_link
from flows.runs import Runs
from flows.settings import Settings

KEY = "unenriched-cards"
MOST_ROWS = 200
LONGEST = 60  # letters of a name or a company
MOST_PICTURES = 40
"""Of the rows, the first so many: 4 to 8 kB each, and the page has to be quick on a telephone too."""


def show_unenriched(settings: Settings, db: Database, runs: Runs) -> bool:
    """Whether the artifact was changed, so that it shows the queue as it is now; it is left alone if it did.

    Raises ServerError where the server is away.
    """
    waiting = waiting_list(db, MOST_ROWS)
    today = datetime.now().astimezone().date()
    bare = markdown(settings, waiting, today, {})
    told = {"digest": hashlib.sha256(f"{settings.language}{bare}".encode()).hexdigest()}
    known = _known(runs)
    if known is not None and known[1] == told:
        return False
    text = markdown(settings, waiting, today, _pictures(settings, waiting))
    described = say("unenriched.description", settings.language)
    # The client's own methods would send each text as an event as well, to be kept for days.
    if known is None:
        made = ArtifactCreate(
            key=KEY, type="markdown", description=described, metadata_=told, data=text
        ).model_dump(mode="json", exclude_unset=True)
        runs.client.request("POST", "/artifacts/", json=made)
    else:
        changed = ArtifactUpdate(description=described, metadata_=told, data=text).model_dump(
            mode="json", exclude_unset=True
        )
        runs.client.request("PATCH", "/artifacts/{id}", json=changed, path_params={"id": known[0]})
    return True


def _known(runs: Runs) -> tuple[UUID, dict[str, str] | None] | None:
    """The artifact that is there, and of what it was made; None where there is none."""
    mine = ArtifactFilter(key=ArtifactFilterKey(any_=[KEY]))
    found = runs.client.read_artifacts(artifact_filter=mine, sort=ArtifactSort.ID_DESC, limit=1)
    return (found[0].id, found[0].metadata_) if found else None


def _pictures(settings: Settings, waiting: WaitingList) -> dict[str, str]:
    """The cards' pictures as `data:` addresses, by card; of those that have one, the first."""
    found: dict[str, str] = {}
    for each in waiting.first:
        path = settings.home.picture(each.card)
        picture = thumbnail(path.read_bytes()) if path.is_file() else None
        if picture:
            found[each.card] = picture
        if len(found) == MOST_PICTURES:
            break
    return found


def markdown(settings: Settings, waiting: WaitingList, today: date, pictures: dict[str, str]) -> str:
    """The table of the cards that wait, and below it how many more there are."""
    language = settings.language
    if not waiting.first:
        return say("unenriched.none", language)
    titles = [say(f"unenriched.{title}", language) for title in ("card", "form", "name", "company", "waits")]
    lines = [_row(titles), _row(["---"] * len(titles))]
    lines += [_row(_cells(settings, each, today, pictures)) for each in waiting.first]
    more = waiting.count - len(waiting.first)
    if more:
        lines += ["", say("unenriched.more", language, count=more, url=queue_link(settings))]
    return "\n".join(lines)


def _cells(settings: Settings, each: Waiting, today: date, pictures: dict[str, str]) -> Iterator[str]:
    picture = pictures.get(each.card)
    yield f"![]({picture})" if picture else ""
    link = form_link(settings, each.run_id) if each.run_id else ""
    yield f"[{say('unenriched.open', settings.language)}]({link})" if link else ""
    yield plain(_short(each.says.name or _else(each, settings.language)))
    yield plain(_short(each.says.company))
    yield str((today - each.arrived.astimezone().date()).days)


def _short(text: str) -> str:
    """Prefect's page does not break a line within a table."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _else(each: Waiting, language: Language) -> str:
    """What to call a card without a name: an address or a number on it, or its company stands beside."""
    if each.says.company:
        return ""
    known = (*each.says.emails, *each.says.phones, *each.says.websites)
    return known[0] if known else say("waits.nameless", language)


def _row(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"
