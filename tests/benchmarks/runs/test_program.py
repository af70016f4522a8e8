"""A program and a proof about it, judged by the rule of its own and the real gate."""

from pathlib import Path

import pytest

from benchmarks.runs.solve import Architect
from benchmarks.suites.program import Plain, as_plain
from benchmarks.suites.statement import PROGRAM, Statement
from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate, Refusal
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.model import Assistant
from prover.llm.roles import Models
from prover.llm.scripted import Scripted
from prover.words.sections import ProverSettings
from prover.words.settings import Settings
from prover.words.templates import Prompts
from tests.prover.gate.certifying import certified

SECONDS = 300.0  # nobody waits for it unless something is wrong
PLACE = Path("double.lean")


def text(auxcode: str = "", code: str = "  sorry\n  ", lemma: str = "", proof: str = "  sorry\n  ") -> str:
    return f"""-- !benchmark @start auxcode
{auxcode}-- !benchmark @end auxcode

def double (n : Nat) : Nat :=
  -- !benchmark @start code
{code}-- !benchmark @end code

namespace Spec
def wanted (n result : Nat) : Prop :=
  -- !benchmark @start postcond
  result = Nat.add n n
  -- !benchmark @end postcond
end Spec

-- !benchmark @start lemma
{lemma}-- !benchmark @end lemma

theorem double_wanted (n : Nat) : Spec.wanted n (double n) := by
  -- !benchmark @start proof
{proof}-- !benchmark @end proof
"""


OFFICIAL = text()
GOOD = {
    "auxcode": "def twice (n : Nat) : Nat := Nat.add n n\n",
    "code": "    twice n -- as above\n",
    "lemma": "theorem twice_is (n : Nat) : twice n = Nat.add n n := rfl\n",
    "proof": "    show twice n = _\n    exact twice_is n\n",
}


async def judged(toolchain: Toolchain, **changes: str) -> Certificate | Refusal | str:
    plain = as_plain(OFFICIAL, text(**{**GOOD, **changes}), PLACE)
    if isinstance(plain, str):
        assert "\n" not in plain
        return plain
    submission = Submission(plain.theorem, {plain.hole: plain.proof})
    return await certified(toolchain, plain.problem, submission)


async def test_a_program_with_its_proof_gets_a_certificate(toolchain: Toolchain) -> None:
    assert isinstance(await judged(toolchain), Certificate)


def test_what_the_gate_is_given_is_the_solution_with_its_proof_open() -> None:
    plain = as_plain(OFFICIAL, text(**GOOD), PLACE)
    assert isinstance(plain, Plain)
    assert plain.problem.splice({plain.hole: plain.proof}) == text(**GOOD)
    assert plain.problem.text == text(**{**GOOD, "proof": "    sorry\n"})


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "    sorry\n"},
        {"lemma": "theorem twice_is (n : Nat) : twice n = Nat.add n n := sorry\n"},
        {"code": "    Nat.zero\n"},
        {"proof": "    exact (fun h => h) (sorry : twice n = _)\n"},
    ],
)
async def test_what_is_not_proved_gets_none(changes: dict[str, str], toolchain: Toolchain) -> None:
    assert not isinstance(await judged(toolchain, **changes), Certificate)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        # A string with code in it, where Lean and we may differ on where it ends: the postcondition would be text.
        ({"code": '    (s!"{"--\n', "lemma": '"}").length\n'}, "a mark out of place"),
        ({"code": '    (s!"{n}").length\n'}, "may hold code"),
        ({"auxcode": 'notation "Nat.add" => fun _ _ => 0\n'}, "only theorem, lemma, def and abbrev"),
        ({"auxcode": "instance : Add Nat := ⟨fun _ _ => 0⟩\n"}, "only theorem, lemma, def and abbrev"),
        ({"auxcode": "@[simp] def twice (n : Nat) : Nat := n + n\n"}, "only theorem, lemma, def and abbrev"),
        ({"auxcode": "axiom twice (n : Nat) : False\n"}, "only theorem, lemma, def and abbrev"),
        # In its namespace the specification would find this one first.
        ({"auxcode": "def Spec.Nat.add (n _ : Nat) : Nat := n\n"}, "Spec.Nat.add is a name that the fixed text uses"),
        ({"lemma": "def «wanted» : Nat := 0\n"}, "«wanted» is a name that the fixed text uses"),
        ({"lemma": "theorem a : True := trivial open Spec in\n"}, "it would change what follows"),
        ({"code": "    n + n\ndef more : Nat := 0\n"}, "a proof may contain no command"),
        ({"proof": "    rfl\ntheorem more : True := trivial\n"}, "a proof may contain no command"),
        ({"proof": "  -- !benchmark @end proof\ntheorem more : True := trivial\n"}, "a mark out of place"),
        ({"proof": "\n"}, "nothing in the region of the proof"),
        ({"lemma": "theorem more : True := sorry\n"}, "2 theorems with a `sorry`"),
        ({"lemma": "/- "}, "has no end mark"),
    ],
)
def test_text_that_could_change_how_the_fixed_text_is_read_is_refused(changes: dict[str, str], reason: str) -> None:
    refused = as_plain(OFFICIAL, text(**{**GOOD, **changes}), PLACE)
    assert isinstance(refused, str)
    assert reason in refused
    assert "\n" not in refused


def test_a_changed_specification_is_refused() -> None:
    for old, new in [("result = Nat.add n n", "True"), ("Spec.wanted n (double n)", "True"), ("namespace", "section")]:
        refused = as_plain(OFFICIAL, text(**GOOD).replace(old, new, 1), PLACE)
        assert isinstance(refused, str)
        assert "the text outside its regions was changed" in refused


def written(**changes: str) -> Assistant:
    return Assistant(f"So:\n```lean4\n{text(**{**GOOD, **changes})}```")


async def test_a_model_writes_the_program_and_corrects_it(toolchain: Toolchain) -> None:
    statement = Statement("double", OFFICIAL, "double_wanted", "program", track=PROGRAM)
    cheat = OFFICIAL.replace("result = Nat.add n n", "True")
    model = Scripted([Assistant(f"```lean4\n{cheat}```"), written(code="    Nat.zero\n"), written()])
    settings = Settings(prover=ProverSettings(corrections=2))
    async with Pool(toolchain) as pool:
        record = await Architect(pool, settings, Models.of(model), Prompts()).solve(statement, 1)
    assert (record.status, record.spent.calls) == ("proved", 3)
    assert record.proof is not None
    assert record.proof.text == text(**GOOD)
    first, second = (str(request.messages[-1]) for request in model.requests[1:])
    assert "outside its regions was changed" in first
    assert "compile" in second


async def test_without_a_model_or_corrections_a_program_is_not_proved(toolchain: Toolchain) -> None:
    statement = Statement("double", OFFICIAL, "double_wanted", "program", track=PROGRAM)
    settings = Settings(prover=ProverSettings(corrections=0))
    for model in (None, Scripted([Assistant("No idea.")])):
        async with Pool(toolchain) as pool:
            record = await Architect(pool, settings, Models.of(model), Prompts()).solve(statement, 1)
        assert (record.status, record.proof) == ("not proved", None)
