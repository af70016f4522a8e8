"""`architect verify --since REV`: what was open in a git repository and is proved now, and nothing else."""

import json
import os
from pathlib import Path

import git
import pytest

from architect.cli import main
from architect.run.since import ChangedFile, changed_since
from prover.text.problem import parse_problem
from prover.words.errors import BadInput
from tests.architect.commands.test_cli import architect

OPEN = "theorem t (a b : Nat) : a + b + 0 = a + b := by\n  sorry\n\ntheorem u : True := by\n  sorry\n"
HALF = OPEN.replace("sorry", "rfl", 1)
WHOLE = HALF.replace("sorry", "trivial")
FALSE = OPEN.replace("+ 0 = a + b", "+ 0 = a + b ∨ False").replace("sorry", "exact .inl rfl", 1)


def commit(repository: git.Repo, *more: str) -> None:
    repository.git.add("--all")
    name = ["git", "-c", "user.name=n", "-c", "user.email=e"]
    repository.git.execute([*name, "commit", "--quiet", "--message", "words", *more])


@pytest.fixture
def tree(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, which is the working folder."""
    for name in ("src/a.lean", "src/b.lean", "c.lean", "gone.lean"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(OPEN)
    (tmp_path / "done.lean").write_text(WHOLE)
    (tmp_path / "link.lean").symlink_to("c.lean")
    with git.Repo.init(tmp_path) as repository:
        commit(repository)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_claims_the_theorems_that_were_open_and_are_not_any_more(tree: Path) -> None:
    (tree / "src/a.lean").write_text(HALF)
    (tree / "src/b.lean").write_text(f"-- not yet\n{OPEN}")
    (tree / "c.lean").write_text("")
    (tree / "done.lean").write_text(WHOLE.replace("trivial", "exact trivial"))
    (tree / "new.lean").write_text(WHOLE)
    (tree / "gone.lean").unlink()
    told: list[str] = []
    found = {str(each.path): each.claims for each in changed_since("HEAD", [], told.append)}
    assert told == ["not looked at: gone.lean is gone, or has another name now; open in it at HEAD: t, u"]
    assert found == {"src/a.lean": ("t",), "src/b.lean": (), "c.lean": ("t", "u"), "done.lean": ()}
    assert [str(each.path) for each in changed_since("HEAD", [tree / "src"])] == ["src/a.lean", "src/b.lean"]
    os.chdir("src")
    assert [str(each.path) for each in changed_since("HEAD~0", [Path("../c.lean")])] == ["../c.lean"]


def test_behind_an_exit_nothing_is_open_for_lean_reads_nothing_there() -> None:
    path = Path("a.lean")
    opened, hidden, half = (parse_problem(text, path) for text in (OPEN, f"#exit\n{OPEN}", f"{HALF}\n#exit\n{OPEN}"))
    assert ChangedFile(path, opened, hidden).claims == ("t", "u")
    assert ChangedFile(path, opened, half).claims == ("t",)
    assert ChangedFile(path, hidden, half).claims == ()


def test_what_is_proved_is_judged_against_what_it_was_and_what_is_open_is_not(tree: Path) -> None:
    (tree / "src/a.lean").write_text(HALF)
    (tree / "src/b.lean").write_text(FALSE)
    run = architect("verify", "--since", "HEAD")
    lines = run.stdout.splitlines()
    assert lines[0] == "src/a.lean: certified"
    assert lines[1].startswith("src/b.lean: not proved: t: kernel: t: the result states something else")
    assert lines[2:] == ["2 files: 1 certified, 1 not proved, 0 bad input, 0 failed"]
    assert run.returncode == 1


def test_where_nothing_is_claimed_nothing_is_verified_and_that_is_said(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--since", "HEAD"]) == 0
    assert capsys.readouterr().out == (
        "nothing to verify: no theorem that was open at HEAD is proved in the files that changed\n"
    )
    assert main(["verify", "--since", "HEAD", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "status": "nothing to verify",
        "counts": {},
        "files": [],
    }


@pytest.mark.parametrize(
    ("revision", "paths", "words"),
    [
        ("nonsense", [], "nonsense: git has no such revision here"),
        ("--upload-pack=x", [], "git has no such revision here"),
        ("HEAD", ["nothing.lean"], "nothing.lean: no such file"),
        ("HEAD", ["/etc"], "/etc: it is not in the git repository"),
    ],
)
def test_what_git_does_not_have_is_bad_input(tree: Path, revision: str, paths: list[str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        changed_since(revision, [Path(path) for path in paths])


def test_a_repository_without_the_text_of_a_file_is_bad_input(tree: Path) -> None:
    (tree / "c.lean").write_text(HALF)
    with git.Repo(tree) as repository:
        lost = repository.head.commit.tree["c.lean"].hexsha
    (tree / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    with pytest.raises(BadInput, match=r"HEAD:c\.lean: git does not have it here"):
        changed_since("HEAD", [Path("c.lean")])


def test_a_folder_in_no_repository_and_one_without_a_commit_are_bad_input(tmp_path: Path, own_home: Path) -> None:
    os.chdir(tmp_path)
    with pytest.raises(BadInput, match="it is in no git repository"):
        changed_since("HEAD", [])
    git.Repo.init(tmp_path).close()
    with pytest.raises(BadInput, match="HEAD: git has no such revision here"):
        changed_since("HEAD", [])


def test_a_link_that_took_a_file_s_place_and_leads_out_is_not_read(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.lean"
    outside.write_text(WHOLE)
    (tree / "c.lean").unlink()
    (tree / "c.lean").symlink_to(outside)
    with pytest.raises(BadInput, match=r"c\.lean: cannot be read: it leads out of"):
        changed_since("HEAD", [])
