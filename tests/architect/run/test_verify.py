"""`architect verify` as a user meets it: real processes and Lean, a line for each reason, the exit codes of `prove`."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from architect.run.verify import Demands, Judged, Verification, verify, verify_folder
from prover.gate.certificate import ACCEPTED, Certificate, Refusal, Uncertified
from prover.lean.checker import Conditions
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.errors import BadInput
from tests.architect.commands.test_cli import architect
from tests.prover.gate.certifying import compared

ORIGINAL = "theorem t (a b : Nat) : a + b + 0 = a + b := by\n  sorry\n"
PROVED = ORIGINAL.replace("sorry", "rfl")
ADDED = f"axiom bad : False\n{PROVED}"


def pair(folder: Path, result: str, original: str = ORIGINAL) -> tuple[Path, Path]:
    files = folder / "result.lean", folder / "original.lean"
    for file, text in zip(files, (result, original), strict=True):
        file.write_text(text)
    return files


def test_somebodys_proof_gets_a_certificate_of_five_lines(tmp_path: Path) -> None:
    result, original = pair(tmp_path, PROVED)
    run = architect("verify", result, "--against", original)
    assert run.returncode == 0, run.stderr
    first, *lines = run.stdout.splitlines()
    assert first == "t: certified"
    assert [line.partition(":")[0].strip() for line in lines] == ["files", "type", "axioms", "checked", "with"]
    assert "external checker: none was run" in run.stdout


def test_a_refusal_is_one_line_with_its_step_and_reason(tmp_path: Path) -> None:
    result, original = pair(tmp_path, ORIGINAL)
    run = architect("verify", result, "--against", original)
    assert run.returncode == 1
    assert run.stdout.splitlines() == ["t: not proved", "  kernel: t rests on sorryAx"]


def test_json_is_one_object_with_the_certificate_or_the_refusal(tmp_path: Path) -> None:
    result, original = pair(tmp_path, ADDED)
    found = json.loads(architect("verify", result, "--against", original, "--json").stdout)
    assert (found["schema"], found["status"]) == (1, "certified")
    [theorem] = found["theorems"]
    assert theorem["certificate"]["schema"] == 3
    assert Certificate.model_validate(theorem["certificate"]).type.startswith("forall (a : Nat) (b : Nat), Eq.{1} Nat")
    assert found["warnings"] == [
        {"line": 1, "column": 0, "reason": "`axiom` at 1:0: it is taken for true without a proof"}
    ]


def test_two_folders_are_compared_file_by_file_and_every_original_counts(tmp_path: Path) -> None:
    for side in ("results", "originals"):
        (tmp_path / side / "deep").mkdir(parents=True)
    for name in ("proved", "deep/open", "missing", "nothing"):
        (tmp_path / "originals" / f"{name}.lean").write_text("-- empty" if name == "nothing" else ORIGINAL)
    for name, text in {"proved": PROVED, "deep/open": ORIGINAL, "nothing": "", "extra": PROVED}.items():
        (tmp_path / "results" / f"{name}.lean").write_text(text)
    run = architect("verify", tmp_path / "results", "--against", tmp_path / "originals")
    *lines, last = run.stdout.splitlines()
    told = {Path(line.partition(":")[0]).relative_to(tmp_path / "results"): line.partition(": ")[2] for line in lines}
    assert told[Path("proved.lean")] == "certified"
    assert told[Path("deep/open.lean")] == "not proved: t: kernel: t rests on sorryAx"
    assert "no such file" in told[Path("missing.lean")]
    assert told[Path("nothing.lean")].startswith("bad input: ")
    assert "nothing says what it should prove" in told[Path("extra.lean")]
    assert last == "5 files: 1 certified, 2 not proved, 2 bad input, 0 failed"
    assert run.returncode == 2


@pytest.mark.parametrize(
    ("result", "original", "words"),
    [
        ("gone.lean", "original.lean", "no such file"),
        ("result.lean", "gone.lean", "no such file"),
        ("result.lean", ".", "two files or two folders"),
    ],
)
def test_what_cannot_be_compared_is_bad_input(tmp_path: Path, result: str, original: str, words: str) -> None:
    pair(tmp_path, PROVED)
    run = architect("verify", tmp_path / result, "--against", tmp_path / original)
    assert run.returncode == 2
    assert words in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_file_that_is_not_judged_in_the_time_that_is_given_is_lean_s_failure(tmp_path: Path) -> None:
    result, original = pair(tmp_path, PROVED)
    run = architect("verify", result, "--against", original, "--timeout", "0.001")
    assert (run.returncode, run.stderr) == (3, "architect: compiling: no answer from Lean within 0.001 s\n")


async def test_an_original_that_lean_does_not_accept_is_bad_input(toolchain: Toolchain, tmp_path: Path) -> None:
    broken = f"theorem w : True := nonsense\n{ORIGINAL}"
    with pytest.raises(BadInput, match="1:20: Unknown identifier `nonsense`"):
        await verify(toolchain, *pair(tmp_path, PROVED, broken), Demands())


async def test_strict_refuses_what_else_is_a_warning(toolchain: Toolchain, tmp_path: Path) -> None:
    files = pair(tmp_path, ADDED)
    lenient, strict = [await verify(toolchain, *files, Demands(strict=strict)) for strict in (False, True)]
    assert (lenient.status, strict.status) == ("certified", "not proved")
    assert lenient.warnings == strict.warnings
    assert strict.reason == "t: screen: `axiom` at 1:0: it is taken for true without a proof"


async def test_strict_refuses_an_attribute_that_it_does_not_know_and_otherwise_it_is_no_warning(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    files = pair(
        tmp_path, f"@[elab_as_elim] theorem l (p : Nat → Prop) (h : ∀ n, p n) (n : Nat) : p n := h n\n{PROVED}"
    )
    lenient, strict = [await verify(toolchain, *files, Demands(strict=strict)) for strict in (False, True)]
    assert (lenient.status, lenient.warnings) == ("certified", ())
    assert strict.reason == "t: screen: the attribute `elab_as_elim` at 1:2: it is not among the attributes allowed"


async def test_strict_refuses_by_leans_own_view_what_no_word_betrays(toolchain: Toolchain, tmp_path: Path) -> None:
    """The word that makes it is on a line of the original too: only the compiled file shows what the result adds."""
    text = "namespace A\n{}\nend A\n"
    original = text.format("opaque x : Nat") + "namespace B\nend B\n" + ORIGINAL
    result = "namespace B\nopaque x : Nat\nend B\nnamespace A\ndef x : Nat := 1\nend A\n" + PROVED
    found = await verify(toolchain, *pair(tmp_path, result, original), Demands(strict=True))
    assert found.reason == "t: kernel: B.x: the result adds this opaque"
    assert found.warnings == ()


async def test_one_theorem_of_many_can_be_asked_for(toolchain: Toolchain, tmp_path: Path) -> None:
    files = pair(tmp_path, f"{PROVED}theorem u : True := sorry\n", f"{ORIGINAL}theorem u : True := sorry\n")
    found = await verify(toolchain, *files, Demands())
    assert [(j.theorem, isinstance(j.found, Certificate)) for j in found.judged] == [("t", True), ("u", False)]
    assert (await verify(toolchain, *files, Demands(theorem="t"))).status == "certified"


async def test_folders_without_a_lean_file_are_bad_input(toolchain: Toolchain, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no \.lean file"):
        await verify_folder(toolchain, tmp_path, tmp_path, Demands())


async def test_a_sorry_that_is_in_no_theorem_is_said_and_whether_the_result_has_it_too(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    original = "example : 1 = 1 := by sorry\ndef n : Nat := sorry\ntheorem t : 1 = 1 := sorry\n"
    result = original.replace("t : 1 = 1 := sorry", "t : 1 = 1 := rfl").replace("Nat := sorry", "Nat := 2")
    found = await verify(toolchain, *pair(tmp_path, result, original), Demands())
    assert found.status == "certified"
    assert [w.reason for w in found.warnings] == [
        "the `sorry` at 1:22 is in no theorem, and is left as it is",
        "the `sorry` at 2:15 is in no theorem, and what the result has in its place is not judged",
    ]


async def test_a_proof_that_is_left_open_in_an_instance_is_asked_for_too(toolchain: Toolchain, tmp_path: Path) -> None:
    text = "instance : Inhabited { n : Nat // n = n } := ⟨⟨0, by HOLE⟩⟩\ntheorem t : 1 = 1 := sorry\n"
    original, without = text.replace("HOLE", "sorry"), text.replace("sorry", "rfl").replace("HOLE", "sorry")
    found = await verify(toolchain, *pair(tmp_path, without, original), Demands())
    assert [type(j.found) for j in found.judged] == [Refusal, Certificate]
    assert found.reason.endswith("rests on sorryAx")
    with_both = text.replace("HOLE", "rfl").replace("sorry", "rfl")
    assert (await verify(toolchain, *pair(tmp_path, with_both, original), Demands())).status == "certified"


async def test_no_theorem_of_the_original_is_left_out_whatever_its_fields_are_called(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    original = """structure Span where
  start : Nat
  «end» : Nat
def grown (s : Span) : Span := ⟨s.start, s.end + 1⟩
theorem a : 1 + 1 = 2 := by
  sorry
theorem t (s : Span) : (grown s).end = s.end := by
  sorry
"""
    files = pair(tmp_path, original.replace("2 := by\n  sorry", "2 := by\n  rfl"), original)
    found = await verify(toolchain, *files, Demands())
    assert [(j.theorem, isinstance(j.found, Certificate)) for j in found.judged] == [("a", True), ("t", False)]


async def test_a_theorem_that_is_open_to_lean_and_that_nobody_saw_is_refused(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    """The reader knows no notation of its own that a file declares; Lean says what it missed."""
    text = "theorem a : 1 = 1 := sorry\ntheorem b : 2 = 2 := sorry\n"
    problem = parse_problem(text, tmp_path / "P.lean")
    found = await compared(toolchain, problem, text, Conditions(seen=problem.holes()[:1]), target="a")
    assert isinstance(found, Refusal)
    assert found.reason == "b: the official file leaves this theorem open, and it was not asked about"


def test_files_behind_a_linked_folder_are_verified_and_a_circle_of_links_ends(tmp_path: Path) -> None:
    for kind, text in (("originals", ORIGINAL), ("results", PROVED)):
        (tmp_path / f"{kind}_elsewhere").mkdir()
        (tmp_path / f"{kind}_elsewhere" / "t.lean").write_text(text)
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "linked").symlink_to(tmp_path / f"{kind}_elsewhere")
        (tmp_path / kind / "circle").symlink_to(tmp_path / kind)
    run = architect("verify", tmp_path / "results", "--against", tmp_path / "originals")
    assert run.stdout.splitlines()[-1].startswith("1 file: 1 certified")


def test_what_nothing_can_certify_is_called_so_and_a_file_is_as_its_worst_theorem() -> None:
    judged = (Judged("t", Uncertified("no judge")), Judged("u", Refusal("kernel", "no")))
    assert [each.status for each in judged] == [ACCEPTED, "not proved"]
    found = Verification(Path("result.lean"), Path("original.lean"), judged)
    assert (found.status, replace(found, judged=judged[:1]).status) == ("not proved", ACCEPTED)
    assert (replace(found, judged=()).status, found.certified) == ("not proved", False)
