"""Invented people on file, some of whom could help each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from stores import waiting

from data.database import Database
from data.found import persons
from data.models import Answer, Contact, Decision, Need, NeedKind, Person, Value
from data.people import file_card

FILED = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def card(
    given: str, surname: str, title: str = "", company: str = "", phone: str = "", email: str = ""
) -> Contact:
    whole = f"{given} {surname}"
    return Contact(
        name=Value(whole, whole, parts=(("given", given), ("surname", surname))),
        job_title=Value(title, title) if title else None,
        company=Value(company, company) if company else None,
        phones=(Value(phone, phone, kind="mobile"),) if phone else (),
        emails=(Value(email, email),) if email else (),
    )


ANA = Answer(
    Decision.FILE,
    who="Keeps the books of half the market, and owes her brother money",
    does="Advises small shops, because her father's closed over numbers nobody explained to him",
    heading="Wants to leave her firm and open a school",
    interests=("the accordion", "cheese fairs"),
    met_where="Cheese fair, Trujillo",
    met_when=date(2026, 5, 1),
    met_through="Iker from the bakery",
    needs=(Need(NeedKind.OTHER, "a small room for her classes"),),
    offers=("explains taxes without frightening anybody",),
    gift="Introduce her to Iker, who lets a room",
    contact=card(
        "Ana",
        "Ibáñez Peña",
        "Asesora fiscal",
        "Asesoría Torvalia, S.A.",
        "+34611000039",
        "ana@torvalia-ejemplo.es",
    ),
)
IKER = Answer(
    Decision.FILE,
    who="Bakes at night and hums while the dough rises",
    does="Runs a bakery with a room above the oven",
    interests=("mountain walks", "las ferias de queso"),
    met_when=date(2026, 4, 11),
    needs=(Need(NeedKind.INFORMATION, "somebody who explains taxes to a baker"),),
    offers=("lets a room above the bakery by the hour",),
    contact=card(
        "Iker", "Mendiola", "Panadero", "Obrador Mendiola", "+34611000047", "iker@obrador-ejemplo.es"
    ),
)
TOM = Answer(
    Decision.FILE,
    who="Rebuilds wooden boats and talks to them",
    does="Rebuilds wooden boats, since his grandfather taught him",
    interests=("rowing", "sheep's milk cheese"),
    met_when=date(2025, 6, 2),
    needs=(Need(NeedKind.SUPPLIER, "seasoned oak planks"),),
    offers=("teaches caulking",),
    contact=card("Tom", "Penhallow", "Boatbuilder", "Penhallow & Sons", "+441632960007", "tom@boats.example"),
)


def filed(db: Database, answer: Answer, *, at: datetime = FILED) -> Person:
    """The person, filed from a card of their own."""
    name = answer.contact.name.value if answer.contact.name else answer.who
    return file_card(db, waiting(db, f"{name}.jpg", answer.contact, at=at), answer, at=at)


def all_three(db: Database, *, due: date | None = None) -> tuple[Person, Person, Person]:
    """Ana, whose next step is due, Iker and Tom."""
    ana = replace(ANA, gift_by=due or date.today() + timedelta(days=4))
    return filed(db, ana), filed(db, IKER), filed(db, TOM)


def brought(db: Database, number: int) -> tuple[tuple[str, date], ...]:
    """What was brought to somebody, each with its day, as their page tells it."""
    [found] = persons(db, [number])
    return found.given
