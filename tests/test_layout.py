"""What holds across the whole project: the direction of imports, the names, the texts."""

from __future__ import annotations

import ast
import doctest
import re
import string
import sys
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "flows": {"flows", "ocr", "enrich", "data"},
    "ocr": {"ocr", "data"},
    "enrich": {"enrich", "data"},
    "data": {"data"},
}
OWN = set(MAY_IMPORT)
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
CATALOGUES = sorted((ROOT / "data" / "sentences").glob("*.toml"))
MODULES = sorted(path for package in OWN for path in (ROOT / package).rglob("*.py"))
WITH_EXAMPLES = [path for path in MODULES if ">>> " in path.read_text("utf-8")]


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def spoken_keys(path: Path) -> set[str]:
    """The keys of sentences that stand in the code as they are, not put together from pieces."""
    makers = {"say", "message", "AromaError", "PhotoError", "NoCardError", "SettingsError", "HomeError"}
    makers |= {"StoreError", "ServerError", "NotFoundError", "CardFileError", "ExportError"}
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in makers
            and node.args
        ):
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                found.add(key.value)
    return found


def gaps(sentence: str, language: str) -> set[str]:
    """The names of the gaps; one that is called after its language has other words in each."""
    names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    return {"in its language" if name == language else name for name in names}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    assert imported(path) & OWN <= MAY_IMPORT[package]


def test_no_package_of_ours_shadows_an_installed_or_a_standard_one() -> None:
    assert not OWN & set(sys.stdlib_module_names)
    installed = packages_distributions()
    assert all(set(installed.get(name, ["aroma"])) <= {"aroma"} for name in OWN)


def test_no_module_is_named_after_nothing_in_particular() -> None:
    assert not {path.stem for path in MODULES} & SAY_NOTHING


def test_the_wheel_names_every_package_and_never_the_tests() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in OWN
        for path in (ROOT / package).rglob("__init__.py")
    }
    assert set(told["packages"]) == found | set(told["package-data"])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_small_enough_to_be_read_at_once(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_examples_of_the_docstrings_hold(path: Path) -> None:
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_sentence_exists_in_both_languages_with_the_same_gaps(path: Path) -> None:
    for key, sentence in tomllib.loads(path.read_text("utf-8")).items():
        assert set(sentence) == {"en", "es"}, key
        assert gaps(sentence["en"], "en") == gaps(sentence["es"], "es"), key


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_that_the_code_says_is_in_a_catalogue(path: Path) -> None:
    catalogues = {one.stem: set(tomllib.loads(one.read_text("utf-8"))) for one in CATALOGUES}
    for key in spoken_keys(path):
        catalogue, _, sentence = key.partition(".")
        assert sentence in catalogues.get(catalogue, set()), key


def test_no_sentence_speaks_of_people_as_of_stock() -> None:
    cold = re.compile(
        r"\b(crm|leads?|scores?|scoring|ranking|streaks?|badges?|prospectos?|puntuaci[oó]n)\b", re.IGNORECASE
    )
    for path in CATALOGUES:
        assert not cold.findall(path.read_text("utf-8")), path.name


def test_the_locks_have_a_hash_for_everything_and_name_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        entries = re.split(r"\n(?=[a-z0-9])", text.strip(), flags=re.IGNORECASE)
        assert len(entries) > 100
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "://" not in text
        assert "index" not in re.sub(r"#.*", "", text)
