"""The library that users of the embedded Lean prove in: what works in it, how it prints, and how it fails."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lean_project.embedded import native_syntax
from prover.lean.toolchains.embedded import library_sources
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.toolchains.wheel import shared_library
from tests.conftest import PATIENCE
from tests.embedded.conftest import LeanMessage, RunBatch, RunLean, errors, said
from tests.embedded.texts import COMMANDS, FAILURES, GOALS, TACTICS

LEANS_AXIOMS = {"propext", "Classical.choice", "Quot.sound"}
# `unsafe`: names of the code generator, which the kernel lets into no proof.
CODE_GENERATOR = {"lcErased", "lcAny", "lcVoid", "lcProof", "lcCast", "lcUnreachable", "Quot.lcInv"}
# What the kernel computes on numerals by itself, whatever the definition says.
COMPUTED_BY_THE_KERNEL = """Nat.add Nat.sub Nat.mul Nat.div Nat.mod Nat.gcd Nat.beq Nat.ble Nat.land Nat.lor Nat.xor
    Nat.shiftLeft Nat.shiftRight Nat.pow""".split()

Answers = dict[str, list[LeanMessage]]


@pytest.fixture(scope="module")
def proofs(run_batch: RunBatch) -> Answers:
    return run_batch(TACTICS | COMMANDS)


@pytest.fixture(scope="module")
def failures(run_batch: RunBatch) -> Answers:
    return run_batch({name: text for name, (text, _) in FAILURES.items()})


@pytest.fixture(scope="module")
def printed(run_batch: RunBatch) -> Answers:
    variables = """set_option linter.unusedVariables false
variable (p q : Prop) (a b : Nat) (f : Nat → Nat) (P : Nat → Prop) (l : List Nat) (o : Option Nat) (x y : Bool)
theorem goal : """
    return run_batch({goal: f"{variables}{goal} := by\n  skip" for goal in GOALS})


@pytest.mark.parametrize("name", TACTICS)
def test_the_tactic_proves(name: str, proofs: Answers) -> None:
    assert not errors(proofs[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_is_understood(name: str, proofs: Answers) -> None:
    assert not errors(proofs[name])


@pytest.mark.parametrize("goal", GOALS)
def test_the_goal_prints_as_it_was_written(goal: str, printed: Answers) -> None:
    [error] = errors(printed[goal])
    assert error.startswith("unsolved goals")
    assert error.endswith(f"⊢ {goal}")


@pytest.mark.parametrize("name", FAILURES)
def test_what_fails_says_so_in_leans_own_words(name: str, failures: Answers) -> None:
    _, expected = FAILURES[name]
    found = "\n".join(errors(failures[name]))
    assert expected in found
    for gap in ("internal exception", "(kernel) unknown constant", "Unknown constant `Lean."):
        assert gap not in found


def test_the_library_rests_on_leans_three_axioms(toolchain: Toolchain, run_lean: RunLean) -> None:
    kinds = library_constants(toolchain)
    assert {name for name, kind in kinds.items() if kind == "axiom"} == LEANS_AXIOMS | {"sorryAx"} | CODE_GENERATOR
    theorems = [
        name for name, kind in kinds.items() if kind == "theorem" and "_private" not in name and "._" not in name
    ]
    assert len(theorems) > 1000
    for message in run_lean("".join(f"#print axioms {name}\n" for name in theorems)):
        assert message["severity"] == "information"
        _, depends, names = message["data"].partition("depends on axioms: [")
        assert not depends or set(names.rstrip("]").replace("\n", " ").replace(",", " ").split()) <= LEANS_AXIOMS


@pytest.mark.long
def test_the_syntax_module_is_what_its_generator_writes() -> None:
    assert library_sources()["Init.Syntax"].read_text() == native_syntax.generate(shared_library())


def test_every_module_begins_by_saying_what_it_is_for() -> None:
    for path in library_sources().values():
        text = path.read_text()
        assert text.startswith("/- ")
        assert text[text.index("-/") :].startswith("-/\nprelude\n")


def test_what_the_kernel_computes_by_itself_is_what_the_definitions_say(run_lean: RunLean) -> None:
    """Else the two would prove 0 = 1 between them."""
    checks = [
        "Nat.div a b = if 0 < b then Nat.div.go b a a else 0",
        "Nat.modCore a b = if 0 < b then Nat.modCore.go b a a else a",
        "Nat.mod a b = Nat.modCore a b",
        "Nat.gcd a b = Nat.gcd.go a a b",
        "Nat.land a b = Nat.bitwise.go and (a + b) a b",
        "Nat.lor a b = Nat.bitwise.go or (a + b) a b",
        "Nat.xor a b = Nat.bitwise.go bne (a + b) a b",
        "Nat.sub a (b + 1) = Nat.pred (Nat.sub a b)",
        "Nat.pow a (b + 1) = Nat.mul (Nat.pow a b) a",
        "Nat.mul a (b + 1) = Nat.add (Nat.mul a b) a",
        "Nat.add a (b + 1) = Nat.succ (Nat.add a b)",
        "Nat.shiftLeft a b = a * 2 ^ b",
        "Nat.shiftRight a b = a / 2 ^ b",
        "Nat.beq (a + 1) (b + 1) = Nat.beq a b",
        "Nat.ble (a + 1) (b + 1) = Nat.ble a b",
    ]
    cases = [
        re.sub(r"\bb\b", str(b), re.sub(r"\ba\b", str(a), check))
        for check in checks
        for a, b in ((0, 0), (0, 3), (7, 0), (13, 5))
    ]
    text = "".join(f"example : {case} := by decide +kernel\n" for case in cases)
    assert said(run_lean(text)) == ""


@pytest.mark.parametrize("name", COMPUTED_BY_THE_KERNEL)
def test_nobody_can_redefine_what_the_kernel_computes_by_itself(name: str, run_lean: RunLean) -> None:
    assert f"`{name}` has already been declared" in said(run_lean(f"def {name} (n m : Nat) : Nat := 7\n"))


def test_a_text_that_needs_what_the_library_lacks_ends_in_an_error_and_not_in_a_crash(run_lean: RunLean) -> None:
    for text in (
        'notation "ℕ" => Nat',
        'local infixl:65 " ⊟ " => Nat.sub',
        'macro "easy" : tactic => `(tactic| trivial)',
        "example (a b : Nat) (h : a < b) : a + 1 ≤ b := by lia",
        "inductive T | a deriving Hashable",
        "def f (h : 1 = 1 := by rfl) : Nat := 1",
    ):
        assert errors(run_lean(text + "\n"))


def library_constants(toolchain: Toolchain) -> dict[str, str]:
    """Name → kind of every constant of the compiled library, read in a process of its own."""
    script = (
        "import json, sys; from prover.lean.kernel import lean, modules, terms; lean = lean.Lean(sys.argv[1]); "
        "found = [modules.read_module(terms.Terms(lean), path).constants for path in sys.argv[2:]]; "
        "print(json.dumps({name: constant.kind for module in found for name, constant in module.items()}))"
    )
    files = [str(path) for folder in toolchain.search_path for path in sorted(folder.rglob("*.olean"))]
    run = subprocess.run(
        [sys.executable, "-c", script, str(toolchain.shared_library), *files],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    kinds: dict[str, str] = json.loads(run.stdout)
    return kinds
