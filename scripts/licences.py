"""Write docs/licences.md: under which licence each package comes that Aroma runs with.

`.venv/bin/python scripts/licences.py`. A licence that may stop Aroma from being handed on under the MIT
licence, or that nobody has looked at, stops this with its name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
HEADING = """# Licences

What Aroma runs with, as `requirements-team.lock` pins it – all of `requirements.lock`, and what `make team`
adds –, and the licence that each package names. Aroma itself
is under the [MIT licence](../LICENSE). All of these may be used beside it; those under the LGPL, the MPL and
the Artistic licence are used as they are, unchanged, and are installed from where their makers put them.

Made by `scripts/licences.py`; a test holds that it is complete.

| package | version | licence |
| --- | --- | --- |
"""

TOOLS = """
## What its developers use besides

Programs that check and test Aroma, from `requirements-dev.lock`. No line of Aroma imports those under the
GPL: its tests start them as programs of their own, to see that they read its files. None comes with Aroma.

| package | version | licence |
| --- | --- | --- |
"""

ALLOWED = re.compile(
    r"\b(?:MIT|MIT-0|MIT-CMU|BSD(?:-[23]-Clause)?|0BSD|Apache(?:-2\.0)?|Apache Software|ISC|PSF-2\.0|Zlib|"
    r"CC0-1\.0|CNRI-Python|Unlicense|The Unlicense|MPL-2\.0|Mozilla Public License 2\.0|"
    r"Python Software Foundation|LGPL-2\.1-or-later|LGPL-3\.0-only|Artistic)\b"
)
ONE_OF = re.compile(r"\s+OR\s+| / ")
ALL_OF = re.compile(r"\s+AND\s+|, ")

KNOWN = {
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # its field goes on: "dependency licenses"
    "async-timeout": "Apache-2.0",  # not installed here: for other systems and Pythons
    "pywin32": "PSF-2.0",
    "whenever": "MIT",
}
"""Read by a person, where the package says it in words for people only, or is not installed here."""


def locked(lock: str = "requirements-team.lock") -> Iterator[tuple[str, str]]:
    """Name and version of each package that Aroma runs with, or of all in another lock."""
    yield from re.findall(r"^([\w.-]+)==([^ \\;]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)


def licence(name: str) -> str:
    """What the package `name` is under; "" where it does not say."""
    if name in KNOWN:
        return KNOWN[name]
    try:
        return _said(metadata(name))
    except PackageNotFoundError:
        return ""


def _said(found: PackageMetadata) -> str:
    if expression := found.get("License-Expression"):
        return str(expression)
    classified = [
        line.split(" :: ")[-1] for line in found.get_all("Classifier") or () if "License ::" in line
    ]
    lines = str(found.get("License") or "").strip().splitlines()
    return " / ".join(classified) or (lines[0] if lines else "")


def is_allowed(said: str) -> bool:
    """Whether a package under this licence, or one of those to choose from, may be used beside Aroma."""
    choices = ONE_OF.split(said.strip("()"))
    return any(all(ALLOWED.search(part) for part in ALL_OF.split(choice)) for choice in choices)


def page() -> str:
    """The whole page."""
    runs_with = set(locked())
    return HEADING + _table(runs_with) + TOOLS + _table({*locked("requirements-dev.lock")} - runs_with)


def _table(packages: Iterable[tuple[str, str]]) -> str:
    rows = sorted({(name, version, licence(name)) for name, version in packages})
    return "".join(f"| {name} | {version} | {said} |\n" for name, version, said in rows)


def main() -> int:
    """Write the page; 1 where a licence has to be looked at first."""
    doubtful = [(name, licence(name)) for name, _ in locked() if not is_allowed(licence(name))]
    for name, said in doubtful:
        sys.stderr.write(f"{name} is under {said or 'no licence that it names'}: look at it first\n")
    if not doubtful:
        PAGE.write_text(page(), "utf-8")
    return int(bool(doubtful))


if __name__ == "__main__":
    sys.exit(main())
