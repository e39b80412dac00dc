from __future__ import annotations

import hashlib
import io
import itertools
import socket
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pillow_heif
import pytest
from drawn_cards import LINES, OTHER, as_page, card, photo, saved
from PIL import Image

from data.errors import NoCardError, PhotoError, SettingsError
from ocr import rapid, readers, tesseract
from ocr.picture import BYTES, WIDTH
from ocr.reader import read_photo


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("photos")


def texts(reading) -> list[str]:
    """The lines without their spaces: recognisers are weak at these, and the card is drawn, not typeset."""
    return plain(*(line.text for line in reading.lines))


def plain(*lines: str) -> list[str]:
    return [line.replace(" ", "") for line in lines]


def read_one(picture, path, **options):
    (reading,) = read_photo(saved(picture, path), reader="rapidocr", **options)
    return reading


@pytest.mark.parametrize("angle", [0, 90, 180, -33, 195])
def test_a_card_is_read_however_it_lies_on_the_desk(folder, angle):
    reading = read_one(photo(card(), angle=angle), folder / f"turned{angle}.jpg")
    assert texts(reading) == plain(*LINES)
    assert reading.framed
    assert reading.width / reading.height == pytest.approx(1000 / 600, rel=0.08)


def test_a_high_card_on_its_side_is_turned_upright(folder):
    reading = read_one(photo(card(size=(600, 1000)), angle=90), folder / "high.jpg")
    assert texts(reading) == plain(*LINES)
    assert reading.height > reading.width


def test_light_print_on_a_dark_card_is_read(folder):
    dark = card(paper=(24, 28, 60), ink=(240, 236, 220))
    reading = read_one(photo(dark, desk=(200, 196, 188)), folder / "dark.png")
    assert texts(reading) == plain(*LINES)
    assert reading.framed


def test_a_card_seen_from_the_side_is_straightened(folder):
    flat = photo(card())
    slanted = flat.transform(
        flat.size,
        Image.Transform.PERSPECTIVE,
        (1.15, 0.18, -180, 0.02, 1.3, -160, 0.00002, 0.00022),
        Image.Resampling.BICUBIC,
        fillcolor=(96, 74, 58),
    )
    reading = read_one(slanted, folder / "slanted.jpg")
    assert texts(reading) == plain(*LINES)
    tops = [line.area.left for line in reading.lines]
    assert max(tops) - min(tops) < 0.03 * reading.width


def test_each_card_of_a_photo_is_a_reading_of_its_own_from_the_top(folder):
    both = saved(photo(card(), card(OTHER), size=(1300, 1500)), folder / "both.jpg")
    first, second = read_photo(both, reader="rapidocr")
    assert texts(first) == plain(*LINES)
    assert texts(second) == plain(*OTHER)
    assert [first.card, second.card] == [0, 1]


def test_a_card_that_fills_the_photo_is_read_without_its_edges(folder):
    reading = read_one(card(), folder / "full.png")
    assert texts(reading) == plain(*LINES)
    assert not reading.framed


def test_print_beside_a_coloured_field_of_the_card_is_not_cut_off(folder):
    above, below = ("Marta Ejemplo", "Head of Gardens"), ("+34 612 345 678", "marta@rosas.example")
    two = card(above)
    two.paste((30, 60, 120), (0, 300, 1000, 600))
    field = card(
        ("+34 612 345 678", "marta@rosas.example"), paper=(30, 60, 120), ink="white", size=(1000, 300)
    )
    two.paste(field, (0, 300))
    reading = read_one(two, folder / "field.png")
    assert texts(reading) == plain(*above, *below)


def test_pages_and_frames_are_counted_and_cards_over_all_of_them(folder):
    path = saved(card(), folder / "two.tiff", save_all=True, append_images=[card(OTHER)])
    first, second = read_photo(path, reader="rapidocr")
    assert [(first.page, first.card), (second.page, second.card)] == [(0, 0), (1, 1)]
    assert texts(second) == plain(*OTHER)


@pytest.mark.parametrize("kind", ["PDF", "WEBP", "HEIF"])
def test_other_formats_are_read_as_well(folder, kind):
    path = folder / f"card.{kind}"
    if kind == "HEIF":
        pillow_heif.from_pillow(photo(card())).save(path)
    else:
        photo(card()).save(path, kind)
    (reading,) = read_photo(path, reader="rapidocr")
    assert texts(reading) == plain(*LINES)


def test_a_reading_says_where_it_is_from_and_how_long_it_took(folder):
    path = saved(photo(card()), folder / "from.jpg")
    ticks = itertools.count(100.0, 2.5)
    (reading,) = read_photo(path, reader="rapidocr", clock=lambda: next(ticks))
    assert (reading.photo, reading.page, reading.card) == ("from.jpg", 0, 0)
    assert reading.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert reading.seconds == 2.5


@pytest.mark.parametrize("angle", [0, 20, 90])
def test_boxes_lie_in_the_photo_and_areas_on_the_card(folder, angle):
    cropped = photo(card(), angle=angle).crop((150, 150, 1350, 1000))
    for reading in read_photo(saved(cropped, folder / f"boxes{angle}.png"), reader="rapidocr"):
        for x, y in itertools.chain(reading.box, *(line.box for line in reading.lines)):
            assert 0 <= x <= 1200
            assert 0 <= y <= 850
        for line in reading.lines:
            assert 0 <= line.area.left < line.area.right <= reading.width
            assert 0 <= line.area.top < line.area.bottom <= reading.height


def test_a_box_stands_where_the_line_is_in_the_photo(folder):
    reading = read_one(photo(card(), angle=180), folder / "place.png")
    first, last = reading.lines[0].box, reading.lines[-1].box
    assert first[0][1] > last[0][1]  # the card stands on its head: its first line is the lowest
    assert first[0][0] > first[1][0]  # and a line's left top corner is that of its print


def test_the_picture_is_the_upright_card_small_enough_to_show(folder):
    reading = read_one(photo(card(), angle=90), folder / "picture.png")
    shown = Image.open(io.BytesIO(reading.picture))
    assert shown.format == "JPEG"
    assert max(shown.size) <= WIDTH
    assert len(reading.picture) <= BYTES
    assert shown.width > shown.height
    ink = 255 - np.asarray(shown.convert("L"), float)[20:-20, 20:-20]
    left, right = ink[:, : ink.shape[1] // 2], ink[:, ink.shape[1] // 2 :]
    assert left.mean() > right.mean()  # the lines begin at the left


@pytest.mark.parametrize("colour", [(96, 74, 58), (255, 255, 255), (0, 0, 0)])
def test_a_photo_without_a_card_says_what_to_do(folder, colour):
    path = saved(Image.new("RGB", (1200, 900), colour), folder / f"empty{colour[0]}.png")
    with pytest.raises(NoCardError) as caught:
        read_photo(path, reader="rapidocr")
    assert "no se ve ningún texto" in caught.value.text("es").lower()


def test_a_blank_card_and_a_noisy_photo_give_no_reading(folder):
    noise = Image.fromarray(np.random.default_rng(3).integers(0, 255, (700, 900, 3), np.uint8))
    for number, picture in enumerate([photo(card(())), noise]):
        with pytest.raises(NoCardError) as caught:
            read_photo(saved(picture, folder / f"none{number}.png"), reader="rapidocr")
        assert caught.value.text("es") != caught.value.text("en")


def test_a_photo_of_one_pixel_is_no_card(folder):
    with pytest.raises(NoCardError):
        read_photo(saved(Image.new("RGB", (1, 1)), folder / "dot.png"), reader="rapidocr")


def test_a_photo_as_narrow_as_a_thread_is_no_card(folder):
    with pytest.raises(NoCardError):
        read_photo(saved(Image.new("RGB", (4000, 1)), folder / "thread.png"), reader="rapidocr")


def test_a_file_that_is_no_photo_raises_before_any_engine_is_asked(folder, monkeypatch):
    (folder / "text.jpg").write_text("no photo")
    with pytest.raises(PhotoError) as caught:
        read_photo(folder / "text.jpg", reader="rapidocr")
    assert caught.value.message.key == "photos.no_photo"


def test_with_rapidocr_alone_nobody_is_asked_again(folder):
    reading = read_one(photo(card()), folder / "alone.png")
    assert {line.witness for line in reading.lines} == {None}


@pytest.mark.tesseract
def test_the_second_reader_sees_the_same_lines(folder):
    (reading,) = read_photo(saved(photo(card(), angle=8), folder / "both8.png"))
    assert plain(*(line.witness for line in reading.lines)) == plain(*LINES)


def test_several_threads_may_read_at_once(folder):
    paths = [saved(photo(card(each)), folder / f"{each[0]}.png") for each in (LINES, OTHER)]
    with ThreadPoolExecutor(2) as pool:
        (first,), (second,) = pool.map(lambda path: read_photo(path, reader="rapidocr"), paths)
    assert (texts(first), texts(second)) == (plain(*LINES), plain(*OTHER))


def test_the_models_come_from_the_wheel_and_nothing_is_fetched(monkeypatch, capfd):
    def refuse(*_arguments):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    engine = rapid.Rapid(threads=1)
    page = as_page(card())
    assert len(engine.find(page)) == len(LINES)
    assert engine.read([page[50:130]])[0].text.replace(" ", "") == plain(*LINES)[0]
    assert capfd.readouterr() == ("", "")  # and it keeps quiet


@pytest.mark.tesseract
@pytest.mark.parametrize("angle", [0, 90, 180])
def test_tesseract_alone_reads_a_card_too(folder, angle):
    (reading,) = read_photo(saved(photo(card(), angle=angle), folder / f"t{angle}.png"), reader="tesseract")
    assert texts(reading) == plain(*LINES)
    assert {line.witness for line in reading.lines} == {None}


@pytest.fixture
def no_tesseract(monkeypatch):
    monkeypatch.setattr(tesseract.pytesseract.pytesseract, "tesseract_cmd", "no-such-program")
    tesseract.tesseract.cache_clear()
    yield
    tesseract.tesseract.cache_clear()


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_cards_are_read_and_nothing_is_witnessed(folder):
    assert tesseract.languages() == ()
    (reading,) = read_photo(saved(photo(card()), folder / "lonely.png"), reader="both")
    assert texts(reading) == plain(*LINES)
    assert {line.witness for line in reading.lines} == {None}


@pytest.mark.usefixtures("no_tesseract")
def test_tesseract_alone_without_the_program_says_how_to_get_it(folder):
    with pytest.raises(SettingsError) as caught:
        read_photo(saved(photo(card()), folder / "lonely.png"), reader="tesseract")
    assert "apt install tesseract-ocr" in caught.value.text("es")


@pytest.mark.tesseract
def test_a_witness_that_breaks_down_costs_no_card(folder, monkeypatch, caplog):
    broken = tesseract.Tesseract("no-such-language")
    monkeypatch.setattr(readers, "tesseract", lambda _threads: broken)
    (reading,) = read_photo(saved(photo(card()), folder / "broken.png"), reader="both")
    assert texts(reading) == plain(*LINES)
    assert {line.witness for line in reading.lines} == {None}
    assert "Could not initialize tesseract" in caplog.text


@pytest.mark.tesseract
def test_tesseract_alone_that_breaks_down_is_an_error_of_this_photo(folder, monkeypatch):
    monkeypatch.setattr(readers, "tesseract", lambda _threads: tesseract.Tesseract("no-such-language"))
    with pytest.raises(PhotoError) as caught:
        read_photo(saved(photo(card()), folder / "broken.png"), reader="tesseract")
    assert "Could not initialize tesseract" in caught.value.text("en")
