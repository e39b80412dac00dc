"""The typefaces that cards are set in, from Debian packages; only making cards needs them, tests do not.

    apt-get install fonts-lato fonts-open-sans fonts-inter fonts-linuxlibertine \
        fonts-roboto-slab fonts-league-spartan fonts-dosis fonts-font-awesome \
        fonts-roboto-unhinted fonts-cantarell fonts-comfortaa fonts-quicksand \
        fonts-crosextra-carlito fonts-crosextra-caladea fonts-vollkorn fonts-cabin fonts-liberation2 \
        fonts-yanone-kaffeesatz fonts-courier-prime fonts-lobstertwo fonts-jetbrains-mono \
        fonts-dejavu-core fonts-noto-core fonts-noto-cjk
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

FOLDER = Path("/usr/share/fonts")

FAMILIES = {
    "lato": ("truetype/lato/Lato-{}.ttf", "Regular", "Bold", "Light"),
    "opensans": ("truetype/open-sans/OpenSans-{}.ttf", "Regular", "Semibold", "Light"),
    "inter": ("opentype/inter/Inter-{}.otf", "Regular", "SemiBold", "Light"),
    "libertine": ("opentype/linux-libertine/LinLibertine_{}.otf", "R", "RB", "RI"),
    "slab": ("opentype/roboto/slab/RobotoSlab-{}.otf", "Regular", "Bold", "Light"),
    "spartan": ("opentype/league-spartan/LeagueSpartan-{}.otf", "Regular", "SemiBold", "Light"),
    "dosis": ("opentype/dosis/Dosis-{}.otf", "Medium", "SemiBold", "Book"),
    "roboto": ("truetype/roboto/unhinted/RobotoTTF/Roboto-{}.ttf", "Regular", "Bold", "Light"),
    "condensed": ("truetype/roboto/unhinted/RobotoCondensed-{}.ttf", "Regular", "Bold", "Light"),
    "cantarell": ("opentype/cantarell/Cantarell-{}.otf", "Regular", "Bold", "Light"),
    "comfortaa": ("truetype/comfortaa/Comfortaa-{}.ttf", "Regular", "Bold", "Regular"),
    "quicksand": ("truetype/quicksand/Quicksand-{}.ttf", "Medium", "Bold", "Regular"),
    "carlito": ("truetype/crosextra/Carlito-{}.ttf", "Regular", "Bold", "Italic"),
    "caladea": ("truetype/crosextra/Caladea-{}.ttf", "Regular", "Bold", "Italic"),
    "vollkorn": ("truetype/vollkorn/Vollkorn-{}.ttf", "Regular", "Bold", "Italic"),
    "cabin": ("opentype/cabin/Cabin-{}.otf", "Regular", "Bold", "Italic"),
    "arial": ("truetype/liberation2/LiberationSans-{}.ttf", "Regular", "Bold", "Italic"),
    "times": ("truetype/liberation2/LiberationSerif-{}.ttf", "Regular", "Bold", "Italic"),
    "narrow": ("opentype/yanone-kaffeesatz/YanoneKaffeesatz-{}.otf", "Regular", "Bold", "Light"),
    "typewriter": ("opentype/courier-prime/Courier Prime{}.otf", "", " Bold", " Italic"),
    "lobster": ("opentype/lobstertwo/LobsterTwo-{}.otf", "Regular", "Bold", "Italic"),
    "mono": ("truetype/jetbrains-mono/JetBrainsMono-{}.ttf", "Regular", "Bold", "Light"),
    "dejavu": ("truetype/dejavu/DejaVuSans{}.ttf", "", "-Bold", ""),
    "cjk": ("opentype/noto/NotoSansCJK-{}.ttc", "Regular", "Bold", "Regular"),
    "ming": ("opentype/noto/NotoSerifCJK-{}.ttc", "Regular", "Bold", "Regular"),
    "naskh": ("truetype/noto/NotoNaskhArabic-{}.ttf", "Regular", "Bold", "Regular"),
    "arabic": ("truetype/noto/NotoSansArabic-{}.ttf", "Regular", "Bold", "Regular"),
}
"""Family → file pattern and its regular, strong and soft cut (soft: light, or italic for a serif)."""

NATIVE = frozenset({"cjk", "ming", "naskh", "arabic"})
"""Families for a country's own script."""
SHOWY = frozenset({"lobster", "typewriter", "mono", "comfortaa", "narrow"})
"""Families that companies set their name in, and nobody a street."""
POOR = {
    "vi": frozenset({"dosis", "caladea", "cabin", "typewriter", "lobster"}),
    "tr": frozenset({"cabin", "lobster"}),
    "pl": frozenset({"cabin", "lobster"}),
}
"""Locale → the families that lack some of its letters."""
HEAVY_SIGNS = {"landline": "☎", "toll_free": "☎", "mobile": "✆", "email": "✉"}
"""What Unicode has, and DejaVu draws."""

CUTS = {"regular": 1, "strong": 2, "soft": 3}
ICONS = "opentype/font-awesome/FontAwesome.otf"
SIGNS = {
    "landline": "\uf095",
    "toll_free": "\uf095",
    "mobile": "\uf10b",
    "fax": "\uf1ac",
    "email": "\uf0e0",
    "website": "\uf0ac",
    "address": "\uf041",
}
"""What Font Awesome 4 has for each kind of value."""


@cache
def font(family: str, cut: str, pixels: int) -> ImageFont.FreeTypeFont:
    """The family's cut at an em of `pixels`; raises OSError that says what to install."""
    return load(file_name(family, cut), pixels)


def lacks(text: str, family: str, cut: str) -> set[str]:
    """The characters that the family's cut has no glyph for."""
    return {sign for sign in text if ord(sign) not in glyphs(file_name(family, cut))}


@cache
def glyphs(name: str) -> frozenset[int]:
    """The code points that a font file draws."""
    with TTFont(FOLDER / name, lazy=True, fontNumber=0) as file:
        return frozenset(file.getBestCmap())


def file_name(family: str, cut: str) -> str:
    """Where the family's cut stands below FOLDER."""
    names = FAMILIES[family]
    return names[0].format(names[CUTS[cut]])


@cache
def icons(pixels: int) -> ImageFont.FreeTypeFont:
    """Font Awesome at an em of `pixels`."""
    return load(ICONS, pixels)


def load(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    """A font file under the system's folder."""
    path = FOLDER / name
    if not path.is_file():
        raise OSError(f"no font at {path}: install the packages that {Path(__file__).name} names at its top")
    return ImageFont.truetype(str(path), pixels)
