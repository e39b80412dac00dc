"""The one door to fsspec: files under an address, in a shared folder or in a store of objects.

What opens `s3://` comes with `make team`; its credentials and its address are those that every program
for S3 looks for in the environment and in `~/.aws`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec

from data.errors import HomeError, SettingsError


@dataclass(frozen=True, slots=True)
class Remote:
    """What lies under the address `url`; paths are as `files` gives them."""

    url: str

    def files(self) -> tuple[str, ...]:
        """All files below it; HomeError where it cannot be reached or is not there."""
        system, root = self._opened()
        with remote_errors(self.url):
            system.invalidate_cache()
            if "file" in system.protocol and not system.isdir(root):  # in a bucket no folder is ever empty
                raise FileNotFoundError(root)
            return tuple(sorted(map(str, system.find(root))))

    def within(self, path: str) -> str:
        """What a path of `files` is called below the address."""
        return path.removeprefix(self._opened()[1]).lstrip("/")

    def seen(self, path: str) -> str | None:
        """By what one sees that it was written to, None where it is gone or is no plain file."""
        system, _ = self._opened()
        system.invalidate_cache()
        try:
            facts: dict[str, Any] = system.info(path)
        except FileNotFoundError:
            return None
        if facts.get("type") != "file" or facts.get("islink"):
            return None
        return repr([facts.get(name) for name in ("size", "ETag", "LastModified", "mtime", "ino")])

    def fetch(self, path: str, target: Path) -> None:
        self._opened()[0].get_file(path, str(target))

    def put(self, source: Path, name: str) -> str:
        """The path at which a copy of `source` lies from now on, below the address as `name`."""
        system, root = self._opened()
        path = f"{root.rstrip('/')}/{name}"
        with remote_errors(self.url):
            system.put_file(str(source), path)
        return path

    def remove(self, path: str) -> None:
        """Take it away; one that is gone already is no matter."""
        system, _ = self._opened()
        try:
            system.rm_file(path)
        except FileNotFoundError:
            return

    def _opened(self) -> tuple[Any, str]:
        try:
            system, root = fsspec.core.url_to_fs(self.url)
        except ImportError as error:
            raise SettingsError("team.no-package", package=error, setting=self.url) from error
        except ValueError as error:
            raise SettingsError("team.no-such-address", url=self.url, detail=error) from error
        return system, str(root)


@contextmanager
def remote_errors(url: str) -> Iterator[None]:
    """Turn whatever the other side refuses into a HomeError that says what to do."""
    try:
        yield
    except SettingsError:
        raise
    except Exception as error:  # each kind of store has errors of its own, not all of them OSErrors
        detail = " ".join(str(error).split()) or type(error).__name__
        raise HomeError("team.unreachable", url=url, detail=detail) from error
