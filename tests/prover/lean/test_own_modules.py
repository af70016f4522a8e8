"""The names that a text imports from its own project are read from sources, wherever the lakefile has them."""

import os
from pathlib import Path

import pytest

from prover.lean.search.own_modules import MOST_BYTES, own_declarations

FILES = {
    "A": "import A.B\nimport Mathlib.X\nimport Gone\ndef f (n : Nat) : Nat := g n\nprivate def hidden := 0\n",
    "A/B": "inductive T | t\nnamespace T\nabbrev g := 1\ntheorem law : g = 1 := rfl\nend T\n",
    "C": "def other := 0\n",
    "Mathlib/X": "def Finset.sum := 0\n",
}


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / f"{name}.lean"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.mark.parametrize(
    ("lakefile", "text", "folder"),
    [
        ("lakefile.toml", 'name = "p"', "."),
        ("lakefile.toml", '[[lean_lib]]\nname = "A"\nsrcDir = "src"', "src"),
        ("lakefile.lean", 'lean_lib A where\n  srcDir := "a/b"', "a/b"),
    ],
)
def test_what_imported_modules_of_the_project_declare_is_found_and_nothing_of_a_library(
    tmp_path: Path, lakefile: str, text: str, folder: str
) -> None:
    (tmp_path / lakefile).write_text(text)
    put(tmp_path / folder, FILES)
    found = own_declarations(tmp_path, "import A\nopen Nat\n")
    assert found == {"f": "def", "T": "inductive", "T.g": "abbrev", "T.law": "theorem"}
    assert own_declarations(tmp_path, "import Mathlib.X\n") == {}
    put(tmp_path / folder, {"A/B": "structure U where\n"})
    os.utime(tmp_path / folder / "A" / "B.lean", ns=(0, 0))
    assert own_declarations(tmp_path, "import A.B\n") == {"U": "structure"}


def test_the_nearest_modules_are_read_and_no_more_than_a_bounded_part(tmp_path: Path) -> None:
    long = "-- so\n" * (MOST_BYTES // 12 + 1)
    put(tmp_path, {"A": "import B\ndef a := 0\n", "C": f"def c := 0\n{long}", "D": f"def d := 0\n{long}"})
    put(tmp_path, {"B": "def b := 0\n"})
    assert [*own_declarations(tmp_path, "import A\nimport C\nimport D\n")] == ["a", "c", "d"]
    (tmp_path / "C.lean").write_bytes(b"\xff")  # not UTF-8: it says nothing
    assert [*own_declarations(tmp_path, "import A\nimport C\nimport D\n")] == ["a", "d", "b"]
