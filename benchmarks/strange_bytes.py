"""All that takes bytes from strangers, as functions of bytes: what is fuzzed.

Each may raise an AromaError, which is a sentence for its user; every other error is a finding. A new way for
strangers to come in (an import, an archive) is one more function and one more line in `TARGETS`.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from data.errors import AromaError
from data.models import Answer, Contact, Decision, Person
from enrich.answers import check_answer
from enrich.card_lines import card_lines
from enrich.card_said import said
from enrich.card_weaving import kept, woven
from enrich.encodings import decoded
from enrich.entries import Entry
from enrich.form import form
from enrich.form_fields import flat, nested
from enrich.payloads import told_by
from enrich.prefill import prefill
from enrich.three_ways import compare
from enrich.vcard import vcard
from flows.archives import lists_in
from flows.settings import load_settings
from ocr.codes import _QR, _seen
from ocr.photos import pages_of

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, tzinfo=UTC)
SAMPLES = Path(__file__).parent.parent / "data" / "samples"
SIDE = 64  # pixels of the picture that a code is looked for in


def photo(data: bytes) -> None:
    """A file in the inbox, of any kind that is read."""
    for _page in pages_of(data, "x"):
        pass


def pdf(data: bytes) -> None:
    photo(b"%PDF-1.7\n" + data)


def picture_of_code(data: bytes) -> None:
    """A picture in which a code is looked for: these bytes are its squares."""
    squares = np.frombuffer(data[: SIDE * SIDE].ljust(SIDE * SIDE, b"\xff"), np.uint8).reshape(SIDE, SIDE)
    list(_seen(cv2.resize(squares, None, fx=4, fy=4, interpolation=cv2.INTER_NEAREST), _QR))


def code(data: bytes) -> None:
    """What a code says: whatever becomes of it is written as a vCard and asked in a form."""
    contact = told_by(data.decode("utf-8", "replace"), region="ES")
    form(contact, language="es").model_json_schema()
    vcard(Person(1, Answer(Decision.FILE, "x y", contact=contact), "u"), revision=NOW)


def vcard_code(data: bytes) -> None:
    code(b"BEGIN:VCARD\n" + data)


def mecard_code(data: bytes) -> None:
    code(b"MECARD:" + data)


def answer(data: bytes) -> None:
    """What a form sends, or anybody else who speaks with the server: any JSON object."""
    try:
        sent = json.loads(data)
    except (ValueError, RecursionError):
        return
    typed = flat(sent) if isinstance(sent, dict) else {}
    checked = check_answer(typed, card=Contact(), region="ES", today=TODAY)
    nested(prefill(Contact(), typed, "es"))
    form(Contact(), language="es", typed=typed, problems=checked if isinstance(checked, tuple) else ())
    if isinstance(checked, Answer) and checked.decision is Decision.FILE:
        vcard(Person(1, checked, "u"), revision=NOW)


def settings(data: bytes) -> None:
    """A settings file."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "aroma.toml").write_bytes(data)
        os.environ["AROMA_HOME"] = home
        load_settings()


def exported(data: bytes) -> None:
    """A list of contacts from somewhere else, of any kind that is told apart, in an archive or not."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list"
        file.write_bytes(data)
        for found in lists_in(file):
            rows = found.kind.read(decoded(found.raw))
            contacts = (row.imported("key", found.name, "ES") for row in rows if isinstance(row, Entry))
            for contact in contacts:
                vcard(Person(1, Answer(Decision.FILE, "x y", contact=contact.contact), "u"), revision=NOW)


def archive(data: bytes) -> None:
    """What an archive says of itself, up to its end."""
    exported(b"PK\x03\x04" + data)


def address_book(data: bytes) -> None:
    """A person's card that another program wrote: what it says is compared, and woven into the new one."""
    person = Person(1, Answer(Decision.FILE, "Lleva las cuentas", contact=Contact()), "u")
    base = vcard(person, revision=NOW)
    text = decoded(b"BEGIN:VCARD\n" + data)
    was, now = card_lines(base), card_lines(text)
    theirs = said(now, region="ES", before=was)
    compare(said(was, region="ES"), said(was, region="ES"), theirs)
    found = kept(text, base, "", person.answer)
    woven(person, found, revision=NOW, language="es", region="ES")


def tried(target: Callable[[bytes], None], data: bytes) -> None:
    """Run the target; what is said in a sentence is no finding."""
    with suppress(AromaError):
        target(data)


def _small(kind: str) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((24, 16), 60).convert("RGB").save(file, kind)
    return file.getvalue()


def _packed(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, data)
    return file.getvalue()


_CONNECTIONS = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b'Ana,Ruiz,https://www.linkedin.com/in/ana-7,ana@x.example,"Torvalia, S.A.",Asesora,12 Mar 2019\n'
)
_FRIENDS = b'{"friends_v2": [{"name": "Iker Sagasti", "timestamp": 1552392000}]}'
_CONTACTS = (
    b"First Name,Middle Name,Last Name,Organization Name,Notes,E-mail 1 - Label,E-mail 1 - Value\r\n"
    b'Ana,,Ruiz,Torvalia,"a\nb",* Work,ana@x.example\r\n'
)
_CARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ib=C3=A1=\r\n=C3=B1ez;Ana\r\n"
    b"TEL;CELL:+34600000000\r\nEND:VCARD\r\n"
)
_EDITED = (
    b"VERSION:3.0\r\nUID:u\r\nFN:Ana Ruiz\r\nitem1.TEL;TYPE=CELL:+34600000000\r\nitem1.X-ABLabel:yo\r\n"
    b"PHOTO;ENCODING=b:AAAA\r\n BBBB\r\nNOTE:a\\nb\r\nEND:VCARD\r\n"
)
_FILED = {
    "decide": {"decision_later": False},
    "be": {"who": "Lleva las cuentas"},
    "have": {"phones": ["+34 600 000 000"]},
}
_LATER = {
    "decide": {"decision_later": True, "later_until": "en dos semanas"},
    "do": {"needs": {"other": "x\ny"}},
}

TARGETS: Mapping[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]] = {
    "photo": (photo, tuple(map(_small, ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")))),
    "pdf": (pdf, ((SAMPLES / "two-pages.pdf").read_bytes(),)),
    "picture_of_code": (picture_of_code, ()),
    "code": (
        code,
        (b"mailto:ana@x.example", b"tel:+34600000000", b"BIZCARD:N:Ana;X:Ruiz;T:x;B:+34600000000;;"),
    ),
    "vcard_code": (
        vcard_code,
        (b"VERSION:3.0\nN:Ruiz;Ana\nTEL;TYPE=CELL:+34600000000\nADR:;;C/ x 1;Vigo\nEND:VCARD",),
    ),
    "mecard_code": (mecard_code, (b"N:Ruiz,Ana;TEL:+34600000000;EMAIL:ana@x.example;URL:x.example;;",)),
    "answer": (answer, tuple(json.dumps(sent).encode() for sent in (_FILED, _LATER))),
    "exported": (exported, (_CONNECTIONS, _FRIENDS, _CONTACTS, _CARD, _packed("../../x.csv", _CONNECTIONS))),
    "archive": (archive, tuple(_packed(name, _FRIENDS)[4:] for name in ("friends.json", "/etc/x", "../x"))),
    "address_book": (address_book, (_EDITED,)),
    "settings": (settings, (b'language = "es"\nport = 4300\nschedule = "0 8 * * *"\nhost = "0.0.0.0"\n',)),
}
"""Each target, and what it is given first."""
