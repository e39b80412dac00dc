"""The examples of export, qr, sync and forget in the READMEs still hold."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from stores import NOW, answer, waiting
from waiting_cards import Desk, MakeDesk

from data.models import Answer, Contact, Decision, Value
from data.people import file_card
from flows import cli
from flows.filing import write_missing_vcards

ROOT = Path(__file__).parent.parent
README = {"en": "README.md", "es": "README.es.md"}
WHO = {"en": "The baker who lets a room", "es": "El del obrador que alquila una sala"}
CHANGING = re.compile(r"REV:.*|(?<=cards/)[0-9a-f]+|(?<=in the store: ).*|(?<=en el almacén: ).*|(?<=UID:).*")


def examples(language: str) -> dict[str, str]:
    """What the README says that each command prints."""
    text = (ROOT / README[language]).read_text("utf-8")
    blocks = re.findall(r"```\n(\$ aroma (?:export|sync|forget)[^`]*)```", text)
    pairs = [piece.partition("\n") for block in blocks for piece in block.split("$ ")[1:]]
    return {command.partition("#")[0].strip(): said for command, _, said in pairs if said}


@pytest.fixture(params=README)
def language(request) -> str:
    return request.param


@pytest.fixture
def filed(make_desk: MakeDesk, language, tmp_path, monkeypatch) -> Desk:
    """The home of which the examples tell."""
    desk: Desk = make_desk(language=language)
    iker = Contact(
        name=Value("Iker Soto Prueba", "", parts=(("given", "Iker"), ("surname", "Soto Prueba"))),
        phones=(Value("+34600000074", "", kind="mobile"),),
    )
    ana = Contact(name=Value("Ana Ibáñez", ""))
    told = answer("Toca el acordeón", contact=ana, met_through="Iker Soto Prueba")
    file_card(desk.db, waiting(desk.db), told, at=NOW)
    card = waiting(desk.db, "iker.jpg", iker)
    file_card(desk.db, card, Answer(Decision.FILE, who=WHO[language], contact=iker), at=NOW)
    [(path,)] = desk.db.rows("SELECT path FROM photos WHERE name = 'iker.jpg'")
    (desk.settings.home.cards / path).write_bytes(b"photo")
    desk.settings.home.picture(card).write_bytes(b"card")
    write_missing_vcards(desk.settings, desk.db)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "_settings", lambda: desk.settings)
    return desk


def test_the_examples_hold(filed, language, capsys):
    told = examples(language)
    assert len(told) == 5
    for command, said in told.items():
        if command == "aroma sync":
            card = filed.settings.home.people / "000002.vcf"
            card.write_bytes(card.read_bytes().replace(b"+34600000074", b"+34600000075"))
        capsys.readouterr()
        assert cli.run(command.split()[1:]) == 0
        printed = capsys.readouterr()
        found = (printed.out + printed.err).replace("\r\n", "\n")
        assert CHANGING.sub("…", found) == CHANGING.sub("…", said), command
    assert (Path(os.curdir) / "iker.png").exists()
