"""A planner's conversation: before it answers it may look, with tools that change nothing, so often and no oftener."""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from prover.agent.tools.tool import Misread, Tool, Toolbox
from prover.agent.well_formed import Malformed, OneCall
from prover.llm.asking import PaidModel
from prover.llm.model import ChatMessage, ToolCall, ToolSpec
from prover.text.place import Place
from prover.words.errors import ContextFull
from prover.words.shown import clip

LOOKS = 8  # of one conversation; each is a reply of the model's, paid as any
LONGEST = 4_000  # characters of what one look shows
NO_MORE = "Not run: there are no looks left. Answer with what you know."


async def nothing(_: Place) -> str:
    """What is ``told`` where there is no handbook."""
    return ""


class Outlook(NamedTuple):
    """What there is besides the file: in ``words``, and the tools that look at it from a theorem's place.

    What is ``told`` of a theorem from a handbook stands behind all else.
    """

    words: str = "Lean 4."
    tools: Callable[[Place], Sequence[Tool]] = lambda _: ()
    told: Callable[[Place], Awaitable[str]] = nothing


LEAN = Outlook()


class Looking:
    """A conversation in which each reply calls one tool: one that looks is answered in it, any other is an answer."""

    def __init__(self, opening: tuple[ChatMessage, ...], tools: Toolbox) -> None:
        self._opening, self._tools, self._left = opening, tools, LOOKS
        self._conversation = OneCall(*opening)

    def hear(self, wrong: Malformed) -> None:
        """Tell what is wrong with the last answer."""
        self._conversation.hear(wrong)

    async def ask(
        self, model: PaidModel, answers: tuple[ToolSpec, ...], wrong: Malformed | None = None
    ) -> ToolCall | Malformed | None:
        """The next answer, None where a reply calls nothing; or why one cannot look. Raises as `PaidModel.ask`."""
        call = await self._next(model, answers, wrong)
        while call is not None and call.name not in {answer.name for answer in answers}:
            if not self._left:
                return Malformed((NO_MORE,))
            told = await self._tools.run(call)
            if isinstance(told, Misread):
                return Malformed((told.words,))
            assert isinstance(told, str), f"{call.name} does more than look"
            self._left -= 1
            seen = f"{clip(told, LONGEST)}\n\n({self._left} looks are left.)"
            call = await self._next(model, answers, Malformed((seen,)))
        return call

    async def _next(self, model: PaidModel, answers: tuple[ToolSpec, ...], told: Malformed | None) -> ToolCall | None:
        tools = (*answers, *self._tools.specs)
        try:
            return await self._conversation.ask(model, tools, told)
        except ContextFull:
            if self._left == LOOKS:
                raise
            # What was seen takes the room of an answer: it is asked for without.
            self._left, self._conversation = 0, OneCall(*self._opening)
            return await self._conversation.ask(model, tools)
