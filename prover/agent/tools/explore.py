"""The tools that prove nothing: any text in the obligation's context, and giving up with a reason."""

from typing import Annotated

from pydantic import AfterValidator, Field

from prover.agent.tools.bench import Bench
from prover.agent.tools.feedback import feedback
from prover.agent.tools.tool import Arguments, ToolError
from prover.gate.screen import screen_exploration
from prover.text.header import header_imports
from prover.words.outcome import Blame, Diagnosis, Unproved
from prover.words.shown import storable


class Text(Arguments):
    text: str


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


Kept = Annotated[str, AfterValidator(storable)]  # no Lean sees it, whose screen would refuse half a character


class Reason(Arguments):
    reason: Kept
    diagnosis: Blame = Blame.UNKNOWN
    lemmas: list[Kept] = Field(default=[])


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
