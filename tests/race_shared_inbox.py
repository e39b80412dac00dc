"""Let several machines' homes loose on one shared inbox at once; run by test_flows_shared_inbox.

    python tests/race_shared_inbox.py STORE INBOX HOME…

One process for each HOME. Each brings and takes until the inbox is empty, and writes a line for every
photo that it recorded as new.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from data.database import Database
from flows.collect import _record
from flows.home import Home
from flows.inbox import Claimed, Rules, take
from flows.remote_files import Remote
from flows.shared_inbox import bring

RULES = Rules("es", settle=0, patience=1e9, sleep=lambda _: None)


def collect(database: Database, inbox: Remote, home: Home) -> None:
    home.prepare()

    def record(photo: Claimed) -> bool:
        new = _record(database, photo)
        os.write(1, f"{os.getpid()} {photo.name} {photo.sha256} {new}\n".encode())
        return new

    while inbox.files():
        left = bring(home, inbox, database, RULES)
        assert not left, left
        taken = take(home, record, RULES)
        assert not taken.refused + taken.set_aside, taken


def main(store: str, inbox: str, homes: list[str]) -> int:
    if len(homes) == 1:
        collect(Database(store), Remote(inbox), Home(Path(homes[0])))
        return 0
    started = [subprocess.Popen([sys.executable, __file__, store, inbox, home]) for home in homes]
    return sum(process.wait() for process in started)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
