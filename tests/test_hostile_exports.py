"""Text off a card or an answer is one cell, no formula, one value of a JSON, and no header of a message."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from email import message_from_bytes, policy
from io import StringIO

import pytest
from hostile import HOSTILE, everywhere, told

from data.models import Person
from enrich.google_csv import google_csv
from enrich.letter import Letter, Mailbox, draft, mailbox
from enrich.person_json import record

PLAIN = Person(8, told("Ana"), "7c9e6679-7425-40de-944b-e07fc1f90ae7")
ME = Mailbox("Marta Soler", "marta@soler-ejemplo.es")
AT = datetime(2026, 11, 26, tzinfo=UTC)
EACH = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def hostile(text: str) -> Person:
    return Person(7, told(text), "9d7f3f8e-0000-5000-8000-000000000000")


@EACH
def test_in_a_table_it_makes_no_row_no_column_and_no_formula(text):
    csv.field_size_limit(10_000_000)
    table = google_csv((hostile(text), PLAIN), "es").encode(errors="replace").decode()
    head, *rows = csv.reader(StringIO(table, newline=""))
    assert [len(row) for row in rows] == [len(head)] * 2
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@EACH
def test_in_json_it_is_a_value_and_no_other_key(text):
    written = json.dumps(record(hostile(text)), ensure_ascii=False, indent=2)
    assert json.loads(written).keys() == record(PLAIN).keys()


@EACH
def test_in_a_message_it_makes_no_header_and_nobody_who_gets_it(text):
    to = mailbox(text, everywhere(text)) or Mailbox(text, "ana@torvalia-ejemplo.es")
    body = text.encode(errors="replace").decode()
    opened = message_from_bytes(draft(Letter(text, body, (to,)), ME, at=AT), policy=policy.default)
    plain = message_from_bytes(draft(Letter("Ana", "Ana", (to,)), ME, at=AT), policy=policy.default)
    assert sorted(opened.keys()) == sorted(plain.keys())
    assert [each.addr_spec for each in opened["To"].addresses] == [to.address]
