"""Compiled files whose bytes a stranger wrote: the judge refuses them, or they say what an honest file would."""

import asyncio
import operator
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.mutation.forgery import OTHERS, SPOILED, WORDS, forged, objects
from benchmarks.mutation.fuzz import PROOF, TEXT, outcomes
from prover.gate.certificate import Refusal
from prover.lean.checker import Denial, Judgement, describe
from prover.lean.oneshot import compile_text, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.verdict import Died
from tests.prover.gate.certifying import compared
from tests.prover.lean.judging import judge_one

SECONDS = 300.0
Files = tuple[Path, Path]


@pytest.fixture(scope="module")
def files(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The compiled files of a problem and of an honest proof of it."""

    async def both() -> list[Path]:
        compiled = []
        for proof in ("sorry", PROOF):
            folder = tmp_path_factory.mktemp("compiled")
            run = survived(await compile_text(toolchain, TEXT.replace("PROOF", proof), folder, SECONDS))
            assert run.compiled is not None, run.messages
            compiled.append(run.compiled)
        return compiled

    official, honest = asyncio.run(both())
    return official, honest


async def judged(toolchain: Toolchain, official: Path, made: Path) -> Judgement | Denial | Died:
    return await judge_one(toolchain, official, made)


@pytest.fixture(scope="module")
def expected(toolchain: Toolchain, files: Files) -> Judgement:
    """What is found of the honest proof."""
    found = asyncio.run(judged(toolchain, *files))
    assert isinstance(found, Judgement)
    return found


STATED = operator.attrgetter("constant", "type", "axioms", "made")


@pytest.mark.parametrize("word", [*WORDS, *OTHERS])
async def test_a_forged_word_has_no_effect(
    door: Toolchain, tmp_path: Path, files: Files, expected: Judgement, word: str
) -> None:
    official, honest = files
    data = honest.read_bytes()
    made = tmp_path / "forged.olean"
    made.write_bytes(forged(data, word))
    assert made.read_bytes() != data
    found = await judged(door, official, made)
    assert isinstance(found, Judgement), found
    assert found.files["result"] != expected.files["result"]
    assert STATED(found) == STATED(expected)
    # In the original's file neither.
    assert isinstance(await judged(door, made, honest), Judgement)


async def test_a_forged_word_does_not_hide_a_sorry(door: Toolchain, tmp_path: Path, files: Files) -> None:
    official, _ = files
    made = tmp_path / "forged.olean"
    data = official.read_bytes()
    for word in WORDS:
        data = forged(data, word)
    made.write_bytes(data)
    found = await judged(door, official, made)
    assert isinstance(found, Denial)
    assert "rests on sorryAx" in found.why


def changed(data: bytes, at: int, word: int) -> bytes:
    return data[:at] + word.to_bytes(8, "little") + data[at + 8 :]


def base_of(data: bytes) -> int:
    return int.from_bytes(data[80:88], "little")


POINTERS: dict[str, Callable[[bytes, int], int]] = {  # of the file and the byte of the object that holds it
    "out of the file": lambda data, holder: base_of(data) + len(data) + 8,
    "before the file": lambda data, holder: base_of(data) - 8,
    "into the header": lambda data, holder: base_of(data) + 8,
    "between two words": lambda data, holder: base_of(data) + 100,
    "to its own object": lambda data, holder: base_of(data) + holder,
    "behind its own object": lambda data, holder: base_of(data) + holder + 64,
    "to nowhere": lambda data, holder: 0,
}


@pytest.mark.parametrize("where", POINTERS)
async def test_a_pointer_that_leads_astray_is_refused(
    door: Toolchain, tmp_path: Path, files: Files, where: str
) -> None:
    official, honest = files
    data = honest.read_bytes()
    made = tmp_path / "forged.olean"
    applications = [o for o in objects(data) if (o.tag, o.fields, o.size) == (5, 2, 32)]
    for application in applications:  # each in the proof of `t`, or in what it reaches
        data = changed(data, application.at + 8, POINTERS[where](data, application.at))
    made.write_bytes(data)
    found = await judged(door, official, made)
    assert isinstance(found, Denial)
    assert "it is cut short or damaged: a pointer" in found.why


async def test_a_file_that_is_none_is_refused_in_one_line(door: Toolchain, tmp_path: Path, files: Files) -> None:
    official, honest = files
    made = tmp_path / "made.olean"
    data = honest.read_bytes()
    for content in (b"", data[:50], data[:96], data[: len(data) // 2], data[:-8], data + bytes(8), b"x" + data[1:]):
        made.write_bytes(content)
        for found in (await judged(door, official, made), await describe(door, made, SECONDS)):
            assert isinstance(found, Denial)
            assert "\n" not in found.why


def some_outcomes(toolchain: Toolchain, count: int) -> set[str]:
    found = list(outcomes(toolchain, count, seed=1))
    assert {way for _, way, _ in found} == set(SPOILED)
    return {said for _, _, said in found}


def test_of_spoiled_bytes_comes_nothing_but_a_refusal_or_the_same_certificate(toolchain: Toolchain) -> None:
    assert some_outcomes(toolchain, 24) <= {"refused", "certified, the same statement"}


@pytest.mark.long
def test_of_many_spoiled_files_comes_nothing_else(toolchain: Toolchain) -> None:
    assert some_outcomes(toolchain, 250) == {"refused", "certified, the same statement"}


def test_spoiling_changes_the_bytes(files: Files) -> None:
    data, draw = files[1].read_bytes(), random.Random(2)
    for way, spoil in SPOILED.items():
        assert any(spoil(data, draw) != data for _ in range(5)), way


# Functions of the text named like Lean's own, whose compiled code then runs: one writes the file, one ends the process.
OVERWRITING = """inductive R where | ok (v : Nat) | err (e : Nat)
@[noinline] def IO.FS.Handle.mk (path : Nat) (mode : Nat) : R := .ok (path + mode)
@[noinline] def IO.FS.Handle.write (h : Nat) (data : Nat) : R := .ok (h + data)
@[noinline] def IO.Process.exit (ty : Nat) (code : Nat) : R := .ok (ty + code)
@[noinline] def ByteArray.emptyWithCapacity (n : Nat) : Nat := n
@[noinline] def ByteArray.push (b : Nat) (c : Nat) : Nat := b + c
@[extern "x"] opaque System.FilePath.withExtension (p : Nat) (e : String) : Nat
inductive Ctx where | mk (fileName : Nat) (rest : Nat)
def Lean.Elab.Command.CommandElab := Nat → Ctx → Nat → R
def bytes : Nat → Nat → Nat → Nat
  | 0, _, b => b
  | k+1, n, b => bytes k (Nat.div n 256) (ByteArray.push b (Nat.mod n 256))
syntax (name := overwriting) "overwrite!" : command
@[command_elab overwriting] def overwrite : Lean.Elab.Command.CommandElab := fun _ ctx _ =>
  match ctx with
  | .mk f _ =>
  match IO.FS.Handle.mk (System.FilePath.withExtension f "olean") 1 with
  | .err e => .err e
  | .ok h =>
  match IO.FS.Handle.write h (bytes SIZE NUMBER (ByteArray.emptyWithCapacity SIZE)) with
  | .err e => .err e
  | .ok _ => IO.Process.exit 0 0
overwrite!
theorem t : (2 : Nat) + 2 = 5 := by
  decide
"""


@pytest.mark.long
async def test_a_text_that_writes_its_own_compiled_file_and_ends_lean_is_refused(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    data = b"olean, and what a stranger likes"
    number = hex(int.from_bytes(data, "little"))
    result = OVERWRITING.replace("SIZE", str(len(data))).replace("NUMBER", number)
    died = await compile_text(toolchain, result, tmp_path, SECONDS)
    assert isinstance(died, Died)
    assert "without its report" in died.why
    assert (tmp_path / "Problem.olean").read_bytes() == data  # the attack is real
    problem = parse_problem("theorem t : (2 : Nat) + 2 = 5 := by\n  sorry\n", Path("t.lean"))
    for said, step in ((result, "compile"), (f"set_option interpreter.prefer_native true\n{result}", "screen")):
        found = await compared(toolchain, problem, said)
        assert isinstance(found, Refusal)
        assert found.step == step
