"""Let several collectors loose on one inbox at once; run by test_flows_inbox.

    python tests/race_inbox.py HOME…

One process for each HOME, which may be the same. Each looks through its inbox until that is empty, and
writes a line for every photo that it recorded.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flows.home import Home
from flows.inbox import Claimed, Rules, take

RULES = Rules("es", settle=0, patience=1e9, sleep=lambda _: None)


def collect(home: Home) -> None:
    """Take until nothing is left, in the inbox or claimed."""

    def record(claimed: Claimed) -> bool:
        os.write(1, f"{os.getpid()} {claimed.sha256}\n".encode())
        return True

    while True:
        taken = take(home, record, RULES)
        assert not taken.refused + taken.set_aside, taken
        if not taken.busy and not any(home.inbox.iterdir()):
            return


def main(homes: list[Home]) -> int:
    children = []
    for home in homes:
        pid = os.fork()
        if pid == 0:
            collect(home)
            os._exit(0)
        children.append(pid)
    return sum(os.waitpid(pid, 0)[1] for pid in children)


if __name__ == "__main__":
    sys.exit(main([Home(Path(name)) for name in sys.argv[1:]]))
