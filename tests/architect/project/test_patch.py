"""The diff of what was proved: git takes it, and makes of the files given what they should be, byte for byte."""

import subprocess
from pathlib import Path

import pytest

from architect.project.patch import patch_of, root_of

BEFORE = "import A\r\n\r\ntheorem t : 1 = 1 := by\r\n  sorry\r\n"
CASES = {
    "A.lean": (BEFORE, BEFORE.replace("sorry", "rfl")),
    "A/no end.lean": ("theorem t : 1 = 1 :=\n  sorry", "theorem t : 1 = 1 :=\n  (by rfl)"),
    "A/∀é.lean": (
        "a\u2028b\x0csorry\n" + "-- line\n" * 20 + "sorry\n",
        "a\u2028b\x0crfl\n" + "-- line\n" * 20 + "rfl\n",
    ),
    "A/Same.lean": ("sorry\n", "sorry\n"),
}


@pytest.mark.parametrize("inside", ["", "below/the root"])
def test_git_applies_it(tmp_path: Path, inside: str) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    project = tmp_path / inside
    for name, (before, _) in CASES.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(before.encode())
    assert root_of(project) == tmp_path
    changes = [(project / name, before, after) for name, (before, after) in CASES.items()]
    patch = patch_of(changes, tmp_path)
    assert "Same.lean" not in patch
    (tmp_path / "result.patch").write_bytes(patch.encode())
    subprocess.run(["git", "apply", "--whitespace=nowarn", "result.patch"], cwd=tmp_path, check=True)
    assert {name: (project / name).read_bytes().decode() for name in CASES} == {
        n: after for n, (_, after) in CASES.items()
    }


def test_where_nothing_changed_there_is_no_diff(tmp_path: Path) -> None:
    assert patch_of([(tmp_path / "A.lean", "sorry", "sorry")], root_of(tmp_path)) == ""


def test_git_applies_it_to_a_file_that_a_link_in_the_project_leads_to(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "A.lean").write_text("sorry\n")
    (tmp_path / "A.lean").symlink_to("made/A.lean")
    (tmp_path / "result.patch").write_text(patch_of([(tmp_path / "A.lean", "sorry\n", "rfl\n")], tmp_path))
    subprocess.run(["git", "apply", "result.patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "A.lean").is_symlink()
    assert (tmp_path / "made" / "A.lean").read_text() == "rfl\n"
