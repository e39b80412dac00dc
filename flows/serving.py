"""A program: Prefect's server, as `prefect server start` runs it, with the doorkeeper before it and a bell.

It is told by its environment which home it serves and where it listens; `flows.server` starts it.
"""

from __future__ import annotations

import os
from typing import Any

import uvicorn
from prefect.server.api.server import create_app
from prefect.settings import get_current_settings

from flows.bell import ROPE, Ringing
from flows.doorkeeper import Doorkeeper, is_loopback


def main() -> None:
    """Serve until told to stop."""
    api = get_current_settings().server.api
    app: Any = create_app(final=True)
    if rope := os.environ.pop(ROPE, ""):
        app = Ringing(app, int(rope))
    app = Doorkeeper(app, alone=is_loopback(api.host))
    uvicorn.run(app, host=api.host, port=api.port, log_level="warning")


if __name__ == "__main__":
    os.umask(0o077)
    main()
