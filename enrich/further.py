"""What a card names besides the one person: somebody else with a post of their own, and further offices.

The joint choice is made again on the print that it left over, until nothing stands out any more. Only what
has clear evidence is taken; all other print stays where it was, among the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from data.letters import letters_key
from data.models import Line, Value
from enrich.assignment import Decision, assign, pairs
from enrich.evidence import Candidate
from enrich.layout import Atom
from enrich.offices import part_office
from enrich.surroundings import Surroundings
from enrich.text_values import address_value, name_value, title_value

CLEAR_NAME, CLEAR_POST, CLEAR_ADDRESS = 2.0, 0.5, 2.0
"""Evidence in nats: a second name needs more than the first, which every card has."""
NEAR = {"title_below_name", "title_above_name", "title_beside_name", "title_after_name"}
OWN = {"email", "staff_email", "titled", "labelled"}
"""What says that a name is somebody's, though no post stands beside it."""
MOST = 6  # of each kind; a card has no more
REPEATED = 90  # per cent of the words
SURE = 1.0  # nothing competes for what is left


@dataclass(frozen=True, slots=True)
class Further:
    """A value that the card names besides, and the print that it is made of."""

    value: Value
    atoms: frozenset[Atom]


def further(
    candidates: Sequence[Candidate],
    decisions: Mapping[str, Decision],
    lines: Sequence[Line],
    around: Surroundings,
) -> tuple[Further, ...]:
    """Second persons with their posts, then further addresses, each in the order of their evidence."""
    main = [decision.chosen for decision in decisions.values() if decision.chosen]
    taken = frozenset(atom for one in main for atom in one.piece.atoms)
    new = [one for one in candidates if one.field != "name" or not _repeats(one, main)]
    people = list(_people(_left(new, taken, "name", "job_title"), taken, lines, around))
    used = taken.union(*(one.atoms for one in people))
    return (*people, *_addresses(_left(candidates, used, "address"), used, lines, around.region))


def _repeats(name: Candidate, main: Sequence[Candidate]) -> bool:
    """Whether a name only says once more what a field says, or a part of it."""
    own = letters_key(name.piece.text)
    return any(fuzz.token_set_ratio(own, letters_key(one.piece.text)) >= REPEATED for one in main)


def _left(candidates: Sequence[Candidate], used: frozenset[Atom], *fields: str) -> tuple[Candidate, ...]:
    """The candidates for these fields in print of which nothing is used."""
    return tuple(one for one in candidates if one.field in fields and not one.piece.atoms & used)


def _people(
    candidates: tuple[Candidate, ...], taken: frozenset[Atom], lines: Sequence[Line], around: Surroundings
) -> Iterator[Further]:
    used = taken
    for _ in range(MOST):
        chosen = assign(_left(candidates, used, "name", "job_title"))
        name, post = chosen["name"].chosen, chosen["job_title"].chosen
        if name is None:
            return
        used |= name.piece.atoms
        if not _is_somebody(name, post):
            continue
        if value := name_value(_sure(name), lines, around):
            yield Further(replace(value, kind="name"), name.piece.atoms)
        if post and _is_near(name, post) and (title := title_value(_sure(post), lines)):
            used |= post.piece.atoms
            yield Further(replace(title, kind="job_title"), post.piece.atoms)


def _is_somebody(name: Candidate, post: Candidate | None) -> bool:
    """Whether a name has clear evidence, and a post or an address of its own."""
    if name.score < CLEAR_NAME or part_office(name.piece.text)[0]:
        return False
    own = any(weight > 0 for feature, weight in name.evidence if feature in OWN)
    return own or (post is not None and post.score >= CLEAR_POST and _is_near(name, post))


def _is_near(name: Candidate, post: Candidate) -> bool:
    return any(kind in NEAR for kind, _ in pairs((name, post, None, None)))


def _addresses(
    candidates: tuple[Candidate, ...], used: frozenset[Atom], lines: Sequence[Line], region: str
) -> Iterator[Further]:
    for _ in range(MOST):
        best = max(_left(candidates, used, "address"), key=lambda one: one.score, default=None)
        if best is None or best.score < CLEAR_ADDRESS:
            return
        used |= best.piece.atoms
        if value := address_value(_sure(best), lines, region=region):
            office = part_office(best.piece.text)[0]
            parts = (*value.parts, *([("office", office)] if office else []))
            yield Further(replace(value, kind="address", parts=parts), best.piece.atoms)


def _sure(candidate: Candidate) -> Decision:
    return Decision(candidate, SURE, None)
