from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Value
from data.texts import Message
from enrich import names

PIECES = (
    "María JOSÉ garcía DE la DEL López, Dr. D. PhD MBA Jr. O'BRIEN D' mcdonald VAN nguyen AN İpek IŞIK groß ẞ"
    " - . , y e i J. R. Mª Ing. (FH) / ª º ’ Nombre: 5"
)
LINES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES.split()), max_size=7).map(" ".join))


def cleaned(text: str) -> Value:
    found = names.clean(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("printed", "proper"),
    [
        ("MARÍA JOSÉ IBÁÑEZ LORENTE", "María José Ibáñez Lorente"),
        ("josé luis peña", "José Luis Peña"),
        ("MARÍA DE LA CRUZ DEL OLMO", "María de la Cruz del Olmo"),
        ("JOSE ORTEGA Y GASSOL", "Jose Ortega y Gassol"),
        ("MARIA COSTA E SILVA", "Maria Costa e Silva"),
        ("JOHN E SMITH", "John E Smith"),
        ("JOÃO DOS SANTOS PEREIRA FILHO", "João dos Santos Pereira Filho"),
        ("RONALD MCDONNELL", "Ronald McDonnell"),
        ("RONALD McDONNELL", "Ronald McDonnell"),
        ("FIONA MACGREGOR", "Fiona MacGregor"),
        ("ANTONIO MACHADO MACÍAS", "Antonio Machado Macías"),
        ("PATRICK O'BRIEN", "Patrick O'Brien"),
        ("PATRICK O’BRIEN", "Patrick O’Brien"),
        ("MARIO D'ANGELO", "Mario D'Angelo"),
        ("LUDWIG VAN DER BERG", "Ludwig van der Berg"),
        ("ANNA-LENA VON STEIN", "Anna-Lena von Stein"),
        ("MOHAMMED BIN SALEM AL-RASHID", "Mohammed bin Salem Al-Rashid"),
        ("MOHAMED EL MANSOURI", "Mohamed El Mansouri"),
        ("NGUYEN VAN AN", "Nguyen Van An"),
        ("DİLEK ŞİMŞEK", "Dilek Şimşek"),
        ("IŞIL YILDIRIM", "Işıl Yıldırım"),
        ("HANS GROẞMANN", "Hans Großmann"),
        ("KARL WEIß", "Karl Weiß"),
        ("JOSÉ Mª LÓPEZ", "José Mª López"),
        ("J. R. GARCÍA", "J. R. García"),
        ("HENRY ASHBY III", "Henry Ashby III"),
        ("GARCíA MUñOZ", "García Muñoz"),
    ],
)
def test_capitals_and_small_letters_become_proper_case(printed: str, proper: str) -> None:
    assert cleaned(printed).value == proper


@pytest.mark.parametrize(
    "printed",
    [
        "Ronald McDonnell",
        "Leonardo DiCarlo",
        "María de la Cruz",
        "Ana d'Ors",
        "Shah Rukh Mehta",
        "Huỳnh Thị Lan",
        "Małgorzata Żółć",
        "Jean-François L'Écuyer",
        "山田 太郎",
        "Иван Петров",
        "AJ Smith",
        "Çağla Işık",
        "Ludwig Van Berg",
    ],
)
def test_mixed_case_stays_as_on_the_card(printed: str) -> None:
    assert cleaned(printed).value == printed


def test_a_surname_in_capitals_beside_small_letters_is_the_surname() -> None:
    found = cleaned("Jean-Pierre DURANTON")
    assert (found.value, found.part("given"), found.part("surname")) == (
        "Jean-Pierre Duranton",
        "Jean-Pierre",
        "Duranton",
    )


@pytest.mark.parametrize(
    ("printed", "value", "prefix", "suffix"),
    [
        ("DRA. MARTA DÍAZ", "Marta Díaz", "DRA.", ""),
        ("D. Juan Ibáñez", "Juan Ibáñez", "D.", ""),
        ("Dª Ana Belén Pérez", "Ana Belén Pérez", "Dª", ""),
        ("Sr. D. Pedro Vidal", "Pedro Vidal", "Sr. D.", ""),
        ("Ing. Agr. Luis Paz", "Luis Paz", "Ing. Agr.", ""),
        ("Lic. Marta Ríos", "Marta Ríos", "Lic.", ""),
        ("Arq. Luis Ramírez", "Luis Ramírez", "Arq.", ""),
        ("Abg. Sofía Vega", "Sofía Vega", "Abg.", ""),
        ("Prof. Dr. med. Jana Groß", "Jana Groß", "Prof. Dr. med.", ""),
        ("Dipl.-Ing. (FH) Anna Schmidt", "Anna Schmidt", "Dipl.-Ing. (FH)", ""),
        ("Anna Schmidt, Dipl.-Ing. (FH)", "Anna Schmidt", "", "Dipl.-Ing. (FH)"),
        ("Ana Gil, MBA", "Ana Gil", "", "MBA"),
        ("Ana Gil PhD", "Ana Gil", "", "PhD"),
        ("Ana Gil, M.Sc., CPA", "Ana Gil", "", "M.Sc., CPA"),
        ("Robert Downing, Jr.", "Robert Downing Jr.", "", "Jr."),
        ("D. R. Smith", "D. R. Smith", "", ""),
        ("M. Müller", "M. Müller", "", ""),
        ("Don Johansson", "Don Johansson", "", ""),
        ("Ausiàs March", "Ausiàs March", "", ""),
        ("Jack Ma", "Jack Ma", "", ""),
        ("Lei Meng", "Lei Meng", "", ""),
    ],
)
def test_titles_and_degrees_come_off_and_are_kept(printed: str, value: str, prefix: str, suffix: str) -> None:
    found = cleaned(printed)
    assert (found.value, found.part("prefix"), found.part("suffix")) == (value, prefix, suffix)
    assert found.raw == printed


@pytest.mark.parametrize(
    ("printed", "first", "family"),
    [
        ("María José García López", "María José", "García López"),
        ("Juan Martín López", "Juan", "Martín López"),
        ("Juan Martín Gómez Ruiz", "Juan Martín", "Gómez Ruiz"),
        ("Ana Belén López", "Ana Belén", "López"),
        ("María del Carmen Ruiz Sanz", "María del Carmen", "Ruiz Sanz"),
        ("María de los Ángeles Ruiz", "María de los Ángeles", "Ruiz"),
        ("Ana de la Fuente Ruiz", "Ana", "de la Fuente Ruiz"),
        ("João Carlos da Silva", "João Carlos", "da Silva"),
        ("Jordi Puig i Ferrer", "Jordi", "Puig i Ferrer"),
        ("García López, María", "María", "García López"),
        ("O'BRIEN, PATRICK", "Patrick", "O'Brien"),
        ("MACHADO VEGA JUAN", "Juan", "Machado Vega"),
        ("John Michael Smith", "John Michael", "Smith"),
        ("Ludwig van der Berg", "Ludwig", "van der Berg"),
        ("Nguyễn Văn An", "Văn An", "Nguyễn"),
        ("Zhang Wei", "Wei", "Zhang"),
        ("Yuki Tanaka", "Yuki", "Tanaka"),
    ],
)
def test_given_names_and_surnames_are_told_apart(printed: str, first: str, family: str) -> None:
    found = cleaned(printed)
    assert (found.part("given"), found.part("surname")) == (first, family)


def test_surnames_before_a_comma_go_behind_the_given_name() -> None:
    assert cleaned("García López, María").value == "María García López"


def test_what_follows_a_comma_and_is_no_degree_is_kept_as_rest() -> None:
    found = cleaned("Juan Pérez, Director")
    assert (found.value, found.part("rest")) == ("Juan Pérez", "Director")


def test_words_that_a_reader_ran_together_are_parted_only_if_both_are_names() -> None:
    assert cleaned("AnaPérez").value == "Ana Pérez"
    assert cleaned("Dr.García").value == "García"
    assert cleaned("DiCarlo").value == "DiCarlo"


def test_a_digit_in_a_name_is_a_doubt_and_not_a_refusal() -> None:
    found = cleaned("Marc0s Ruiz")
    assert found.doubt is not None
    assert "Marc0s Ruiz" in found.doubt.text("es")


@pytest.mark.parametrize(
    "text", ["", " - ", "ana@example.com", "www.example.com", "2024", "https://x.es", "x" * 91]
)
def test_what_cannot_be_a_name_is_none(text: str) -> None:
    assert names.clean(text) is None


def test_names_compare_without_titles_accents_and_case() -> None:
    assert names.key("DRA. MARÍA IBÁÑEZ") == names.key("Maria Ibanez") == "maria ibanez"


def test_a_typed_name_is_checked_and_what_is_wrong_is_said_in_both_languages() -> None:
    assert isinstance(names.check("Ana Gil"), Value)
    for typed in ("", " . ", "ana@example.com"):
        said = names.check(typed)
        assert isinstance(said, Message)
        assert said.text("es") != said.text("en")


@pytest.mark.parametrize(
    "person",
    [
        "Ana Gil",
        "MARÍA IBÁÑEZ LORENTE",
        "Dr. Pedro Vidal",
        "joris de wit",
        "Nguyễn Thị Loan",
        "Emma Baker",
        "Julien Plombier",
    ],
)
def test_a_person_is_likelier_than_a_trade_a_company_or_a_slogan(person: str) -> None:
    others = [
        "Director General",
        "Consulting Group",
        "Flores del Sur, S.L.",
        "Ideas para tu jardín",
        "The Best Garden",
    ]
    assert names.likelihood(person) > 0.3 > max(names.likelihood(other) for other in others)


def test_a_known_given_name_and_surname_raise_the_likelihood() -> None:
    assert names.likelihood("Xqwz Plmkt") < names.likelihood("Ana Plmkt") < names.likelihood("Ana García")


@given(LINES)
def test_cleaning_twice_is_cleaning_once_and_keeps_the_key(text: str) -> None:
    found = names.clean(text)
    assert found is None or cleaned(found.value).value == found.value
    assert found is None or names.key(found.value) == names.key(text)


@given(LINES)
def test_the_likelihood_is_between_nothing_and_certain_for_any_text(text: str) -> None:
    assert 0.0 <= names.likelihood(text) <= 1.0


@given(
    st.lists(
        st.sampled_from(["ANA", "JOSÉ", "ÑÍGUEZ", "ÇELIK", "MÜLLER", "D'ORS", "LÓPEZ-SÁEZ", "DE", "LA"]),
        min_size=1,
        max_size=5,
    )
)
def test_proper_case_neither_adds_nor_drops_a_letter_or_an_accent(words: list[str]) -> None:
    line = " ".join(words)
    assert cleaned(line).value.upper() == line


@pytest.mark.parametrize(
    "printed", ["Dott.ssa Chiara Inventi", "DOTT.SSA CHIARA INVENTI", "Dr.Chiara Inventi"]
)
def test_a_title_that_has_a_stop_inside_it_comes_off_whole(printed: str) -> None:
    found = names.clean(printed)
    assert found is not None
    assert found.value == "Chiara Inventi"
