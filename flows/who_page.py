"""`aroma who --html`: the pages of those who were found, in one file that needs nothing besides itself.

No script, and no address but that of a link somebody follows: it can be sent to one's telephone, read there
without a network, and printed, a person a page. Whatever a card says stands in it as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

from data.database import Database
from data.days import short
from data.found import Found
from data.texts import Language, catalogue, say
from enrich.pictures import data_uri
from flows.early import home_path, spoken
from flows.home import Home, home_errors, shown
from flows.printing import printable
from flows.who import Match, heading, parts
from flows.who_style import STYLE

WIDEST = 900
"""Pixels across a picture: sharp on a phone and on paper, 60 to 120 kB each."""

SIDES = "SELECT card_id FROM card_sides WHERE front_id = :card ORDER BY position"
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What a browser is told beside the escaping: this page loads nothing and runs nothing."""


def write_page(environ: Mapping[str, str], db: Database, file: Path, found: Sequence[Match]) -> str:
    """The name of the file, which has the pages of those who were found. Raises HomeError, StoreError."""
    home = Home(home_path(environ))
    pictures = [tuple(_pictures(db, home, match.person)) for match in found]
    text = html(found, pictures, language=spoken(environ), today=datetime.now().astimezone().date())
    with home_errors(file):
        file.write_text(text, "utf-8")
    return shown(file)


def _pictures(db: Database, home: Home, person: Found) -> Iterator[str]:
    """The sides of each of the person's cards, those that are there, as `data:` addresses."""
    for card in person.cards:
        for side in (card, *(name for (name,) in db.rows(SIDES, {"card": card}))):
            path = home.picture(side)
            picture = data_uri(path.read_bytes(), widest=WIDEST) if path.is_file() else None
            if picture:
                yield picture


def html(
    found: Sequence[Match], pictures: Sequence[Sequence[str]], *, language: Language, today: date
) -> str:
    """An HTML document, one article a person; `pictures` are the `data:` addresses of each one's cards."""
    title = " · ".join(match.person.name or match.person.company or "—" for match in found)
    articles = [_article(match, shown, language) for match, shown in zip(found, pictures, strict=True)]
    foot = say("who_page.foot", language, day=short(today, language))
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{_text(title)}</title>
<style>{STYLE}</style>
</head>
<body>
{"".join(articles)}<footer>{_text(foot)}</footer>
</body>
</html>
"""


def _article(match: Match, pictures: Sequence[str], language: Language) -> str:
    described = _text(say("who_page.card", language, name=match.person.name or "—"))
    images = [f'<img src="{_text(picture)}" alt="{described}">\n' for picture in pictures]
    sections = [_section(match.person, part, told, language) for part, told in parts(match.person, language)]
    return f"<article>\n{_header(match, language)}{''.join(images + sections)}</article>\n"


def _header(match: Match, language: Language) -> str:
    person = match.person
    name, _, role = heading(person).partition(" · ")
    told = [_paragraph("role", role)]
    if person.number is None:
        told.append(_paragraph("note", say("who.not-described", language, card=person.cards[0])))
    if match.because:
        told.append(_paragraph("note", say("who.because", language, said=match.because)))
    return f"<header>\n<h1>{_text(name)}</h1>\n{''.join(told)}</header>\n"


def _section(person: Found, part: str, told: Sequence[str], language: Language) -> str:
    rows = _reached(person, language) if part == "have" else (_line(line, language) for line in told)
    title = _text(say(f"who.{part}", language))
    return f'<section class="{part}">\n<h2>{title}</h2>\n{"".join(rows)}</section>\n'


def _paragraph(kind: str, text: str) -> str:
    return f'<p class="{kind}">{_text(text)}</p>\n' if text else ""


def _line(line: str, language: Language) -> str:
    """A line of a part: what stands before the first colon is its label, where that is one of ours."""
    label, _, said = line.partition(": ")
    if label in {sentence[language] for sentence in catalogue("who").values()}:
        return f"<p><b>{_text(label)}</b> {_text(said)}</p>\n"
    return f"<p>{_text(line)}</p>\n"


def _reached(person: Found, language: Language) -> Iterator[str]:
    """How to reach somebody: what a telephone can call, write to or open is a link."""
    links = {
        "phones": [_link(f"tel:{quote(phone, safe='+')}", phone) for phone in person.phones],
        "emails": [_link(f"mailto:{quote(email, safe='@')}", email) for email in person.emails],
        "websites": [_website(site) for site in (*person.websites, *person.social)],
        "address": [_text(person.address)] if person.address else [],
        "also": [_text(each) for each in person.also],
    }
    for what, values in links.items():
        if values:
            yield f"<p><b>{_text(say(f'who.{what}', language))}</b> {'<br>'.join(values)}</p>\n"


def _website(site: str) -> str:
    """A link where the text is an address of the web, the text alone where it is anything else."""
    address = site if "://" in site else f"https://{site}"
    try:
        scheme, host = urlsplit(address).scheme, urlsplit(address).hostname or ""
    except ValueError:
        return _text(site)
    web = scheme in {"http", "https"} and "." in host and not set(site) & set(" \"'<>\\")
    return _link(address, site) if web else _text(site)


def _link(address: str, text: str) -> str:
    return f'<a href="{_text(address)}">{_text(text)}</a>'


def _text(text: str) -> str:
    """`text` as HTML shows it letter for letter, on one line."""
    return escape(printable(text), quote=True)
