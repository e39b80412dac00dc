"""What Prefect must find in the environment before it is first imported.

Everything stays on this machine: the server listens on the loopback address only, unless its owner
says otherwise and has a password for it; and what would phone home or advertise is off.
"""

from __future__ import annotations

import os
import sys
import warnings

from flows.settings import Settings


def prefect_environment(settings: Settings) -> dict[str, str]:
    """The variables for the server, the runner, the flow runs and the command line of one home."""
    auth = settings.auth_string.get_secret_value()
    locked = {"PREFECT_SERVER_API_AUTH_STRING": auth, "PREFECT_API_AUTH_STRING": auth} if auth else {}
    database = settings.prefect_database_url
    shared = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": database} if database else {}
    return (
        locked
        | shared
        | {
            "AROMA_HOME": str(settings.home.path),
            "PYTHONSAFEPATH": "1",  # `aroma up` may be typed in a folder that has a `flows` of its own
            "PREFECT_HOME": str(settings.home.prefect),
            "PREFECT_PROFILES_PATH": str(settings.home.prefect / "profiles.toml"),
            "PREFECT_API_URL": settings.api_url,
            "PREFECT_SERVER_API_HOST": settings.host,
            "PREFECT_SERVER_API_PORT": str(settings.port),
            "PREFECT_SERVER_UI_API_URL": "/api",  # by whatever name the page was opened
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
            # The form with the card's photo above it stands in the first UI; see docs/decisions.
            "PREFECT_SERVER_UI_V2_ENABLED": "false",
            "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
            "PREFECT_LOGGING_LEVEL": "WARNING",
            "PREFECT_LOGGING_EXTRA_LOGGERS": "ocr,enrich,data,flows",
            "PREFECT_CLI_PROMPT": "false",
        }
    )


def enter(settings: Settings) -> None:
    """Make this process, and those it starts, speak with the Prefect of this home.

    To be called before Prefect is imported, which reads its environment once and would otherwise start
    a server of its own. What is set there for another Prefect of this user does not count.
    """
    if "prefect.settings" in sys.modules:
        raise RuntimeError("Prefect was imported before its environment was entered")
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        del os.environ[name]
    os.environ.update(prefect_environment(settings))
    # Where there is no home yet, or none can be made, Aroma says so itself.
    warnings.filterwarnings("ignore", "Failed to create the Prefect home directory", UserWarning)
