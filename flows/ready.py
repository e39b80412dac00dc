"""Imported by the process that runs are forked from: what a run imports, and the tables that it looks in.

What is read here is read once, and shared by every run; see `flows.warm`. No thread may be started here, for
a fork would be without it.
"""

from __future__ import annotations

from enrich import companies, names, phones
from flows import bouquet, collect, review

FLOWS = (bouquet.weekly_bouquet, collect.collect_inbox, review.review_card)
READ = (
    names.clean("Ana Prueba Inventada"),
    companies.clean("Talleres Ejemplares, S.L."),
    companies.key("Talleres Ejemplares, S.L."),
    phones.clean("+34 912 345 678", region="ES"),
)
"""Invented, so that their tables have been read."""
