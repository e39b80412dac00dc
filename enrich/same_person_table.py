"""The weights by which two contacts are judged to be one person: data/tables/same_person.toml, in nats."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def weight(section: str, name: str) -> float:
    """The weight of that name. Raises KeyError where the table has none."""
    return float(_table()[section][name])


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(files("data").joinpath("tables", "same_person.toml").read_text("utf-8"))
