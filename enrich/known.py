"""How it is asked whether the person of a card is on file: the question, and what is known of them."""

from __future__ import annotations

from data.letters import tidy
from data.models import Known
from data.texts import Language, say
from enrich.vcard import display_name

LONGEST = 60  # letters of a place within a question


def whether(known: Known, language: Language) -> str:
    """The question, for example "Is this the María you met in 2024 (Bilbao)?", as far as that is known."""
    answer = known.person.answer
    place, year = _short(answer.met_where), answer.met_when.year if answer.met_when else ""
    key = {(True, True): "same-met", (True, False): "same-place", (False, True): "same-year"}.get(
        (bool(place), bool(year)), "same-known"
    )
    return say(f"merging.{key}", language, name=display_name(known.person), place=place, year=year)


def facts(known: Known, language: Language) -> tuple[str, ...]:
    """What helps to tell: who they are, what they do and where, and why they may be the same; a line each."""
    answer = known.person.answer
    job = " · ".join(value.value for value in (answer.contact.job_title, answer.contact.company) if value)
    reasons = "; ".join(reason.text(language) for reason in known.reasons)
    why = say("merging.why", language, reasons=reasons) if reasons else ""
    return tuple(line for line in (tidy(answer.who), tidy(job), why) if line)


def _short(place: str) -> str:
    line = tidy(place)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
