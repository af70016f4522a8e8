"""The tools that only look: any text in the obligation's context, the goal at a place, and giving up with a reason."""

from typing import Annotated

from pydantic import AfterValidator, Field

from prover.agent.tools.bench import Bench
from prover.agent.tools.feedback import feedback
from prover.agent.tools.tool import Arguments, ToolError
from prover.gate.screen import screen_exploration
from prover.text.header import header_imports
from prover.words.outcome import Blame, Diagnosis, Unproved
from prover.words.shown import clip, storable

LONGEST = 4_000  # characters of goals


class Text(Arguments):
    text: str = Field(description="Lean declarations and `#check`s, without imports")


class LeanCheck:
    """Any text in the obligation's context."""

    name = "lean_check"
    arguments = Text

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    async def run(self, arguments: Text) -> str:
        _refuse(arguments.text)
        verdict = await self._bench.explore(arguments.text)
        self._bench.said = feedback(verdict, arguments.text)
        return self._bench.said


class PlaceInText(Arguments):
    text: str = Field(description="Lean declarations, without imports")
    line: int = Field(ge=1, description="line of the place in `text`, from 1")
    column: int = Field(ge=0, default=0, description="column of the place, from 0")


class GoalAt:
    """The goals at a place in a text: what stands there is cut off, and Lean asked what is left to show."""

    name = "goal_at"
    arguments = PlaceInText

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    async def run(self, arguments: PlaceInText) -> str:
        _refuse(arguments.text)
        goals = await self._bench.goals_at(arguments.text, arguments.line, arguments.column)
        if not goals:
            return "No goals there: the place is not inside a tactic proof, or everything is shown."
        return clip("\n\n".join(goals), LONGEST)


Kept = Annotated[str, AfterValidator(storable)]  # no Lean sees it, whose screen would refuse half a character


class Reason(Arguments):
    reason: Kept = Field(description="what blocked the proof, for someone who will change the plan")
    diagnosis: Blame = Field(default=Blame.UNKNOWN, description="what the failure is put down to")
    lemmas: list[Kept] = Field(default=[], description="Lean statements of lemmas that would help")


class GiveUpProving:
    """The model says what blocked it; the attempt ends."""

    name = "give_up"
    arguments = Reason

    async def run(self, arguments: Reason) -> Unproved:
        return Unproved(Diagnosis(arguments.diagnosis, arguments.reason.strip(), tuple(arguments.lemmas)))


def _refuse(text: str) -> None:
    if header_imports(text):
        raise ToolError("Leave the imports out: the text is read behind those of the file.")
    if objection := screen_exploration(text):
        raise ToolError(f"Refused before Lean saw it: {objection.reason}.")
