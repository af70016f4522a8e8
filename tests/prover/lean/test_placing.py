"""The library's files are taken as they lie where their digest came with the package, and else built anew."""

import dataclasses
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from prover.lean.checker import Judgement
from prover.lean.toolchains.toolchain import Toolchain
from tests.conftest import PATIENCE
from tests.prover.lean.judging import compiled, judge_one

LEAST = 5_000
# In a process of its own: each file of the library with its digest and without, constant for constant; and once more
# when the places are taken. Metadata is not built anew, so where Lean finds a difference there may be one of metadata.
COMPARE = """
import hashlib, json, sys
from pathlib import Path
from prover.lean.kernel.lean import Lean
from prover.lean.kernel.modules import read_module
from prover.lean.kernel.terms import Terms

lean = Lean(sys.argv[1])
terms = Terms(lean)
METADATA, PARTS = 10, {5: (0, 1), 6: (1, 2), 7: (1, 2), 8: (1, 2, 3), 11: (2,)}


def same(pair, seen):
    a, b = (lean.field(term, 1) if lean.tag(term) == METADATA else term for term in pair)
    if (a, b) != pair:
        return same((a, b), seen)
    if pair in seen or lean.same_expression(a, b):
        return True
    seen.add(pair)
    tag = lean.tag(a)
    if tag != lean.tag(b) or tag not in PARTS:
        return False
    if tag == 11 and (lean.name(lean.field(a, 0)), lean.field(a, 1)) != (lean.name(lean.field(b, 0)), lean.field(b, 1)):
        return False
    return all(same((lean.field(a, i), lean.field(b, i)), seen) for i in PARTS[tag])


def agree(a, b):
    if lean.equal(a.info, b.info):
        return True
    valued = a.kind == b.kind in ("definition", "theorem", "opaque") and a.level_params == b.level_params
    return valued and same((a.type, b.type), set()) and same((a.value, b.value), set())


said = {"equal": 0, "placed": 0, "not placed twice": 0, "other": []}
for path in sys.argv[2:]:
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    placed, rebuilt, taken = (read_module(terms, path, known) for known in (digest, "0" * 64, digest))
    assert placed.constants.keys() == rebuilt.constants.keys() == taken.constants.keys()
    for key, constant in placed.constants.items():
        other, once_more = rebuilt.constants[key], taken.constants[key]
        said["placed"] += constant.info != other.info
        said["not placed twice"] += once_more.info == other.info
        alike = constant.in_all == other.in_all and constant.unchecked == other.unchecked
        if alike and agree(constant, other) and agree(once_more, other):
            said["equal"] += 1
        else:
            said["other"].append(key)
print(json.dumps(said))
"""


def said(toolchain: Toolchain, files: list[Path]) -> dict[str, int | list[str]]:
    command = [sys.executable, "-c", COMPARE, str(toolchain.shared_library), *map(str, files)]
    root = Path(__file__).parents[3]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=PATIENCE, check=True)
    found: dict[str, int | list[str]] = json.loads(run.stdout)
    return found


def library(toolchain: Toolchain) -> list[Path]:
    return [path for folder in toolchain.search_path for path in sorted(folder.rglob("*.olean"))]


def test_a_file_that_lies_in_place_holds_what_is_built_from_it_anew(toolchain: Toolchain) -> None:
    [file] = [path for path in library(toolchain) if path.match("Init/Bool.olean")]
    found = said(toolchain, [file])
    assert found["other"] == []
    assert found["equal"] == found["placed"] == found["not placed twice"] != 0


@pytest.mark.long
def test_every_constant_of_the_library_in_place_is_the_one_built_anew(toolchain: Toolchain) -> None:
    found = said(toolchain, library(toolchain))
    assert found["other"] == []
    assert found["equal"] == found["placed"] == found["not placed twice"]
    assert isinstance(found["equal"], int)
    assert found["equal"] > LEAST


async def test_the_judgement_is_the_same_whether_the_digests_are_known_or_not(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    given = await compiled(toolchain, tmp_path / "given", "theorem a (m n : Nat) : m + n = n + m := sorry\n")
    made = await compiled(toolchain, tmp_path / "made", "theorem a (m n : Nat) : m + n = n + m := by omega\n")
    assert toolchain.pinned == toolchain.compiled
    known: tuple[Mapping[str, str], ...] = (toolchain.pinned, {}, dict.fromkeys(toolchain.pinned, "0" * 64))
    asked = [dataclasses.replace(toolchain, pinned=pinned) for pinned in known]
    found = [await judge_one(toolchain, given, made, "a") for toolchain in asked]
    assert isinstance(found[0], Judgement)
    assert found[0] == found[1] == found[2]
