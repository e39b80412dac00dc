"""Text that an error quotes begins no line of a log, and gives no order to the terminal that shows it."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from hostile import HOSTILE
from prefect.logging.formatters import PrefectFormatter

from flows import reading
from flows.log_lines import FURTHER, inline


@pytest.fixture
def log(monkeypatch) -> StringIO:
    """What Aroma's loggers write, in the form in which `aroma up` shows it."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(PrefectFormatter(format="%(levelname)s | %(name)s - %(message)s"))
    for name in ("flows", "ocr", "enrich", "data"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [handler])
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)
    return out


def lines(log: StringIO) -> list[str]:
    return log.getvalue().rstrip("\n").split("\n")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_reader_that_fails_on_a_hostile_text_logs_one_record(text, log, monkeypatch, tmp_path):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(reading, "read_photo", fail)
    with pytest.raises(reading.PhotoError):
        reading.read_cards(tmp_path / "ana.jpg", name="ana.jpg", reader="both", region="ES")
    first, *further = lines(log)
    assert first == "ERROR | flows.reading - reading a photo failed"
    assert further
    assert all(line.startswith(FURTHER) and line.isprintable() for line in further)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", ["ocr.x", "enrich.x", "data.x", "flows.x"])
def test_a_record_about_a_hostile_text_is_one_record(name, text, log):
    logging.getLogger(name).warning("a card says %s", text)
    first, *further = lines(log)
    assert first.startswith(f"WARNING | {name} - a card says")
    assert all(line.startswith(FURTHER) for line in further)
    assert all(line.isprintable() for line in (first, *further))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_set_in_stays_so(text):
    assert inline(inline(text)).split() == inline(text).split()


def test_a_record_that_says_nothing_strange_keeps_its_facts(caplog):
    logging.getLogger("flows.x").warning("%s photos", 3)
    assert caplog.records[-1].args == (3,)
