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
    assert places["N.small"] == f"{tmp_path / 'Code' / 'M' / 'Base.lean'}:5"
    assert places["own"] == f"{web}:3"
    left_out = "is left out: no file that was read, and no Lean source, has it (`lake build :blueprint` writes them)"
    assert warnings == [
        f"{web}:5: \\inputleannode{{lem:gone}} {left_out}",
        f"{web}:6: \\inputleanmodule{{M.Gone}} {left_out}",
    ]


def test_what_is_wrong_in_a_lean_file_has_its_place_there_and_a_name_that_leanarchitect_knows_is_not_wrong(
    tmp_path: Path,
) -> None:
    (tmp_path / "lakefile.toml").touch()
    (tmp_path / "A.lean").write_text(
        "import Architect\n@[blueprint]\ntheorem bare : 1 = 1 := rfl\n"
        '@[blueprint "lem:b" (uses := [bare, "lem:none"])]\ntheorem b : 1 = 1 := sorry\n'
    )
    (tmp_path / "B.lean").write_text('import A\n@[blueprint "lem:c" (uses := [bare])]\ntheorem c : 1 = 1 := sorry\n')
    blueprint, _, warnings = read(tmp_path, "\\inputleanmodule{A}\\inputleanmodule{B}")
    assert [(node.name, node.uses) for node in blueprint.nodes] == [
        ("bare", ()),
        ("b", ("bare", "lem:none")),
        ("c", ("bare",)),
    ]
    assert warnings == [f"{tmp_path / 'A.lean'}:4: this lemma uses lem:none, which is no label here; left dangling"]


def test_what_is_wrong_in_what_leanarchitect_wrote_has_its_place_there(tmp_path: Path) -> None:
    (tmp_path / "web.tex").write_text("\\input{lib}\n\\inputleannode{a}\n")
    (tmp_path / "lib.tex").write_text("\n\\newleannode{a}{\n\\begin{lemma}\\label{a}\\uses{no}\\end{lemma}}\n")
    warnings: list[str] = []
    read_blueprint(tmp_path / "web.tex", warnings.append)
    assert warnings == [f"{tmp_path / 'lib.tex'}:2: this lemma uses no, which is no label here; left dangling"]


def test_without_a_project_around_the_document_no_source_is_looked_for(tmp_path: Path) -> None:
    blueprint, _, warnings = read(tmp_path)
    assert [node.name for node in blueprint.nodes] == ["own"]
    assert len([each for each in warnings if "is left out" in each]) == 4
