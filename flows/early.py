"""The few settings that are needed before anything heavy is imported: where, which language, which store.

So `--help` speaks the owner's language, and `aroma who` answers at once. The order is that of all
settings: the environment, the settings file, and then the default. What is wrong with a setting is
said where all of them are loaded, in `flows.settings`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from data.texts import Language

HOME = "~/Aroma"
LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the order in which POSIX asks them


def home_path(environ: Mapping[str, str]) -> Path:
    """The absolute path of the working folder: `AROMA_HOME`, or `~/Aroma`."""
    return Path(environ.get("AROMA_HOME") or HOME).expanduser().absolute()


def spoken(environ: Mapping[str, str]) -> Language:
    """The owner's language; a wrong setting is reported elsewhere, and here falls to the locale."""
    chosen = _chosen("language", environ)
    return "es" if chosen == "es" else "en" if chosen == "en" else locale_language(environ)


def store_url(environ: Mapping[str, str]) -> str:
    """The SQLAlchemy address of Aroma's own store, "" where the home's usual one is meant."""
    return _chosen("database_url", environ)


def locale_language(environ: Mapping[str, str]) -> Language:
    """Spanish for a Spanish locale, English for every other."""
    return "es" if locale(environ).startswith("es") else "en"


def locale_region(environ: Mapping[str, str]) -> str:
    """The country of the locale in two letters; Spain where it names none."""
    _, _, rest = locale(environ).partition("_")
    return rest[:2] if len(rest) >= 2 and rest[:2].isalpha() and rest[:2].isupper() else "ES"


def locale(environ: Mapping[str, str]) -> str:
    """The locale for messages, such as `es_ES.UTF-8`; "" where none is set."""
    return next((environ[name] for name in LOCALES if environ.get(name)), "")


def _chosen(name: str, environ: Mapping[str, str]) -> str:
    """The setting as it is written somewhere, "" where it is not."""
    return environ.get(f"AROMA_{name.upper()}") or str(_written(environ).get(name, ""))


def _written(environ: Mapping[str, str]) -> Mapping[str, object]:
    try:
        return tomllib.loads((home_path(environ) / "aroma.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
