"""What data/tables/exports.toml tells of the exports of each source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from enrich.table_rows import Header, header


@cache
def columns(source: str) -> Mapping[str, Any]:
    """The columns and keys of one source, by what stands in them."""
    table = tomllib.loads(files("data").joinpath("tables", "exports.toml").read_text("utf-8"))
    found: Mapping[str, Any] = table[source]
    return found


def head(lines: Sequence[str], source: str) -> Header | None:
    """The header of a table of that source among the first lines; None where there is none."""
    return header(lines, columns(source)["known_by"])
