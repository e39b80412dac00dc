"""A program for tests: the whole job of Aroma, as it is typed, in the home that AROMA_HOME names.

photo → form → answer → filed → who. With `--worker`, somebody types `aroma worker` too.
With `--cut`, on a machine that has only itself: to be started by
`unshare --map-root-user --net`, in which not even the loopback device is up.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
HOME = Path(os.environ["AROMA_HOME"])
AROMA = str(Path(sys.executable).with_name("aroma"))
SENTENCE = "Lleva las cuentas de medio mercado y toca el acordeón en las fiestas"
PATIENCE = 300.0  # seconds; a machine that is watched is slow
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1  # <linux/sockios.h>, <linux/if.h>


def raise_loopback() -> None:
    """Give this network its loopback device, and make sure that there is no other."""
    assert [name for _, name in socket.if_nameindex()] == ["lo"]
    with socket.socket() as any_socket:
        asked = fcntl.ioctl(any_socket, SIOCGIFFLAGS, struct.pack("16sH14x", b"lo", 0))
        (flags,) = struct.unpack("16xH14x", asked)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | IFF_UP))


def aroma(*arguments: str, typed: str = "") -> str:
    done = subprocess.run([AROMA, *arguments], input=typed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def until(wished: Callable[[], Any], up: subprocess.Popen[bytes], log: Path) -> Any:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert up.poll() is None, log.read_text("utf-8")
        if found := wished():
            return found
        time.sleep(2)  # what is asked may cost as much as what is waited for
    raise AssertionError(log.read_text("utf-8"))


def waiting() -> list[Any]:
    return [card for card in map(json.loads, aroma("waiting", "--json").splitlines()) if card["link"]]


@contextmanager
def working() -> Iterator[None]:
    """Another terminal, in which a worker takes on what is due."""
    with (HOME.parent / "worker.log").open("wb") as out:
        worker = subprocess.Popen([AROMA, "worker"], stdout=out, stderr=out)
    try:
        yield
    finally:
        worker.send_signal(signal.SIGINT)
        try:
            worker.wait(60)
        except subprocess.TimeoutExpired:
            worker.kill()
            raise


def main() -> None:
    if "--cut" in sys.argv:
        raise_loopback()
    log = HOME.parent / "aroma.log"
    with log.open("wb") as out, subprocess.Popen([AROMA, "up"], stdout=out, stderr=out) as up:
        try:
            until(lambda: "Para parar, Ctrl-C" in log.read_text("utf-8"), up, log)
            with ExitStack() as others:
                if "--worker" in sys.argv:
                    others.enter_context(working())
                whole_job(up, log)
        finally:
            up.send_signal(signal.SIGINT)
        assert up.wait(60) == 0, log.read_text("utf-8")


def whole_job(up: subprocess.Popen[bytes], log: Path) -> None:
    shutil.copy(ROOT / "data" / "samples" / "qr-code.jpg", HOME / "inbox")
    (card,) = until(waiting, up, log)
    aroma("review", card["card"], typed=f"{SENTENCE}\n..\n\n")
    until(lambda: list((HOME / "people").glob("*.vcf")), up, log)
    assert SENTENCE in aroma("who", "acordeon")


main()
