"""Where something is wanted or offered is read off the sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from enrich.gazetteer import FAR, gap
from enrich.whereabouts import whereabouts


def countries(text: str, tongue: str, country: str = "") -> list[str]:
    return [place.country for place in whereabouts(text, tongue, country=country).places]  # type: ignore[arg-type]


def test_a_town_is_that_of_the_region_named_beside_it() -> None:
    assert countries("Taller en Guadalajara, Jalisco", "es") == ["MX", "MX"]
    assert countries("Taller en Guadalajara, La Alcarria", "es") == ["ES", "ES"]


def test_a_town_is_that_of_the_persons_country() -> None:
    assert countries("en Mérida", "es", "VE") == ["VE"]


def test_a_usual_word_is_no_town() -> None:
    assert whereabouts("Reading group in the library", "en").places == ()
    assert whereabouts("algo en Word", "es").places == ()


def test_a_country_to_stay_out_of_is_told_apart() -> None:
    where = whereabouts("tiendas fuera de Portugal", "es")
    assert where.places == ()
    assert [place.country for place in where.excluded] == ["PT"]


def test_what_somebody_left_is_not_where_they_are() -> None:
    assert [place.name for place in whereabouts("Retired from Leeds to Nerja", "en").places] == ["nerja"]


def test_from_afar_near_and_everywhere_are_heard() -> None:
    assert whereabouts("clases en línea", "es").anywhere
    assert whereabouts("someone nearby", "en").near
    assert whereabouts("enviamos a toda España", "es").everywhere


def test_a_town_lies_in_its_country_and_far_from_another() -> None:
    (soria,) = whereabouts("en Soria", "es").places
    (spain,) = whereabouts("en España", "es").places
    (france,) = whereabouts("en Francia", "es").places
    assert gap(soria, spain) == 0
    assert gap(soria, france) == FAR


@given(some.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert whereabouts(text, "es") == whereabouts(text, "es")
