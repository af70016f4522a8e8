"""The list of licences is what is installed here, and nothing comes in under one that is not allowed."""

from importlib.metadata import Distribution
from pathlib import Path

import pytest

from benchmarks.measure.distributions import INNER, LEAN, MOST_BASE_MB, extras, size_of
from benchmarks.measure.distributions import table as table_of
from benchmarks.measure.licences import (
    BUILT_IN,
    LOCK,
    PAGE,
    Licensed,
    as_page,
    built_in,
    in_page,
    is_met,
    licensed,
    refused,
    sections,
)

LISTED = in_page(PAGE.read_text(encoding="utf-8"))
HERE = sections()


@pytest.mark.parametrize("section", HERE)
def test_each_package_that_is_installed_is_on_the_page_under_its_licence(section: str) -> None:
    listed = {(each.name, each.licence) for each in LISTED[section]}
    assert {(each.name, each.licence) for each in HERE[section] or ()} <= listed


def test_the_page_has_each_extra_for_users_and_is_as_it_would_be_written() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert list(LISTED) == [*HERE, "Inside of packages"]
    assert as_page({section: LISTED[section] for section in HERE}) == text
    assert LISTED[BUILT_IN] == built_in(LOCK.read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", HERE)
def test_no_package_comes_in_under_a_licence_that_is_not_allowed_there(section: str) -> None:
    assert refused(section, LISTED[section]) == []


@pytest.mark.parametrize(
    ("expression", "is_allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("GPL-2.0-only OR MIT", True),
        ("MPL-2.0 AND (MIT OR X)", False),  # what is not understood is refused
        ("UNKNOWN", False),
    ],
)
def test_all_conditions_must_be_allowed_and_of_a_choice_one(expression: str, is_allowed: bool) -> None:
    assert is_met(expression, frozenset({"MIT", "MPL-2.0"})) == is_allowed


def test_what_is_allowed_in_one_extra_is_refused_elsewhere() -> None:
    found = [Licensed("a", "1", "LGPL-3.0-or-later")]
    assert refused("Extra `dojo`", found) == []
    assert refused("The base", found) == ["a 1 in The base: LGPL-3.0-or-later"]


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: MIT", "MIT"),
        ("License: Apache 2.0", "Apache-2.0"),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: ISC License (ISCL)", "ISC"),
        (f"License: {'All of its text ' * 9}\nClassifier: License :: OSI Approved :: MIT License", "MIT"),
        ("License: Free for all", "Free for all"),
        ("Summary: none", "UNKNOWN"),
    ],
)
def test_a_licence_is_read_from_what_metadata_have_of_it(tmp_path: Path, metadata: str, licence: str) -> None:
    (tmp_path / "METADATA").write_text(f"Metadata-Version: 2.1\nName: p\nVersion: 1\n{metadata}\n")
    assert licensed("p", Distribution.at(tmp_path)) == Licensed("p", "1", licence)


def test_the_base_is_as_small_as_it_is_said_to_be_and_the_table_has_each_extra() -> None:
    found = extras()
    base = found[0].brought or {}
    assert sum(size_of(each) for name, each in base.items() if name != LEAN) < MOST_BASE_MB
    assert table_of(found).count("\n") == 1 + len(found)
    assert not {each.name for each in found} & set(INNER)
