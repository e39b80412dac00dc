from __future__ import annotations

import pytest

from data.models import Contact, Line
from enrich.draft import draft_contact
from tests.invented_readings import LETTER, line, reading

HALF = (line("hanako.yamada@aozora-ejemplo.es", 60, 640, 36), line("TEL +81 3 0000 0000", 60, 580, 36))


def native(text: str, left: float, top: float, height: float = 40, *, sure: float = 0.99) -> Line:
    """A line of full-width letters: as wide as high. The second reader cannot read it."""
    wide = line("x" * round(len(text) / LETTER), left, top, height)
    return Line(text, sure, wide.box, wide.area, "TS AACR")


def also(contact: Contact) -> dict[str | None, str]:
    return {value.kind: value.value for value in contact.also}


def latin(contact: Contact) -> list[str | None]:
    return [
        value.value if value else None
        for value in (contact.name, contact.job_title, contact.company, contact.address)
    ]


LATIN = (
    line("Aozora Zosen Co., Ltd.", 60, 110, 40),
    line("Sales Manager", 300, 220, 32),
    line("Hanako Yamada", 60, 360, 50),
    line("1-2-3 Kakucho, Chiyoda-ku, Tokyo 100-0000 Japan", 60, 520, 32),
    *HALF,
)


@pytest.mark.parametrize(
    ("company", "post", "name", "place"),
    [
        ("青空造船株式会社", "営業部長", "山田 花子", "〒100-0000東京都千代田区架空町1-2-3"),
        ("(株)アオゾラ", "営業部長", "山田はなこ", "東京都千代田区架空町1-2-3"),
        ("蓝天船舶有限公司", "销售经理", "李小红", "北京市虚构路12号"),
        ("藍天造船股份有限公司", "業務經理", "陳美麗", "臺北市虛構路12號3樓"),
        ("주식회사 푸른조선", "영업부장", "김영희", "서울특별시 가상구 상상로 12"),
    ],
    ids=["Japanese", "with kana", "simplified", "traditional", "Korean"],
)
def test_the_native_name_and_company_are_kept_beside_the_latin_ones(company, post, name, place):
    card = reading(
        native(company, 60, 50, 50),
        native(post, 60, 220, 32),
        native(name, 60, 280, 64),
        native(place, 60, 470, 32),
        *LATIN,
    )
    contact = draft_contact(card)
    assert latin(contact) == [
        "Hanako Yamada",
        "Sales Manager",
        "Aozora Zosen Co., Ltd.",
        "1-2-3 Kakucho, Chiyoda-ku, Tokyo 100-0000 Japan",
    ]
    assert also(contact) == {"native_name": name, "native_company": company}
    assert contact.rest == (post, place)


def test_both_scripts_on_one_line_are_told_apart():
    card = reading(
        line("青空造船株式会社 Aozora Zosen Co., Ltd.", 60, 50, 44),
        line("山田 花子 Hanako Yamada", 60, 220, 56),
        line("営業部長 Sales Manager", 60, 300, 36),
        *HALF,
    )
    contact = draft_contact(card)
    assert latin(contact)[:3] == ["Hanako Yamada", "Sales Manager", "Aozora Zosen Co., Ltd."]
    assert also(contact) == {"native_name": "山田 花子", "native_company": "青空造船株式会社"}
    assert contact.rest == ("営業部長",)


def test_the_reading_above_a_name_is_not_taken_for_it():
    card = reading(native("やまだ はなこ", 60, 270, 24), native("山田 花子", 60, 300, 56), *LATIN)
    assert also(draft_contact(card))["native_name"] == "山田 花子"


def test_forms_of_half_and_square_width_become_full_letters():
    card = reading(native("㈱ｱｵｿﾞﾗ造船", 60, 50, 50), *LATIN)
    assert also(draft_contact(card)) == {"native_company": "(株)アオゾラ造船"}


@pytest.mark.parametrize(
    "garbage",
    [native("丕喜", 60, 280, 64, sure=0.56), native("召", 60, 280, 64), line("山田", 60, 280, 200)],
    ids=["unsure", "one letter", "mostly unread"],
)
def test_letters_that_the_reader_does_not_know_become_no_name(garbage):
    if garbage.text == "山田":  # two letters where there is room for many
        garbage = Line(garbage.text, 0.99, garbage.box, native("x" * 9, 60, 280, 64).area, "")
    contact = draft_contact(reading(garbage, *LATIN))
    assert also(contact) == {}
    assert latin(contact)[0] == "Hanako Yamada"


def test_a_card_in_latin_letters_alone_names_nothing_native():
    assert also(draft_contact(reading(*LATIN))) == {}
