"""`aroma doctor`: what is missing or wrong, and what to type."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from data.database import open_database
from data.errors import AromaError
from data.languages import ENGLISH, alphabets
from data.texts import Language, Message, message, say
from flows.early import spoken
from flows.printing import put, put_json
from flows.server import answers, port_free
from flows.settings import Settings, load_settings
from ocr.tesseract import languages as tesseract_languages
from ocr.tesseract import version as tesseract_version

NEEDED_LANGUAGES = (ENGLISH, *alphabets())
LEAST_FREE = 1.0  # GB; a photo takes 3 to 10 MB
GIGABYTE = 1e9


class Health(StrEnum):
    """How a thing is; a warning lets Aroma work, less well."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


SIGNS = {Health.OK: "✓", Health.WARNING: "!", Health.WRONG: "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and in words what to do."""

    subject: str
    health: Health
    text: Message


def show_health(environ: Mapping[str, str], *, json: bool) -> int:
    """Print every finding; 1 where something is wrong, 0 otherwise."""
    language = spoken(environ)
    found = findings()
    if json:
        for finding in found:
            put_json(_plain(finding, language))
    else:
        put(*_table(found, language))
    return int(any(finding.health is Health.WRONG for finding in found))


def findings() -> tuple[Finding, ...]:
    """All there is to tell. Nothing is made or changed by looking."""
    general = (_python(), _packages(), _tesseract())
    try:
        settings = load_settings()
    except AromaError as error:
        return *general, Finding("settings", Health.WRONG, error.message)
    looks: tuple[Callable[[Settings], Finding], ...] = (_settings, _home, _store, _inbox, _server)
    return *general, *(_look(look, settings) for look in looks)


def _look(look: Callable[[Settings], Finding], settings: Settings) -> Finding:
    try:
        return look(settings)
    except AromaError as error:
        return Finding(look.__name__.strip("_"), Health.WRONG, error.message)


def _python() -> Finding:
    tested = (3, 11) <= sys.version_info < (3, 14)
    text = message(f"doctor.python-{'ok' if tested else 'wrong'}", version=platform.python_version())
    return Finding("python", Health.OK if tested else Health.WARNING, text)


def _packages() -> Finding:
    try:
        found = {name: version(name) for name in ("aroma", "prefect", "rapidocr", "opencv-python-headless")}
    except PackageNotFoundError as error:
        return Finding("packages", Health.WRONG, message("doctor.packages-missing", name=error.name))
    if _installed("opencv-python"):
        return Finding("packages", Health.WRONG, message("doctor.packages-two-cv2"))
    return Finding("packages", Health.OK, message("doctor.packages-ok", **found))


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _tesseract() -> Finding:
    found = tesseract_version()
    if found is None:
        text = message("doctor.tesseract-missing", command=_install_tesseract())
        return Finding("tesseract", Health.WARNING, text)
    there = tesseract_languages()
    missing = [name for name in NEEDED_LANGUAGES if name not in there]
    if missing:
        facts = {"languages": ", ".join(missing), "command": _install_tesseract()}
        text = message("doctor.tesseract-languages", version=found, **facts)
        return Finding("tesseract", Health.WARNING, text)
    languages = ", ".join(there)
    return Finding("tesseract", Health.OK, message("doctor.tesseract-ok", version=found, languages=languages))


def _install_tesseract() -> str:
    if sys.platform == "darwin":
        return "brew install tesseract tesseract-lang"
    models = " ".join(f"tesseract-ocr-{name}" for name in NEEDED_LANGUAGES)
    return f"sudo apt-get install tesseract-ocr {models}"


def _settings(settings: Settings) -> Finding:
    every = f"{settings.schedule} s" if isinstance(settings.schedule, int) else settings.schedule
    facts = {"language": settings.language, "region": settings.region, "schedule": every}
    return Finding("settings", Health.OK, message("doctor.settings-ok", **facts))


def _home(settings: Settings) -> Finding:
    path = settings.home.path
    if not path.exists():
        return Finding("home", Health.OK, message("doctor.home-new", home=path))
    settings.home.check()
    free = shutil.disk_usage(path).free / GIGABYTE
    health = Health.OK if free >= LEAST_FREE else Health.WARNING
    word = "ok" if health is Health.OK else "full"
    return Finding("home", health, message(f"doctor.home-{word}", home=path, free=f"{free:.1f}"))


def _store(settings: Settings) -> Finding:
    if not settings.database_url and not settings.home.database.exists():
        return Finding("store", Health.OK, message("doctor.store-new"))
    database = open_database(settings.store_url, migrate=False)
    [(people,)] = database.rows("SELECT count(*) FROM people WHERE merged_into IS NULL")
    [(waiting,)] = database.rows("SELECT count(*) FROM cards WHERE state IN ('waiting', 'later')")
    return Finding("store", Health.OK, message("doctor.store-ok", people=people, waiting=waiting))


def _inbox(settings: Settings) -> Finding:
    count = _count(settings.home.inbox.rglob("*")) if settings.home.inbox.exists() else 0
    aside = _count(settings.home.set_aside.glob("*.reason.txt")) if settings.home.set_aside.exists() else 0
    if not aside:
        return Finding("inbox", Health.OK, message("doctor.inbox-ok", count=count))
    text = message("doctor.inbox-aside", count=count, aside=aside, folder=settings.home.set_aside)
    return Finding("inbox", Health.OK, text)


def _count(paths: Iterable[Path]) -> int:
    return sum(path.is_file() for path in paths)


def _server(settings: Settings) -> Finding:
    if answers(settings):
        return Finding("server", Health.OK, message("doctor.server-ok", url=settings.ui_url))
    if not port_free(settings):
        facts = {"port": settings.port, "settings": settings.home.settings_file}
        return Finding("server", Health.WRONG, message("server.port-taken", **facts))
    return Finding("server", Health.OK, message("doctor.server-off"))


def _plain(finding: Finding, language: Language) -> dict[str, str]:
    return {"subject": finding.subject, "health": finding.health, "text": finding.text.text(language)}


def _table(found: tuple[Finding, ...], language: Language) -> list[str]:
    subjects = {finding: say(f"doctor.{finding.subject}", language) for finding in found}
    width = max(map(len, subjects.values()))
    lines = [f"{SIGNS[f.health]} {subjects[f]:{width}}  {f.text.text(language)}" for f in found]
    well = all(finding.health is Health.OK for finding in found)
    return [*lines, "", say("doctor.well" if well else "doctor.not-well", language)]
