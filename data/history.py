"""What changed about people: their jobs, names, numbers and sentences from when to when, and all meetings.

Said of those only of whom there is something to tell; what holds now is told by `data.found` and
`data.person_rows`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from data.letters import fold
from data.models import Meeting, Spell
from data.stacks import Layer, Rows, as_day, asked

Stacks = Mapping[int, Sequence[Layer]]

CHANGING = ("name", "job")
"""Fields that tell a story as a whole, with what holds now at its end; of the others what has ended does."""
SAID = ("who", "does", "heading")
JOINER = " · "

VALUES = """
SELECT kept.person_number, kept.field, first.value, second.value,
  kept.from_card, began.met, began.arrived, kept.to_card, ended.met, ended.arrived
FROM (
  SELECT person_number, 'name' AS field, 0 AS position, value_number AS one, NULL AS other,
    from_card, to_card FROM names WHERE person_number IN {which}
  UNION ALL SELECT person_number, 'job', 1, title_number, company_number, from_card, to_card
    FROM jobs WHERE person_number IN {which}
  UNION ALL SELECT person_number, field, 2 + position, value_number, NULL, from_card, to_card
    FROM contact_points WHERE person_number IN {which}
) AS kept JOIN cards AS began ON began.id = kept.from_card
LEFT JOIN contact_values AS first ON first.number = kept.one
LEFT JOIN contact_values AS second ON second.number = kept.other
LEFT JOIN cards AS ended ON ended.id = kept.to_card
ORDER BY kept.position
"""
SENTENCES = "SELECT number, who, does, heading FROM people WHERE number IN {which}"
GIFTS = "SELECT person_number, text FROM gifts WHERE given IS NULL AND person_number IN {which}"
MEETINGS = "SELECT person_number, place, day, through FROM meetings WHERE person_number IN {which}"


@dataclass(frozen=True, slots=True)
class _Fact:
    """A value of one layer, and from when to when it held."""

    layer: Layer
    field: str
    value: str
    since: date
    until: date | None = None


def histories(ask: Rows, stacks: Stacks) -> dict[int, tuple[Spell, ...]]:
    """What changed about each head's person: names and jobs, then what else ended, then what was said."""
    layers, head_of = _members(stacks)
    facts = _by_head(_facts(ask, layers), head_of)
    said = _by_head(_sentences(ask, layers), head_of)
    gifts = _by_head(_gifts(ask, layers), head_of)
    return {
        head: (*_told(facts.get(head, [])), *_earlier(said.get(head, [])), *_besides(gifts.get(head, [])))
        for head in stacks
    }


def meetings(ask: Rows, stacks: Stacks) -> dict[int, tuple[Meeting, ...]]:
    """All meetings with each head's person, each once, the first one first."""
    layers, head_of = _members(stacks)
    found: dict[int, list[tuple[date, int, Meeting]]] = {}
    for number, place, day, through in asked(ask, MEETINGS, list(layers)):
        meeting = Meeting(place, as_day(day), through)
        dated = (meeting.day or layers[number].day, number, meeting)
        found.setdefault(head_of[number], []).append(dated)
    return {
        head: tuple(dict.fromkeys(meeting for *_, meeting in sorted(mine, key=lambda dated: dated[:2])))
        for head, mine in found.items()
    }


def _members(stacks: Stacks) -> tuple[dict[int, Layer], dict[int, int]]:
    layers = {layer.number: layer for mine in stacks.values() for layer in mine}
    return layers, {layer.number: head for head, mine in stacks.items() for layer in mine}


def _by_head(facts: Iterable[_Fact], head_of: Mapping[int, int]) -> dict[int, list[_Fact]]:
    found: dict[int, list[_Fact]] = {}
    for fact in facts:
        found.setdefault(head_of[fact.layer.number], []).append(fact)
    return found


def _facts(ask: Rows, layers: Mapping[int, Layer]) -> Iterator[_Fact]:
    days = {layer.card: layer.day for layer in layers.values()}

    def day(card: str, met: Any, arrived: Any) -> date | None:
        return days.get(card) or as_day(met or arrived)

    for number, field, one, other, *cards in asked(ask, VALUES, list(layers)):
        layer, text = layers[number], JOINER.join(filter(None, (one, other)))
        yield _Fact(layer, field, text, day(*cards[:3]) or layer.day, day(*cards[3:]))


def _sentences(ask: Rows, layers: Mapping[int, Layer]) -> Iterator[_Fact]:
    for number, *texts in asked(ask, SENTENCES, list(layers)):
        yield from (
            _Fact(layers[number], field, text, layers[number].filed.date())
            for field, text in zip(SAID, texts, strict=True)
            if text.strip()
        )


def _gifts(ask: Rows, layers: Mapping[int, Layer]) -> Iterator[_Fact]:
    for number, text in asked(ask, GIFTS, list(layers)):
        if text.strip():
            yield _Fact(layers[number], "gift", text, layers[number].filed.date())


def _told(facts: Iterable[_Fact]) -> Iterator[Spell]:
    """The spells of each field, what several cards say in the same way as one."""
    by_field: dict[str, dict[str, list[_Fact]]] = {}
    for fact in facts:
        by_field.setdefault(fact.field, {}).setdefault(fold(fact.value), []).append(fact)
    for field, values in by_field.items():
        spells = sorted(map(_spell, values.values()), key=lambda spell: spell.since)
        if field in CHANGING:
            yield from spells if len(spells) > 1 else ()
        else:
            yield from (spell for spell in spells if spell.until)


def _spell(facts: Sequence[_Fact]) -> Spell:
    newest = max(facts, key=lambda fact: (fact.since, fact.layer.number))
    ends = [fact.until for fact in facts]
    until = None if None in ends else max(end for end in ends if end)
    return Spell(newest.field, newest.value, min(fact.since for fact in facts), until)


def _earlier(said: Sequence[_Fact]) -> Iterator[Spell]:
    """The sentences that a newer one stands for, from the day on which each was said to that of the newer."""
    for field in SAID:
        mine = sorted((fact for fact in said if fact.field == field), key=_when_said)
        changes = [fact for one, fact in pairwise([None, *mine]) if fact and not _repeats(one, fact)]
        for fact, successor in pairwise(changes):
            yield Spell(field, fact.value, fact.since, successor.since)


def _repeats(one: _Fact | None, other: _Fact) -> bool:
    return one is not None and fold(one.value) == fold(other.value)


def _besides(gifts: Sequence[_Fact]) -> Iterator[Spell]:
    """What one could bring besides the newest idea."""
    newest_first = sorted(gifts, key=_when_said, reverse=True)
    for fact in newest_first[1:]:
        yield Spell("gift", fact.value, fact.since)


def _when_said(fact: _Fact) -> tuple[object, int]:
    return fact.layer.filed, fact.layer.number
