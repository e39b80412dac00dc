from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from stores import NOW, answer, waiting
from waiting_cards import drawn

from data.found import Found
from data.models import CardState, Need, NeedKind
from data.people import file_card
from data.search import who
from enrich.pictures import data_uri
from flows.home import Home
from flows.who import Match, Wanted, lines, show_people, usual_file
from flows.who_page import html, write_page

COLOURS = ("color", "backgroundColor")
DAY = date(2026, 11, 26)
HOSTILE = (
    "</p><script>hit()</script><img src=x onerror=hit()> \" ' & &lt;b&gt; javascript:hit() \u202e\x1b[2J\n"
)
ANA = Found(
    number=1,
    state=CardState.FILED,
    who="Hace barcos de madera",
    does="Repara dornas",
    interests=("remo",),
    met_where="Feria náutica",
    met_when=date(2026, 10, 3),
    needs=(Need(NeedKind.SUPPLIER, "roble: seco"),),
    gift="El teléfono de un aserradero",
    gift_by=date(2026, 12, 1),
    name="Ana Ruiz Peña",
    company="Astilleros Ruiz",
    phones=("+34600000058",),
    emails=("ana@astillerosruiz.example",),
    websites=("www.astillerosruiz.example",),
    social=("@anaruiz",),
    address="Muelle 3, 36202 Vigo",
    cards=("0" * 12,),
)


class Seen(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.said.append(data)

    def all(self, tag, attribute):
        return [attributes.get(attribute) for name, attributes in self.elements if name == tag]


def page(person=ANA, *, language="es", because="", pictures=()):
    return html([Match(person, because)], [pictures], language=language, today=DAY)


@pytest.mark.parametrize(("language", "day"), [("es", "26/11/2026"), ("en", "26 November 2026")])
def test_be_do_have_stand_in_that_order_and_the_page_says_its_language(language, day):
    seen = Seen(page(language=language))
    assert seen.all("section", "class") == ["be", "do", "have"]
    assert seen.all("html", "lang") == [language]
    assert day in "".join(seen.said)


def test_everything_that_the_terminal_tells_stands_on_the_page():
    said = " ".join(" ".join(Seen(page()).said).split())
    for line in lines([Match(ANA)], "es"):
        for part in re.split(r": | · |, ", line.strip()):
            assert part in said


def test_what_a_telephone_can_call_write_to_or_open_is_a_link():
    assert Seen(page()).all("a", "href") == [
        "tel:+34600000058",
        "mailto:ana@astillerosruiz.example",
        "https://www.astillerosruiz.example",
    ]


def test_the_page_needs_nothing_besides_itself_and_runs_nothing():
    picture = data_uri(drawn(answer().contact), widest=400)
    seen = Seen(page(pictures=(picture,)))
    assert seen.all("img", "src") == [picture]
    assert not {"script", "link", "iframe", "object", "form"} & {tag for tag, _ in seen.elements}
    assert "url(" not in page()
    policy = dict(zip(seen.all("meta", "http-equiv"), seen.all("meta", "content"), strict=True))
    assert policy["Content-Security-Policy"].startswith("default-src 'none'")


def test_text_off_a_card_stays_text_wherever_it_stands():
    bad = replace(
        ANA,
        **dict.fromkeys(
            ("name", "company", "who", "does", "heading", "met_where", "gift", "address"), HOSTILE
        ),
        **dict.fromkeys(
            ("interests", "phones", "emails", "websites", "social", "also", "offers"), (HOSTILE,)
        ),
        needs=(Need(NeedKind.OTHER, HOSTILE),),
    )
    seen = Seen(page(bad, because=HOSTILE, pictures=("data:image/jpeg;base64,AAAA",)))
    usual = Seen(
        page(replace(ANA, heading="x", also=("x",), offers=("x",)), because="x", pictures=("data:,",))
    )
    assert {tag for tag, _ in seen.elements} == {tag for tag, _ in usual.elements}
    assert not any(name.startswith("on") for _, attributes in seen.elements for name in attributes)
    assert {link.partition(":")[0] for link in seen.all("a", "href")} == {"tel", "mailto"}
    assert "\u202e" not in page(bad)
    assert "\x1b" not in page(bad)


@pytest.mark.parametrize(
    "site", ["javascript:hit()", "data:text/html,x", "file:///etc/passwd", "http://[", "@ana", "a b.example"]
)
def test_what_is_no_address_of_the_web_is_no_link(site):
    seen = Seen(page(replace(ANA, websites=(site,), social=())))
    assert seen.all("a", "href") == ["tel:+34600000058", "mailto:ana@astillerosruiz.example"]
    assert site in [said.strip() for said in seen.said]


def test_a_card_that_nobody_described_says_so():
    waits = Found(number=None, state=CardState.WAITING, name="Leo", cards=("abc123",))
    assert "aroma review abc123" in " ".join(Seen(page(waits)).said)


def test_all_who_are_found_are_in_one_file_with_the_pictures_that_are_there(db, tmp_path):
    home = Home(tmp_path / "home")
    home.prepare()
    card = waiting(db)
    file_card(db, card, answer(), at=NOW)
    home.picture(card).write_bytes(drawn(answer().contact))
    other = waiting(db, "otra.jpg")
    home.picture(other).write_bytes(b"no picture")
    found = [Match(person) for person in who(db, "ana")]
    assert len(found) == 2
    file = tmp_path / "ana.html"
    assert write_page({"AROMA_HOME": str(home.path)}, db, file, found) == str(file)
    seen = Seen(file.read_text("utf-8"))
    assert len(seen.all("article", "class")) == 2
    assert len(seen.all("img", "src")) == 1


def test_of_several_by_meaning_only_who_they_are_and_why_is_printed():
    found = [Match(ANA, "Repara dornas"), Match(replace(ANA, name="Eva Soto"), "busca: roble")]
    assert list(lines(found, "es")) == [
        "Lo más cercano por el sentido:",
        "Ana Ruiz Peña · Astilleros Ruiz",
        "  porque: Repara dornas",
        "Eva Soto · Astilleros Ruiz",
        "  porque: busca: roble",
        "",
    ]
    alone = list(lines(found[:1], "es"))
    assert alone[2] == "  porque: Repara dornas"
    assert "  QUIÉN ES" in alone


def test_the_file_is_called_after_what_was_asked_and_lies_here():
    assert str(usual_file("Ana Ibáñez, Zaragoza")) == "ana-ibanez-zaragoza.html"
    assert str(usual_file("../..")) == "aroma.html"
    assert len(usual_file("a" * 500).name) < 80


def test_a_number_that_nobody_has_is_not_looked_for_by_meaning(db, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "flows.by_meaning", None)  # importing it would fail
    environ = {"AROMA_HOME": str(tmp_path), "AROMA_DATABASE_URL": db.url, "AROMA_LANGUAGE": "en"}
    assert show_people(environ, Wanted("600 000 099")) == 1
    assert "Nobody on file" in capsys.readouterr().err


@pytest.mark.browser
@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone_and_a_screen_by_day_and_by_night(chromium, size, scheme, tmp_path):
    long = replace(ANA, emails=("a" * 90 + "@example.com",), who="x" * 200)
    file = tmp_path / "ana.html"
    file.write_text(page(long, pictures=(data_uri(drawn(answer().contact)),)), "utf-8")
    shown = chromium.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    said = []
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(file.as_uri())
    shown.screenshot(path=tmp_path / "page.png", full_page=True)
    assert said == []  # nothing that its own policy refuses
    assert shown.evaluate("document.documentElement.scrollWidth") == size[0]
    assert shown.evaluate("document.querySelector('img').naturalWidth") > 0
    style = "getComputedStyle(document.body)"
    ink, paper = (sum(map(int, re.findall(r"\d+", shown.evaluate(f"{style}.{name}")))) for name in COLOURS)
    assert (ink < paper) is (scheme == "light")


@pytest.mark.browser
def test_each_person_is_printed_on_a_page_of_their_own(chromium, tmp_path):
    import pypdfium2  # noqa: PLC0415

    file = tmp_path / "ana.html"
    picture = data_uri(drawn(answer().contact))
    file.write_text(html([Match(ANA), Match(ANA)], [(picture,)] * 2, language="es", today=DAY), "utf-8")
    shown = chromium.new_page()
    shown.goto(file.as_uri())
    shown.pdf(path=tmp_path / "ana.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "ana.pdf") as document:
        assert len(document) == 2
