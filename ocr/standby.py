"""Tesseract that stays: started once, it reads picture after picture.

Starting the program and loading its languages takes longer than reading a card. So it is given a list of
files that has no end (`stream_filelist`). It answers into a pseudo terminal, because into a pipe it would
write only when a buffer is full. After each picture comes a blank one: where the blank page begins in the
answer, the page before it is whole.

A process ends by itself when the one that started it is gone, because then its list of files ends.
"""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
import tty
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import numpy as np
from numpy.typing import NDArray

from ocr.engine import EngineError

Grey = NDArray[np.uint8]
"""A picture, height × width."""

_SECONDS = 60.0  # a picture that takes longer is taken for unreadable
_CHUNK = 65536
_BLANK = np.full((16, 16), 255, np.uint8)
_LISTED = ("-c", "stream_filelist=1", "-c", "tessedit_create_tsv=1")


class Standby:
    """As many processes of one command as pictures are read at once; an idle one waits for the next."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._idle: list[_Process] = []
        self._kept = True

    def table(self, picture: Grey) -> str:
        """What the program says of the picture, as its table of tab-separated rows. Raises EngineError."""
        process = self._taken()
        try:
            table = process.table(picture)
        except BaseException:
            process.end()
            raise
        self._idle.append(process)
        if not self._kept:
            self.end()
        return table

    def end(self) -> None:
        """End the processes that wait, and those at work when they are done."""
        self._kept = False
        with suppress(IndexError):  # none is left
            while True:
                self._idle.pop().end()

    def _taken(self) -> _Process:
        with suppress(IndexError):
            return self._idle.pop()
        return _Process(self._command)


class _Process:
    """One running program and the folder in which it finds its pictures."""

    def __init__(self, command: Sequence[str]) -> None:
        self._folder = TemporaryDirectory(prefix="aroma-", ignore_cleanup_errors=True)
        self._picture = Path(self._folder.name) / "picture.pgm"
        self._blank = Path(self._folder.name) / "blank.pgm"
        self._blank.write_bytes(_pgm(_BLANK))
        self._complaints = (Path(self._folder.name) / "complaints.txt").open("w+b")
        self._answer, terminal = pty.openpty()
        self._pages = 0
        try:
            tty.setraw(terminal)  # or it would echo, and end lines its own way
            self._program = _started(
                [command[0], "-", "stdout", *command[1:], *_LISTED], terminal, self._complaints
            )
        except OSError as error:
            self._clean()
            raise EngineError(str(error)) from error
        finally:
            os.close(terminal)

    def table(self, picture: Grey) -> str:
        self._picture.write_bytes(_pgm(picture))
        try:
            self._list(self._picture, self._blank)
            return self._answered(time.monotonic() + _SECONDS)
        except OSError as error:  # it is gone: its list cannot be written, nor its answer read
            raise EngineError(self._last_words() or str(error)) from error
        finally:
            self._picture.unlink(missing_ok=True)

    def end(self) -> None:
        self._program.kill()
        with suppress(OSError):  # its list may be gone before it
            self._program.communicate()
        self._program.wait()
        self._clean()

    def _clean(self) -> None:
        os.close(self._answer)
        self._complaints.close()
        self._folder.cleanup()

    def _last_words(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").splitlines()
        return next((line for line in reversed(lines) if not line.startswith("Page ")), "")

    def _list(self, *pictures: Path) -> None:
        assert self._program.stdin is not None  # noqa: S101 - it was started with a pipe
        self._program.stdin.write(b"".join(os.fsencode(picture) + b"\n" for picture in pictures))
        self._program.stdin.flush()
        self._pages += len(pictures)

    def _answered(self, until: float) -> str:
        """The answer up to the blank page, which is the last one that was listed."""
        answer, blank = b"", b"\n1\t%d\t" % self._pages
        while blank not in answer or not answer.endswith(b"\n"):
            ready, _, _ = select.select([self._answer], [], [], max(until - time.monotonic(), 0.0))
            if not ready:
                raise EngineError("tesseract took too long")
            chunk = os.read(self._answer, _CHUNK)
            if not chunk:  # how some systems say that nobody will answer any more
                raise EngineError(self._last_words() or "tesseract ended")
            answer += chunk
        return answer.partition(blank)[0].decode("utf-8", "replace")


def _started(command: Sequence[str], terminal: int, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    # Several cards are read at once. Tesseract's own threads would only wait for each other: on a busy
    # machine of two cores one thread takes a third of the time.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    return subprocess.Popen(  # noqa: S603 - our own command, without a shell
        command, stdin=subprocess.PIPE, stdout=terminal, stderr=complaints, env=environment
    )


def _pgm(picture: Grey) -> bytes:
    high, wide = picture.shape
    return b"P5 %d %d 255\n" % (wide, high) + picture.tobytes()
