r"""Nodes that `\inputleannode` and `\inputleanmodule` name, found in the project's Lean sources; no Lean is run."""

from pathlib import Path

from architect.blueprint.graph import Blueprint
from architect.formats.file import read_blueprint

BASE = """import Architect
namespace N
@[blueprint "def:size" (statement := /-- A size. -/)]
def size : Nat := 2
@[blueprint "lem:small" (statement := /-- It is small. -/) (proof := /-- Clear. -/)]
theorem small : size = 2 := rfl
theorem no_node : size = 2 := small
end N
"""
USE = """import M.Base
@[blueprint "thm:most" (statement := /-- By \\cref{lem:small}. -/) (proofUses := ["lem:small"])]
theorem most : N.size = 2 := sorry
"""
MAIN = r"""
\inputleannode{thm:most}
\begin{lemma}\label{own}\uses{thm:most} Own. \end{lemma}
\inputleanmodule{M.Base}
\inputleannode{lem:gone}
\inputleanmodule{M.Gone}
"""


def read(project: Path, main: str = MAIN) -> tuple[Blueprint, dict[str, str], list[str]]:
    src = project / "blueprint" / "src"
    src.mkdir(parents=True)
    (project / "Code" / "M").mkdir(parents=True)
    (project / "Code" / "M" / "Base.lean").write_text(BASE)
    (project / "Code" / "M" / "Use.lean").write_text(USE)
    (project / ".lake" / "M").mkdir(parents=True)
    (project / ".lake" / "M" / "Gone.lean").write_text(BASE.replace("small", "gone"))
    (src / "web.tex").write_text(main)
    warnings: list[str] = []
    places: dict[str, str] = {}
    return read_blueprint(src / "web.tex", warnings.append, places=places), places, warnings


def test_what_leanarchitect_wrote_nothing_of_is_read_from_the_lean_sources(tmp_path: Path) -> None:
    (tmp_path / "lakefile.toml").touch()
    blueprint, places, warnings = read(tmp_path)
    assert [(node.name, node.uses) for node in blueprint.nodes] == [
        ("most", ("N.small",)),
        ("own", ("most",)),
        ("N.size", ()),
        ("N.small", ("N.size",)),
    ]
    small = blueprint.by_name["N.small"]
    assert (small.informal, small.idea, small.lean) == ("It is small.", "Clear.", "theorem N.small : size = 2")
    assert small.documented is not None
    assert small.documented.labels == ("lem:small",)
    web = tmp_path / "blueprint" / "src" / "web.tex"
    assert places["N.small"] == f"{web}:4"
    left_out = "is left out: no file that was read, and no Lean source, has it (`lake build :blueprint` writes them)"
    assert warnings == [
        f"{web}:5: \\inputleannode{{lem:gone}} {left_out}",
        f"{web}:6: \\inputleanmodule{{M.Gone}} {left_out}",
    ]


def test_without_a_project_around_the_document_no_source_is_looked_for(tmp_path: Path) -> None:
    blueprint, _, warnings = read(tmp_path)
    assert [node.name for node in blueprint.nodes] == ["own"]
    assert len([each for each in warnings if "is left out" in each]) == 4
