"""Everything that is told about somebody who was found, by plain SELECTs; see `data.search`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from data.database import Database
from data.history import histories, meetings
from data.letters import fold
from data.models import CardState, Meeting, Need, NeedKind, Spell
from data.stacking import fullest, need_key, newest, united
from data.stacks import Layer, as_day, asked, stacks


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was found: BE, DO, HAVE. `number` is None and `who` "" for a card nobody described yet.

    `also` is what else the card names: another script, another person, another office.
    `state` is that of the card: filed, waiting, or later (until `later_until`). `cards` are the ids: of
    somebody with several cards all, the oldest first. Then what holds now is told, and besides it what
    changed (`history`) and the further meetings (`again`). A contact that was imported and is not described
    yet has its `source`, and since when in `met_when`. `gift` is what one still wants to bring, `given` what
    one brought, each with its day. `language` is that to write in, "" where nobody said.
    """

    number: int | None
    state: CardState
    who: str = ""
    does: str = ""
    heading: str = ""
    interests: tuple[str, ...] = ()
    met_where: str = ""
    met_when: date | None = None
    met_through: str = ""
    needs: tuple[Need, ...] = ()
    offers: tuple[str, ...] = ()
    gift: str = ""
    gift_by: date | None = None
    name: str = ""
    company: str = ""
    job_title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    address: str = ""
    also: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    later_until: date | None = None
    again: tuple[Meeting, ...] = ()
    history: tuple[Spell, ...] = ()
    source: str = ""
    given: tuple[tuple[str, date], ...] = ()
    language: str = ""


def persons(db: Database, numbers: Sequence[int]) -> Iterator[Found]:
    """Everything about these people that `Found` tells; the numbers of their heads."""
    layers = stacks(db.rows, numbers)
    every = [layer.number for mine in layers.values() for layer in mine]
    met, told = meetings(db.rows, layers), histories(db.rows, layers)

    def each(columns: str, table: str) -> dict[int, list[tuple[Any, ...]]]:
        chosen = f"SELECT person_number, {columns} FROM {table}"  # noqa: S608, our own names
        return _grouped(
            asked(db.rows, chosen + " WHERE person_number IN {which} ORDER BY person_number, position", every)
        )

    rows = _Rows(
        said=_grouped(asked(db.rows, SENTENCES, every)),
        interests=each("text", "interests"),
        needs=each("kind, text", "needs"),
        offers=each("text", "offers"),
        gifts=each("text, due, given", "gifts"),
        values=_grouped(asked(db.rows, PERSON_VALUES, every)),
    )
    for head, mine in layers.items():
        first, *again = met.get(head, (Meeting(),))
        yield Found(
            number=head,
            state=CardState.FILED,
            met_where=first.place,
            met_when=first.day,
            met_through=first.through,
            cards=tuple(layer.card for layer in mine),
            again=tuple(again),
            history=told[head],
            **rows.answers(sorted(mine, key=lambda layer: (layer.filed, layer.number))),
            **rows.contact(mine),
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """What was found about rows of people, by their numbers."""

    said: Mapping[int, list[tuple[Any, ...]]]
    interests: Mapping[int, list[tuple[Any, ...]]]
    needs: Mapping[int, list[tuple[Any, ...]]]
    offers: Mapping[int, list[tuple[Any, ...]]]
    gifts: Mapping[int, list[tuple[Any, ...]]]
    values: Mapping[int, list[tuple[Any, ...]]]

    def answers(self, mine: Sequence[Layer]) -> dict[str, Any]:
        """What was answered about these layers, in the order in which it was said."""
        who, does, heading, language = zip(*(self.said[layer.number][0] for layer in mine), strict=True)
        gifts = [gift for layer in mine for gift in self.gifts[layer.number]]
        text, due = next(((text, due) for text, due, given in reversed(gifts) if given is None), ("", None))
        brought = sorted((moment_of(given), text) for text, _, given in gifts if given is not None)
        needs = ([Need(NeedKind(kind), text) for kind, text in self.needs[layer.number]] for layer in mine)
        return {
            "who": newest(who),
            "does": newest(does),
            "heading": newest(heading),
            "interests": _texts(self.interests, mine),
            "needs": united(needs, need_key),
            "offers": _texts(self.offers, mine),
            "gift": text,
            "gift_by": as_day(due),
            "given": tuple((text, given.astimezone().date()) for given, text in brought),
            "language": newest(language),
        }

    def contact(self, mine: Sequence[Layer]) -> dict[str, Any]:
        """How to reach them by these layers, the oldest card first: what the newest says comes first."""
        newest_first = [self.values[layer.number] for layer in reversed(mine)]
        return _contact(value for values in newest_first for value in values)


def _texts(found: Mapping[int, list[tuple[Any, ...]]], mine: Sequence[Layer]) -> tuple[str, ...]:
    return united(([text for (text,) in found[layer.number]] for layer in mine), fold)


SENTENCES = "SELECT number, who, does, heading, language FROM people WHERE number IN {which}"

PERSON_VALUES = """
SELECT kept.person_number, kept.field, contact_values.value FROM (
  SELECT person_number, 'name' AS field, 0 AS position, value_number, to_card FROM names
  UNION ALL SELECT person_number, 'company', 1, company_number, to_card FROM jobs
  UNION ALL SELECT person_number, 'job_title', 2, title_number, to_card FROM jobs
  UNION ALL SELECT person_number, field, 3 + position, value_number, to_card FROM contact_points
) AS kept JOIN contact_values ON contact_values.number = kept.value_number
WHERE COALESCE(kept.to_card, '') = '' AND kept.person_number IN {which} ORDER BY kept.position
"""


def waiting_cards(db: Database, ids: Sequence[str]) -> Iterator[Found]:
    """Everything that the drafts of these cards say."""
    values = _grouped(asked(db.rows, CARD_VALUES, ids))
    for name, state, until, met, source in asked(db.rows, WAITING, ids):
        yield Found(
            number=None,
            state=CardState(state),
            met_when=as_day(met),
            cards=(name,),
            later_until=as_day(until),
            source=source or "",
            **_contact(values[name]),
        )


CARD_VALUES = """
SELECT card_id, field, value FROM card_values
JOIN contact_values ON contact_values.number = card_values.value_number
WHERE card_id IN {which} ORDER BY card_id, position
"""
WAITING = """
SELECT id, state, later_until, met, source FROM cards
LEFT JOIN imported ON imported.card_id = cards.id WHERE id IN {which}
"""


def _grouped(rows: Iterable[Sequence[Any]]) -> defaultdict[Any, list[tuple[Any, ...]]]:
    groups: defaultdict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *row in rows:
        groups[key].append(tuple(row))
    return groups


def _contact(values: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Values by the fields of `Found`: one of a kind, or all, each once."""
    found = _grouped(values)
    texts = {field: united([[text for (text,) in rows]], fold) for field, rows in found.items()}
    first = {
        field: texts[field][0] if field in texts else "" for field in ("company", "job_title", "address")
    }
    names = texts.get("name", ("",))
    every = {field: texts.get(field, ()) for field in ("phones", "emails", "websites", "social", "also")}
    return {"name": names[fullest(names)]} | first | every


def moment_of(value: datetime | str) -> datetime:
    """A moment as a plain SELECT gives it; SQLite keeps it as text without its time zone, which is UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
