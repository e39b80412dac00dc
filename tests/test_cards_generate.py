"""The generator and the samples that it made: what they promise to everyone who tests with them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import cv2
import numpy as np
import phonenumbers
import pillow_heif
import pypdfium2
import pytest
import vobject
from email_validator import validate_email
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from tests.cards.bending import bent
from tests.cards.camera import Shot, corners, photograph
from tests.cards.chances import LABELS, chance
from tests.cards.clutter import ALL_DESKS
from tests.cards.codes import WRITERS
from tests.cards.formats import LIMIT, save
from tests.cards.generate import SAMPLES, as_json, golden, photos, table
from tests.cards.hands import held
from tests.cards.layouts import LAYOUTS
from tests.cards.people import Wish, invent, is_nobodys, locales
from tests.cards.samples import committed
from tests.cards.sheet import PALETTES, Sheet
from tests.cards.troubles import TROUBLES
from tests.cards.truths import truth

pillow_heif.register_heif_opener()

PHOTOS = photos(SAMPLES)
CARDS = [
    pytest.param(card, id=f"{name}-{number}")
    for name, entry in json.loads((SAMPLES / "truth.json").read_text("utf-8")).items()
    for number, card in enumerate(entry["cards"])
]
WISHES = st.builds(
    Wish,
    locale=st.sampled_from(locales()),
    seed=st.integers(0, 10**6),
    phones=st.lists(st.sampled_from(["landline", "mobile", "fax", "toll_free"]), max_size=4).map(tuple),
    degree=st.sampled_from(["", "before", "after"]),
    caps=st.booleans(),
    extension=st.booleans(),
    website=st.booleans(),
    address=st.booleans(),
    shared_email=st.booleans(),
    short=st.sampled_from(["", "slash", "to"]),
    company_in=st.sampled_from(["print", "logo", "domain"]),
    slogan=st.booleans(),
    small_print=st.integers(0, 3),
    people=st.integers(1, 2),
    offices=st.integers(1, 2),
    code=st.sampled_from(["", *WRITERS]),
)


def assert_nobodys(card: dict[str, list[str]]) -> None:
    for phone in card["phones"]:
        number = phonenumbers.parse(phone)
        assert phonenumbers.is_valid_number(number)
        assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == phone
    for email in card["emails"]:
        assert validate_email(email, check_deliverability=False).normalized == email
        assert is_nobodys(email.partition("@")[2])
    assert all(is_nobodys(website.removeprefix("www.")) for website in card["websites"])
    assert len(card["phones"]) == len(card["phone_kinds"]) == len(card["extensions"])


def test_every_described_sample_has_a_photo_and_nothing_else_lies_there() -> None:
    assert [photo.name for photo in PHOTOS] == sorted(sample.file for sample in committed())
    beside = {photo.name for photo in PHOTOS} | {golden(SAMPLES, photo.name).name for photo in PHOTOS}
    others = {path.name for path in SAMPLES.iterdir()} - beside
    assert others == {"README.md", "demo.txt", "truth.json"}


@pytest.mark.parametrize("sample", committed(), ids=lambda sample: sample.file)
def test_a_golden_says_what_its_description_gives(sample) -> None:
    assert golden(SAMPLES, sample.file).read_text("utf-8") == as_json(sample.truth())


def test_truth_readme_and_demo_list_are_up_to_date() -> None:
    truth = json.loads((SAMPLES / "truth.json").read_text("utf-8"))
    assert truth == {
        photo.name: json.loads(golden(SAMPLES, photo.name).read_text("utf-8")) for photo in PHOTOS
    }
    assert (SAMPLES / "README.md").read_text("utf-8").endswith(table(committed()))
    demo = (SAMPLES / "demo.txt").read_text("utf-8").split()
    assert demo == [sample.file for sample in committed() if sample.demo]


def test_the_photos_are_small() -> None:
    sizes = [photo.stat().st_size for photo in PHOTOS]
    assert max(sizes) <= LIMIT
    assert sum(sizes) < 3_500_000


def test_a_dozen_samples_and_more_are_easy() -> None:
    assert sum(sample.difficulty == "easy" for sample in committed()) >= 12
    assert {sample.difficulty for sample in committed()} == {"easy", "medium", "hard"}


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda photo: photo.name)
def test_a_photo_opens_and_has_as_many_pages_as_its_golden(photo) -> None:
    expected = {card["page"] for card in json.loads(golden(SAMPLES, photo.name).read_text("utf-8"))["cards"]}
    if photo.suffix == ".pdf":
        with pypdfium2.PdfDocument(photo) as document:
            assert len(document) == len(expected)
        return
    with Image.open(photo) as image:
        image.load()
        assert getattr(image, "n_frames", 1) == len(expected)


@pytest.mark.parametrize("card", CARDS)
def test_everybody_on_the_samples_is_invented(card) -> None:
    assert_nobodys(card)


@given(WISHES)
def test_whoever_is_wished_for_is_nobody_and_the_same_again(wish) -> None:
    person = invent(wish)
    assert_nobodys(truth(person))
    assert invent(wish) == person
    assert len(person.phones) == len(wish.phones)
    assert bool(person.website) == wish.website
    assert person.printed_name != person.name or not (wish.degree or wish.caps)


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_set_left_to_chance_has_the_same_truth_for_the_same_seed(number, seed) -> None:
    assert chance(number, seed) == chance(number, seed)
    assert chance(number, seed).truth() == chance(number, seed).truth()
    assert chance(number, seed).pieces != chance(number, seed + 1).pieces


@pytest.mark.parametrize("heading", ["content", "camera", "labels", "layout", "language", "desk", "code"])
def test_a_set_left_to_chance_has_all_that_it_can_have(heading) -> None:
    known = {
        "content": {"plain", "logo", "domain", "offices", "two people", "slashes", "range", "small print"},
        "camera": set(TROUBLES),
        "labels": set(LABELS),
        "layout": set(LAYOUTS),
        "language": set(locales()),
        "desk": set(ALL_DESKS),
        "code": set(WRITERS),
    }
    kinds = {kind for number in range(900) for group, kind in chance(number, 1).kinds if group == heading}
    assert known[heading] <= kinds


def test_a_set_left_to_chance_does_not_hang_on_the_order_of_python_s_sets() -> None:
    command = "from tests.cards.chances import chance; print([chance(number, 1) for number in range(40)])"
    said = {
        subprocess.run(
            [sys.executable, "-c", command],
            cwd=SAMPLES.parents[1],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@given(st.sampled_from(locales()), st.integers(0, 10**6))
def test_numbers_in_short_print_the_last_digits_of_each(locale, seed) -> None:
    wish = Wish(locale, seed, phones=("landline",))
    (slashes,) = invent(replace(wish, short="slash")).phones
    assert slashes.printed.split("/")[-2:] == [number[-2:] for number in slashes.more]
    (range_,) = invent(replace(wish, short="to")).phones
    first, last = range_.printed.split(" to ")
    assert (first[-2:], last) == (range_.e164[-2:], range_.between[-1][-2:])


@given(WISHES)
@settings(max_examples=10)
def test_a_code_on_a_card_says_what_it_is_to_say(wish) -> None:
    person = invent(replace(wish, code="url"))
    sheet = Sheet(40, 40, PALETTES["night"], "lato")
    sheet.code(5, 5, 30, person.code)
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(np.asarray(sheet.image))
    assert [text] == truth(person)["codes"] == truth(person)["also"]["websites"]


@given(WISHES)
@settings(max_examples=30)
def test_a_vcard_in_a_code_says_what_the_card_says(wish) -> None:
    person = invent(replace(wish, code="vcard3"))
    card = vobject.readOne(person.code)
    assert (card.fn.value, card.org.value) == (person.name, [person.company])
    assert card.email.value == person.email
    said = {tel.value for tel in card.contents.get("tel", [])}
    assert said == {phone.e164 for phone in person.phones if phone.printed_kind != "fax"}


def test_a_fingertip_stays_in_the_margin_of_the_card() -> None:
    where = np.array([[40, 40], [200, 40], [200, 145], [40, 145]], np.float32)
    photo = np.full((180, 240, 3), 200, np.uint8)
    after = held(photo, where, "both", np.random.default_rng(1))
    assert after[90:120, 36:41].std() > 0
    print_ = after[40:145, 50:190]
    assert np.ptp(print_, axis=2).max() == 0  # shaded at most: skin has colour


@given(st.floats(0.02, 0.08), st.sampled_from([-1, 1]))
@settings(max_examples=20)
def test_a_bent_card_keeps_its_area_of_print(curl, side) -> None:
    seen = bent(CARD, side * curl)
    solid = seen[..., 3] > 127
    assert abs(solid.sum() / CARD[..., 0].size - 1) < 0.1
    assert not solid.all()


SMALL = Shot(size=(240, 180), grain=0, blur=0, shade=0)
CARD = np.full((110, 170, 3), 250, np.uint8)


@given(st.floats(0, 360), st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
@settings(max_examples=50)
def test_the_camera_sees_a_convex_card_whichever_way_it_is_held(angle, tilt, lean) -> None:
    where = corners(CARD, replace(SMALL, angle=angle, tilt=tilt, lean=lean))
    edges = np.roll(where, -1, axis=0) - where
    following = np.roll(edges, -1, axis=0)
    assert np.all(edges[:, 0] * following[:, 1] - edges[:, 1] * following[:, 0] > 0)


def test_a_card_upside_down_lies_with_its_first_corner_at_the_right_foot() -> None:
    left_top = corners(CARD, replace(SMALL, angle=180))[0]
    assert left_top[0] > SMALL.size[0] / 2
    assert left_top[1] > SMALL.size[1] / 2


def test_the_same_shot_gives_the_same_photo_and_another_seed_another() -> None:
    shot = replace(SMALL, grain=3.0, seed=4)
    assert np.array_equal(photograph([(CARD, shot)]), photograph([(CARD, shot)]))
    assert not np.array_equal(photograph([(CARD, shot)]), photograph([(CARD, replace(shot, seed=5))]))


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photo_is_stored_so_that_its_orientation_turns_it_upright(tmp_path, orientation) -> None:
    page = Image.new("RGB", (60, 40), "white")
    page.paste("black", (0, 0, 20, 10))
    save([page], tmp_path / "turned.jpg", orientation=orientation)
    with Image.open(tmp_path / "turned.jpg") as stored:
        upright = ImageOps.exif_transpose(stored)
    assert upright.size == page.size
    assert np.abs(np.asarray(upright, int) - np.asarray(page, int)).mean() < 3


def test_a_format_that_nobody_knows_is_refused_by_name(tmp_path) -> None:
    with pytest.raises(ValueError, match=r"card\.bmp.*\.jpg"):
        save([Image.new("RGB", (6, 4))], tmp_path / "card.bmp")
