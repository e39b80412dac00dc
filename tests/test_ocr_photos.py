from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import numpy as np
import pillow_heif
import pytest
from drawn_cards import saved
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from data.errors import PhotoError
from ocr.pdf import PAGES_ALLOWED
from ocr.photos import LONG_SIDE, check_photo, pages, pages_of

# Pillow warns of damaged tags; outside of tests `ocr.photos` silences it.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")


def four_corners(size=(120, 80)) -> Image.Image:
    """Red left top, green right top, blue right bottom, white left bottom."""
    picture = Image.new("RGB", size)
    middle = (size[0] // 2, size[1] // 2)
    picture.paste("red", (0, 0, *middle))
    picture.paste("lime", (middle[0], 0, size[0], middle[1]))
    picture.paste("blue", (*middle, *size))
    picture.paste("white", (0, middle[1], middle[0], size[1]))
    return picture


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(picture).save(file, **options)
    else:
        picture.save(file, kind, **options)
    return file.getvalue()


def colours(page) -> list[str]:
    """The nearest named colour of each corner, clockwise from the left top."""
    named = {"red": (0, 0, 255), "lime": (0, 255, 0), "blue": (255, 0, 0), "white": (255, 255, 255)}
    high, wide = page.shape[:2]
    places = [
        (high // 4, wide // 4),
        (high // 4, 3 * wide // 4),
        (3 * high // 4, 3 * wide // 4),
        (3 * high // 4, wide // 4),
    ]
    return [
        min(named, key=lambda name: np.abs(page[place].astype(int) - named[name]).sum()) for place in places
    ]


def refusal(data: bytes) -> str:
    with pytest.raises(PhotoError) as caught:
        list(pages_of(data, "a.jpg"))
    assert "a.jpg" in caught.value.text("es")
    assert "a.jpg" in caught.value.text("en")
    return caught.value.message.key


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_one_page_in_blue_green_red(kind):
    (page,) = pages_of(encoded(four_corners(), kind), "x")
    assert page.shape == (80, 120, 3)
    assert colours(page) == ["red", "lime", "blue", "white"]


def test_the_content_decides_and_not_the_suffix(tmp_path):
    path = tmp_path / "photo.pdf"
    path.write_bytes(encoded(four_corners(), "PNG"))
    assert len(list(pages(path))) == 1


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_every_exif_orientation_is_turned_upright(orientation, kind):
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = four_corners()
    # What the camera stores is what the orientation turns back: some of them are their own inverse.
    inverse = {6: 8, 8: 6}.get(orientation, orientation)
    tag = Image.Exif()
    tag[0x0112] = inverse
    stored = Image.open(io.BytesIO(encoded(upright, "PNG", exif=tag)))
    stored = ImageOps.exif_transpose(stored)
    (page,) = pages_of(encoded(stored, kind, exif=exif.tobytes()), "x")
    assert colours(page) == ["red", "lime", "blue", "white"]


def test_a_senseless_exif_block_does_not_cost_the_photo():
    (page,) = pages_of(encoded(four_corners(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff\xff"), "x")
    assert colours(page) == ["red", "lime", "blue", "white"]


def test_each_frame_of_a_tiff_is_a_page():
    data = encoded(four_corners(), "TIFF", save_all=True, append_images=[Image.new("RGB", (50, 40), "blue")])
    assert [page.shape[:2] for page in pages_of(data, "x")] == [(80, 120), (40, 50)]


def test_a_tiff_with_too_many_frames_is_refused():
    frame = Image.new("1", (1, 1))
    data = encoded(frame, "TIFF", save_all=True, append_images=[frame] * PAGES_ALLOWED)
    assert refusal(data) == "photos.many_pages"


def test_what_is_transparent_is_paper():
    (page,) = pages_of(encoded(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"), "x")
    assert page.min() == 255


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "I", "F"])
def test_every_mode_of_pixels_becomes_three_channels_of_eight_bits(mode):
    grey = Image.new("L", (120, 80), 40)
    grey.paste(230, (0, 40, 60, 80))
    picture = grey.convert("RGB").convert(mode) if mode == "CMYK" else grey.convert(mode)
    (page,) = pages_of(encoded(picture, "TIFF"), "x")
    assert page.shape == (80, 120, 3)
    assert page.dtype == np.uint8
    assert int(page[60, 30].min()) > int(page[60, 90].max())  # light stays lighter than dark


def test_a_large_photo_is_scaled_down_and_keeps_its_shape():
    (page,) = pages_of(encoded(Image.new("RGB", (9000, 3000), "red"), "JPEG"), "x")
    assert page.shape[1] == LONG_SIDE
    assert page.shape[0] == pytest.approx(LONG_SIDE / 3, abs=2)


def png_header(width: int, height: int) -> bytes:
    """A PNG of this size in a hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def test_a_pixel_bomb_is_refused_by_its_header():
    assert refusal(png_header(20_000, 20_000)) == "photos.huge"


def test_a_pixel_bomb_as_jpeg_is_refused_though_it_could_be_decoded_small():
    data = bytearray(encoded(four_corners(), "JPEG"))
    place = data.index(b"\xff\xc0") + 5  # start of frame: length, bits, then height and width
    data[place : place + 4] = struct.pack(">HH", 20_000, 20_000)
    assert refusal(bytes(data)) == "photos.huge"


def test_a_pixel_bomb_in_the_second_frame_of_a_tiff_is_refused():
    small, large = Image.new("1", (9, 9)), Image.new("1", (20_000, 20_000))
    data = encoded(small, "TIFF", save_all=True, append_images=[large], compression="group4")
    assert refusal(data) == "photos.huge"


@pytest.mark.parametrize("data", [b"Ana Ejemplo, +34 612 345 678", b"\0" * 500, b"GIF89a" + b"\0" * 50])
def test_what_is_no_photo_is_called_so_whatever_its_name(data):
    assert refusal(data) == "photos.no_photo"


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_photo_is_called_damaged(kind, share):
    noise = np.random.default_rng(7).integers(0, 255, (90, 120, 3), np.uint8)
    data = encoded(Image.fromarray(noise), kind)
    assert refusal(data[: int(len(data) * share)]) == "photos.broken"


def test_check_photo_passes_a_whole_photo_and_refuses_one_that_is_still_growing(tmp_path):
    whole = saved(four_corners((900, 700)), tmp_path / "a.jpg")
    check_photo(whole)
    growing = tmp_path / "b.jpg"
    growing.write_bytes(whole.read_bytes()[:-40])
    with pytest.raises(PhotoError):
        check_photo(growing)


@settings(max_examples=80, deadline=None)
@given(
    kind=st.sampled_from(FORMATS),
    place=st.integers(0, 2000),
    bytes_there=st.binary(min_size=1, max_size=12),
    cut=st.integers(0, 4000),
)
def test_damaged_bytes_give_pages_or_a_photo_error_and_nothing_else(kind, place, bytes_there, cut):
    data = bytearray(SOUND[kind])
    place %= len(data)
    data[place : place + len(bytes_there)] = bytes_there
    with suppress(PhotoError):
        for page in pages_of(bytes(data[: max(1, len(data) - cut % 60)]), "x"):
            assert page.ndim == 3


SOUND = {kind: encoded(four_corners((64, 48)), kind) for kind in FORMATS}
