"""What is no regular file of a bounded size is refused at once, by the one reader and by everything that uses it."""

import ast
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from architect.blueprint.proofs import ProofCache
from architect.formats.file import read_blueprint
from architect.run.events import RUN_EVENTS
from architect.run.journal import read_journal
from benchmarks.suites.own import own_suite
from prover.llm.cassette import Replayer
from prover.text.problem import read_problem
from prover.words.errors import BadInput
from prover.words.files import MOST_BYTES, read_bytes, read_text, resolved
from prover.words.settings import resolve
from prover.words.templates import Prompts

ROOT = Path(__file__).parents[3]


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def huge(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    return path


def linked(path: Path, to: Path) -> Path:
    path.symlink_to(to)
    return path


def test_only_links_that_go_round_are_no_path_and_whoever_opens_another_says_what_it_is(tmp_path: Path) -> None:
    """As it must be under every Python: from 3.13 on the system's own `resolve` leaves the first as they are."""
    circle, unopened = linked(tmp_path / "circle", tmp_path / "circle"), tmp_path / ("a" * 300)
    for path in (circle, circle / "below"):
        with pytest.raises(BadInput, match="its links lead nowhere"):
            resolved(path)
    assert resolved(linked(tmp_path / "link", unopened)) == unopened
    chain = tmp_path / "0"
    for i in range(1, 50):  # more than the kernel follows
        chain = linked(tmp_path / str(i), chain)
    assert resolved(chain) == tmp_path / "0"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (pipe, "a pipe, not a file"),
        (lambda path: linked(path, pipe(path.with_name("pipe"))), "a pipe, not a file"),
        (lambda path: linked(path, Path("/dev/zero")), "a device, not a file"),
        (lambda path: linked(path, Path("/dev/null")), "a device, not a file"),
        (lambda path: linked(path, path), "Too many levels of symbolic links"),
        (lambda path: path.mkdir() or path, "a folder, not a file"),
        (huge, "larger than 16 MiB"),
        (lambda path: linked(path, path.with_name("gone")), "no such file"),
        (lambda path: path.with_name("a\0b"), "no path"),
        (lambda path: path / "below" if path.write_text("") == 0 else path, "Not a directory"),
    ],
)
def test_what_is_no_file_of_a_bounded_size_is_bad_input_in_one_line(
    tmp_path: Path, make: Callable[[Path], Path], words: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read_problem(make(tmp_path / "t.lean"))
    assert words in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_socket_is_no_file(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as local:
        local.bind(str(tmp_path / "s"))
        with pytest.raises(BadInput, match="a socket, not a file"):
            read_text(tmp_path / "s")


def test_a_file_is_read_through_links_and_to_its_last_byte(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(b"a\r\n" * 800_000)
    assert read_text(linked(tmp_path / "link", tmp_path / "t")) == "a\r\n" * 800_000
    assert read_bytes(tmp_path / "t", 2_400_000) == b"a\r\n" * 800_000
    with pytest.raises(OSError, match="larger"):
        read_bytes(tmp_path / "t", 2_399_999)


def test_a_link_within_a_strangers_folder_is_followed_and_one_that_leads_out_of_it_is_not(tmp_path: Path) -> None:
    run = tmp_path / "run"
    (run / "deep").mkdir(parents=True)
    (run / "own").write_text("own")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "run-2").mkdir()
    (tmp_path / "run-2" / "secret").write_text("secret")
    named = linked(tmp_path / "named", run)
    assert read_text(linked(run / "deep" / "link", run / "own"), inside=run) == "own"
    assert read_text(named / "own", inside=named) == "own"
    linked(run / "folder", tmp_path)
    for out in (linked(run / "link", tmp_path / "secret"), run / "folder" / "secret", run / ".." / "run-2" / "secret"):
        assert read_text(out) == "secret"
        with pytest.raises(BadInput, match=r"leads out of .*, and is not followed") as caught:
            read_text(out, inside=run)
        assert str(caught.value).startswith(f"{out}: cannot be read: ")


def test_a_file_that_the_system_gives_no_size_is_read_and_one_without_an_end_is_not() -> None:
    assert read_bytes(Path("/proc/self/comm"))
    with pytest.raises(BadInput):
        read_text(Path("/proc/self/mem"))


READERS: dict[str, Callable[[Path], object]] = {
    "journal": lambda path: read_journal(path, RUN_EVENTS),
    "cassette": Replayer,
    "settings": lambda path: resolve(path, {}),
    "t.json": read_blueprint,
    "t.tex": read_blueprint,
    "t.lean": read_blueprint,
    "suite.jsonl": own_suite,
    "folder/t.lean": lambda path: list(own_suite(path.parent).statements()),
    "prompts/prove.md": lambda path: Prompts(path.parent).render("prove"),
}


@pytest.mark.parametrize("name", READERS)
def test_every_reader_refuses_a_pipe(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    with pytest.raises(BadInput, match="a pipe, not a file"):
        READERS[name](pipe(tmp_path / name))


def test_a_pipe_in_the_cache_of_proofs_is_no_proof(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    pipe(tmp_path / "ab" / "abc.json")
    assert ProofCache(tmp_path).get("abc") is None


# Readers of what is not the user's: the package's own files, Linux's, what a process of ours has just made.
OWN = {
    "prover/words/files.py", "prover/lean/toolchains/embedded.py", "prover/lean/sandbox/taken.py",
    "prover/lean/kernel/modules.py", "prover/lean/kernel/script.py", "prover/lean/sandbox/landlock.py",
    "prover/lean/sandbox/namespaces.py", "prover/lean/sandbox/probe.py", "prover/lean/zygote.py",
    "benchmarks/runs/provenance.py",
    "benchmarks/suites/fetch.py", "benchmarks/mutation/fuzz.py",
}  # fmt: skip


def test_nobody_else_opens_files_that_others_name() -> None:
    """`files("package") / …` reads what is shipped, and `Path(__file__)` too."""
    found = []
    for path in sorted(p for top in ("architect", "prover", "benchmarks") for p in (ROOT / top).rglob("*.py")):
        place = str(path.relative_to(ROOT))
        if place in OWN or place.startswith("benchmarks/measure/"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                shipped = ast.unparse(node.func.value)
                if node.func.attr in ("read_bytes", "read_text") and not ("files(" in shipped or "__file__" in shipped):
                    found.append(f"{place}:{node.lineno}")
    assert found == []
