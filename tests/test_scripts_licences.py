from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "licences.py"
_SPEC = importlib.util.spec_from_file_location("licences", SCRIPT)
licences = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(licences)


def test_the_page_of_licences_is_what_the_script_writes_of_the_lock():
    assert licences.PAGE.read_text("utf-8") == licences.page()


@pytest.mark.parametrize("name", sorted({name for name, _ in licences.locked()}))
def test_a_package_names_a_licence_under_which_it_may_be_used_beside_aroma(name):
    assert licences.is_allowed(licences.licence(name)), licences.licence(name)


@pytest.mark.parametrize(
    "said", ["", "GPL-3.0-only", "GNU Affero General Public License v3", "COMMITTED", "MIT AND GPL-2.0"]
)
def test_a_licence_that_nobody_has_looked_at_is_not_allowed(said):
    assert not licences.is_allowed(said)


def test_of_two_licences_to_choose_from_one_is_enough():
    assert licences.is_allowed("Artistic License / GNU General Public License (GPL)")
    assert licences.is_allowed("GPL-2.0 OR MIT")
