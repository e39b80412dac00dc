from __future__ import annotations

from data.models import Contact
from enrich.draft import draft_contact
from tests.invented_readings import column, line, reading


def also(contact: Contact) -> list[tuple[str | None, str]]:
    return [(value.kind, value.value) for value in contact.also]


TWO = reading(
    line("FLORES INVENTADAS, S.L.", 60, 40, 60),
    line("María García López", 60, 160, 50),
    line("Directora comercial", 60, 220, 36),
    line("maria.garcia@flores-ejemplo.es", 60, 270, 36),
    line("Javier Martínez Ruiz", 700, 160, 50),
    line("Jefe de taller", 700, 220, 36),
    line("javier.martinez@flores-ejemplo.es", 700, 270, 36),
    *column("Calle Inventada 12", "28013 Madrid", top=600),
)


def test_a_second_person_is_kept_with_their_post() -> None:
    contact = draft_contact(TWO)
    assert contact.name is not None
    assert contact.name.value == "María García López"
    assert also(contact) == [("name", "Javier Martínez Ruiz"), ("job_title", "Jefe de taller")]
    assert [email.value for email in contact.emails] == [
        "maria.garcia@flores-ejemplo.es",
        "javier.martinez@flores-ejemplo.es",
    ]
    assert contact.rest == ()


def test_of_three_people_all_are_kept() -> None:
    third = (line("Elena Torres Vidal", 60, 400, 50), line("Contable", 60, 460, 36))
    contact = draft_contact(reading(*TWO.lines, *third))
    names = {value.value for value in contact.also if value.kind == "name"}
    assert names == {"Javier Martínez Ruiz", "Elena Torres Vidal"}


def test_a_line_that_only_might_be_a_name_stays_among_the_rest() -> None:
    contact = draft_contact(reading(*TWO.lines[:4], line("Palabra Suelta", 700, 500, 36)))
    assert contact.also == ()
    assert contact.rest == ("Palabra Suelta",)


def test_the_name_printed_twice_is_no_second_person() -> None:
    again = (line("MARÍA GARCÍA LÓPEZ", 700, 420, 50), line("Directora comercial", 700, 480, 36))
    contact = draft_contact(reading(*TWO.lines[:4], *again))
    assert [kind for kind, _ in also(contact)] == []
    assert "MARÍA GARCÍA LÓPEZ" in contact.rest


def test_every_further_office_is_kept_and_the_first_stays_the_address() -> None:
    contact = draft_contact(
        reading(
            line("Nuria Ferrán", 60, 60, 60),
            *column("Head Office 12 Sample Street", "London SE1 9PZ", top=300),
            *column("Branch Office 34 Invented Road", "Leeds LS1 4AP", top=420),
            *column("5 Dreamt Lane", "Bristol BS1 4DJ", left=700, top=300),
            line("+44 20 7946 0018", 700, 500),
            line("+44 113 496 0018", 700, 560),
        )
    )
    assert contact.address is not None
    assert contact.address.value == "12 Sample Street, London SE1 9PZ"
    assert {value for _, value in also(contact)} == {
        "34 Invented Road, Leeds LS1 4AP",
        "5 Dreamt Lane, Bristol BS1 4DJ",
    }
    offices = {value.value: value.part("office") for value in contact.also}
    assert offices["34 Invented Road, Leeds LS1 4AP"] == "Branch Office"
    assert [phone.value for phone in contact.phones] == ["+442079460018", "+441134960018"]
    assert contact.rest == ()
