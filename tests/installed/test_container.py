"""The recipe of a container, which nobody here can build: what it is built of, who runs in it, what it writes to."""

import re
from pathlib import Path

from tests.installed.test_wheel import PACKAGES

ROOT = Path(__file__).parents[2]
STEPS = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_build_is_given_the_packages_and_what_their_wheel_is_described_by() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    given = {line.removeprefix("!") for line in lines if line.startswith("!")}
    assert "*" in lines
    assert given == {*PACKAGES, "pyproject.toml", "README.md"}


def test_it_runs_as_a_user_who_is_not_root_with_the_library_compiled_and_one_folder_to_write_to() -> None:
    last = STEPS.rpartition("\nFROM ")[2]
    order = [last.index(part) for part in ("pip install", "USER 1000", "RUN architect doctor", "VOLUME /state")]
    assert order == sorted(order)
    assert re.search(r"ENV XDG_CACHE_HOME=/cache XDG_STATE_HOME=/state\n", last)
    assert re.findall(r"^VOLUME (.*)$", STEPS, re.MULTILINE) == ["/state"]
