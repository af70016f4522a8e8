"""The path of a request, as docs/architecture.md has it, is the stack that is there when the kernel is asked."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOP = re.compile(r"^\d+\. `([\w.]+)`:", re.MULTILINE)


def test_the_documented_path_is_the_recorded_stack(tmp_path: Path) -> None:
    file = tmp_path / "two.lean"
    file.write_text("theorem t (a b : Nat) : a + b + 0 = b + a := by\n  sorry\n")
    # A busy machine may begin a blueprint before it is proved as it is, which is the other path of that page.
    command = [sys.executable, "-m", "tests.path_of_a_request", "prove", str(file), "--rounds", "0"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    stack = [line for line in ran.stdout.splitlines() if re.fullmatch(r"(architect|prover)(\.\w+)+", line)]
    page = HOP.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert len(page) == 9
    assert [".".join(name.split(".")[-2:]) for name in stack] == page
