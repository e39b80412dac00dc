"""Makes photos of business cards of invented people, and a golden file beside each.

    python -m tests.cards.generate                          the committed samples, from samples.toml
    python -m tests.cards.generate --only NAME              one of them
    python -m tests.cards.generate --count 300 --seed 7 --folder /tmp/cards      a set left to chance

Run from the project's root with the development environment. Each committed photo `x.jpg` has its `x.json`;
`truth.json` has all of a folder by file name. The same seed gives the same truth, on any machine;
the pixels may differ a little with the versions of the fonts, Pillow and OpenCV.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests.cards.camera import Picture, photograph
from tests.cards.chances import chance
from tests.cards.formats import LIMIT, save
from tests.cards.layouts import draw
from tests.cards.people import invent
from tests.cards.samples import Piece, Sample, committed

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
FLAT_WIDTH = 1100
"""Pixels that a flat render is wide."""


def generate(count: int, seed: int, folder: Path, most: int = LIMIT) -> Path:
    """`count` photos left to chance in `folder`, of `most` bytes each; gives the path of their truth.json."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = [chance(number, seed) for number in range(count)]
    for sample in samples:
        write_photo(replace(sample, limit=min(most, sample.limit)), folder)
    path = folder / "truth.json"
    path.write_text(as_json({sample.file: sample.truth() for sample in samples}), "utf-8")
    return path


def write(samples: Iterable[Sample], folder: Path) -> Path:
    """The samples' photos and goldens in `folder`; gives the path of truth.json, which collects all there."""
    for sample in samples:
        write_photo(sample, folder)
        golden(folder, sample.file).write_text(as_json(sample.truth()), "utf-8")
    return collect(folder)


def write_photo(sample: Sample, folder: Path) -> None:
    """The sample's photo in `folder`."""
    taken = [Image.fromarray(photo) for photo in pages(sample)]
    save(taken, folder / sample.file, orientation=sample.orientation, limit=sample.limit)


def pages(sample: Sample) -> list[Picture]:
    """The photos of a sample, one a page."""
    by_page: dict[int, list[Piece]] = {}
    for piece in sample.pieces:
        by_page.setdefault(piece.page, []).append(piece)
    return [page(by_page[number], flat=sample.flat) for number in sorted(by_page)]


def page(pieces: list[Piece], *, flat: bool) -> Picture:
    """One photo; or, flat, the one card as its file came from the printer."""
    cards = [(draw(invent(piece.wish), piece.design), piece.shot) for piece in pieces]
    if flat:
        card = cards[0][0]
        size = (FLAT_WIDTH, FLAT_WIDTH * card.height // card.width)
        return np.asarray(card.resize(size, Image.Resampling.LANCZOS))
    return photograph([(np.asarray(card), shot) for card, shot in cards])


def collect(folder: Path) -> Path:
    """`truth.json` of all goldens in the folder, by the photo's file name."""
    truth = {}
    for photo in photos(folder):
        truth[photo.name] = json.loads(golden(folder, photo.name).read_text("utf-8"))
    path = folder / "truth.json"
    path.write_text(as_json(truth), "utf-8")
    return path


def photos(folder: Path) -> list[Path]:
    """The photos in the folder that have a golden beside them."""
    others = (path for path in folder.iterdir() if path.suffix != ".json")
    return sorted(path for path in others if golden(folder, path.name).is_file())


def golden(folder: Path, name: str) -> Path:
    """The golden file of a photo."""
    return (folder / name).with_suffix(".json")


def table(samples: Iterable[Sample]) -> str:
    """The provenance table of the samples' README."""
    rows = ["| photo | difficulty | shows |", "| --- | --- | --- |"]
    rows += [f"| `{sample.file}` | {sample.difficulty} | {sample.shows} |" for sample in samples]
    return "\n".join(rows) + "\n"


def as_json(record: Any) -> str:
    """JSON for people to read."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def write_committed(only: str = "") -> Path:
    """Makes the committed samples again, with the demo's list and the README's table; or one photo `only`."""
    samples = committed()
    truth = write((sample for sample in samples if only in sample.file), SAMPLES)
    demo = [sample.file for sample in samples if sample.demo]
    (SAMPLES / "demo.txt").write_text("\n".join(demo) + "\n", "utf-8")
    readme = SAMPLES / "README.md"
    head, mark, _ = readme.read_text("utf-8").partition("| photo |")
    if not mark:
        raise ValueError(f"{readme} has no table that begins with | photo |")
    readme.write_text(head + table(samples), "utf-8")
    return truth


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Photos of invented business cards, with their truth.")
    parser.add_argument("--count", type=int, default=0, help="make so many by chance, not the committed ones")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the chance ones go")
    parser.add_argument("--most", type=int, default=LIMIT, help="bytes that a chance one may take")
    parser.add_argument("--only", default="", help="only committed samples with this in their file name")
    options = parser.parse_args()
    if options.count and not options.folder:
        parser.error("--count needs --folder: the committed samples stay as they are")
    if options.count:
        truth = generate(options.count, options.seed, options.folder, options.most)
    else:
        truth = write_committed(options.only)
    sys.stdout.write(f"{truth}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
