"""What every reading engine can do; the rest of the package knows no engine by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ocr.geometry import Image, Quad


class EngineError(Exception):
    """The engine itself failed, whatever the picture; the reason as it was given."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an engine read in one crop: the text, "" if nothing, and its own confidence, 0 to 1."""

    text: str
    confidence: float


class Engine(Protocol):
    """It finds the lines of print in a picture, and reads pictures of single lines."""

    @property
    def overview(self) -> int:
        """Pixels of the long side in which it finds print in a whole photo."""

    @property
    def detail(self) -> int:
        """Pixels of the long side in which it finds all print on a straightened card."""

    @property
    def sharp(self) -> int:
        """Pixels of height from which it misses no line that it is to find."""

    def find(self, image: Image) -> tuple[Quad, ...]:
        """The lines of print, in pixels of `image`; none where there is no text. Raises EngineError."""

    def read(self, crops: Sequence[Image]) -> tuple[Said, ...]:
        """What each crop says, as many as there are crops, in their order. Raises EngineError."""
