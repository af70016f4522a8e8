"""What users copy into their repositories: each command of the hooks and workflows is one, and does what is said."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import git
import pytest
import yaml

from architect.cli import main
from tests.architect.run.test_since import FALSE, HALF, commit, tree
from tests.conftest import PATIENCE

__all__ = ["tree"]  # a fixture
ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / "docs" / "workflows").glob("*.yml"))
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def steps_of(workflow: Path) -> list[dict[str, Any]]:
    [job] = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def ran(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A step, as a runner runs it, where `architect` is on the PATH and no Lake is."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    environment["GITHUB_STEP_SUMMARY"] = str(folder / "summary")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def test_the_hook_on_a_commit_refuses_a_proof_of_something_else(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "src/a.lean").write_text(FALSE)
    _, *words = shlex.split(HOOKS["architect-verify"]["entry"])
    assert main([*words, "src/a.lean", "c.lean"]) == 1
    assert capsys.readouterr().out.startswith("src/a.lean: not proved: t: kernel: t: the result states something else")


def test_the_hook_that_lists_refuses_nothing(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "lakefile.toml").write_text('[[lean_lib]]\nname = "c"\n')
    _, *words = shlex.split(HOOKS["architect-sorries"]["entry"])
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["c.lean:2:2: t", "c.lean:5:2: u"]


def test_each_hook_runs_in_one_process_on_lean_files_only() -> None:
    assert HOOKS.keys() == {"architect-verify", "architect-sorries"}
    assert all(hook["files"] == r"\.lean$" and hook["language"] == "python" for hook in HOOKS.values())
    assert HOOKS["architect-verify"]["require_serial"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_only_read_and_its_steps_are_shell(workflow: Path) -> None:
    whole = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert whole["permissions"] == {"contents": "read"}
    assert whole[True] == "pull_request"  # `on` is a truth in YAML 1.1; this kind of event is given no secrets
    for line in (step["run"] for step in steps_of(workflow) if "run" in step):
        subprocess.run(["bash", "-n", "-c", line], check=True, timeout=PATIENCE)


def test_the_steps_of_a_workflow_certify_what_a_pull_request_proves(tree: Path) -> None:
    with git.Repo(tree) as repository:
        base = repository.active_branch.name
        repository.git.checkout("-b", "request")
        (tree / "src/a.lean").write_text(HALF)
        commit(repository)
        repository.git.checkout(base)
        name = ["git", "-c", "user.name=n", "-c", "user.email=e"]
        repository.git.execute([*name, "merge", "--no-ff", "--quiet", "--message", "the merge", "request"])
    [line] = [step["run"] for step in steps_of(WORKFLOWS[-1]) if step.get("run", "").startswith("architect")]
    assert WORKFLOWS[-1].stem == "proofs"
    found = ran(line, tree)
    assert found.stdout == "src/a.lean: certified\n1 file: 1 certified, 0 not proved, 0 bad input, 0 failed\n"


def test_the_steps_for_a_project_refuse_what_a_pull_request_has_compiled(tree: Path) -> None:
    [line] = [step["run"] for step in steps_of(WORKFLOWS[0]) if step.get("run", "").startswith("test ")]
    assert ran(line, tree).returncode == 0
    for name in (".lake/build/lib/lean/A.ilean", "src/a.olean"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
        with git.Repo(tree) as repository:
            repository.git.add("--force", name)
            assert ran(line, tree).returncode == 1
            repository.git.rm("--cached", name)


def test_the_steps_for_a_project_ask_for_its_lake_and_list_what_is_open(tree: Path) -> None:
    (tree / "lakefile.toml").write_text('[[lean_lib]]\nname = "c"\n')
    with git.Repo(tree) as repository:
        (tree / "src/a.lean").write_text(HALF)
        commit(repository)
    assert WORKFLOWS[0].stem == "proofs-of-a-project"
    lines = [step["run"] for step in steps_of(WORKFLOWS[0]) if step.get("run", "").startswith("architect ")]
    verified, listed = (ran(line, tree) for line in lines[-2:])
    assert verified.returncode == 3
    assert listed.returncode == 0
    assert (tree / "summary").read_text().splitlines()[:1] == ["c.lean:2:2: t"]
