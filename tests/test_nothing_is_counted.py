"""Gifts are remembered and never counted: no total, order, balance or streak, on a screen or in a query."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from people_to_help import all_three

from data.gifts import record_gift
from data.people import people
from data.texts import LANGUAGES, catalogue
from enrich.vcard import vcard
from flows.bouquet import bind
from flows.bouquet_page import markdown, text
from flows.export import FORMATS, export_people
from flows.give import show_suggestions
from flows.noting import keep_note
from flows.quiet import show_quiet
from flows.waiting import show_waiting
from flows.who import Wanted, show_people

ROOT = Path(__file__).parent.parent
COUNTING = re.compile(
    r"\b(total|totales|in total|en total|ranking|ranked|clasificaci[oó]n|top \d+|balance|saldo"
    r"|cuenta pendiente|score|points|puntos|puntuaci[oó]n|racha|streaks?|given back|owes? you"
    r"|\d+ (?:gifts?|regalos?|detalles|favou?rs?|favores|times|veces)|most generous|m[aá]s generos[oa]"
    r"|te debe|te ha devuelto|never gave|nunca te dio|in return|a cambio)\b",
    re.IGNORECASE,
)
GIFTS = 37
"""No number that stands on these screens by chance: more than their items, and no day of a month."""
LETTERS = "abcdefghij"
GIVEN = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.fixture
def generous(make_desk):
    """A home whose owner brought much to Ana, something to Iker and nothing to Tom."""

    def make(language: str):
        desk = make_desk(language=language)
        ana, iker, _ = all_three(desk.db, due=date.today() + timedelta(days=3))
        for hour in range(GIFTS):
            title = f"book {LETTERS[hour // 10]}{LETTERS[hour % 10]}"
            record_gift(desk.db, ana.number, title, given=GIVEN + timedelta(hours=hour))
        record_gift(desk.db, iker.number, "a sack of flour", given=GIVEN)
        return desk

    return make


def screens(desk, capsys) -> dict[str, str]:
    """All that an owner can look at, by its name."""
    environ = {"AROMA_HOME": str(desk.settings.home.path), "AROMA_LANGUAGE": desk.settings.language}
    shown = {
        "note": lambda: keep_note(desk.settings, "Feria del queso, Trujillo", "queso", json=False),
        "give": lambda: show_suggestions(desk.settings, "", every=True, json=False),
        "give ana": lambda: show_suggestions(desk.settings, "ana", every=True, json=False),
        "give --json": lambda: show_suggestions(desk.settings, "", every=True, json=True),
        "who": lambda: show_people(environ, Wanted("ana")),
        "who --json": lambda: show_people(environ, Wanted("ana", json=True)),
        "quiet": lambda: show_quiet(desk.settings, "1d", json=False),
        "quiet --json": lambda: show_quiet(desk.settings, "1d", json=True),
        "waiting": lambda: show_waiting(desk.settings, json=False),
    }
    capsys.readouterr()
    found = {}
    for name, show in shown.items():
        show()
        found[name] = capsys.readouterr().out
    bouquet = bind(desk.settings, desk.db)
    found["bouquet"] = markdown(bouquet, desk.settings.language)
    found["mail"] = text(bouquet, desk.settings.language)
    page = desk.settings.home.path / "ana.html"
    show_people(environ, Wanted("ana", file=page))
    found["page"] = re.sub(r"<style.*?</style>|<[^>]*>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    for form in FORMATS:
        file = desk.settings.home.path / f"people.{form}"
        export_people(desk.settings, (), to=form, output=file)
        found[f"export {form}"] = file.read_text("utf-8")
    found["vcards"] = "".join(
        vcard(each, revision=GIVEN, language=desk.settings.language) for each in people(desk.db)
    )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_counts_orders_or_balances_what_was_given(generous, capsys, language):
    for name, page in screens(generous(language), capsys).items():
        assert page.strip(), name
        assert not COUNTING.findall(page), name
        alone = re.sub(
            r"https?://\S+|mailto:\S+|\[[a-z2-7]+\]|`[a-z2-7]+`|\+\d+|\d+[-/]\d+[-/]\d+\S*", " ", page
        )
        assert str(GIFTS) not in re.findall(r"(?<![\w.])\d+(?![\w.])", alone), name


def test_the_words_that_are_looked_for_would_be_found():
    for said in (
        "7 gifts in total",
        "te debe 2 favores",
        "racha de 3",
        "she has not given back",
        "your balance",
    ):
        assert COUNTING.search(said)
    assert not COUNTING.search("I brought: a book on cheese (14 March 2026)")


def test_nobody_is_ordered_by_what_they_were_given(generous, capsys):
    page = screens(generous("en"), capsys)["quiet"]
    days = [datetime.strptime(day, "%d %B %Y").date() for day in re.findall(r"on (\d+ \w+ \d{4})", page)]
    assert days == sorted(days)  # by the last day alone
    assert len(days) == 3


SQL = re.compile(r"\b(count|sum|avg|rank|row_number|dense_rank)\s*\(", re.IGNORECASE)
SUMMING = {"count", "sum", "avg", "rank", "row_number", "dense_rank"}


def functions(path: Path) -> list[tuple[str, str]]:
    """The source of each function of a module, by its name."""
    source = path.read_text("utf-8")
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [(node.name, ast.get_source_segment(source, node) or "") for node in nodes]


def test_no_query_counts_or_sums_gifts():
    for path in sorted((ROOT / "data").glob("*.py")):
        for name, source in functions(path):
            if re.search(r"\bgifts?\b", source):
                assert not SQL.search(source), f"{path.name}: {name}"
    whole = (ROOT / "data" / "gifts.py").read_text("utf-8")
    assert not SQL.search(whole)
    assert not re.search(r"\blen\(", whole)


def test_no_sentence_that_is_said_of_giving_counts():
    for name in ("give", "giving", "bouquet", "who", "who_page", "past", "vcard", "export"):
        for key, sentence in catalogue(name).items():
            assert not COUNTING.findall(" ".join(sentence.values())), key


def test_what_counts_would_be_seen_in_a_query():
    assert SQL.search("SELECT person_number, COUNT(*) FROM gifts GROUP BY person_number")
    assert SQL.search("select(func.sum(gifts.c.worth))")
