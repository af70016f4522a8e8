"""Programs of Lean's as scripts: their words, their failures in one line, and that nothing of them is left."""

from pathlib import Path

import pytest

from architect.setup.running import run
from prover.words.errors import SetupFailed
from tests.architect.setup.releases import quiet
from tests.conftest import wait_until_gone


def program(folder: Path, text: str, first: str = "#!/bin/sh") -> list[str]:
    path = folder / "program"
    path.write_text(f"{first}\n{text}\n")
    path.chmod(0o755)
    return [str(path)]


def test_the_last_line_is_returned_whatever_ends_it(tmp_path: Path) -> None:
    said = run(program(tmp_path, "printf 'one\\rtwo\\nthree \\303\\244 \\377\\r'"), tmp_path, quiet()[0])
    assert said == "three ä �"


def test_a_folder_can_be_put_before_the_path(tmp_path: Path) -> None:
    assert run(program(tmp_path, "echo $PATH"), tmp_path, quiet()[0], path=tmp_path).startswith(f"{tmp_path}:")


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("echo cloning; echo 'fatal: unable to access: Could not resolve host: github.com'; echo bye; exit 1",
         r"Could not resolve host: github\.com; is there a network\?"),
        ("echo 'x: /lib/libc.so.6: version `GLIBC_2.38'\"'\"' not found (required by x)' >&2; exit 1",
         r"GLIBC_2\.38' not found .*; this system's C library is too old for it"),
        ("echo 'error: write: No space left on device'; exit 2", "; make room, then run it again"),
        ("echo 'uncaught exception: leantar: HTTP 407 proxy wants login'; exit 1", "; see that https_proxy"),
        ("exit 3", "it ended with status 3$"),
        ("kill -9 $$", "it ended with status -9$"),
    ],
)  # fmt: skip
def test_a_program_that_fails_is_one_line_with_what_to_do(does: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SetupFailed, match=says) as caught:
        run(program(tmp_path, does), tmp_path, quiet()[0])
    assert str(caught.value).startswith(f"`{tmp_path}/program` in {tmp_path}: ")
    assert "\n" not in str(caught.value)


def test_a_program_without_its_loader_is_said_as_that(tmp_path: Path) -> None:
    with pytest.raises(SetupFailed, match="no loader for it on this system; it wants the GNU C library"):
        run(program(tmp_path, "", first="#!/lib/ld-that-is-not-there.so"), tmp_path, quiet()[0])


def test_a_program_that_falls_silent_is_ended_with_its_children(tmp_path: Path) -> None:
    command = program(tmp_path, "tail -f /dev/null & echo $! > child; echo begun; wait")
    with pytest.raises(SetupFailed, match=r"said nothing for 0\.5 s; try again"):
        run(command, tmp_path, quiet()[0], silence=0.5)
    wait_until_gone(int((tmp_path / "child").read_text()))
