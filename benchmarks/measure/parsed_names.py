"""The names that the parser finds, beside those that Lean has of the same modules; part of `measure/parser.py`."""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure.written import Written, code_of, declared
from prover.text.declarations import Declaration
from prover.text.problem import Problem
from prover.text.tokens import unquoted, words_of

GOAL = 0.998
SHOWN = 8  # examples of each kind
PUBLIC = re.compile(r"\bpublic\s+(?:meta\s+|noncomputable\s+)*section\b")
# What Lean makes a declaration of, where none is written; the first that stands on its lines.
MAKERS = re.compile(
    r"\b(?:to_additive|to_dual|to_app|reassoc|elementwise|simps!?|mk_iff|ext|alias|irreducible_def|initialize\w*"
    r"|register_\w+|deriving|instance|notation3?|infix\w*|prefix|postfix|macro|syntax|elab|simproc\w*|dsimproc\w*"
    r"|declare_\w+|proof_wanted|structure|class|inductive)\b"
)


@dataclass(frozen=True)
class Listed:
    """What Lean says of a declaration: its name, and its first and last line, from 1."""

    name: str
    first: int
    last: int


@dataclass
class Agreement:
    """Places that were looked at, and those at which the two do not agree, by kind."""

    places: int = 0
    amiss: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def row(self, what: str, goal: str) -> str:
        agree = self.places - sum(map(len, self.amiss.values()))
        return f"| {what} | {goal} | {agree / max(self.places, 1):.3%} ({agree:,} of {self.places:,}) |"

    def examples(self) -> Iterator[str]:
        for kind, found in sorted(self.amiss.items(), key=lambda each: -len(each[1])):
            yield f"{len(found):6,} {kind}"
            yield from (f"       {each}" for each in found[:: max(len(found) // SHOWN, 1)][:SHOWN])


def read_index(file: Path) -> Mapping[str, Sequence[Listed]]:
    """Lean's declarations by module."""
    found: dict[str, list[Listed]] = defaultdict(list)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found[row["module"]].append(Listed(row["name"], *row["lines"]))
    return found


class FoundNames:
    """Modules whose source is the one that Lean read, by the lines, are told from those that have changed since."""

    def __init__(self) -> None:
        self.same, self.changed, self.ours = Agreement(), Agreement(), Agreement()
        self.modules: Counter[bool] = Counter()
        self.made: Counter[str] = Counter()

    def add(self, module: str, problem: Problem, listed: Sequence[Listed]) -> None:
        code = code_of(problem.text)
        by_end: dict[str, list[Listed]] = defaultdict(list)
        for each in listed:
            by_end[each.name.rpartition(".")[2]].append(each)
        ends = ((written, by_end[unquoted(written.name).rpartition(".")[2]]) for written in declared(code))
        named = ((written, [each for each in ending if _is_called(each, written)]) for written, ending in ends)
        places = [(written, called) for written, called in named if called]
        is_same = all(any(_is_at(each, written) for each in called) for written, called in places)
        self.modules[is_same] += 1
        tally = self.same if is_same else self.changed
        ours = {(_line(problem, d), unquoted(d.name)) for d in problem.declarations if d.name}
        seen: set[str] = set()
        for written, called in places:
            here = {each.name for each in called if _is_at(each, written) or not is_same}
            found = {name for line, name in ours if line == written.line}
            seen |= here & found
            tally.places += 1
            if not here & found:
                names = f"Lean {', '.join(sorted(here))}, the parser {', '.join(found) or 'nothing'}"
                tally.amiss[written.word].append(f"{module}:{written.line} {names}")
        if is_same:
            self._add_ours(module, problem, code, {each.name for each in listed})
            self._add_made(code, [each for each in listed if each.name not in seen])

    def _add_ours(self, module: str, problem: Problem, code: str, listed: Collection[str]) -> None:
        """What the parser finds Lean has, but for what documentation leaves out."""
        public = PUBLIC.search(code)
        for each in problem.declarations:
            words = words_of(problem.text[each.start : each.keyword_at])
            hidden = problem.is_module and "public" not in words and not (public and public.end() < each.start)
            if each.name and not hidden and "private" not in words and not each.name.rpartition(".")[2].startswith("_"):
                self.ours.places += 1
                if unquoted(each.name) not in listed:
                    self.ours.amiss[each.keyword].append(f"{module}:{_line(problem, each)} {each.name}")

    def _add_made(self, code: str, listed: Sequence[Listed]) -> None:
        lines = code.split("\n")
        for each in listed:
            maker = MAKERS.search("\n".join(lines[each.first - 1 : each.last]))
            self.made[maker[0] if maker else "something else"] += 1

    def told(self) -> Iterator[str]:
        same, changed = self.modules[True], self.modules[False]
        rows = [
            (self.same, f"names where Lean has them, {same:,} modules", f"{GOAL:.1%}"),
            (self.changed, f"names anywhere in {changed:,} modules that have changed since", "–"),
            (self.ours, f"what the parser finds : Lean has it, the {same:,} modules", "–"),
        ]
        yield from (tally.row(what, goal) for tally, what, goal in rows)
        made = ", ".join(f"{what} {count:,}" for what, count in self.made.most_common())
        yield f"| not written, by the first word on its lines that makes it | – | {made} |"
        for tally, what, _ in rows:
            yield f"\nnot so: {what}"
            yield from tally.examples()


def _is_called(each: Listed, written: Written) -> bool:
    name = unquoted(written.name).removeprefix("_root_.")
    return each.name == name or each.name.endswith(f".{name}")


def _is_at(each: Listed, written: Written) -> bool:
    return each.first <= written.line <= each.last


def _line(problem: Problem, declaration: Declaration) -> int:
    return problem.text.count("\n", 0, declaration.keyword_at) + 1
