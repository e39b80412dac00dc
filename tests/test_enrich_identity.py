from __future__ import annotations

from datetime import date

from exports import ANA, IKER, NEXTCLOUD, linkedin
from hypothesis import given
from hypothesis import strategies as st

from enrich.content_lines import Property
from enrich.entries import Entry
from enrich.identity import REPEATED, assigned, key
from enrich.linkedin import read as read_linkedin
from enrich.vcards import read as read_vcards


def contact(name, *points, source="google", uid="", met=None):
    said = [Property("EMAIL" if "@" in point else "TEL", (), (point,)) for point in points]
    return Entry(source, 1, (Property("FN", (), (name,)), *said), met, uid)


def again(before, now, source="google"):
    """Which of the contacts `before` each of `now` is, by their places."""
    known = {str(place): key(entry) for place, entry in enumerate(before)}
    return assigned([key(entry) for entry in now], known, source)


def test_the_same_contact_is_known_again_and_another_is_not():
    ana = contact("Ana Ruiz", "611000040")
    assert again([ana], [contact("Jon Roca", "611000041"), ana]) == [None, "0"]


def test_a_contact_whose_number_firm_or_surname_changed_is_known_by_what_stayed():
    before = [contact("Ana Ruiz", "611000040", "ana@hornos-ejemplo.es")]
    assert again(before, [contact("Ana Ruiz", "+34 611 000 040")]) == ["0"]
    assert again(before, [contact("Ana Ruiz", "611000041", "ANA@hornos-ejemplo.es")]) == ["0"]
    assert again(before, [contact("Ana Roca", "611000040")]) == ["0"]


def test_a_shared_telephone_makes_nobody_the_same():
    assert again([contact("Ana Ruiz", "960000007")], [contact("Luis Gil", "960000007")]) == [None]


def test_one_name_with_other_numbers_is_another_contact():
    assert again([contact("Ana Ruiz", "611000040")], [contact("Ana Ruiz", "611000041")]) == [None]


def test_a_contact_of_whom_only_the_name_was_known_is_known_when_a_number_is_added():
    assert again([contact("Ana Ruiz")], [contact("Ana Ruiz", "611000040")]) == ["0"]


def test_a_father_and_a_son_who_share_a_telephone_stay_two():
    father, son = contact("Luis Gil", "960000007", "611000040"), contact("Luis Gil", "960000007")
    grown = contact("Luis Gil", "960000007", "611000041")
    assert again([father, son], [grown, father]) == ["1", "0"]


def test_a_contact_that_is_there_twice_goes_in_once():
    ana = contact("Ana Ruiz", "611000040")
    assert again([], [ana, contact("Jon"), ana]) == [None, None, REPEATED]


def test_a_profile_is_known_by_its_address_in_any_case_of_letters():
    (before,), (after,) = (
        list(read_linkedin(linkedin(row).decode()))
        for row in (ANA, ANA.replace("ana-ibanez-7", "Ana-Ibanez-7"))
    )
    assert again([before], [after], "linkedin") == ["0"]


def test_an_export_without_addresses_is_known_in_one_that_has_them():
    old = "First Name,Last Name,Email Address,Company,Position,Connected On"
    rows = [row.replace(row.split(",")[2] + ",", "", 1) for row in (ANA, IKER)]
    before = list(read_linkedin(linkedin(*rows, header=old).decode()))
    after = list(read_linkedin(linkedin(IKER, ANA).decode()))
    assert again(before, after, "linkedin") == ["1", "0"]
    assert again(after, before, "linkedin") == ["1", "0"]


def test_two_profiles_of_one_name_and_one_day_are_two():
    day = date(2020, 1, 1)
    one, other = (contact("Ana Ruiz", source="linkedin", uid=uid, met=day) for uid in ("ana-1", "ana-2"))
    assert again([one], [other], "linkedin") == [None]


def test_a_vcard_whose_uid_was_given_anew_is_known_by_the_rest():
    (before,) = read_vcards(NEXTCLOUD)
    (after,) = read_vcards(NEXTCLOUD.replace("000000000001", "000000000002"))
    assert again([before], [after], "vcard") == ["0"]


def test_a_key_tells_nobody_their_name():
    kept = key(contact("Ana Ruiz", "611000040", "ana@hornos-ejemplo.es", uid="ana-ruiz"))
    assert not any(word in kept for word in ("ana", "ruiz", "611000040", "hornos"))


SOME = st.builds(
    lambda name, points, uid: contact(name, *points, uid=uid, source="vcard"),
    st.sampled_from(["Ana", "Ana Ruiz", "Jon"]),
    st.lists(st.sampled_from(["611000040", "960000007", "a@hornos-ejemplo.es"]), max_size=2, unique=True),
    st.sampled_from(["", "1", "2"]),
)


@given(st.lists(SOME, max_size=6), st.lists(SOME, max_size=6))
def test_no_card_is_given_twice_and_no_two_cards_get_one_key(before, now):
    known = {}
    for entry, name in zip(before, again([], before, "vcard"), strict=True):
        if name is None:
            known[str(len(known))] = key(entry)
    keys = [key(entry) for entry in now]
    found = assigned(keys, known, "vcard")
    given_out = [name for name in found if name]
    assert len(given_out) == len(set(given_out))
    kept = dict(known)
    for name, asked in zip(found, keys, strict=True):
        if name != REPEATED:
            kept[name or f"new {asked}"] = asked
    assert len(set(kept.values())) == len(kept)
