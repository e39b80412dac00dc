"""The owner's notes in a message to somebody else: what may stand there, and in whose words.

Notes are private. A message takes from them what a person told in order to be helped (needs, offers), what
they gladly talk about (interests), and what fills their days, without the reason; never what they are to me.
See docs/decisions/17-what-a-suggestion-may-say.md.
"""

from __future__ import annotations

import re

from data.letters import tidy
from data.models import Contact
from data.texts import Language, say
from enrich.tongue import tongue_of

_PIECE = re.compile(r"\[✎[^\[\]]*\]")
_BRACKETS = str.maketrans("[]", "()")
_REASON = re.compile(
    r"\s*(?:[,;:.(–—]|\s-\s|\b(?:porque|ya que|pues|para que|desde que|because|since|so that|ever since)\b)",
    re.IGNORECASE,
)


def in_words(text: str, language: Language, *, notes: str) -> str:
    """A note as it stands, or in brackets where it is in the other language: its owner says it in this one.

    `notes` is the language that the owner writes in, where the text itself does not tell.

    >>> in_words("un local pequeño", "en", notes="es")
    '[✎ in English: un local pequeño]'
    """
    said = tidy(text).rstrip(".").translate(_BRACKETS)
    written = tongue_of(said) or (notes if _has_common_words(said) else language)
    return said if written == language else say("give.translate", language, text=said)


def _has_common_words(text: str) -> bool:
    """Whether there is more in a text than names: a word that begins with a small letter."""
    return any(word[:1].islower() for word in text.split())


def to_word(body: str) -> tuple[str, ...]:
    """The pieces of a message that its owner still has to word, in their brackets."""
    return tuple(_PIECE.findall(body))


def trade(does: str) -> str:
    """What somebody does, without why: up to the first sign or word that begins a reason.

    >>> trade("Asesora a comercios, porque el de su padre cerró")
    'asesora a comercios'
    """
    said = tidy(does)
    end = _REASON.search(said)
    kept = said[: end.start()].strip() if end else said
    return kept[:1].lower() + kept[1:] if kept[1:2].islower() else kept


def presented(name: str, contact: Contact, does: str, language: Language, *, notes: str) -> str:
    """Somebody in a line: the name, what their own card says of them, and what they do.

    What they do is left out in the other language where the card says enough; where neither says anything,
    the owner has to.
    """
    card = ", ".join(tidy(value.value) for value in (contact.job_title, contact.company) if value)
    fills = trade(does)
    said = in_words(fills, language, notes=notes)
    if card and said != fills:
        said = ""
    told = ": ".join(part for part in (f"{name} ({card})" if card else name, said) if part)
    return told if card or said else f"{name}: {say('give.present', language, name=name)}"


def first_name(name: str, contact: Contact) -> str:
    """How to greet somebody: by their given name where it is known, else by the whole."""
    given = contact.name.part("given") if contact.name else ""
    return tidy(given) or tidy(name)
