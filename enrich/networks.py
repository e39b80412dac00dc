"""The social networks of data/tables/networks.toml: whose address is it, and how a profile's is written."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def network_of(address: str) -> str | None:
    """The network on which a web address (no scheme) is, None where it is on none."""
    host = address.casefold().partition("/")[0].removeprefix("www.").removeprefix("m.")
    return _hosts().get(host) or _hosts().get(host.partition(".")[2])


def networks() -> tuple[str, ...]:
    """All names of networks."""
    return tuple(_table())


def profile(network: str, handle: str) -> str:
    """The address of a profile, the handle itself where the network has no addresses."""
    pattern = _table().get(network, {}).get("profile", "{handle}")
    return str(pattern).replace("{handle}", handle)


def network_of_path(word: str) -> str | None:
    """The network meant by a word printed before a slash: "in" in "in/ana-lopez"."""
    return next((name for name, entry in _table().items() if word.casefold() in entry["short"]), None)


@cache
def _hosts() -> dict[str, str]:
    return {host: name for name, entry in _table().items() for host in entry["domains"]}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("data").joinpath("tables", "networks.toml").read_text("utf-8"))
