"""The suffix that a photo's content asks for, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from flows.files import open_regular

_HEAD = 1024  # a PDF's mark may stand anywhere in the first 1,024 bytes (PDF Reference, appendix H)
_STARTS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)
UNKNOWN = ".photo"


def suffix(path: Path) -> str:
    """`.jpg`, `.png`, `.tif`, `.webp`, `.heic` or `.pdf`; `.photo` for all else. Raises OSError."""
    with open_regular(path) as file:
        head = file.read(_HEAD)
    for start, found in _STARTS:
        if head.startswith(start):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ".webp"
    if head[4:8] == b"ftyp":  # ISO base media: what photos come in is HEIF
        return ".heic"
    return ".pdf" if b"%PDF-" in head else UNKNOWN
