"""Where a contact that was imported is from, in a sentence.

>>> from datetime import date
>>> origin("linkedin", date(2019, 3, 12), "en")
'From your LinkedIn contacts; connected 12 March 2019'
>>> origin("vcard", None, "es")
'De tu agenda, como vCard'
"""

from __future__ import annotations

from datetime import date

from data.days import written
from data.texts import Language, say

DATED = frozenset({"linkedin", "facebook"})
"""The sources that tell since when."""


def origin(source: str, met: date | None, language: Language) -> str:
    """Where a contact of this source is from, and since when, as far as that is known."""
    if source in DATED and met:
        return say(f"origins.{source}-since", language, day=written(met, language))
    return say(f"origins.{source}", language)
