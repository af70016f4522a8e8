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
# when the places are taken. The words that Lean keeps beside each expression and universe, which the kernel believes,
# are compared too; where a term has metadata, which is not built anew, without hash and depth, which that changes.
COMPARE = """
import ctypes, hashlib, json, sys
from pathlib import Path
from prover.lean.kernel.lean import Lean
from prover.lean.kernel.modules import read_module
from prover.lean.kernel.terms import Terms

lean = Lean(sys.argv[1])
terms = Terms(lean)
METADATA, PROJECTION, SORT, NAMED = 10, 11, 3, 4
EXPRESSIONS = {5: (0, 1), 6: (1, 2), 7: (1, 2), 8: (1, 2, 3), PROJECTION: (2,)}
LEVELS = {1: (0,), 2: (0, 1), 3: (0, 1)}
WITHOUT_HASH_AND_DEPTH = 40


def kept(obj):
    fields = ctypes.c_uint8.from_address(obj + 6).value
    return ctypes.c_uint64.from_address(obj + 8 + 8 * fields).value


def parts(term, level):
    tag = lean.tag(term)
    if level:
        return [(lean.field(term, i), True) for i in LEVELS.get(tag, ())]
    if tag == SORT:
        return [(lean.field(term, 0), True)]
    if tag == NAMED:
        return [(each, True) for each in lean.elements(lean.field(term, 1))]
    return [(lean.field(term, i), False) for i in EXPRESSIONS.get(tag, ())]


def same(one, other, seen, words):
    met, strict, todo = set(), True, [(one, other, False)]
    while todo:
        a, b, level = todo.pop()
        while not level and lean.tag(a) == METADATA:
            a, strict = lean.field(a, 1), False
        if a & 1 or b & 1:
            if a != b:
                return False
            continue
        if (a, b) in seen or (a, b) in met:
            continue
        met.add((a, b))
        first, second = parts(a, level), parts(b, level)
        if lean.tag(a) != lean.tag(b) or len(first) != len(second):
            return False
        if not first and not level and not lean.same_expression(a, b):
            return False
        if not level and lean.tag(a) == NAMED and lean.name(lean.field(a, 0)) != lean.name(lean.field(b, 0)):
            return False
        if not level and lean.tag(a) == PROJECTION:
            if (lean.name(lean.field(a, 0)), lean.field(a, 1)) != (lean.name(lean.field(b, 0)), lean.field(b, 1)):
                return False
        todo += [(x, y, is_level) for (x, is_level), (y, _) in zip(first, second)]
    if strict:
        seen |= met
    words += [a + 8 + 8 * ctypes.c_uint8.from_address(a + 6).value for a, _ in met]
    return not any((kept(a) ^ kept(b)) >> (0 if strict else WITHOUT_HASH_AND_DEPTH) for a, b in met)


def agree(a, b, seen, words):
    valued = a.kind == b.kind in ("definition", "theorem", "opaque") and a.level_params == b.level_params
    if not lean.equal(a.info, b.info) and not valued:
        return False
    return same(a.type, b.type, seen, words) and (not valued or same(a.value, b.value, seen, words))


said = {"equal": 0, "placed": 0, "not placed twice": 0, "other": [], "words": []}
for path in sys.argv[2:]:
    data = Path(path).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    placed, rebuilt, taken = (read_module(terms, path, known) for known in (digest, "0" * 64, digest))
    assert placed.constants.keys() == rebuilt.constants.keys() == taken.constants.keys()
    seen, words = set(), []
    for key, constant in placed.constants.items():
        other, once_more = rebuilt.constants[key], taken.constants[key]
        said["placed"] += constant.info != other.info
        said["not placed twice"] += once_more.info == other.info
        alike = constant.in_all == other.in_all and constant.unchecked == other.unchecked
        if alike and agree(constant, other, seen, words) and agree(once_more, other, set(), []):
            said["equal"] += 1
        else:
            said["other"].append(key)
    base = int.from_bytes(data[80:88], "little")
    said["words"] += [word - base for word in words if base <= word < base + len(data)]
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


@pytest.mark.parametrize("bit", [0, 40, 43, 44])
def test_a_word_that_is_kept_beside_a_term_and_is_not_what_lean_finds_out_is_noticed(
    toolchain: Toolchain, tmp_path: Path, bit: int
) -> None:
    """A hash, a free variable, a universe parameter, a loose variable: what the kernel believes of a placed file."""
    [file] = [path for path in library(toolchain) if path.match("Init/Bool.olean")]
    words = said(toolchain, [file])["words"]
    assert isinstance(words, list)
    forged, word = bytearray(file.read_bytes()), int(words[len(words) // 2])
    forged[word + bit // 8] ^= 1 << bit % 8
    (tmp_path / "Bool.olean").write_bytes(forged)
    found = said(toolchain, [tmp_path / "Bool.olean"])
    assert found["other"]


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
