"""How a message ends: a wish, the owner's name and what their own card says."""

from __future__ import annotations

from data.letters import tidy
from data.owner import Me
from data.texts import Language, say


def signature(me: Me | None, *languages: Language) -> str:
    """The end of a message in these languages; without a name where the owner never said who they are."""
    wishes = " / ".join(say("give.wish", language) for language in languages) + ","
    return "\n".join([wishes, *_card(me)] if me else [wishes])


def _card(me: Me) -> list[str]:
    contact = me.contact
    job = ", ".join(tidy(value.value) for value in (contact.job_title, contact.company) if value)
    points = (*contact.phones[:1], *contact.emails[:1], *contact.websites[:1])
    reach = " · ".join(tidy(value.value) for value in points)
    return [line for line in (tidy(contact.name.value) if contact.name else "", job, reach) if line]
