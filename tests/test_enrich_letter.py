from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from data.models import Contact, Value
from enrich.letter import LONGEST_LINK, Letter, Mailbox, draft, is_whole, mailbox, mailto

ME = Mailbox("Marta Soler", "marta@soler-ejemplo.es")
ANA = Mailbox("Ana Ibáñez Peña", "ana@torvalia-ejemplo.es")
AT = datetime(2026, 11, 26, 10, tzinfo=UTC)


def opened(letter: Letter, sender: Mailbox = ME):
    return message_from_bytes(draft(letter, sender, at=AT), policy=policy.default)


def with_email(*addresses: str) -> Contact:
    return Contact(emails=tuple(Value(each, each) for each in addresses))


def test_a_draft_is_a_message_from_me_to_both_that_was_not_sent_yet():
    letter = Letter(
        "Ana, te presento a Iker", "Hola, Ana:\n\nte presento a Iker.\n", (ANA, Mailbox("Iker", "i@x.es"))
    )
    message = opened(letter)
    assert message["X-Unsent"] == "1"
    assert str(message["From"]) == "Marta Soler <marta@soler-ejemplo.es>"
    assert [each.addr_spec for each in message["To"].addresses] == ["ana@torvalia-ejemplo.es", "i@x.es"]
    assert message["To"].addresses[0].display_name == "Ana Ibáñez Peña"
    assert message["Subject"] == "Ana, te presento a Iker"
    assert message.get_content().splitlines() == ["Hola, Ana:", "", "te presento a Iker."]
    assert message.get_content_charset() == "utf-8"
    assert "Date" in message


def test_a_draft_is_lines_that_end_as_rfc_5322_wants_them():
    data = draft(Letter("Sí", "año\n", (ANA,)), ME, at=AT)
    assert data.count(b"\n") == data.count(b"\r\n")
    data.decode("ascii")  # what is not ASCII is encoded


@given(st.text(), st.text(), st.text())
def test_no_text_of_anybody_becomes_a_header_or_a_recipient(subject, name, body):
    evil = "\r\nBcc: all@elsewhere.example\r\n\r\n"
    letter = Letter(
        f"{subject}{evil}",
        f"{body}{evil}".encode(errors="replace").decode(),
        (Mailbox(name + evil, ANA.address),),
    )
    message = opened(letter)
    assert sorted(message.keys()) == sorted(
        [
            "From",
            "To",
            "Subject",
            "Date",
            "X-Unsent",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ]
    )
    assert [each.addr_spec for each in message["To"].addresses] == [ANA.address]


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
)
def test_the_link_brings_subject_and_body_and_nothing_else(subject, body):
    link = mailto(Letter(subject, body, (ANA,)))
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path), parts.fragment) == ("mailto", ANA.address, "")
    found = parse_qs(parts.query, keep_blank_values=True)
    assert set(found) <= {"subject", "body"}
    if "body" in found:
        assert found["body"][0].split("\r\n") == (body.splitlines() or [""])


def test_both_addresses_stand_in_the_link_with_what_is_special_in_them_encoded():
    link = mailto(Letter("x", "y", (Mailbox("", "ana+feria@x.es"), Mailbox("", "o'neill@x.es"))))
    assert link.startswith("mailto:ana%2Bferia@x.es,o%27neill@x.es?")


def test_a_link_too_long_for_mail_programs_comes_without_the_body():
    long = Letter("Ana", "una línea larga\n" * 200, (ANA,))
    assert "&body=" not in mailto(long)
    assert not is_whole(long)
    assert len(mailto(long)) <= LONGEST_LINK


def test_the_first_address_that_can_stand_in_a_header_is_taken():
    odd = (
        "",
        "nobody",
        "a@b@c",
        "x@y.es, z@elsewhere.example",
        "a b@c.es",
        "<a@b.es>",
        "a@b.es\nBcc: c@d.es",
        "ana?cc=x@y.es",
    )
    assert mailbox("Ana", with_email(*odd)) is None
    assert mailbox("Ana", with_email(*odd, "ana@x.es")) == Mailbox("Ana", "ana@x.es")


def test_an_address_in_other_letters_stays_as_it_is():
    data = draft(Letter("x", "y\n", (Mailbox("Ana", "ana@añil.example"),)), ME, at=AT)
    assert "To: Ana <ana@añil.example>\r\n".encode() in data
