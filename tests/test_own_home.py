"""Each test by itself: what it and its children write lies in folders of its own, which hold nothing of any other's."""

import subprocess
import sys
from pathlib import Path

import pytest

SAYS = """
from pathlib import Path
from architect.blueprint.proofs import proofs_folder
from prover.words.folders import runs_folder
for path in (Path.home(), Path.cwd(), proofs_folder(), runs_folder()):
    print(path)
"""


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_child_finds_nothing_in_its_home_but_the_library_and_leaves_its_own_there(own_home: Path, time: str) -> None:
    run = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True)
    home, here, *kept = map(Path, run.stdout.splitlines())
    assert home == here == own_home
    assert [path.name for path in home.iterdir()] == ["cache"]
    links = list((home / "cache" / "blueprint-prover").iterdir())
    assert all(path.is_symlink() and path.name.startswith(("lean-", "premises-")) for path in links)
    for folder in kept:  # where it would put proofs and runs
        assert own_home in folder.parents
        folder.mkdir(parents=True)
