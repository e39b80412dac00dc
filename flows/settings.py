"""The settings: one frozen object, made once at the door and handed in.

They come from `AROMA_*` in the environment, then from `aroma.toml` in the working folder, then from
the defaults here. A wrong one is named, with where it stands and what is allowed.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from croniter import croniter
from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from data.errors import SettingsError
from data.models import Order
from data.texts import Language, say
from flows.early import home_path, locale_language, locale_region, spoken
from flows.home import Home

SECONDS_BETWEEN = (5, 86400)
DASK = "dask://"
NEVER = "never"
"""The weekly bouquet is not wanted."""
_AUTH = re.compile(r"[!-9;-~]+:[!-~]{12,}")
"""A user, a colon and a password of 12 letters or more: whoever guesses can do so as often as he likes."""
_UNSAID = "auth_string"


def _seconds_or_cron(schedule: int | str) -> int | str:
    if isinstance(schedule, str) and schedule.strip().isdigit():  # all of the environment is text
        schedule = int(schedule)
    low, high = SECONDS_BETWEEN
    if isinstance(schedule, int) and not low <= schedule <= high:
        raise ValueError("out of bounds")
    if isinstance(schedule, str) and not croniter.is_valid(schedule):
        raise ValueError("not cron")
    return schedule


def _cron_or_never(schedule: str) -> str:
    if schedule != NEVER and not croniter.is_valid(schedule):
        raise ValueError("not cron")
    return schedule


def _user_and_password(auth: SecretStr) -> SecretStr:
    if auth.get_secret_value() and not _AUTH.fullmatch(auth.get_secret_value()):
        raise ValueError("no user, colon and password")
    return auth


class Settings(BaseSettings):
    """How this owner wants Aroma. Seconds are seconds; `None` stands for a default found out later."""

    model_config = SettingsConfigDict(env_prefix="AROMA_", env_ignore_empty=True, frozen=True, extra="forbid")

    in_file: ClassVar[Mapping[str, Any]] = {}
    """What stands in the settings file, by the names of the settings."""

    home_folder: Path
    language: Language = Field(default_factory=lambda: locale_language(os.environ))
    region: str = Field(default_factory=lambda: locale_region(os.environ), pattern="^[A-Z]{2}$")
    reader: Literal["both", "rapidocr", "tesseract"] = "both"
    schedule: Annotated[int | str, AfterValidator(_seconds_or_cron)] = 300
    settle: float = Field(5.0, ge=0, le=3600)
    patience: float = Field(60.0, ge=0, le=86400)
    pair_minutes: float = Field(5.0, ge=0, le=1440)
    workers: int = Field(default_factory=lambda: min(os.cpu_count() or 1, 64), ge=1, le=64)
    host: Annotated[str, AfterValidator(lambda host: str(ip_address(host)))] = "127.0.0.1"
    port: int = Field(4200, ge=1024, le=65535)
    bouquet: Annotated[str, AfterValidator(_cron_or_never)] = "0 8 * * 1"
    notify: str = ""
    auth_string: Annotated[SecretStr, AfterValidator(_user_and_password)] = SecretStr("")
    poll: float = Field(10.0, ge=0.5, le=60)
    queue_open: int = Field(20, ge=0, le=1000)
    queue_order: Order = "newest"
    database_url: str = Field("", pattern=r"^$|^(sqlite|postgresql)(\+\w+)?://")
    prefect_database_url: str = Field("", pattern=r"^$|^postgresql\+asyncpg://")
    inbox: str = Field("", pattern=r"^$|^(/|\w+://).")
    photos_url: str = Field("", pattern=r"^$|^(/|\w+://).")
    task_runner: str = Field("threads", pattern=rf"^threads$|^{DASK}\S+:\d+$")
    work_pool: str = Field("", pattern=r"^[\w.-]*$")

    @property
    def home(self) -> Home:
        return Home(self.home_folder)

    @property
    def store_url(self) -> str:
        """The SQLAlchemy address of Aroma's own store."""
        return self.database_url or self.home.database_url

    @property
    def dask(self) -> str:
        """Host and port of the Dask scheduler whose workers read, "" where this process does."""
        return self.task_runner.removeprefix(DASK) if self.task_runner.startswith(DASK) else ""

    @property
    def ui_url(self) -> str:
        """Where this machine reaches its own server."""
        host = ip_address(self.host)
        if host.is_unspecified:  # on all addresses, this machine's own among them
            host = ip_address("::1" if isinstance(host, IPv6Address) else "127.0.0.1")
        return (
            f"http://[{host}]:{self.port}" if isinstance(host, IPv6Address) else f"http://{host}:{self.port}"
        )

    @property
    def api_url(self) -> str:
        return f"{self.ui_url}/api"

    @model_validator(mode="after")
    def _others_need_a_password(self) -> Self:
        if not ip_address(self.host).is_loopback and not self.auth_string.get_secret_value():
            raise SettingsError("settings.no-password", host=self.host, where=self.home.settings_file)
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic names the sources
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file; nothing else is asked."""
        in_file = InitSettingsSource(settings_cls, init_kwargs=dict(cls.in_file))
        return init_settings, env_settings, in_file


def within(settings: Settings) -> timedelta:
    """How far apart photos in a row may be taken."""
    return timedelta(minutes=settings.pair_minutes)


NAMES = tuple(sorted(name for name in Settings.model_fields if name != "home_folder"))


def load_settings(home: Path | None = None) -> Settings:
    """The settings in force, in the home that the environment names or in `home`.

    Raises SettingsError, which names the first wrong one, where it stands, and what is allowed.
    """
    home = home or home_path(os.environ)
    path = Home(home).settings_file
    facts = {"in_file": _written(path), "__annotations__": {"in_file": ClassVar[Mapping[str, Any]]}}
    kind = type("Settings", (Settings,), {**facts, "__module__": __name__})
    try:
        settings: Settings = kind(home_folder=home)
    except ValidationError as error:
        raise _named(error, path) from error
    return settings


def _written(path: Path) -> Mapping[str, Any]:
    """What stands in the file, by the names of the settings: `open` in the table `queue` is `queue_open`."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):  # of a home that is none, the home says so
        return {}
    except OSError as error:
        raise SettingsError("settings.unreadable", where=path, problem=error.strerror) from error
    except ValueError as error:
        raise SettingsError("settings.not-toml", where=path, problem=error) from error
    written: dict[str, Any] = {}
    for name, value in tables.items():
        rows = value.items() if isinstance(value, dict) else [("", value)]
        written |= {f"{name}_{row}".rstrip("_"): told for row, told in rows}
    for name in written:
        if name not in NAMES:
            raise SettingsError("settings.unknown", name=name, where=path, allowed=", ".join(NAMES))
    return written


def _named(error: ValidationError, path: Path) -> SettingsError:
    """The first problem of `error`, said with the setting's name and what is allowed."""
    problem: Mapping[str, Any] = error.errors()[0]
    name = str(problem["loc"][0]).lower()
    variable = f"AROMA_{name.upper()}"
    language = spoken(os.environ)
    where = (
        say("settings.where-environment", language, variable=variable)
        if variable in os.environ
        else str(path)
    )
    allowed = say(f"settings.allowed-{name}", language)
    value = "…" if name == _UNSAID else problem["input"]
    return SettingsError("settings.wrong", name=name, value=value, allowed=allowed, where=where)
