"""From a reading to a contact: which line is what, in standard form, and what a person should look at.

    contact points ─► country ─► candidates with evidence ─► joint choice ─► values with doubts
                  ─► what else there is ─► what the codes say

`explain` shows the table that the choice was made from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.languages import language_of
from data.models import Contact, Line, Reading
from enrich.assignment import Decision, assign
from enrich.candidates import find_candidates
from enrich.code_merge import with_codes
from enrich.contact_points import Points, find_points
from enrich.doubt import CLOSE
from enrich.evidence import FIELDS, Candidate
from enrich.further import Further, further
from enrich.hosts import legible_stems, mailboxes, own_stems
from enrich.layout import Row, usual_height
from enrich.lockups import with_rest
from enrich.lost_signs import with_lost_signs
from enrich.misread import mend_row
from enrich.native import Beside, Native, native_values
from enrich.point_values import email_values, phone_values, site_values
from enrich.region import judged_region
from enrich.scripts import apart
from enrich.splitting import split_firm, split_post
from enrich.surroundings import Surroundings, surroundings
from enrich.text_values import address_value, company_value, name_value, title_value


@dataclass(frozen=True, slots=True)
class Look:
    """A card as it was understood: its country and whether that was told, its points, candidates, choice."""

    lines: Sequence[Line]
    region: str
    told: bool
    points: Points
    rows: tuple[Row, ...]
    native: tuple[Row, ...]
    around: Surroundings
    candidates: tuple[Candidate, ...]
    decisions: Mapping[str, Decision]


def draft_contact(reading: Reading, *, region: str = "ES") -> Contact:
    """What the card says, as far as it can be told; `region` is the owner's country, for cards that say none.

    Never raises and drops nothing: lines without a field are in `rest`.
    """
    look = look_at(reading, region=region)
    chosen = look.decisions
    name = name_value(chosen["name"], look.lines, look.around)
    points = with_lost_signs(look.points, name.value if name else "")
    company = company_value(
        with_rest(chosen["company"], look.rows, taken_rows(look)),
        look.lines,
        look.around,
        region=look.region,
        domains=legible_stems(points, look.lines),
    )
    others = further(look.candidates, chosen, look.lines, look.around)
    native = native_values(look.native, look.lines, _beside(look))
    contact = Contact(
        name=name,
        job_title=title_value(chosen["job_title"], look.lines),
        company=company,
        address=address_value(chosen["address"], look.lines, region=look.region),
        phones=phone_values(points.phones, look.lines, region=look.region, told=look.told),
        emails=email_values(points.emails, look.lines, name=name, sites=points.websites),
        websites=site_values(points, look.lines),
        social=tuple(point.value for point in points.social),
        also=(*native.values, *(other.value for other in others)),
        rest=rest_of(look, others, native),
    )
    return with_codes(contact, reading.codes, region=look.region)


def explain(reading: Reading, *, region: str = "ES") -> tuple[Candidate, ...]:
    """All candidates with what speaks for and against them, field by field, the best first."""
    look = look_at(reading, region=region)
    taken = [decision.chosen for decision in look.decisions.values()]
    marked = [replace(one, chosen=any(one is other for other in taken)) for one in look.candidates]
    return tuple(sorted(marked, key=lambda one: (FIELDS.index(one.field), -one.chosen, -one.score)))


def is_contact(contact: Contact) -> bool:
    """Whether this says how to reach somebody, or who somebody is; a photo of anything else does not.

    One doubtful number alone is none: serial numbers look like telephone numbers. The other side of a card,
    with a company alone, is not told from a poster here; whoever has both sides knows.
    """
    reachable = (*contact.phones, *contact.emails, *contact.websites, *contact.social)
    told = any(value.doubt is None for value in reachable) or len(reachable) > 1
    return told or bool(contact.name and (reachable or contact.company or contact.job_title))


def look_at(reading: Reading, *, region: str) -> Look:
    """The card understood, nothing put into standard form yet."""
    lines = reading.lines
    where, told = judged_region([line.text for line in lines], default=region)
    points = find_points(lines, region=where)
    locals_ = [point.value.value.partition("@")[0] for point in points.emails]
    language = language_of(line.text for line in lines)
    parted = apart(points.rows)
    mended = (mend_row(row, lines[row.number], locals_, language) for row in parted.latin)
    rows = tuple(split_firm(split_post(row), locals_) for row in mended)
    around = surroundings(
        lines,
        rows,
        locals_=locals_,
        stems=own_stems(points),
        mailboxes=mailboxes(points),
        region=where,
        numbers={point.line for point in points.phones},
    )
    candidates = find_candidates(lines, rows, around)
    return Look(lines, where, told, points, rows, parted.native, around, candidates, assign(candidates))


def taken_rows(look: Look) -> frozenset[int]:
    """The numbers of the rows that are surely in a field."""
    chosen = (one.chosen for one in look.decisions.values() if one.chosen and one.sure >= CLOSE)
    return frozenset(number for one in chosen for number in one.piece.lines)


def rest_of(look: Look, others: Sequence[Further], native: Native) -> tuple[str, ...]:
    """The print that is in no field, in reading order: whole rows, and what is left of others."""
    used = {atom for one in look.decisions.values() if one.chosen for atom in one.chosen.piece.atoms}
    used.update(atom for one in others for atom in one.atoms)
    left = [(row.number, row.text) for row in native.left]
    for row in look.rows:
        kept = [row.text[a:b] for number, (a, b) in enumerate(row.cuts) if (row.number, number) not in used]
        left.append((row.number, row.text if len(kept) == len(row.cuts) else " ".join(kept)))
    return tuple(text for _, text in sorted(left, key=lambda one: one[0]) if text)


def _beside(look: Look) -> Beside:
    """Where the Latin name and company stand."""
    name, company = (look.decisions[field].chosen for field in ("name", "company"))
    return Beside(
        name=name.piece.area if name else None,
        company=company.piece.area if company else None,
        usual=usual_height(look.lines),
    )
