"""PutnamBench: one competition problem a file, half of them with an answer to be filled in before the theorem."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.suites.known_bad import why_bad
from benchmarks.suites.pins import Pin
from benchmarks.suites.reading import check_split, doc_comment, inside, lean_files, only_target
from benchmarks.suites.statement import ANSWER_FILLED, ANSWER_GIVEN, PLAIN, Statement
from prover.text.declarations import Declaration
from prover.text.problem import Problem, parse_problem
from prover.text.tokens import comments
from prover.words.errors import BadInput
from prover.words.files import read_text
from prover.words.shown import from_json

UNTAGGED = "untagged"


class PutnamBench:
    """The official answer, which a comment behind the open one gives, is put in its place; or it stays open."""

    splits: tuple[str, ...] = ()

    def __init__(self, pin: Pin, root: Path, fill_answers: bool = False) -> None:
        self.name, self._folder = pin.name, inside(root, pin.folder)
        self._words, self._fill = root / "informal" / "putnam.json", fill_answers

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, self.splits, split)
        described = self._described()
        for file in lean_files(self._folder):
            problem = parse_problem(read_text(file), file)
            target, about = only_target(problem.text, file), described.get(file.stem, {})
            answers = [d for d in problem.declarations if d.holes and not d.is_proposition]
            given = with_official_answers(problem, answers)
            track = PLAIN if not answers else ANSWER_FILLED if self._fill else ANSWER_GIVEN
            yield Statement(
                file.stem,
                problem.text if self._fill else given,
                target.name,
                next(iter(about.get("tags", ())), UNTAGGED),
                about.get("informal_statement") or doc_comment(problem.text, target),
                file.name,
                track,
                bad=why_bad(given),
            )

    def _described(self) -> dict[str, dict[str, Any]]:
        """What the suite says of each problem in words; empty where only its Lean part is there."""
        if not self._words.exists():
            return {}
        try:
            return {entry["problem_name"]: entry for entry in from_json(read_text(self._words))}
        except (ValueError, TypeError, KeyError) as error:
            raise BadInput(f"{self._words}: not a list of problems, each with its `problem_name`") from error


def with_official_answers(problem: Problem, answers: list[Declaration]) -> str:
    """The file with each open answer's one `sorry` replaced by what the comment behind it says.

    Raises `BadInput` when an answer has another number of holes, or no comment of that kind.
    """
    fills = {}
    for answer in answers:
        after = comments(problem.text[answer.holes[-1].end : answer.end])
        comment = next((token.text for token in after), "")
        if len(answer.holes) != 1 or not comment.startswith("--") or not comment.strip("- \r"):
            place = f"{problem.path}:{problem.position(answer.keyword_at)}"
            raise BadInput(f"{place}: no official answer in a comment behind {answer.name}")
        fills[answer.holes[0]] = comment.removeprefix("--").strip()
    return problem.splice(fills)
