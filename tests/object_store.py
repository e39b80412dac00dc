"""A store of objects that speaks S3, on this machine, in a process of its own that is ended by its id."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from conftest import START_SECONDS, free_port

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.fixture(scope="session")
def object_store() -> Iterator[str]:
    """The address of a running store of objects."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)],
        env=os.environ | ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(address):
            assert process.poll() is None, "the store of objects ended"
            assert time.monotonic() < deadline, "the store of objects does not answer"
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def bucket(object_store, monkeypatch, tmp_path) -> str:
    """An empty bucket; what this test starts finds it too."""
    import s3fs  # noqa: PLC0415 - half a second, for those who want it

    for name, value in (ENVIRONMENT | {"AWS_ENDPOINT_URL": object_store}).items():
        monkeypatch.setenv(name, value)
    name = f"b{abs(hash(tmp_path)):x}"
    s3fs.S3FileSystem(skip_instance_cache=True).mkdir(name)
    return f"s3://{name}"


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - http on loopback
            return True
    except (urllib.error.URLError, OSError):
        return False
