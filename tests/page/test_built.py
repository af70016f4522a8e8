"""The built page: one file that asks nobody for anything, with the licences of all that is in it."""

import base64
import hashlib
import json
import re

from benchmarks.performance.made_pages import HOLE, TEMPLATE
from prover.words.files import read_text

FRONT = TEMPLATE.parents[1] / "front"
MOST_BYTES = 1_500_000


def test_it_is_one_file_of_less_than_its_bound_with_one_place_for_data() -> None:
    text = read_text(TEMPLATE)
    assert len(text.encode()) < MOST_BYTES
    assert text.startswith("<!doctype html>")
    assert text.count(HOLE) == 1


def test_nothing_in_it_is_fetched_from_elsewhere() -> None:
    text = read_text(TEMPLATE)
    assert re.findall(r"""(?:src|href)=["']?(?!data:)[^"'\s>]+""", text.split("<script>")[0]) == []
    assert re.findall(r"url\((?!data:)[^)]*\)|@import", text.split("<script>")[0]) == []


def test_its_policy_allows_its_own_script_and_style_and_nothing_else() -> None:
    text = read_text(TEMPLATE)
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert found is not None
    policy = dict(part.split(" ", 1) for part in found[1].split("; "))
    own = re.search(r"<script>(.*)</script>", text, re.DOTALL)
    style = re.search(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
    assert own is not None
    assert style is not None
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == digest(own[1])
    assert policy["style-src"] == digest(style[1])
    assert policy["connect-src"] == "'self'"


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_packages_are_pinned_and_no_index_is_named() -> None:
    package = json.loads(read_text(FRONT / "package.json"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    lock = json.loads(read_text(FRONT / "package-lock.json"))["packages"]
    assert [name for name, entry in lock.items() if "resolved" in entry] == []
    assert [name for name, entry in lock.items() if name and "integrity" not in entry] == []


def test_each_package_that_the_page_is_made_of_has_its_licence_beside_it() -> None:
    licences = read_text(TEMPLATE.with_name("licences.txt"))
    for name, version in json.loads(read_text(FRONT / "package.json"))["dependencies"].items():
        assert f"\n{name} {version} (" in licences


def test_each_source_says_first_what_it_is_for_and_is_small() -> None:
    sources = sorted(FRONT.glob("*.ts"))
    assert len(sources) > 20
    assert [path.name for path in sources if not read_text(path).startswith("// ")] == []
    assert [path.name for path in sources if read_text(path).count("\n") > 200] == []
