"""The working folder of one Aroma: where everything lies, and who may work in it.

One folder, by default `~/Aroma`, holds all that Aroma keeps. Folders are made for their owner alone
(0700), and only one Aroma at a time works in a home.
"""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.errors import HomeError

FOLDER_MODE = 0o700
FILE_MODE = 0o600

_SENTENCES = {
    errno.EACCES: "home.no_permission",
    errno.EPERM: "home.no_permission",
    errno.EROFS: "home.read_only",
    errno.ENOSPC: "home.no_space",
    errno.EDQUOT: "home.no_space",
    errno.ENOTDIR: "home.not_a_folder",
    errno.EEXIST: "home.not_a_folder",
    errno.ENOENT: "home.missing",
}

_held: set[int] = set()
"""The open lock files of this process."""


@dataclass(frozen=True, slots=True)
class Home:
    """The places of one working folder. `path` is made absolute, so that every process means the same."""

    path: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", self.path.expanduser().absolute())

    @property
    def inbox(self) -> Path:
        """Where photos are dropped."""
        return self.path / "inbox"

    @property
    def cards(self) -> Path:
        """The originals by their content's hash, and the straightened cards; nothing here is ever deleted."""
        return self.path / "cards"

    @property
    def claimed(self) -> Path:
        """Where a photo lands when it is taken from the inbox, until its hash is known."""
        return self.cards / ".claimed"

    @property
    def set_aside(self) -> Path:
        """What could not be read, each with its reason beside it."""
        return self.path / "set-aside"

    @property
    def people(self) -> Path:
        """One vCard a person."""
        return self.path / "people"

    @property
    def prefect(self) -> Path:
        """The PREFECT_HOME of this home's server and runner."""
        return self.path / "prefect"

    @property
    def database(self) -> Path:
        return self.path / "aroma.db"

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL of the store in this home."""
        return f"sqlite:///{self.database}"

    @property
    def settings_file(self) -> Path:
        return self.path / "aroma.toml"

    @property
    def lock_file(self) -> Path:
        """Held by the Aroma that runs on this home."""
        return self.path / "aroma.lock"

    @property
    def collecting_file(self) -> Path:
        """Held while the inbox is looked through."""
        return self.claimed / ".collecting.lock"

    @property
    def reading_file(self) -> Path:
        """Held by the one look that takes, reads and asks."""
        return self.claimed / ".reading.lock"

    def original(self, sha256: str, suffix: str) -> Path:
        """Where the photo with this hash is kept; `suffix` has its dot."""
        return self.cards / f"{sha256}{suffix}"

    def picture(self, card_id: str) -> Path:
        """Where the straightened card's picture is kept."""
        return self.cards / f"{card_id}.jpg"

    def sketches(self, model: str) -> Path:
        """Where it is kept roughly what texts mean to a model; of another one it is of no use."""
        return self.path / f"meanings-{model}.npy"

    def prepare(self) -> None:
        """Make the folders that are missing, and try that each can be written in; HomeError if not."""
        self._refuse_bad_name()
        make_folder(self.path, parents=True)
        for folder in self._folders:
            make_folder(folder)

    def check(self) -> None:
        """Try the folders that are there already, and make none; HomeError if one is no use."""
        self._refuse_bad_name()
        for folder in (self.path, *self._folders):
            if folder.exists():
                try_folder(folder)

    @property
    def _folders(self) -> tuple[Path, ...]:
        return self.inbox, self.cards, self.claimed, self.set_aside, self.people, self.prefect

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep this home for this process; HomeError, naming the other process, if another has it."""
        with locked(self.lock_file) as written:
            if written is not None:
                raise self._held_by(written)
            yield

    def _held_by(self, written: bytes) -> HomeError:
        pid = written.strip()
        if not pid.isdigit():  # its holder has not written yet
            return HomeError("home.held_by_unknown", path=shown(self.path))
        return HomeError("home.held", path=shown(self.path), pid=pid.decode("ascii"))

    def _refuse_bad_name(self) -> None:
        # Both databases, Aroma's and Prefect's, are opened by an address, where these have a meaning.
        name = os.fsencode(self.path)
        if b"?" in name or b"%" in name or name.decode("utf-8", "replace").encode() != name:
            raise HomeError("home.bad_name", path=shown(self.path))


@contextmanager
def locked(path: Path) -> Iterator[bytes | None]:
    """Hold the lock file `path`: None where that went well, else what its holder wrote into it, its pid.

    The lock belongs to the open file, not to the file's existence: it is gone with its process, however
    that ended, and a lock file that was left behind is no obstacle. HomeError if there can be none.
    """
    with home_errors(path):
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    _held.add(lock)
    try:
        with home_errors(path):
            holder = _holder(lock)
        yield holder
    finally:
        if lock in _held:  # a forked child has let go already
            _held.discard(lock)
            os.close(lock)


def _holder(lock: int) -> bytes | None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.pread(lock, 20, 0)
    os.ftruncate(lock, 0)
    os.pwrite(lock, b"%d\n" % os.getpid(), 0)
    return None


def make_folder(folder: Path, *, parents: bool = False) -> None:
    """Make `folder` if it is not there, for its owner alone, and try it; HomeError if it is no use."""
    with home_errors(folder):
        folder.mkdir(FOLDER_MODE, parents=parents, exist_ok=True)
    try_folder(folder)


def try_folder(folder: Path) -> None:
    """Write a file without a name into `folder`; HomeError if that is refused."""
    # Only writing tells: permission bits know nothing of full or read-only disks.
    with home_errors(folder), tempfile.TemporaryFile(dir=folder, prefix=".aroma-", suffix=".tmp") as probe:
        probe.write(b"aroma")
        probe.flush()


@contextmanager
def home_errors(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses at `path` into a HomeError that says what to do."""
    try:
        yield
    except OSError as error:
        raise home_error(error, path) from error


def home_error(error: OSError, path: Path) -> HomeError:
    """The HomeError that says what `error` means for `path`, and what to do."""
    key = _SENTENCES.get(error.errno or 0)
    if key is None:
        return HomeError("home.trouble", path=shown(path), reason=error.strerror or str(error))
    return HomeError(key, path=shown(path))


def shown(name: str | Path) -> str:
    """`name` as it can be printed on one line: what is no letter, such as a newline, is spelt out."""
    return "".join(letter if letter.isprintable() else _spelt(letter) for letter in str(name))


def _spelt(letter: str) -> str:
    escaped = 0xDC80 <= ord(letter) <= 0xDCFF  # a byte that is no UTF-8 (PEP 383)
    return f"\\x{ord(letter) - 0xDC00:02x}" if escaped else ascii(letter)[1:-1]


def _let_go() -> None:
    # A forked child shares its parent's open lock, and would keep it after the parent died.
    # Programs that are started (Prefect's server) do not get it at all: O_CLOEXEC.
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_let_go)
