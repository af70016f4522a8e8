"""A project, or what of it is not compiled, shown by its words; where some is compiled, Lean is real."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from architect.blueprint.documented import Mark
from architect.project.theorems import theorems_of
from prover.lean.toolchains.project import project_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import BadInput
from tests.architect.commands.test_cli import architect
from tests.conftest import PATIENCE
from tests.prover.lean.projects import lay_out

BASE = "namespace N\ndef size : Nat := 2\ntheorem small : size = 2 := rfl\nend N\n"
USE = """import Base
open N
/-- A pair. -/
structure P where
  x : Nat

namespace N
theorem less (p : P) : p.x + size = size + p.x := by
  have := small.symm
  sorry  -- for now
-- of nothing
lemma more : size = 2 := small
end N
theorem most : N.size = 2 :=
  more
theorem left_out : most = most
example : True := trivial
"""

# Who opens the first file is interrupted, and the others that it opens are told.
INTERRUPTED = """
import os, sys
from pathlib import Path
from architect.cli import main

read = []

def hear(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".lean"):
        read.append(Path(arguments[0]).name)
        if len(read) == 1:
            os.kill(os.getpid(), {number:d})

sys.addaudithook(hear)
code = main(["blueprint", "show", "--project", sys.argv[1]])
print(*read)
sys.exit(code)
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "lakefile.toml").write_text('name = "p"\n[[lean_lib]]\nname = "Base"\n[[lean_lib]]\nname = "Use"\n')
    (tmp_path / "Base.lean").write_text(BASE)
    (tmp_path / "Use.lean").write_text(USE)
    (tmp_path / "Scratch.lean").write_text("theorem none_of_it : False := sorry\n")
    return tmp_path


def test_without_a_lean_the_texts_are_shown_with_edges_by_name_and_no_proof_counts(sources: Path) -> None:
    found = theorems_of(sources, None, "no `lake` on the PATH")
    nodes = found.blueprint.by_name
    assert {name: node.uses for name, node in nodes.items()} == {
        "N.size": (),
        "N.small": ("N.size",),
        "P": (),
        "N.less": ("N.size", "N.small", "P"),
        "N.more": ("N.size", "N.small"),
        "most": ("N.more", "N.size"),
        "left_out": ("most",),
    }
    assert nodes["N.less"].lean == "theorem less (p : P) : p.x + size = size + p.x"
    assert nodes["P"].lean == "/-- A pair. -/\nstructure P where\n  x : Nat"
    said = {name: node.documented for name, node in nodes.items() if node.documented}
    assert [name for name, each in said.items() if Mark.SORRY in each.marks] == ["N.less", "left_out"]
    assert not [name for name, each in said.items() if Mark.PROVED in each.marks]
    assert said["N.less"].stated_with == ("N.size", "P")
    assert said["N.less"].inferred == nodes["N.less"].uses
    assert found.places["N.less"] == f"{sources / 'Use.lean'}:8"
    assert found.notes == (
        f"no `lake` on the PATH: of {sources} only texts are shown, with edges for names that occur in them, "
        "and no proof of theirs counts",
    )


def test_a_file_that_cannot_be_read_is_a_note_and_a_project_without_declarations_is_refused(
    sources: Path,
) -> None:
    (sources / "Use.lean").write_bytes(b"\xff\xfe")
    found = theorems_of(sources, None, "no Lean")
    assert [node.name for node in found.blueprint.nodes] == ["N.size", "N.small"]
    assert found.notes[1].startswith(f"{sources / 'Use.lean'}: ")
    (sources / "Base.lean").write_text("")
    with pytest.raises(BadInput, match="nothing is declared in it"):
        theorems_of(sources, None, "no Lean")
    with pytest.raises(BadInput, match="no Lake project"):
        theorems_of(sources / "nowhere", None, "no Lean")


def test_beside_compiled_modules_the_others_are_shown_as_text_with_one_warning(
    tmp_path: Path, toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = lay_out(tmp_path, toolchain, BASE)
    (layout.built / "Shapes.lean").rename(layout.project / "Shapes.lean")
    (layout.project / "More.lean").write_text("import Shapes\ntheorem t : N.size = 2 := N.small\n")
    monkeypatch.setenv("PATH", f"{layout.bin}:/usr/bin:/bin")
    found = theorems_of(layout.project, project_toolchain(layout.project))
    assert found.blueprint.by_name["t"].uses == ("N.size", "N.small")
    small = found.blueprint.by_name["N.small"].documented
    assert small is not None
    assert Mark.PROVED in small.marks
    run = architect("blueprint", "show", "--project", layout.project, "--format", "table", "--strict")
    assert run.returncode == 1
    assert run.stderr == (
        f"warning: {layout.project}: not compiled: 1 module (More): their texts are shown, with edges for names "
        "that occur in them, and no proof of theirs counts; run `lake build` there\n"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_texts_are_read_ends_it_before_the_next_is(sources: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-c", INTERRUPTED.format(number=number), str(sources)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert (run.returncode, run.stdout, run.stderr) == (130, "Base.lean\n", "architect: interrupted\n")
