"""When a photo was taken: by its camera's clock, else by the time of its file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PIL import ExifTags
from PIL import Image as Pillow

from ocr.photos import BROKEN, FORMATS

_FORM = "%Y:%m:%d %H:%M:%S"  # Exif 2.32, section 4.6.5


def taken(path: Path) -> datetime:
    """When the photo `path` was taken, with a time zone. Raises OSError where there is no file.

    Without a camera's time, or with one that cannot be understood, that of the last change to the file. A
    camera that names no time zone is taken to be where this machine is.
    """
    return _by_camera(path) or datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _by_camera(path: Path) -> datetime | None:
    try:
        with Pillow.open(path, formats=FORMATS) as photo:
            said = photo.getexif().get_ifd(ExifTags.IFD.Exif)
        local = datetime.strptime(_text(said.get(ExifTags.Base.DateTimeOriginal)), _FORM)
        return _in_zone(local, _text(said.get(ExifTags.Base.OffsetTimeOriginal)))
    except BROKEN:  # no picture for Pillow (a PDF), no tags, or none that say a time
        return None


def _in_zone(local: datetime, offset: str) -> datetime:
    zone = datetime.strptime(offset, "%z").tzinfo if offset else None
    return local.replace(tzinfo=zone) if zone else local.astimezone()


def _text(tag: object) -> str:
    return str(tag or "").strip("\0 ")
