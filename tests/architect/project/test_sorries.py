"""`architect sorries`: each hole of a project in a line, whatever is wrong with some of its files."""

import os
import re
from pathlib import Path

import pytest

from architect.cli import main
from architect.project.holes import in_a_line, with_goals
from architect.project.sources import LeanFile, named, project_sources
from prover.lean.toolchains.project import project_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.header import module_parts
from prover.text.problem import parse_problem
from prover.words.errors import BadInput
from tests.architect.commands.test_cli import architect
from tests.architect.project.stand_in import CONFIG, FILES
from tests.prover.lean.projects import script

SECONDS = 60.0


async def test_each_hole_has_the_goal_that_lean_gives(small: Path) -> None:
    files = project_sources(small, SECONDS).files
    holes, silent = await with_goals(project_toolchain(small), [*files.values()], jobs=1)
    assert [(hole.source.module, str(hole.place), hole.name, hole.goal) for hole in holes] == [
        ("Small.Base", "5:2", "same_eq", "n : Nat ⊢ same n = n"),
        ("Small.Other", "2:2", "other", "a b : Nat ⊢ a + b + 0 = a + b"),
        ("Small.Use", "4:2", "use", "n : Nat ⊢ same (same n) = n"),
    ]
    assert silent == []


def test_where_lean_cannot_be_started_the_list_comes_without_goals_and_a_damaged_file_is_said(
    small: Path, tmp_path: Path
) -> None:
    (small / "src" / "Small" / "Latin.lean").write_bytes(b"-- \xe9\n")
    script(tmp_path / "bin" / "lake", "echo 'error: no toolchain' >&2; exit 1")
    run = architect("sorries", small)
    assert run.returncode == 2, run.stderr
    assert "Latin.lean: not UTF-8" in run.stderr
    assert "no goals, for the Lean of " in run.stderr
    assert "no toolchain" in run.stderr
    *lines, last = run.stdout.splitlines()
    assert [line.partition("Small/")[2] for line in lines] == [
        "Base.lean:5:2: same_eq",
        "Other.lean:2:2: other",
        "Use.lean:4:2: use",
    ]
    assert last.startswith("3 in 3 of 5 files of ")


def test_each_file_is_read_with_the_options_of_its_library(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "lakefile.toml").write_text(f'{CONFIG}[[lean_lib]]\nname = "Explicit"\nsrcDir = "src"\n')
    (small / "src" / "Explicit.lean").write_text("theorem e (n : Nat) : n = n := by\n  sorry\n")
    real = (tmp_path / "bin" / "lake").rename(tmp_path / "bin" / "real")
    answers = '*Explicit*) echo \'{"options": {"pp.explicit": true}}\' ;; *) echo \'{"options": {}}\' ;;'
    script(tmp_path / "bin" / "lake", f'[ "$1" = setup-file ] || exec {real} "$@"\ncase "$2" in {answers} esac')
    assert main(["sorries", str(small)]) == 0
    explicit, base, *_ = capsys.readouterr().out.splitlines()
    assert explicit.endswith("Explicit.lean:2:2: e: n : Nat ⊢ @Eq Nat n n")
    assert base.endswith("Base.lean:5:2: same_eq: n : Nat ⊢ same n = n")


async def test_of_what_lean_cannot_parse_its_own_reason_is_said(toolchain: Toolchain) -> None:
    problem = parse_problem("theorem t (n : Nat) : n = n := by\n\tsorry\n", Path("T.lean"))
    [hole], [line] = await with_goals(toolchain, [LeanFile("T", problem)], jobs=1)
    assert hole.goal is None
    assert line.startswith("T.lean: 1 without a goal: 2:0: tabs are not allowed")


async def test_a_hole_is_told_before_those_of_its_file_that_are_asked_for_again(toolchain: Toolchain) -> None:
    text = "".join(f"theorem t{i} : {i} = {i} ∧ True := {{}}\n" for i in range(4))
    problem = parse_problem(
        text.format("⟨sorry, trivial⟩", "by sorry", "⟨sorry, sorry⟩", "by\n  sorry"), Path("T.lean")
    )
    told: list[str] = []
    holes, silent = await with_goals(toolchain, [LeanFile("T", problem)], 1, lambda hole: told.append(str(hole.place)))
    goals = ["⊢ 0 = 0", "⊢ 1 = 1 ∧ True", "⊢ 2 = 2", "⊢ True", "⊢ 3 = 3 ∧ True"]
    assert [hole.goal for hole in holes] == goals
    assert silent == []
    assert told == ["2:32", "5:2", "1:30", "3:30", "3:37"]


def names(folder: Path) -> list[str]:
    return [*project_sources(folder, SECONDS).files]


def test_modules_are_those_of_the_lakefile_of_either_language(small: Path) -> None:
    (small / "Loose.lean").write_text("theorem loose : True := sorry\n")
    found = names(small)
    assert sorted(found) == ["Small", "Small.Base", "Small.Between", "Small.Other", "Small.Use"]
    (small / "lakefile.toml").rename(small / "kept.toml")
    (small / "lakefile.lean").write_text("-- translated by the stand-in\n")
    assert names(small) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('globs = ["Small.Base", "Small.Sub.+"]\nroots = []', {"Small.Base", "Small.Sub.A", "Small.Sub.«b-c»"}),
        ('globs = ["Small.Sub.*"]\nroots = []', {"Small.Sub", "Small.Sub.A", "Small.Sub.«b-c»"}),
        ('roots = ["Small.Other"]', {"Small.Other"}),
        ('[[lean_exe]]\nname = "tool"\nroot = "Main"\nsrcDir = "src"', {"Main"}),
    ],
)
def test_globs_roots_and_programs_are_read_as_lake_reads_them(small: Path, said: str, found: set[str]) -> None:
    for name in ("Small/Sub.lean", "Small/Sub/A.lean", "Small/Sub/b-c.lean", "Main.lean", "Main/Not.lean"):
        path = small / "src" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    text = CONFIG + said if said[0] != "[" else f'name = "small"\n{said}\n'
    (small / "lakefile.toml").write_text(text)
    assert set(names(small)) == found


def test_where_lake_does_not_say_every_file_counts_but_hidden_ones_and_packages(small: Path) -> None:
    (small / "lakefile.toml").rename(small / "lakefile.lean")
    for name in (".hidden/A.lean", "package/B.lean", "package/lakefile.toml", "lake-packages/p/C.lean"):
        path = small / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    script(small.parent / "bin" / "lake", "exit 1")
    found = project_sources(small, SECONDS)
    assert {*found.files} == {f"src.{name.replace('/', '.')}" for name in FILES}
    [note] = found.notes
    assert "every .lean file" in note


def test_links_that_lead_astray_and_what_is_no_file_are_said_by_their_own_paths_and_the_rest_goes_on(
    small: Path, tmp_path: Path
) -> None:
    folder, outside = small / "src" / "Small", tmp_path / "outside.lean"
    outside.write_text("theorem o : True := by sorry\n")
    for name, end in {
        "Out": str(outside), "Gone": "nowhere.lean", "One": "Two.lean", "Two": "One.lean", "Again": "Base.lean",
    }.items():  # fmt: skip
        (folder / f"{name}.lean").symlink_to(end)
    os.mkfifo(folder / "Pipe.lean")
    found = project_sources(small, SECONDS)
    assert {*found.files} == {name.replace("/", ".") for name in FILES}
    assert [*found.unread] == [
        f"{folder}/{line}"
        for line in (
            f"Again.lean: a link to {folder}/Base.lean, which counts by itself",
            "Gone.lean: a link that leads nowhere (nowhere.lean)",
            "One.lean: a link that leads nowhere (Two.lean)",
            f"Out.lean: links lead out of the project, to {outside}, which is left as it is",
            "Pipe.lean: cannot be read: it is a pipe, not a file",
            "Two.lean: a link that leads nowhere (One.lean)",
        )
    ]
    assert [file.module for file in found.chosen([str(folder / "Again.lean")])] == ["Small.Base"]
    for line in found.unread[1:]:
        with pytest.raises(BadInput, match=re.escape(line)):
            found.chosen([line.partition(":")[0]])


def test_a_folder_of_sources_that_is_a_link_out_of_the_project_is_left_and_one_the_lakefile_names_is_not(
    small: Path,
) -> None:
    (small / "src").rename(small.parent / "elsewhere")
    (small / "src").symlink_to(small.parent / "elsewhere")
    found = project_sources(small, SECONDS)
    assert (len(found.files), len(found.unread)) == (0, len(FILES))
    (small / "src").unlink()
    (small / "lakefile.toml").write_text(CONFIG.replace('"src"', '"../elsewhere"'))
    assert len(names(small)) == len(FILES)


def test_names_are_read_with_their_marks_and_a_goal_is_one_line() -> None:
    assert (module_parts("A.«b.c».D"), named(["A", "b.c", "D", "x'"])) == (("A", "b.c", "D"), "A.«b.c».D.x'")
    printed = "case inl\nx y : Nat\nh :\n  x =\n    y\n⊢ y = x"
    assert in_a_line(printed) == "case inl, x y : Nat, h : x = y ⊢ y = x"
