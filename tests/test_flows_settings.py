"""Settings: where they come from, and that a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import SettingsError
from flows.early import home_path, locale_region, spoken, store_url
from flows.settings import NAMES, load_settings


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*NAMES, "HOME"):
        monkeypatch.delenv(f"AROMA_{name.upper()}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    monkeypatch.setenv("AROMA_HOME", str(tmp_path))


def write(tmp_path: Path, text: str) -> None:
    (tmp_path / "aroma.toml").write_text(text, "utf-8")


def test_without_any_setting_the_locale_decides_on_language_and_region() -> None:
    settings = load_settings()
    assert (settings.language, settings.region, settings.schedule) == ("es", "MX", 300)


def test_the_file_is_read_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'language = "en"\nport = 4300\n')
    monkeypatch.setenv("AROMA_PORT", "4400")
    settings = load_settings()
    assert (settings.language, settings.port) == ("en", 4400)


def test_a_setting_may_stand_in_a_table_by_the_first_word_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, '[queue]\nopen = 7\norder = "name"\n')
    monkeypatch.setenv("AROMA_QUEUE_ORDER", "company")
    settings = load_settings()
    assert (settings.queue_open, settings.queue_order) == (7, "company")


@pytest.mark.parametrize("schedule", ["30", "*/5 * * * *", "0 8 * * 1-5"])
def test_a_schedule_may_be_seconds_or_cron(schedule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AROMA_SCHEDULE", schedule)
    assert str(load_settings().schedule) == schedule


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('language = "fr"', "es, en"),
        ('region = "Spain"', "two letters"),
        ("schedule = 1", "from 5 to 86400"),
        ('schedule = "every day"', "cron"),
        ('schedule = "61 * * * *"', "cron"),
        ("settle = -1", "from 0 to 3600"),
        ("port = 80", "from 1024"),
        ("workers = 0", "from 1 to 64"),
        ('reader = "magic"', "both, rapidocr, tesseract"),
        ('database_url = "mysql://x"', "sqlite:"),
        ("queue_open = -1", "from 0 to 1000"),
        ('queue_order = "best"', "newest, oldest"),
        ("poll = 0", "from 0.5"),
        ('bouquet = "mondays"', "0 8 * * 1"),
        ("notify = 7", "mailtos://"),
        ('patience = "long"', "seconds"),
    ],
)
def test_a_wrong_setting_is_named_with_where_it_stands_and_what_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    write(tmp_path, line)
    with pytest.raises(SettingsError) as error:
        load_settings()
    text = str(error.value)
    assert line.split(" =", maxsplit=1)[0] in text
    assert str(tmp_path / "aroma.toml") in text
    assert said in text


def test_a_wrong_setting_in_the_environment_is_named_as_the_variable_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AROMA_PORT", "abc")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "AROMA_PORT" in error.value.text("es")
    assert "'abc'" in error.value.text("es")


def test_a_setting_that_there_is_not_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    write(tmp_path, "langauge = 'es'")
    with pytest.raises(SettingsError, match=r"langauge.*language"):
        load_settings()


def test_a_file_that_is_no_settings_says_how_to_write_one(tmp_path: Path) -> None:
    write(tmp_path, "language: es")
    with pytest.raises(SettingsError, match='language = "es"'):
        load_settings()


def test_the_early_settings_are_those_of_the_full_ones(tmp_path: Path) -> None:
    write(tmp_path, 'language = "en"\ndatabase_url = "sqlite:////tmp/x.db"\n')
    environ = {"AROMA_HOME": str(tmp_path), "LANG": "es_ES.UTF-8"}
    settings = load_settings()
    assert spoken(environ) == settings.language
    assert store_url(environ) == settings.store_url
    assert home_path(environ) == settings.home.path


def test_a_broken_file_never_stops_the_early_settings(tmp_path: Path) -> None:
    write(tmp_path, "language = ")
    assert spoken({"AROMA_HOME": str(tmp_path), "LANG": "es_ES.UTF-8"}) == "es"


@pytest.mark.parametrize(
    ("locale", "region"), [("es_AR.UTF-8", "AR"), ("C", "ES"), ("C.UTF-8", "ES"), ("", "ES"), ("eo", "ES")]
)
def test_a_locale_without_a_country_stands_for_spain(locale: str, region: str) -> None:
    assert locale_region({"LANG": locale}) == region


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::"])  # noqa: S104 - that is what is refused
def test_other_machines_are_not_let_in_without_a_password_and_it_is_said_how_to_set_one(
    tmp_path: Path, host: str
) -> None:
    write(tmp_path, f'host = "{host}"')
    with pytest.raises(SettingsError) as error:
        load_settings()
    for said in (error.value.text("es"), error.value.text("en")):
        assert host in said
        assert 'auth_string = "' in said
        assert str(tmp_path / "aroma.toml") in said
    write(tmp_path, f'host = "{host}"\nauth_string = "ana:tres-palabras-y-7"')
    assert load_settings().host == host


@pytest.mark.parametrize(
    "auth", ["ana:short", "no-colon-in-these-words", "ana:con espacios dentro", "ana:contraseña-larga"]
)
def test_a_password_that_does_not_hold_is_named_and_never_shown(tmp_path: Path, auth: str) -> None:
    write(tmp_path, f'auth_string = "{auth}"')
    with pytest.raises(SettingsError, match="12 letras") as error:
        load_settings()
    assert auth not in str(error.value)


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("10.0.0.7", "10.0.0.7")],  # noqa: S104
)
def test_this_machine_reaches_its_own_server_wherever_that_listens(
    tmp_path: Path, host: str, url: str
) -> None:
    write(tmp_path, f'host = "{host}"\nauth_string = "ana:tres-palabras-y-7"')
    assert load_settings().ui_url == f"http://{url}:4200"
