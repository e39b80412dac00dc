"""Small exports of invented people, as the services write them."""

from __future__ import annotations

import json
from collections.abc import Sequence

NOTES = 'Notes:\n"When exporting your connection data, you may notice that some are missing.\nSee help."\n\n'
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANA = 'Ana,Ibáñez Peña,https://www.linkedin.com/in/ana-ibanez-7,,"Torvalia, S.A.",Asesora fiscal,12 Mar 2019'
IKER = "Iker,Sagasti,https://www.linkedin.com/in/iker-sagasti,iker@hornos-ejemplo.es,Hornos Sagasti,,7-Feb-22"


def linkedin(*rows: str, header: str = HEADER, notes: str = NOTES, end: str = "\n") -> bytes:
    """Connections.csv with these rows."""
    return (notes.replace("\n", end) + end.join((header, *rows)) + end).encode()


def facebook(*friends: tuple[str, int], key: str = "friends_v2", indent: int | None = 2) -> bytes:
    """The list of friends as Facebook writes it: UTF-8 as if each byte were a letter."""
    rows = [{"name": name.encode().decode("latin-1"), "timestamp": since} for name, since in friends]
    return json.dumps({key: rows}, indent=indent).encode("ascii")


_NOW = (
    "First Name|Middle Name|Last Name|Name Prefix|Nickname|Organization Name|"
    "Organization Title|Birthday|Notes|Labels|E-mail 1 - Label|E-mail 1 - Value|"
    "Phone 1 - Label|Phone 1 - Value|Phone 2 - Label|Phone 2 - Value|"
    "Address 1 - Label|Address 1 - Street|Address 1 - City|Address 1 - Postal Code|"
    "Website 1 - Value"
)
_BEFORE = (
    "Name|Given Name|Additional Name|Family Name|Nickname|Notes|Group Membership|"
    "E-mail 1 - Type|E-mail 1 - Value|Phone 1 - Type|Phone 1 - Value|"
    "Organization 1 - Type|Organization 1 - Name|Organization 1 - Title"
)
GOOGLE, GOOGLE_BEFORE = (tuple(columns.split("|")) for columns in (_NOW, _BEFORE))


def google(*contacts: dict[str, str], columns: Sequence[str] = GOOGLE) -> bytes:
    """Google's CSV with these contacts."""
    rows = [",".join(_cell(contact.get(column, "")) for column in columns) for contact in contacts]
    return ("\r\n".join((",".join(columns), *rows)) + "\r\n").encode()


def _cell(text: str) -> str:
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if set(text) & set(',"\n') else text


LUCIA = {
    "First Name": "Lucía",
    "Last Name": "Simões",
    "Name Prefix": "Dra.",
    "Nickname": "Lu; la de Oporto",
    "Organization Name": "Cortiças Ferrunza",
    "Organization Title": "Diretora comercial",
    "Notes": "Met at the cork fair,\nstand 12",
    "Labels": "Ferias ::: * myContacts",
    "E-mail 1 - Label": "* Work",
    "E-mail 1 - Value": "lucia@ferrunza-exemplo.com ::: lsimoes@ferrunza-exemplo.com",
    "Phone 1 - Label": "Móvil",
    "Phone 1 - Value": "+351 910 000 030",
    "Phone 2 - Label": "Work Fax",
    "Phone 2 - Value": "+351 220 000 022",
    "Address 1 - Street": "Travessa da Figueira 28",
    "Address 1 - City": "Porto",
    "Address 1 - Postal Code": "4050-253",
    "Website 1 - Value": "https://www.ferrunza-exemplo.com",
}

OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:Mu=F1oz;Bego=F1a\r\n"
    "ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Imprenta =\r\nMu=C3=B1oz\r\nTEL;WORK;FAX:+34 960 000 007\r\n"
    "TEL;CELL:+34 611 000 039\r\nPHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZJRgABAQ\r\n"
    " AQABAAD/2wBD\r\n\r\n"
    "END:VCARD\r\n"
)
APPLE = (
    "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//iOS 17.0//EN\nN:Prueba;Jon;;;\nFN:Jon Prueba\n"
    "item1.TEL;type=pref:+34 611 000 040\nitem1.X-ABLabel:_$!<Mobile>!$_\n"
    "item2.X-ABDATE:20190503\nitem2.X-ABLabel:boda\nURL;type=WORK:https://jon-prueba-ejemplo.es\n"
    "NOTE:Conoce a Iker\\, el\n  del horno\nBDAY:1980-02-03\nEND:VCARD\n"
)
NEXTCLOUD = (
    "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:6f1c2d3e-0000-4000-8000-000000000001\n"
    "N;ALTID=1;LANGUAGE=en:Roca;Nuria;;;\nFN:Nuria Roca\nORG:Quesos\\, Roca y Cía;Ventas\n"
    'TEL;VALUE=uri;TYPE="cell,voice":tel:+34-611-000-041\nEMAIL;PREF=1:nuria@quesos-ejemplo.es\n'
    "CATEGORIES:feria,queso\nX-MOOD;X-LEVEL=2:contenta\nREV:20240101T000000Z\nEND:VCARD\n"
)
