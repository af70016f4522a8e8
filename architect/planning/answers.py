"""Open answers of a problem (`abbrev solution : Nat := sorry`), proposed by a model; the proof is then about those.

An answer may be worthless (the question said again), so whoever uses this says so beside the result.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from prover.gate.screen import screen_proof
from prover.llm.asking import Estimate, ask
from prover.llm.model import Message, Model, System, ToolResult, ToolSpec, User
from prover.text.declarations import Declaration
from prover.text.problem import Problem, parse_problem
from prover.words.budget import Budget
from prover.words.shown import from_json
from prover.words.templates import Prompts

TRIES = 4  # replies that may be no answer
TOOL = "give_answers"


class _Answers(BaseModel):
    model_config = ConfigDict(extra="forbid")

    answers: dict[str, str]


@dataclass(frozen=True)
class Answered:
    """The problem with its answers filled in; ``answers`` by the full names of the definitions."""

    problem: Problem
    answers: Mapping[str, str]


def open_answers(problem: Problem) -> tuple[Declaration, ...]:
    """The definitions that are left open, one `sorry` each."""
    return tuple(d for d in problem.declarations if d.name and not d.is_proposition and len(d.holes) == 1)


async def answered(problem: Problem, model: Model, prompts: Prompts, budget: Budget) -> Answered | str:
    """The problem with answers of the model, or why there are none. Raises `ModelFailed` and `LimitReached`.

    Whether Lean takes the answers is found out when the problem is examined, as with any other.
    """
    answers = open_answers(problem)
    names = ", ".join(declaration.name for declaration in answers)
    spec = ToolSpec(TOOL, prompts.render(f"tool_{TOOL}").strip(), _Answers.model_json_schema())
    asked = prompts.render("answers", file=problem.text.strip(), names=names)
    conversation: tuple[Message, ...] = (System(prompts.render("answers_system")), User(asked))
    estimate, said = Estimate(), "no call"
    for _ in range(TRIES):
        reply = await ask(model, conversation, (spec,), budget, estimate)
        conversation = (*conversation, reply.message)
        call = next((call for call in reply.message.calls if call.name == TOOL), None)
        found = _read(call.arguments, answers) if call else f"call {TOOL} with the answers"
        if not isinstance(found, str):
            fills = {d.holes[0]: f"({found[d.name].strip()})" for d in answers}
            return Answered(parse_problem(problem.splice(fills), problem.path), found)
        said = found
        others = [ToolResult(other, "Not read.") for other in reply.message.calls if other is not call]
        conversation = (*conversation, *others, ToolResult(call, said) if call else User(said))
    return f"{TRIES} replies in a row hold no answer; the last: {said}"


def _read(arguments: str, answers: tuple[Declaration, ...]) -> dict[str, str] | str:
    try:
        found = _Answers.model_validate(from_json(arguments or "{}")).answers
    except (ValidationError, ValueError) as error:
        return f"no object of answers: {' '.join(str(error).split())}"
    names = {declaration.name for declaration in answers}
    if found.keys() != names:
        return f"there must be an answer for each of {', '.join(sorted(names))}, and for nothing else"
    for name, text in found.items():
        if objection := screen_proof(text):
            return f"{name}: {objection.reason}"
        if not text.strip():
            return f"{name}: the answer is empty"
    return found
