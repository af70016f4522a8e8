"""Asking until an answer is well formed: the one loop for it, and the two ways in which a model hears what was wrong.

How an answer is read, and how often it is asked for, are parameters. No Lean looks at one here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from prover.llm.asking import PaidModel
from prover.llm.fenced import last_lean
from prover.llm.model import Assistant, ChatMessage, System, ToolCall, ToolResult, ToolSpec, User
from prover.words.shown import clip
from prover.words.templates import Prompts

NOT_READ = "Not read: one answer at a time."
NO_BLOCK = "The answer has no `lean4` code block."
CUT_OFF = "The answer was cut off before its `lean4` code block was whole: think less, or prove it in a shorter way."
MOST_SHOWN = 2**15  # characters of a file, or of what is said of it, that go back

A = TypeVar("A")  # an answer as it comes
T = TypeVar("T")  # what it says


@dataclass(frozen=True)
class Malformed:
    """An answer that cannot be taken; ``faults`` say why to whoever gave it, where that was not told already."""

    faults: tuple[str, ...]

    @property
    def words(self) -> str:
        return "\n".join(self.faults)


async def well_formed(
    ask: Callable[[Malformed | None], Awaitable[A]], read: Callable[[A], Awaitable[T | Malformed]], tries: int
) -> T | Malformed:
    """What the first answer says that `read` takes, or what is wrong with the last of so many (one at least).

    `ask` hears what was wrong with the answer before, None at first. Raises what the two raise.
    """
    wrong: Malformed | None = None
    for _ in range(tries):
        found = await read(await ask(wrong))
        if not isinstance(found, Malformed):
            return found
        wrong = found
    assert wrong is not None, "nobody was asked"
    return wrong


class OneCall:
    """A conversation in which each answer is a call of one tool; all of it is kept."""

    def __init__(self, *opening: ChatMessage) -> None:
        self._messages = opening
        self._call: ToolCall | None = None

    def hear(self, wrong: Malformed) -> None:
        """Tell what is wrong with the last answer."""
        self._messages += (ToolResult(self._call, wrong.words) if self._call else User(wrong.words),)

    async def ask(
        self, model: PaidModel, tools: tuple[ToolSpec, ...], wrong: Malformed | None = None
    ) -> ToolCall | None:
        """The first call of one of the tools in the next reply, None where it has none. Raises as `PaidModel.ask`."""
        if wrong is not None:
            self.hear(wrong)
        said = (await model.ask(self._messages, tools)).message
        self._call = next((call for call in said.calls if any(call.name == tool.name for tool in tools)), None)
        self._messages += (said, *(ToolResult(call, NOT_READ) for call in said.calls if call is not self._call))
        return self._call


class OneFile:
    """A model without tools that writes a whole file; what is wrong is told with its last answer, earlier ones are not.

    Nothing is kept back for a wrap-up: such a model would not know what to do with it.
    """

    def __init__(self, model: PaidModel, prompts: Prompts, asked: str, system: str = "") -> None:
        self._model, self._prompts = model, prompts
        self._asked: tuple[ChatMessage, ...] = (*([System(system)] if system else []), User(asked))
        self._last = Assistant("")

    async def ask(self, wrong: Malformed | None = None) -> str | Malformed:
        """The last block of Lean in the next reply, or why there is none. Raises as `PaidModel.ask`."""
        messages = self._asked
        if wrong is not None:
            messages += (self._last, User(self._prompts.render("correction", said=clip(wrong.words, MOST_SHOWN))))
        reply = await self._model.ask(messages, wrap_up=True)
        self._last = replace(reply.message, text=clip(reply.message.text, MOST_SHOWN))
        return last_lean(reply.message.text) or Malformed((CUT_OFF if reply.truncated else NO_BLOCK,))
