"""Strategies for hypothesis: lines as they are printed on cards, and as readers distort them."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

untimed = settings(deadline=None)
"""For properties on a machine that does other things too: how long an example takes is not looked at."""

_PIECES = (
    "Tel", "Tel.", "TeI", "T", "M", "F", "Fax", "Móvil", "E", "e-mail", "www", "www.", "http://", "acme",
    "acme.es",
    "info", "maria", "@", " @ ", "(at)", "©", ".", ",", ":", ";", "|", "/", "-", "–", "·", "(", ")", "+",
    "+34", "(0)",
    "0034", "912", "345", "678", "91 234 56 78", "612345678", "ext. 12", "to", "y", "&", " ", "  ", "es",
    "com", "corn",
    "NIF", "B12345674", "O", "l", "I", "S", "9l2", "in/", "linkedin.com", "☎", "✉", "\n", "\t", "\u200b",
    "\0", "ñ", "m.",
    "{", "}", "<", ">", "%", "\\", "Calle Mayor 5", "28013", "Madrid",
)  # fmt: skip

LINES = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map("".join) | st.lists(
    st.sampled_from(_PIECES), max_size=8
).map(" ".join)
