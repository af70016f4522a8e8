"""One conversation with a model, told turn by turn to whoever writes it down; where that is is not known here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prover.llm.model import Assistant, ChatMessage, Reply
from prover.words.budget import Spent

Telling = Callable[[ChatMessage, Spent | None], Awaitable[None]]  # a message, and what it took where it is a reply


@dataclass
class Transcript:
    """The conversation of this ``name``; each message of it is told once, before anything follows from it.

    What is told is the whole of it: that older turns are shortened for the model's window is not.
    """

    name: str
    tell: Telling
    _asked: int = 0  # messages behind the last reply that were told

    async def asked(self, messages: tuple[ChatMessage, ...]) -> None:
        """The model is asked, perhaps once more. Raises what is raised where it cannot be written."""
        replies = [at for at, message in enumerate(messages) if isinstance(message, Assistant)]
        new = messages[replies[-1] + 1 if replies else 0 :]
        for message in new[self._asked :]:
            await self.tell(message, None)
            self._asked += 1

    async def answered(self, reply: Reply) -> None:
        """The model answers. Raises as `asked` does."""
        await self.tell(reply.message, reply.spent)
        self._asked = 0


Transcribing = Callable[[str], Transcript]  # a new one, of what is said by a method of this name


def untold(method: str) -> Transcript:  # noqa: ARG001
    """A conversation that nobody writes down; it has no name."""

    async def nobody(message: ChatMessage, spent: Spent | None) -> None:
        pass

    return Transcript("", nobody)
