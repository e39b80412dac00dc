"""Write tlds.txt anew from a Public Suffix List: `python data/tables/generate_tlds.py LIST EDITION`.

The list is Debian's /usr/share/publicsuffix/public_suffix_list.dat (package publicsuffix) or a copy of
publicsuffix.org's own. Only facts are taken from it: which top-level domains exist.
"""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import fill

TABLE = Path(__file__).with_name("tlds.txt")
HEAD = """\
# The top-level domains that exist, lower case, those of other scripts as they are printed.
# Source: the single-label rules of the ICANN section of the Public Suffix List (publicsuffix.org), which
# follows IANA's root zone; edition {edition}.
# Made by `python data/tables/generate_tlds.py LIST EDITION`; do not edit by hand.
"""


def top_levels(text: str) -> list[str]:
    """The single-label names in the list's ICANN section, sorted; wildcard and exception rules count."""
    section = text.partition("===BEGIN ICANN DOMAINS===")[2].partition("===END ICANN DOMAINS===")[0]
    rules = (line.strip() for line in section.splitlines())
    names = {rule.split(".")[-1] for rule in rules if rule and not rule.startswith("//")}
    return sorted(names)


def main(source: Path, edition: str) -> None:
    """Write the table from the list at `source`, whose version is called `edition`."""
    names = fill(" ".join(top_levels(source.read_text("utf-8"))), width=110, break_on_hyphens=False)
    TABLE.write_text(f"{HEAD.format(edition=edition)}{names}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
