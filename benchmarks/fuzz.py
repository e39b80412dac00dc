"""Strange bytes for all that takes bytes from strangers: `python -m benchmarks.fuzz TARGET [OPTIONS]`.

    pip install atheris
    python -m benchmarks.fuzz photo -max_total_time=3600

The targets stand in `benchmarks.strange_bytes`, the options are those of libFuzzer. An error that is no
sentence, 30 seconds, and a gigabyte of memory are findings: the bytes that did it are written to a file
here. The same targets are tried on fewer bytes at each run of the tests.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

import atheris  # not in the lock: only who fuzzes needs it

with atheris.instrument_imports(include=["flows", "ocr", "enrich", "data", "vobject"]):
    from benchmarks.strange_bytes import TARGETS, tried

LIMITS = ("-timeout=30", "-rss_limit_mb=1024", "-max_len=20000")


def main(name: str, options: list[str]) -> None:
    """Try bytes until told to stop, or until there is a finding."""
    target, seeds = TARGETS[name]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        atheris.Setup([name, *LIMITS, *options, corpus], partial(tried, target))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
