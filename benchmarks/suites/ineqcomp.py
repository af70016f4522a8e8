"""Ineq-Comp: inequalities, and problems composed from them, so that the drop from seed to composed can be told."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.suites.known_bad import why_bad
from benchmarks.suites.pins import Pin
from benchmarks.suites.reading import check_split, inside, json_lines, only_target, text_field, with_sorry
from benchmarks.suites.statement import Statement
from prover.words.errors import BadInput

SPLITS = ("seed", "type1", "type2", "mix", "real")
KINDS = ("amgm", "cauchy", "misc")  # of each there is a file of seeds, and two of what was composed from them
OTHERS = {"comp2_100": "mix", "real": "real"}  # mixed from two seeds; from competitions, with no seed


class IneqComp:
    """JSONL files of statements without a header and without `sorry`.

    The k-th line of `amgm_type1` is composed from the k-th seed of `amgm_seed`: that seed's id is the group of both
    (a seed is its own group). A line of `comp2_100` names its two seeds.
    """

    splits = SPLITS

    def __init__(self, pin: Pin, root: Path) -> None:
        self.name, self._header, self._folder = pin.name, pin.header, inside(root, pin.folder)

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, SPLITS, split)
        found = False
        for file, part, seeds in self._files():
            if split is None or part == split:
                found = True
                yield from self._of_file(file, part, seeds)
        if not found:
            raise BadInput(f"{self._folder}: no file of the split {split or 'seed'} in it")

    def _files(self) -> Iterator[tuple[Path, str, list[str]]]:
        for kind in KINDS:
            seeds = self._folder / f"{kind}_seed.jsonl"
            names = [text_field(place, line, "name") for place, line in json_lines(seeds)] if seeds.exists() else []
            for part in SPLITS[:3]:
                if (file := self._folder / f"{kind}_{part}.jsonl").exists():
                    yield file, part, names
        for stem, part in OTHERS.items():
            if (file := self._folder / f"{stem}.jsonl").exists():
                yield file, part, []

    def _of_file(self, file: Path, part: str, seeds: list[str]) -> Iterator[Statement]:
        lines = list(json_lines(file))
        if seeds and len(seeds) != len(lines):
            raise BadInput(f"{file}: {len(lines)} problems for {len(seeds)} seeds: which is whose cannot be told")
        category = f"{file.stem.partition('_')[0]} {part}" if part in SPLITS[:3] else part
        for number, (place, line) in enumerate(lines):
            name = text_field(place, line, "name")
            text = with_sorry(self._header + text_field(place, line, "formal_statement"))
            # The theorem may be called otherwise than the problem: jensen_p22 holds a second jensen_p2.
            target = only_target(text, Path(place))
            group = seeds[number] if seeds else text_field(place, line, "original_problems", default="")
            yield Statement(name, text, target.name, category, source=file.name, group=group, bad=why_bad(text))
