"""Extras: each that a message or a page tells to install is one, and what needs one says so where it is not there."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint
from architect.views.drawing import as_png, as_svg
from prover.lean.search.traced import traced
from prover.words.errors import BadInput

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TEXTS = [
    *(path for room in ("architect", "prover", "benchmarks") for path in (ROOT / room).rglob("*.py")),
    *(ROOT / "docs").glob("*.md"),
    ROOT / "README.md",
]


def test_each_extra_that_somebody_is_told_to_install_is_one() -> None:
    named = {
        name for path in TEXTS for name in re.findall(r"(?:blueprint-prover|\.whl|'\.)\[([a-z,-]+)\]", path.read_text())
    }
    assert {"dojo", "page", "ray"} <= named <= PROJECT["optional-dependencies"].keys()


def test_the_base_has_neither_ray_nor_lean_dojo_nor_what_draws_pixels() -> None:
    names = {re.split(r"[^\w.-]", wanted)[0] for wanted in PROJECT["dependencies"]}
    assert names & {"ray", "lean-dojo", "resvg-py", "mcp", "playwright"} == set()


def test_a_png_without_its_extra_is_bad_input_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(BadInput, match=r"pip install 'blueprint-prover\[page\]', or take --format svg"):
        as_png(as_svg(Blueprint(nodes=()), {}))


def test_a_traced_folder_without_its_extra_is_bad_input_that_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "lean_dojo", None)
    with pytest.raises(BadInput, match=r"pip install 'blueprint-prover\[dojo\]'"):
        next(traced(tmp_path))
