from __future__ import annotations

import io
import multiprocessing
import resource
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from PIL import Image

from data.errors import PhotoError
from ocr import pdf
from ocr.pdf import is_pdf, pdf_pages


def document(*pictures: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    pictures[0].save(file, "PDF", save_all=True, append_images=pictures[1:], **options)
    return file.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(PhotoError) as caught:
        list(pdf_pages(data, "a.pdf"))
    assert "a.pdf" in caught.value.text("es")
    return caught.value.message.key


def locked() -> bytes:
    """A PDF whose password is not the empty one: its check value fits no password."""
    parts = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>\nendobj\n",
        b"4 0 obj\n<</Filter/Standard/V 1/R 2/P -4/O<" + b"5a" * 32 + b">/U<" + b"a5" * 32 + b">>>\nendobj\n",
    ]
    body, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(body))
        body += part
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(
        body
    )
    return body + table + trailer


def test_each_page_is_a_photo_in_blue_green_red():
    first, second = pdf_pages(
        document(Image.new("RGB", (850, 550), "red"), Image.new("RGB", (300, 600), "blue")), "x"
    )
    assert first[first.shape[0] // 2, first.shape[1] // 2].tolist() == pytest.approx([0, 0, 254], abs=6)
    assert second[second.shape[0] // 2, second.shape[1] // 2].tolist() == pytest.approx([254, 0, 0], abs=6)
    assert second.shape[0] > second.shape[1]


def test_a_page_of_giant_measures_is_drawn_within_bounds():
    (page,) = pdf_pages(document(Image.new("RGB", (6000, 3000), "red"), resolution=36.0), "x")
    assert max(page.shape) <= pdf.LONG_SIDE + 1


def test_the_mark_of_a_pdf_may_stand_a_little_later():
    assert is_pdf(b"\n\n" + document(Image.new("RGB", (9, 9))))
    assert not is_pdf(b"\xff\xd8\xff" + b"\0" * 2000 + b"%PDF-")


def test_a_pdf_with_a_password_is_called_so():
    assert refusal(locked()) == "photos.pdf_password"


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7 and then nothing of the kind"])
def test_a_damaged_pdf_is_called_so(data):
    assert refusal(data) == "photos.pdf_broken"


def test_a_pdf_that_is_half_there_is_refused():
    data = document(*[Image.effect_noise((400, 300), 90).convert("RGB")] * 3)
    assert refusal(data[: len(data) // 2]) in {"photos.pdf_broken", "photos.no_pages"}


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "PAGES_ALLOWED", 2)
    assert refusal(document(*[Image.new("RGB", (9, 9))] * 3)) == "photos.many_pages"


def test_several_threads_may_read_pdfs_at_once():
    data = document(*[Image.new("RGB", (400, 300), "red")] * 4)
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _number: len(list(pdf_pages(data, "x"))), range(8)))
    assert counts == [4] * 8


def document_of(*contents: bytes) -> bytes:
    """A PDF with one page that draws X; `contents` are its objects from the fourth on."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 250 150]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    )
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", pages, page, *contents]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, part) for number, part in enumerate(parts, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 99/Root 1 0 R>>\n%%EOF"


def stream(content: bytes, facts: bytes = b"", *, times: int = 1) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(content) for _ in range(times)) + packer.flush()
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(packed), facts, packed)


def nested_form(number: int) -> bytes:
    """A form that draws the next one ten times: nine of them draw a thousand million."""
    inner = b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
    return stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 250 150]" + inner)


BOMBS = {
    "forms in forms": lambda: document_of(
        stream(b"/X Do"), *(nested_form(number) for number in range(5, 14))
    ),
    "blanks": lambda: document_of(stream(b" " * 1_000_000, times=700)),
}


def refused_alone(data: bytes) -> tuple[str, int]:
    """Why these bytes are refused, and the bytes of memory that the largest child of this process took."""
    key = refusal(data)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return key, used * (1 if sys.platform == "darwin" else 1024)


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_pdf_that_is_made_to_use_up_all_memory_or_time_is_refused(bomb):
    data = bomb()
    assert len(data) < 1_000_000
    alone = multiprocessing.get_context("spawn")  # other tests have had children of their own
    with ProcessPoolExecutor(1, mp_context=alone) as pool:
        key, used = pool.submit(refused_alone, data).result()
    assert key == "photos.pdf_heavy"
    assert used < 1_000_000_000
