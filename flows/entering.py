"""The settings in force, and Prefect's environment entered before anything imports Prefect."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.settings import Settings


def settings_in_force() -> Settings:
    """The settings; Prefect, which reads its environment once, finds this home's. Raises SettingsError."""
    from flows.environment import enter  # noqa: PLC0415 - a help page needs none of this
    from flows.settings import load_settings  # noqa: PLC0415 - the same

    settings = load_settings()
    enter(settings)
    return settings
