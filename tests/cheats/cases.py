"""The cases of this folder: one TOML file each, with the original file and what somebody made of it; no Lean here.

why, source        what is wrong (or only looks wrong), and who described it
original           the user's file; `theorem` is the one to prove, by default `t`
fill, inserted     what a prover submits: the texts for its `sorry`s, and declarations before it
result             or a whole file, for `architect verify`
finding            the first finding in the result's text, for which `--strict` refuses it
strict             the same where only `--strict` has one
[prove], [verify]  of a cheat: the step that refuses it on each way, and words of the reason
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prover.gate.candidate import Submission
from prover.text.declarations import Declaration
from prover.text.problem import Problem, parse_problem

HERE = Path(__file__).parent
KINDS = ("refused", "honest")


@dataclass(frozen=True)
class Case:
    kind: str
    name: str
    why: str
    original: str
    source: str = ""
    theorem: str = "t"
    fill: tuple[str, ...] = ()
    inserted: str = ""
    result: str | None = None
    finding: str = ""
    strict: str = ""
    prove: Mapping[str, str] = field(default_factory=dict)
    verify: Mapping[str, str] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        return parse_problem(self.original, Path("Problem.lean"))

    @property
    def target(self) -> Declaration:
        [target] = self.problem.targets(self.theorem)
        return target

    @property
    def submission(self) -> Submission:
        return Submission(self.theorem, dict(zip(self.target.holes, self.fill, strict=True)), self.inserted)

    @property
    def text(self) -> str:
        """The whole file that results."""
        if self.result is not None:
            return self.result
        return self.problem.splice(self.submission.edits(self.target))


def cases(kind: str) -> list[Case]:
    found = []
    for path in sorted((HERE / kind).glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        fill = data.pop("fill", ())
        found.append(Case(kind, path.stem, fill=(fill,) if isinstance(fill, str) else tuple(fill), **data))
    return found
