"""What was erased of somebody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.forgetting import Traces


@dataclass(frozen=True, slots=True)
class Erased:
    """What goes, or went: the store's rows, Prefect's rows by table, and files."""

    traces: Traces
    prefect: tuple[tuple[str, int], ...]
    files: tuple[Path, ...]
