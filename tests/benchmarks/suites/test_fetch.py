"""Fetching a suite, from a repository that the test makes: what is verified, recorded and refused."""

import json
import socket
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import git
import pytest

from benchmarks.suites.fetch import FetchFailed, fetch
from benchmarks.suites.pins import Pin, digest, hashes, load_pins, pinned_as
from benchmarks.suites.suite import open_suite, pinned_suite
from prover.words.errors import ArchitectError, BadInput
from tests.conftest import PATIENCE

AUTHOR = git.Actor("A", "a@example.org")


@dataclass
class Upstream:
    """A repository with two commits, of which the first is pinned."""

    repo: git.Repo
    pin: Pin

    def commit(self, **files: str) -> str:
        root = Path(str(self.repo.working_tree_dir))
        for name, text in files.items():
            path = root / "MiniF2F" / "Test" / f"{name}.lean"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        self.repo.git.add("--all")
        return self.repo.index.commit("x", author=AUTHOR, committer=AUTHOR).hexsha


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    root = tmp_path / "upstream"
    repo = git.Repo.init(root, mkdir=True)
    nothing = load_pins()["minif2f"].model_copy(update={"name": "toy", "url": root.as_uri()})
    made = Upstream(repo, nothing)
    (root / "LICENSE").write_text("MIT License\n")
    (root / ".gitattributes").write_text("* text=auto\n")
    commit = made.commit(a="theorem a : True := by sorry", b="theorem b : True := by\n  sorry\n")
    found = hashes(pinned_suite(nothing, root).statements())
    made.pin = nothing.model_copy(update={"commit": commit, "statements": 2, "digest": digest(found)})
    made.commit(b="theorem b : False := by sorry\n")
    repo.close()
    return made


def refusal(upstream: Upstream, data: Path, **changes: object) -> str:
    with pytest.raises(ArchitectError) as refused:
        fetch("toy", data, upstream.pin.model_copy(update=changes))
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(("toy: ", f"{data / 'toy'}: "))
    return str(refused.value)


def test_a_suite_comes_at_its_pinned_commit_with_a_record_of_commit_licence_and_statements(
    upstream: Upstream, tmp_path: Path
) -> None:
    fetched = fetch("toy", tmp_path / "data", upstream.pin)
    assert (fetched.statements, fetched.new) == (2, True)
    assert (fetched.folder / "MiniF2F/Test/b.lean").read_text() == "theorem b : True := by\n  sorry\n"
    record = json.loads(fetched.record.read_text())
    assert record["commit"] == upstream.pin.commit
    assert record["licence"] == "MIT"
    assert record["licence_sha256"] == sha256(b"MIT License\n").hexdigest()
    assert record["statements"]["a"] == sha256(b"theorem a : True := by sorry").hexdigest()
    assert (record["count"], record["digest"]) == (2, upstream.pin.digest)
    assert sorted(p.name for p in (tmp_path / "data").iterdir()) == ["toy", "toy.json"]


def test_a_second_fetch_verifies_what_is_there_and_changes_nothing(upstream: Upstream, tmp_path: Path) -> None:
    first = fetch("toy", tmp_path, upstream.pin)
    record = first.record.read_bytes()
    gone = upstream.pin.model_copy(update={"url": "file:///nowhere"})  # nothing is asked of the network
    again = fetch("toy", tmp_path, gone)
    assert (again.new, again.statements) == (False, 2)
    assert json.loads(again.record.read_bytes())["statements"] == json.loads(record)["statements"]


def test_a_commit_that_is_not_there_is_refused_and_nothing_is_left(upstream: Upstream, tmp_path: Path) -> None:
    assert "git could not bring 000000000000" in refusal(upstream, tmp_path / "data", commit="0" * 40)
    assert not list((tmp_path / "data").iterdir())


def test_a_place_that_is_no_repository_is_refused_and_nothing_is_left(upstream: Upstream, tmp_path: Path) -> None:
    assert "git could not bring" in refusal(upstream, tmp_path / "data", url=(tmp_path / "none").as_uri())
    assert not list((tmp_path / "data").iterdir())


def test_other_statements_than_were_pinned_are_refused_and_nothing_is_left(upstream: Upstream, tmp_path: Path) -> None:
    upstream.repo = git.Repo(str(upstream.repo.working_tree_dir))
    tampered = upstream.commit(a="theorem a : False → True := by sorry", b="theorem b : True := by\n  sorry\n")
    fewer = upstream.pin.statements + 1
    upstream.repo.close()
    assert "not the ones that were pinned" in refusal(upstream, tmp_path / "data", commit=tampered)
    assert "2 statements came, pinned are 3" in refusal(upstream, tmp_path / "data", statements=fewer)
    assert not list((tmp_path / "data").iterdir())


@pytest.mark.parametrize("hidden", [False, True])
def test_a_tampered_file_is_refused_and_stays_as_it_is(hidden: bool, upstream: Upstream, tmp_path: Path) -> None:
    file = fetch("toy", tmp_path, upstream.pin).folder / "MiniF2F" / "Test" / "a.lean"
    if hidden:  # from git, which then calls the checkout clean
        with git.Repo(tmp_path / "toy") as repo:
            repo.git.update_index("--assume-unchanged", "MiniF2F/Test/a.lean")
    file.write_text("theorem a : True := by trivial; sorry")
    reason = refusal(upstream, tmp_path)
    assert ("not the ones that were pinned" if hidden else "changed since it was fetched") in reason
    assert file.read_text() == "theorem a : True := by trivial; sorry"


def test_a_file_of_the_users_own_in_the_checkout_is_refused(upstream: Upstream, tmp_path: Path) -> None:
    fetch("toy", tmp_path, upstream.pin)
    (tmp_path / "toy" / "MiniF2F" / "Test" / "mine.lean").write_text("theorem mine : True := by sorry")
    assert "mine.lean, 1 in all" in refusal(upstream, tmp_path)


def test_a_checkout_at_another_commit_is_refused(upstream: Upstream, tmp_path: Path) -> None:
    with git.Repo.clone_from(upstream.pin.url, tmp_path / "toy") as clone:
        here = clone.head.commit.hexsha
    assert f"is at {here[:12]}, pinned is {upstream.pin.commit[:12]}" in refusal(upstream, tmp_path)


def test_a_folder_that_is_no_checkout_is_refused(upstream: Upstream, tmp_path: Path) -> None:
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "keep").write_text("mine")
    assert "no git checkout" in refusal(upstream, tmp_path)
    assert (tmp_path / "toy" / "keep").read_text() == "mine"


def test_the_lineage_of_statements_is_told_by_the_statements_alone(upstream: Upstream, tmp_path: Path) -> None:
    folder = fetch("toy", tmp_path, upstream.pin).folder
    pins = [*load_pins().values(), upstream.pin]
    found = hashes(pinned_suite(upstream.pin, folder).statements())
    assert pinned_as(found, pins) == "toy"
    assert pinned_as({**found, "a": found["b"]}, pins) is None
    assert len({pin.digest for pin in pins}) == len(pins)


def test_an_unknown_suite_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="to fetch: minif2f, minif2f-2025"):
        fetch("nothing", tmp_path)


def test_a_server_that_never_answers_is_given_up(upstream: Upstream, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        pin = upstream.pin.model_copy(update={"url": f"git://127.0.0.1:{silent.getsockname()[1]}/toy"})
        with pytest.raises(FetchFailed, match=r"no commit from git://.* within 0\.3 s"):
            fetch("toy", tmp_path / "data", pin, seconds=0.3)
    assert not list((tmp_path / "data").iterdir())


def test_an_interrupted_fetch_leaves_no_git_behind_and_no_folder(upstream: Upstream, tmp_path: Path) -> None:
    script = """if True:
        import signal, sys
        from pathlib import Path
        from benchmarks.suites.fetch import fetch
        from benchmarks.suites.pins import Pin
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as `architect` does
        fetch("toy", Path(sys.argv[1]), Pin.model_validate_json(sys.argv[2]))
    """
    with socket.create_server(("127.0.0.1", 0)) as silent:
        pin = upstream.pin.model_copy(update={"url": f"git://127.0.0.1:{silent.getsockname()[1]}/toy"})
        command = [sys.executable, "-c", script, str(tmp_path / "data"), pin.model_dump_json()]
        silent.settimeout(PATIENCE)
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            asking, _ = silent.accept()
            with asking:
                process.terminate()
                asking.settimeout(PATIENCE)
                while asking.recv(4096):  # ends when git, at the other end, is gone
                    pass
            assert process.wait(PATIENCE) != 0
    assert not list((tmp_path / "data").iterdir())


def test_a_fetched_suite_opens_under_its_name(upstream: Upstream, tmp_path: Path) -> None:
    fetched = fetch("toy", tmp_path, upstream.pin)
    fetched.folder.rename(tmp_path / "minif2f")
    assert [s.id for s in open_suite("minif2f", tmp_path).statements("test")] == ["a", "b"]
