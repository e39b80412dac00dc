from __future__ import annotations

from datetime import date

import pytest
from exports import (
    ANA,
    APPLE,
    GOOGLE,
    GOOGLE_BEFORE,
    HEADER,
    IKER,
    LUCIA,
    NEXTCLOUD,
    OUTLOOK,
    facebook,
    google,
    linkedin,
)
from hypothesis import given
from hypothesis import strategies as st

from data.models import Contact
from enrich.encodings import decoded, mended
from enrich.entries import BadRow, Entry
from enrich.exports import KINDS, kind_of
from enrich.linkedin import connected


def rows(raw):
    kind = kind_of(raw)
    return list(kind.read(decoded(raw))) if kind else []


def entries(raw):
    return [row for row in rows(raw) if isinstance(row, Entry)]


def bad(raw):
    return [(row.line, row.reason.text("en")) for row in rows(raw) if isinstance(row, BadRow)]


def only(raw) -> Contact:
    (entry,) = entries(raw)
    return entry.contact("ES")


def values(found):
    return [value.value for value in found]


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        (linkedin(ANA), "linkedin"),
        (linkedin(ANA, notes=""), "linkedin"),
        (b"\xef\xbb\xbf" + linkedin(ANA, end="\r\n"), "linkedin"),
        (linkedin(ANA.replace(",", ";"), header=HEADER.replace(",", ";")), "linkedin"),
        (linkedin(header="First Name,Last Name,Email Address,Company,Position,Connected On"), "linkedin"),
        (facebook(("Ana", 1)), "facebook"),
        (facebook(("Ana", 1), key="friends", indent=None), "facebook"),
        (google(LUCIA), "google"),
        (google({"Name": "Ana"}, columns=GOOGLE_BEFORE), "google"),
        (google(LUCIA).decode().encode("utf-16"), "google"),
        (OUTLOOK.encode(), "vcard"),
        (("\n" + NEXTCLOUD).encode("utf-8-sig"), "vcard"),
    ],
)
def test_an_export_is_known_by_what_stands_in_it(raw, source):
    assert kind_of(raw).source == source


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"name,phone\nAna,1\n",
        b'{"messages": []}',
        b'{"deleted_friends_v2": [{"name": "Ana"}]}',
        b"<html>friends</html>",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"First Name,Last Name,Maiden Name,Headline\nAna,Ruiz,,Asesora\n",
    ],
)
def test_what_is_no_export_is_of_no_kind(raw):
    assert kind_of(raw) is None


def test_a_connection_is_read_with_its_profile_and_its_day():
    (entry,) = entries(linkedin(ANA))
    contact = entry.contact("ES")
    assert (entry.line, entry.met, entry.uid) == (6, date(2019, 3, 12), "ana-ibanez-7")
    assert (contact.name.value, contact.name.part("surname")) == ("Ana Ibáñez Peña", "Ibáñez Peña")
    assert (contact.company.value, contact.job_title.value) == ("Torvalia, S.A.", "Asesora fiscal")
    assert values(contact.social) == ["linkedin.com/in/ana-ibanez-7"]
    assert contact.rest == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Mar 2024", date(2024, 3, 12)),
        ("7-Feb-22", date(2022, 2, 7)),
        ("2024-03-12", date(2024, 3, 12)),
        ("31 Feb 2024", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_day_of_connecting_is_read_as_linkedin_and_spreadsheets_write_it(text, day):
    assert connected(text) == day


def test_a_day_that_nobody_can_read_is_kept_as_it_stands():
    (entry,) = entries(linkedin(ANA.replace("12 Mar 2019", "primavera 2019")))
    assert (entry.met, entry.contact("ES").rest) == (None, ("primavera 2019",))


def test_people_who_left_linkedin_are_rows_of_commas_and_no_contacts():
    assert rows(linkedin(",,,,,,", ANA, ",,,,,,12 Mar 2019", "")) == entries(linkedin(",,,,,,", ANA))


def test_an_open_quotation_mark_costs_its_own_row_and_none_below():
    raw = linkedin('Eva,"Gil,https://www.linkedin.com/in/eva,,,,1 Mar 2020', ANA, IKER)
    assert [entry.uid for entry in entries(raw)] == ["ana-ibanez-7", "iker-sagasti"]
    assert [line for line, _ in bad(raw)] == [6]


def test_a_row_with_too_few_cells_is_told_with_its_line():
    raw = linkedin(ANA, "Eva,Gil,https://www.linkedin.com/in/ev", IKER)
    assert bad(raw) == [(7, "it has 3 cells, and the header has 7")]
    assert len(entries(raw)) == 2


def test_a_row_that_names_nobody_is_told():
    assert bad(linkedin(",,,,Torvalia,,1 Mar 2020")) == [
        (6, "it names nobody, and gives no address or number")
    ]


def test_friends_are_read_with_their_letters_and_since_when():
    found = entries(facebook(("José Peña", 1332547200), ("Zoë", 1332633600)))
    assert [(entry.name, entry.met) for entry in found] == [
        ("José Peña", date(2012, 3, 24)),
        ("Zoë", date(2012, 3, 25)),
    ]
    assert [entry.line for entry in found] == [3, 7]


def test_a_broken_friend_spoils_no_other():
    friends = b'{"name": "Ana", "timestamp": 1},\n{"name": Eva},\n{"timestamp": 2},\n{"name": "Jon"}'
    raw = b'{"friends_v2": [\n' + friends + b"\n]}"
    assert [entry.name for entry in entries(raw)] == ["Ana", "Jon"]
    assert [line for line, _ in bad(raw)] == [3, 4]


def test_only_text_that_was_written_wrong_is_mended():
    assert [mended(text) for text in ("PeÃ±a", "Peña", "Ã‰va", "Ana", "Ã")] == [
        "Peña",
        "Peña",
        "Éva",
        "Ana",
        "Ã",
    ]


def test_a_contact_of_google_is_read_with_all_that_its_columns_say():
    (entry,) = entries(google(LUCIA))
    contact = entry.contact("ES")
    assert (contact.name.value, contact.name.part("prefix")) == ("Lucía Simões", "Dra.")
    assert [(phone.value, phone.kind) for phone in contact.phones] == [
        ("+351910000030", "mobile"),
        ("+351220000022", "fax"),
    ]
    assert values(contact.emails) == ["lucia@ferrunza-exemplo.com", "lsimoes@ferrunza-exemplo.com"]
    assert contact.address.part("postcode") == "4050-253"
    assert contact.rest == ("Met at the cork fair, stand 12", "Ferias")
    assert entry.extra == "NICKNAME:Lu\\; la de Oporto"


def test_the_columns_of_google_before_are_known_too():
    before = {"Name": "Jon Prueba", "Phone 1 - Type": "* Mobile", "Phone 1 - Value": "611000040"}
    contact = only(google(before | {"Organization 1 - Name": "Hornos"}, columns=GOOGLE_BEFORE))
    assert (contact.name.value, contact.company.value) == ("Jon Prueba", "Hornos")
    assert values(contact.phones) == ["+34611000040"]


def test_what_google_numbers_and_aroma_has_no_field_for_stays_as_a_note():
    columns = [*GOOGLE, "Relation 1 - Label", "Relation 1 - Value"]
    contact = only(
        google(
            {"First Name": "Ana", "Relation 1 - Label": "hermana", "Relation 1 - Value": "Eva"},
            columns=columns,
        )
    )
    assert contact.rest == ("hermana: Eva",)


def test_a_card_of_outlook_is_read_with_its_charsets_and_without_its_picture():
    (entry,) = entries(OUTLOOK.encode())
    contact = entry.contact("ES")
    assert (contact.name.value, contact.company.value) == ("Begoña Muñoz", "Imprenta Muñoz")
    assert [(phone.value, phone.kind) for phone in contact.phones] == [
        ("+34960000007", "fax"),
        ("+34611000039", "mobile"),
    ]
    assert entry.extra == ""


def test_a_card_of_apple_is_read_with_the_labels_of_its_groups():
    (entry,) = entries(APPLE.encode())
    contact = entry.contact("ES")
    assert [(phone.value, phone.kind) for phone in contact.phones] == [("+34611000040", "mobile")]
    assert contact.rest == ("Conoce a Iker, el del horno",)
    assert entry.extra == "item2.X-ABDATE:20190503\nitem2.X-ABLabel:boda\nBDAY:1980-02-03"


def test_a_card_of_nextcloud_is_read_and_what_it_says_besides_is_kept_word_for_word():
    (entry,) = entries(NEXTCLOUD.encode())
    contact = entry.contact("ES")
    assert (contact.name.value, contact.company.value) == ("Nuria Roca", "Quesos, Roca y Cía")
    assert values(contact.phones) == ["+34611000041"]
    assert entry.uid == "6f1c2d3e-0000-4000-8000-000000000001"
    assert entry.extra == "CATEGORIES:feria,queso\nX-MOOD;X-LEVEL=2:contenta"


def test_cards_in_one_file_are_told_with_their_lines_and_one_without_an_end_is_bad():
    raw = (APPLE + "BEGIN:VCARD\nFN:Eva\n" + NEXTCLOUD + "BEGIN:VCARD\nEND:VCARD\n").encode()
    assert [(entry.line, entry.name) for entry in entries(raw)] == [(1, "Jon Prueba"), (17, "Nuria Roca")]
    assert bad(raw) == [
        (15, "this card has no end (END:VCARD)"),
        (29, "it names nobody, and gives no address or number"),
    ]


def test_an_agent_inside_a_card_and_a_list_of_cards_are_no_contacts():
    inside = "AGENT:\nBEGIN:VCARD\nN:Otro;Uno\nEND:VCARD\n"
    agent = f"BEGIN:VCARD\nVERSION:2.1\nN:Gil;Eva\n{inside}TEL:611000041\nEND:VCARD\n"
    listed = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Coro\nMEMBER:urn:uuid:1\nEND:VCARD\n"
    (entry,) = entries((agent + listed).encode())
    assert (entry.name, values(entry.contact("ES").phones)) == ("Eva Gil", ["+34611000041"])


def test_the_digest_tells_whether_anything_was_said_otherwise():
    (before,), (_, moved) = (
        entries(linkedin(ANA)),
        entries(linkedin(IKER, ANA.replace("12 Mar 2019", "12-Mar-19"))),
    )
    (after,) = entries(linkedin(ANA.replace("Torvalia", "Nueva")))
    assert before.digest == moved.digest != after.digest


BEGINNINGS = [
    b"",
    b"\xef\xbb\xbf",
    linkedin(ANA),
    google(LUCIA),
    facebook(("Ana", 1))[:-4],
    APPLE.encode()[:-12],
]
PIECES = [
    b"BEGIN:VCARD\n",
    b"END:VCARD\n",
    b'"',
    b",",
    b"\r",
    b"\n",
    b"{",
    b"]",
    b"=\n",
    b";ENCODING=QUOTED-PRINTABLE:=",
]


@given(
    st.sampled_from(BEGINNINGS),
    st.lists(st.one_of(st.binary(max_size=30), st.sampled_from(PIECES)), max_size=12),
)
def test_any_bytes_are_rows_or_of_no_kind_and_never_a_crash(beginning, pieces):
    raw = beginning + b"".join(pieces)
    for kind in KINDS:
        for row in kind.read(decoded(raw)):
            assert row.line >= 1
            if isinstance(row, Entry):
                assert isinstance(row.contact("ES"), Contact)
    assert kind_of(raw) is None or kind_of(raw) in KINDS
