from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest

from ocr.engine import EngineError
from ocr.standby import Standby

pytestmark = pytest.mark.tesseract

COMMAND = ("tesseract", "-l", "eng", "--psm", "6")


def page(text: str) -> np.ndarray:
    picture = np.full((80, 40 * len(text) + 40, 3), 255, np.uint8)
    cv2.putText(picture, text, (20, 55), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (0, 0, 0), 3)
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)


def words(table: str) -> str:
    return "".join(row.split("\t")[11] for row in table.splitlines() if row.startswith("5\t"))


@pytest.fixture
def program():
    standby = Standby(COMMAND)
    yield standby
    standby.end()


def test_one_process_reads_picture_after_picture_and_mixes_none_up(program):
    assert [words(program.table(page(text))) for text in ("GARDEN", "", "HOUSE")] == ["GARDEN", "", "HOUSE"]
    assert len(program._idle) == 1


def test_as_many_processes_read_as_there_are_pictures_at_once(program):
    texts = ["GARDEN", "HOUSE"] * 3
    with ThreadPoolExecutor(2) as pool:
        tables = list(pool.map(program.table, map(page, texts)))
    assert [words(table) for table in tables] == texts
    assert len(program._idle) <= 2


def test_no_picture_of_a_card_is_left_behind(program):
    program.table(page("GARDEN"))
    folder = Path(program._idle[0]._folder.name)
    assert [file.name for file in folder.iterdir() if file.name == "picture.pgm"] == []
    program.end()
    assert not folder.exists()


def test_a_process_that_was_killed_is_an_error_once_and_then_replaced(program):
    program.table(page("GARDEN"))
    program._idle[0]._program.kill()
    with pytest.raises(EngineError):
        program.table(page("HOUSE"))
    assert words(program.table(page("HOUSE"))) == "HOUSE"


def test_what_the_program_complains_of_is_the_reason():
    with pytest.raises(EngineError, match="Could not initialize tesseract"):
        Standby(("tesseract", "-l", "no-such-language")).table(page("GARDEN"))


def test_a_program_that_is_not_there_is_an_error_too():
    with pytest.raises(EngineError, match="No such file"):
        Standby(("no-such-program",)).table(page("GARDEN"))


def test_after_the_end_a_picture_is_still_read_but_no_process_waits(program):
    program.end()
    assert words(program.table(page("GARDEN"))) == "GARDEN"
    assert program._idle == []
