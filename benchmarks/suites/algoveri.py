"""AlgoVeri, its Lean part: a program to write and a proof about it, judged by a rule of its own (program.py)."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.suites.known_bad import why_bad
from benchmarks.suites.pins import Pin
from benchmarks.suites.program import open_regions
from benchmarks.suites.reading import check_split, inside, only_target
from benchmarks.suites.statement import PROGRAM, Statement
from prover.words.errors import BadInput
from prover.words.files import read_text


class AlgoVeri:
    """One folder a task: `lean_spec.lean` with the marked regions, and the task in words."""

    splits: tuple[str, ...] = ()

    def __init__(self, pin: Pin, root: Path) -> None:
        self.name, self._folder = pin.name, inside(root, pin.folder)

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, self.splits, split)
        files = sorted(self._folder.glob("*/lean_spec.lean"))
        if not files:
            raise BadInput(f"{self._folder}: no folder with a lean_spec.lean in it")
        for file in files:
            text, words = read_text(file), file.with_name("lean_nl.txt")
            open_regions(text, file)
            yield Statement(
                file.parent.name,
                text,
                only_target(text, file).name,
                "algorithm",
                read_text(words).strip() if words.exists() else "",
                str(file.relative_to(self._folder)),
                PROGRAM,
                bad=why_bad(text),
            )
