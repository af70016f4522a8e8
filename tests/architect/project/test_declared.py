"""A project's own theorems out of its compiled files, and a document beside them; Lean and its kernel are real."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from architect.blueprint.documented import Mark
from architect.commands.blueprint_files import Read
from architect.formats.latex import read_latex
from architect.project.compared import compared, names_elsewhere
from architect.project.declared import Declarations, declarations_of
from architect.project.source_texts import SourceTexts
from architect.project.theorems import known_elsewhere
from architect.project.written import with_texts
from architect.views.blueprint import INFERRED, as_dot, as_table, edges_of
from architect.views.part import rooted
from architect.views.progress import progress_of
from prover.lean.compiled import compiled_in, names_in
from prover.lean.toolchains.project import project_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import BadInput, LeanFailed, LeanGarbled
from tests.architect.commands.test_cli_model import architect
from tests.architect.commands.test_cli_view import data_in
from tests.prover.lean.judging import SECONDS, compiled
from tests.prover.lean.projects import Layout, lay_out, of_another_version

MODULE = """namespace N
/-- A shape. -/
inductive Shape
  | point
  | box (a b : Nat)

def Shape.area : Shape → Nat
  | .point => 0
  | .box a b => a * b

theorem point : Shape.point.area = 0 := rfl
private theorem hidden (a : Nat) : a * 0 = 0 := rfl
theorem flat (a : Nat) : (Shape.box a 0).area = 0 := hidden a
theorem hole : (2 : Nat) + 2 = 4 := by
  sorry
theorem both (a : Nat) : (Shape.box a 0).area = 0 ∧ (2 : Nat) + 2 = 4 :=
  ⟨flat a, hole⟩
def answer : Nat := sorry
axiom magic : answer = 5
end N
"""
ALIKE = {
    "A": """private theorem aux : 1 = 1 := rfl
theorem a : 1 = 1 := aux
def same : Nat := 1
theorem of_same : same = 1 := rfl
def only : Nat → Nat | 0 => 1 | _ => 2
""",
    "B": """private theorem aux : 2 = 2 := sorry
theorem b : 2 = 2 := aux
def same : Nat := sorry
theorem of_same_too : same = same := rfl
""",
}
DOCUMENT = r"""
\begin{definition}\label{shape}\lean{N.Shape}\leanok A shape. \end{definition}
\begin{lemma}\label{flat}\lean{N.flat}\uses{shape} It is flat. \end{lemma}
\begin{lemma}\label{hole}\lean{N.hole}\leanok Four. \end{lemma} \begin{proof}\leanok Clear. \end{proof}
\begin{lemma}\label{gone}\lean{N.gone}\leanok Gone. \end{lemma}
\begin{lemma}\label{known}\lean{Nat.add_comm}\mathlibok Known. \end{lemma}
\begin{theorem}\label{both}\lean{N.both}\leanok\uses{flat} Both. \end{theorem}
"""


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory, toolchain: Toolchain) -> Layout:
    layout = lay_out(tmp_path_factory.mktemp("declared"), toolchain, MODULE)
    (layout.built / "Shapes.lean").rename(layout.project / "Shapes.lean")
    return layout


@pytest.fixture
def on_path(laid_out: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{laid_out.bin}:/usr/bin:/bin")


@pytest.fixture
def found(laid_out: Layout, on_path: None) -> Declarations:
    return declarations_of(project_toolchain(laid_out.project))


def test_the_declarations_of_the_sources_are_nodes_with_what_they_use(found: Declarations, laid_out: Layout) -> None:
    uses = {node.name: node.uses for node in found.blueprint.nodes}
    assert uses == {
        "N.Shape": (),
        "N.Shape.area": ("N.Shape",),
        "N.point": ("N.Shape", "N.Shape.area"),
        "N.hidden": (),
        "N.flat": ("N.Shape", "N.Shape.area", "N.hidden"),
        "N.hole": (),
        "N.both": ("N.Shape", "N.Shape.area", "N.flat", "N.hole"),
        "N.answer": (),
        "N.magic": ("N.answer",),
    }
    assert found.owners["N.Shape.box"] == "N.Shape"
    assert found.places["N.flat"] == f"{laid_out.project / 'Shapes.lean'}:13"
    assert found.blueprint.by_name["N.both"].lean.startswith("theorem both (a : Nat)")
    assert not found.blueprint.by_name["N.both"].lean.endswith(":=")


def built_of(project: Path, door: Toolchain, texts: dict[str, str]) -> Toolchain:
    """A project on this Lean with these modules, compiled in this order."""
    built = project / ".lake" / "build" / "lib" / "lean"
    built.mkdir(parents=True)
    lean = replace(door, project=project, search_path=(*door.search_path, built))
    for module, text in texts.items():
        (source := project / f"{module}.lean").write_text(text)
        words = lean.command(f"--root={project}", "-o", str(built / f"{module}.olean"), str(source), scratch=project)
        subprocess.run(words, env=lean.environment(), check=True, stdout=subprocess.DEVNULL)
    return lean


@pytest.fixture
def alike(tmp_path: Path, door: Toolchain) -> Toolchain:
    """A project in which modules have declarations of one name."""
    return built_of(tmp_path, door, ALIKE)


def test_declarations_of_one_name_in_two_modules_are_two_nodes_each_with_what_its_own_module_says(
    alike: Toolchain,
) -> None:
    found = declarations_of(alike)
    words = {name: standing.words for name, standing in progress_of(found.blueprint).items()}
    uses = {node.name: node.uses for node in found.blueprint.nodes}
    assert uses == {
        "A: aux": (),
        "a": ("A: aux",),
        "A: same": (),
        "of_same": ("A: same",),
        "only": (),
        "B: aux": (),
        "b": ("B: aux",),
        "B: same": (),
        "of_same_too": ("B: same",),
    }
    assert (words["a"], words["b"]) == ("stated, fully proved", "stated, proved")
    assert (words["A: same"], words["B: same"]) == ("defined", "a sorry in Lean")
    places = {name: Path(place).name for name, place in found.places.items()}
    assert (places["A: aux"], places["B: aux"]) == ("A.lean:1", "B.lean:1")
    assert found.blueprint.by_name["B: same"].lean == "def same : Nat := sorry"
    assert found.owners["same"] == "A: same"


def test_what_two_modules_declare_is_that_of_the_one_imported_and_a_source_changed_since_is_said(
    tmp_path: Path, toolchain: Toolchain, capsys: pytest.CaptureFixture[str]
) -> None:
    above = {
        "AboveA": "import A\ntheorem above_a : same = 1 := rfl\n",
        "AboveB": "import B\ntheorem above_b : same = same := rfl\n",
        "Far": "import AboveB\ntheorem far : same = same := above_b\n",
    }
    lean = built_of(tmp_path, toolchain, {**ALIKE, **above})
    found = declarations_of(lean)
    uses = {node.name: node.uses for node in found.blueprint.nodes}
    assert (uses["above_a"], uses["above_b"]) == (("A: same",), ("B: same",))
    assert uses["far"] == ("B: same", "above_b")
    assert (found.notes, found.remarks) == ((), ())
    compiled_at = (tmp_path / ".lake" / "build" / "lib" / "lean" / "B.olean").stat().st_mtime
    os.utime(tmp_path / "B.lean", (compiled_at + 1, compiled_at + 1))
    again = declarations_of(lean)
    older = "what was compiled of 1 module may be older than its source (B), and is what is shown"
    assert (again.notes, again.remarks) == ((), (f"{tmp_path}: {older}; `lake build` there knows",))
    assert with_texts(again, {}, set()).remarks == again.remarks
    assert not Read(again.blueprint, remarks=[*again.remarks]).warn()  # times alone are no ground for a warning
    assert capsys.readouterr().err == f"remark: {again.remarks[0]}\n"


def test_what_imports_name_is_read_within_the_project_alone_and_each_source_once(tmp_path: Path) -> None:
    (project := tmp_path / "project").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "S.lean").write_text("import Told")
    (project / "A.lean").write_text("import «..».secret.S\nimport «../secret/S»\nimport Linked\nimport B")
    (project / "Linked.lean").symlink_to(tmp_path / "secret" / "S.lean")
    (project / "B.lean").write_text("import C")
    texts = SourceTexts(project)
    assert {"B", "C", "Linked"} <= texts.imported("A")
    assert "Told" not in texts.imported("A")
    assert [texts.path(name) for name in ("«..».secret.S", "«../secret/S»", "Linked")] == [None] * 3
    (project / "B.lean").write_text("import D")
    assert texts.imported("B") == {"C"}


def test_a_sorry_is_marked_and_nothing_above_it_is_fully_proved(found: Declarations) -> None:
    words = {name: standing.words for name, standing in progress_of(found.blueprint).items()}
    assert words == {
        "N.Shape": "defined",
        "N.Shape.area": "defined",
        "N.point": "stated, fully proved",
        "N.hidden": "stated, fully proved",
        "N.flat": "stated, fully proved",
        "N.hole": "stated, a sorry in Lean",
        "N.both": "stated, proved",
        "N.answer": "a sorry in Lean",
        "N.magic": "stated",
    }


def test_below_a_root_is_what_it_builds_on(found: Declarations) -> None:
    part = rooted(found.blueprint, "N.flat")
    assert [(n.name, str(n.kind)) for n in part.nodes] == [
        ("N.Shape", "definition"), ("N.Shape.area", "definition"), ("N.hidden", "lemma"), ("N.flat", "target"),
    ]  # fmt: skip


def test_a_document_beside_its_project_has_leans_statements_inferred_uses_and_a_line_for_each_difference(
    found: Declarations,
) -> None:
    blueprint, differences = compared(read_latex(DOCUMENT), found)
    assert [str(each) for each in differences] == [
        "N.flat: not marked as stated, and Lean has it",
        "N.flat: not marked as proved, and Lean has its proof",
        "N.hole: marked as proved, and a `sorry` is in it",
        "N.gone: no module of the project declares N.gone",
        "N.both: not marked as proved, and Lean has its proof",
    ]
    both = blueprint.by_name["N.both"]
    assert both.lean.startswith("theorem both")
    assert both.documented is not None
    assert (both.uses, both.documented.inferred) == (("N.flat", "N.Shape", "N.hole"), ("N.Shape", "N.hole"))
    assert Mark.PROVED not in both.documented.marks
    names = [node.name for node in blueprint.nodes]
    inferred = {(names[used], names[user]) for used, user, sort in edges_of(blueprint) if sort == INFERRED}
    assert inferred == {("N.Shape", "N.both"), ("N.hole", "N.both")}
    assert as_dot(blueprint, progress_of(blueprint)).count("style=dotted") == 2
    assert "N.both" in as_table(blueprint, progress_of(blueprint))


async def test_what_a_project_imports_is_not_missed_and_what_is_nowhere_is(
    laid_out: Layout, on_path: None, found: Declarations
) -> None:
    document = DOCUMENT.replace(r"\lean{N.hole}", r"\lean{N.hole, Nat.add_assoc}")
    document += r"\begin{lemma}\label{lost}\lean{Nat.lost}\mathlibok Lost. \end{lemma}"
    blueprint = read_latex(document)
    assert names_elsewhere(blueprint, found) == {"N.gone", "Nat.add_comm", "Nat.add_assoc", "Nat.lost"}
    toolchain = project_toolchain(laid_out.project)
    elsewhere = await known_elsewhere(toolchain, found, names_elsewhere(blueprint, found))
    assert elsewhere == {"Nat.add_comm", "Nat.add_assoc"}
    with pytest.raises(LeanFailed, match=r"Gone\.It is not compiled"):
        await known_elsewhere(toolchain, replace(found, imports=("Gone.It",)), {"a"})
    _, differences = compared(blueprint, found, elsewhere)
    nowhere = "no module of the project, and none that it imports, declares"
    assert [str(each) for each in differences if "declares" in each.words] == [
        f"N.gone: {nowhere} N.gone", f"Nat.lost: {nowhere} Nat.lost",
    ]  # fmt: skip
    assert ("N.hole", "marked as proved, and a `sorry` is in it") in differences


async def test_the_judge_in_lean_says_of_the_declarations_what_our_process_says(
    toolchain: Toolchain, by_judge: Toolchain, laid_out: Layout, tmp_path: Path
) -> None:
    more = await compiled(toolchain, tmp_path / "more", "def «a b».«1» : Nat := 2\ntheorem two : «a b».«1» = 2 := rfl")
    files = {"Shapes": laid_out.built / "Shapes.olean", "More": more}
    doors = [replace(door, search_path=(*door.search_path, laid_out.built, tmp_path)) for door in (toolchain, by_judge)]
    ours, its = [await compiled_in(door, files, SECONDS) for door in doors]
    assert its == ours
    assert ours.imports == ("Init",)
    assert {entry.name for entry in ours.declarations if entry.module == "More"} == {"«a b».«1»", "two"}
    (cut := tmp_path / "Cut.olean").write_bytes(more.read_bytes()[:2000])
    for door in doors:
        with pytest.raises(LeanGarbled, match=r"Cut\.olean"):
            await compiled_in(door, {"Cut": cut}, SECONDS)


async def test_names_are_looked_up_in_what_a_project_imports(door: Toolchain) -> None:
    names = ("Nat.add_comm", "Nat.«add_comm»", "Nat.gone", "N.flat", "a..b", "«a", "")
    assert await names_in(door, ["Init"], names, SECONDS) == {"Nat.add_comm", "Nat.«add_comm»"}
    with pytest.raises(LeanFailed):
        await names_in(door, ["Gone"], names, SECONDS)


def test_the_declarations_of_a_project_on_another_lean_are_the_same(
    laid_out: Layout,
    on_path: None,
    found: Declarations,
    by_judge: Toolchain,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert by_judge.judge is not None
    other = of_another_version(laid_out, tmp_path, by_judge.judge.folders[0])
    monkeypatch.setenv("PATH", f"{other.bin}:/usr/bin:/bin")
    assert declarations_of(project_toolchain(laid_out.project).under("off")) == found


def test_what_is_not_compiled_is_one_line_that_says_what_to_do(laid_out: Layout, on_path: None, tmp_path: Path) -> None:
    project = project_toolchain(laid_out.project)
    (laid_out.built / "Shapes.olean").rename(tmp_path / "kept")
    with pytest.raises(BadInput, match="nothing of it is compiled: run `lake build` there"):
        declarations_of(project)
    (tmp_path / "kept").rename(laid_out.built / "Shapes.olean")


async def test_the_command_shows_a_project_by_itself_and_beside_a_document(
    laid_out: Layout, on_path: None, tmp_path: Path
) -> None:
    shown = await architect("blueprint", "show", "--project", laid_out.project, "--root", "both", "--format", "table")
    assert shown.code == 0, shown.err
    assert [line.split()[0] for line in shown.out.splitlines()[1:]] == [
        *("N.Shape", "N.Shape.area", "N.hidden", "N.flat", "N.hole", "N.both"),
    ]
    (path := tmp_path / "web.tex").write_text(DOCUMENT)
    beside = await architect("blueprint", "show", path, "--project", laid_out.project, "--strict")
    assert beside.code == 1
    assert f"warning: {path}:4: N.hole: marked as proved, and a `sorry` is in it\n" in beside.err
    assert (await architect("blueprint", "show")).code == 2


async def test_a_project_by_itself_and_beside_a_document_becomes_a_page(
    laid_out: Layout, on_path: None, tmp_path: Path, found: Declarations, own_home: Path
) -> None:
    for arguments in [(laid_out.project,), ("--project", laid_out.project)]:
        viewed = await architect("view", *arguments, "--out", tmp_path / "alone.html")
        assert viewed.code == 0, viewed.err
        page = data_in(tmp_path / "alone.html")
        [graph] = page["graphs"]
        assert (page["kind"], page["title"]) == ("project", "project")
        assert {node["id"]: node["words"] for node in graph["nodes"]} == {
            name: standing.words for name, standing in progress_of(found.blueprint).items()
        }
    viewed = await architect("view", laid_out.project, "--root", "flat", "--out", tmp_path / "part.html")
    [graph] = data_in(tmp_path / "part.html")["graphs"]
    assert (graph["target"], len(graph["nodes"])) == ("N.flat", 4)
    (path := tmp_path / "web.tex").write_text(DOCUMENT)
    viewed = await architect("view", path, "--project", laid_out.project, "--out", tmp_path / "beside.html")
    assert f"warning: {path}:4: N.hole: marked as proved, and a `sorry` is in it\n" in viewed.err
    [graph] = data_in(tmp_path / "beside.html")["graphs"]
    nodes = {node["id"]: node for node in graph["nodes"]}
    assert nodes["N.both"]["statement"].startswith("theorem both")
    assert nodes["N.hole"]["notes"] == ["Lean: marked as proved, and a `sorry` is in it"]
    assert {"from": "N.both", "to": "N.hole", "kind": "inferred"} in graph["edges"]


async def test_a_document_with_no_problem_file_is_checked_beside_the_project(
    laid_out: Layout, on_path: None, tmp_path: Path
) -> None:
    (path := tmp_path / "web.tex").write_text(DOCUMENT)
    checked = await architect("blueprint", "check", path, "--project", laid_out.project)
    assert checked.code == 0, checked.err
    assert f"warning: {path}:4: N.hole: marked as proved, and a `sorry` is in it\n" in checked.err
    assert "nodes in a sound graph, " in checked.out
    assert (await architect("blueprint", "check", path, "--project", laid_out.project, "--strict")).code == 1
    path.write_text(
        r"\begin{lemma}\label{a}\uses{b}\end{lemma}\begin{lemma}\label{b}\uses{a}\end{lemma}"
        r"\begin{lemma}\label{c}\lean{N.none}\end{lemma}"
    )
    circle = await architect("blueprint", "check", path, "--project", laid_out.project)
    assert (circle.code, circle.out.count("nodes may not use each other in a circle")) == (1, 1)
    assert "declares N.none" in circle.err
    assert "say with --problem" in (await architect("blueprint", "check", path)).err
