"""The evidence of an introduction in words, for the owner to read: no figure among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.texts import Message, message
from enrich.concepts import concept_names
from enrich.giving_records import Evidence, Offered, Wanted
from enrich.light_stems import TONGUES, little_words, tokens, word_key
from enrich.text_traits import Traits

SAID = 0.1  # nats from which a reason is worth words
MOST = 3  # things that one reason names


def reasons(wanted: Wanted, offered: Offered, counts: Mapping[str, float]) -> tuple[Evidence, ...]:
    """What speaks for it, the weightiest first, then what speaks against it; `counts` are nats by kind."""
    found = [
        Evidence(kind, counts[kind], words)
        for kind, words in _told(wanted, offered, counts)
        if abs(counts[kind]) >= SAID
    ] or [Evidence("meaning", 1.0, message("giving.meaning"))]
    return tuple(sorted(found, key=lambda each: -each.weight))


def _told(wanted: Wanted, offered: Offered, counts: Mapping[str, float]) -> Iterator[tuple[str, Message]]:
    """Each kind that says something, in words."""
    if "concepts" in counts and (both := shared_things(wanted, offered)):
        yield "concepts", message("giving.concepts", **both)
    if "words" in counts and (same := shared_words(wanted.said, offered.said)):
        yield "words", message("giving.words", words=same)
    if "near" in counts and (where := _nearest(offered)):
        yield "near", message("giving.near", place=where)
    for kind in PLAIN:
        if kind in counts:
            yield (
                kind,
                message(
                    f"giving.{kind}" if counts[kind] > 0 or kind not in TWO_WAYS else f"giving.{kind}-not"
                ),
            )


PLAIN = (
    "buys",
    "sells_too",
    "seeks_too",
    "far",
    "another_country",
    "from_abroad",
    "free",
    "speaks",
    "amount",
)
TWO_WAYS = ("from_abroad", "free", "speaks")


def shared_things(wanted: Wanted, offered: Offered) -> Mapping[str, str]:
    """What of the need the offer or its holder's trade speaks of too, in each language; nothing for none."""
    both = [concept_names()[concept] for concept, _ in wanted.said.about if concept in offered.known]
    return {tongue: ", ".join(name[tongue] for name in both[:MOST]) for tongue in TONGUES} if both else {}


def shared_words(one: Traits, other: Traits) -> str:
    """The words of `one` that `other` has too, as they were written."""
    same = one.words & other.words
    said = [word for word in tokens(one.text) if word not in little_words(one.tongue)]
    return ", ".join(dict.fromkeys(word for word in said if word_key(word, one.tongue) in same))


def _nearest(offered: Offered) -> str:
    """The first place of the offer, in capitals as places are written."""
    return next((place.name.title() for place in offered.places), "")
