"""MeCard and BizCard, the short forms of a card in a code, as the properties that a vCard would have.

Sources: NTT Docomo, "Creation of QR Code: address book" (MECARD); the barcode contents of the ZXing project's
wiki (BIZCARD).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from enrich.content_lines import LONGEST, MOST, Property, fields

_MECARD: Mapping[str, str] = MappingProxyType(
    {"N": "N", "TEL": "TEL", "TEL-AV": "TEL", "EMAIL": "EMAIL", "URL": "URL", "ADR": "LABEL", "NOTE": "NOTE"}
    | {"ORG": "ORG", "COMPANY": "ORG", "TITLE": "TITLE"}
)
_BIZCARD: Mapping[str, str] = MappingProxyType(
    {"T": "TITLE", "C": "ORG", "A": "LABEL", "B": "TEL", "M": "TEL", "F": "TEL", "E": "EMAIL"}
)
_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType({"M": ("cell",), "F": ("fax",)})


def mecard(text: str) -> tuple[Property, ...]:
    """The properties of `MECARD:N:Ejemplo,Ana;TEL:…;;`."""
    return tuple(
        Property("N", (), _name(value)) if key == "N" else Property(_MECARD[key], (), (value,))
        for key, value in _pairs(text)
        if key in _MECARD
    )


def bizcard(text: str) -> tuple[Property, ...]:
    """The properties of `BIZCARD:N:Ana;X:Ejemplo;T:…;;`."""
    pairs = list(_pairs(text))
    given, family = (" ".join(value for key, value in pairs if key == part) for part in "NX")
    name = [Property("N", (), (family, given))] if given or family else []
    return (
        *name,
        *(Property(_BIZCARD[key], _KINDS.get(key, ()), (value,)) for key, value in pairs if key in _BIZCARD),
    )


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each key with its value, empty ones left out."""
    for field in fields(text[:LONGEST].partition(":")[2])[:MOST]:
        key, _, value = field.partition(":")
        if value.strip():
            yield key.strip().upper(), value.strip()


def _name(value: str) -> tuple[str, ...]:
    """Family name and given name: "Ejemplo,Ana"; without a comma they stand in the order of speech."""
    family, comma, given = value.partition(",")
    return (family, given) if comma else ("", value)
