"""Open answers of a problem (`abbrev solution : Nat := sorry`), proposed by a model; the proof is then about those.

An answer may be worthless (the question said again), so whoever uses this says so beside the result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from pydantic import ValidationError

from prover.agent.tools.tool import Arguments
from prover.agent.well_formed import Malformed, OneCall, well_formed
from prover.gate.screen import screen_proof
from prover.llm.asking import PaidModel
from prover.llm.model import System, ToolCall, ToolSpec, User
from prover.llm.written import arguments_in
from prover.text.declarations import Declaration
from prover.text.problem import Problem, parse_problem
from prover.words.templates import Prompts

TRIES = 4  # replies that may be no answer
TOOL = "give_answers"


class Answers(Arguments):
    answers: dict[str, str]


@dataclass(frozen=True)
class Answered:
    """The problem with its answers filled in; ``answers`` by the full names of the definitions."""

    problem: Problem
    answers: Mapping[str, str]


def open_answers(problem: Problem) -> tuple[Declaration, ...]:
    """The definitions that are left open, one `sorry` each."""
    return tuple(d for d in problem.declarations if d.name and not d.is_proposition and len(d.holes) == 1)


async def answered(problem: Problem, model: PaidModel, prompts: Prompts) -> Answered | str:
    """The problem with answers of the model, or why there are none. Raises `ModelFailed` and `LimitReached`.

    Whether Lean takes the answers is found out when the problem is examined, as with any other.
    """
    answers = open_answers(problem)
    names = ", ".join(declaration.name for declaration in answers)
    tool = ToolSpec(TOOL, prompts.render(f"tool_{TOOL}").strip(), Answers.model_json_schema())
    asked = prompts.render("answers", file=problem.text.strip(), names=names)
    conversation = OneCall(System(prompts.render("answers_system")), User(asked))

    async def read(call: ToolCall | None) -> dict[str, str] | Malformed:
        return _read(call, answers)

    found = await well_formed(partial(conversation.ask, model, (tool,)), read, TRIES)
    if isinstance(found, Malformed):
        return f"{TRIES} replies in a row hold no answer; the last: {found.words}"
    fills = {d.holes[0]: f"({found[d.name].strip()})" for d in answers}
    return Answered(parse_problem(problem.splice(fills), problem.path), found)


def _read(call: ToolCall | None, answers: tuple[Declaration, ...]) -> dict[str, str] | Malformed:
    if call is None:
        return Malformed((f"call {TOOL} with the answers",))
    try:
        found = Answers.model_validate(arguments_in(call.arguments)).answers
    except (ValidationError, ValueError) as error:
        return Malformed((f"no object of answers: {' '.join(str(error).split())}",))
    names = {declaration.name for declaration in answers}
    if found.keys() != names:
        return Malformed((f"there must be an answer for each of {', '.join(sorted(names))}, and for nothing else",))
    for name, text in found.items():
        if objection := screen_proof(text):
            return Malformed((f"{name}: {objection.reason}",))
        if not text.strip():
            return Malformed((f"{name}: the answer is empty",))
    return found
