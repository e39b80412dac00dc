r"""A message that its owner may send: as text, as a link for a mail program, as a file that it opens.

Nothing here sends anything. What stands in a header or a link was written by others, so it cannot become
another header, another recipient or another field of the link.

>>> mailto(Letter("Hola & adiós", "Dos\nlíneas", (Mailbox("Ana", "ana@ejemplo.es"),)))
'mailto:ana@ejemplo.es?subject=Hola%20%26%20adi%C3%B3s&body=Dos%0D%0Al%C3%ADneas'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from unicodedata import combining
from urllib.parse import quote

from data.letters import tidy
from data.models import Contact

LONGEST_LINK = 2000
"""Letters of a link that mail programs and shells still take whole; Windows cuts at 2,083."""

LONGEST_NAME = 60
_OF_NAMES = " .'’·-"  # marks that names have


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: lines of `body` end in a line feed, `to` are those whose address is known."""

    subject: str
    body: str
    to: tuple[Mailbox, ...]


def mailbox(name: str, contact: Contact) -> Mailbox | None:
    """Where to write to somebody: the first of their addresses that can stand in a header; None for none."""
    for value in contact.emails:
        if _address(Mailbox(name, value.value)):
            return Mailbox(name, value.value)
    return None


def mailto(letter: Letter) -> str:
    """The link (RFC 6068), whole or, where it would be too long for mail programs, without the body."""
    people = ",".join(quote(each.address, safe="@") for each in letter.to)
    subject = f"mailto:{people}?subject={quote(tidy(letter.subject), safe='')}"
    whole = f"{subject}&body={quote(_lines(letter.body), safe='')}"
    return whole if len(whole) <= LONGEST_LINK else subject


def is_whole(letter: Letter) -> bool:
    """Whether the link holds the body too."""
    return "&body=" in mailto(letter)


def draft(letter: Letter, sender: Mailbox, *, at: datetime) -> bytes:
    """The message as a file (RFC 5322), which mail programs open as one that was not sent yet."""
    message = EmailMessage(policy=policy.SMTPUTF8 if _beyond_ascii(letter, sender) else policy.SMTP)
    message["From"] = _address(sender)
    if people := [address for each in letter.to if (address := _address(each))]:
        message["To"] = people
    message["Subject"] = tidy(letter.subject)
    message["Date"] = format_datetime(at)
    message["X-Unsent"] = "1"  # Outlook and others open it in a window to write in
    message.set_content(letter.body, cte="quoted-printable")  # so that no program on its way changes it
    return message.as_bytes()


def _beyond_ascii(letter: Letter, sender: Mailbox) -> bool:
    """Whether an address itself has other letters, which only RFC 6532 allows."""
    return not all(each.address.isascii() for each in (*letter.to, sender))


def _address(mailbox: Mailbox) -> Address | None:
    """The address for a header, None where it is none: what was imported may be anything."""
    if mailbox.address != tidy(mailbox.address) or any(mark in mailbox.address for mark in " ,;<>\"'()?&"):
        return None
    try:
        found = Address(display_name=_plain(mailbox.name), addr_spec=mailbox.address)
    except (HeaderParseError, ValueError, IndexError):
        return None
    return found if found.username and found.domain else None


def _plain(name: str) -> str:
    """A name as it may stand in a header: what has a meaning there is left out.

    Quotes would do, but Python's library loses them where it folds a long line, and `<` makes a recipient.
    """
    kept = (each if each.isalnum() or combining(each) or each in _OF_NAMES else " " for each in tidy(name))
    return " ".join("".join(kept).split())[:LONGEST_NAME].strip()


def _lines(body: str) -> str:
    return "\r\n".join(body.splitlines())
