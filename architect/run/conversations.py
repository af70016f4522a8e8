"""What is said with a model in a run, a line a turn, in a file beside its journal: written as it is said, and read.

Each conversation has a name, which what the journal has of the attempt says too; of others there is the theorem and the
node. Lines and the file are bounded, and no key of the model's server is in it.
"""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from architect.run.growing import GrowingJournal
from architect.run.journal import Journal
from prover.agent.loop import MOST_CALLS
from prover.llm.model import Assistant, ChatMessage, System, ToolResult
from prover.llm.transcript import Transcribing, Transcript, untold
from prover.words.budget import Spent
from prover.words.shown import clip, storable, without_key
from prover.words.writing import unwritable

CONVERSATIONS = "conversations.jsonl"
LONGEST_SAID = 20_000  # characters of a text, and of what is given to a tool, and a line that says what is left out
MOST_BYTES = 32 * 2**20  # of the file: behind them come only lines that say so, one of each time that it was full
MOST_READ = MOST_BYTES + 2**21  # with those
FULL = f"{CONVERSATIONS} may have {MOST_BYTES >> 20} MiB: what is said from here on is not kept"
Role = Literal["system", "user", "assistant", "tool", "note"]


class CallSaid(BaseModel):
    """A call of a tool, as the model wrote it."""

    model_config = ConfigDict(frozen=True)

    name: str
    arguments: str


class TalkTurn(BaseModel):
    """One turn of a conversation about a ``node`` of a ``theorem`` of a ``module``; each may be empty.

    ``method`` is who talks with the model, ``reasoning`` what that thought aloud, ``tool`` which answers; ``spent`` is
    what a reply took. ``time`` is when it was written, in seconds since 1970.
    """

    model_config = ConfigDict(frozen=True)

    event: Literal["turn"] = "turn"
    time: float = 0.0
    conversation: str
    module: str = ""
    theorem: str
    node: str = ""
    method: str
    role: Role
    text: str
    reasoning: str = ""
    calls: tuple[CallSaid, ...] = ()
    tool: str = ""
    spent: Spent | None = None


TURNS: TypeAdapter[TalkTurn] = TypeAdapter(TalkTurn)


@dataclass(frozen=True)
class Conversations:
    """Where those of a run are written down, each turn by ``write``; nowhere where that is None.

    The ``keys`` are never written, ``module`` is the file of a project that it is about.
    """

    write: Callable[[TalkTurn], Awaitable[None]] | None = None
    keys: tuple[str, ...] = field(default=(), repr=False)
    module: str = ""

    def of(self, module: str) -> "Conversations":
        """Those about a file of a project."""
        return replace(self, module=module)

    def at(self, theorem: str, node: str = "") -> Transcribing:
        """Those about a theorem, or about a node of its blueprint."""
        return untold if self.write is None else lambda method: self._begun(method, theorem, node)

    def _begun(self, method: str, theorem: str, node: str) -> Transcript:
        name = secrets.token_hex(8)

        async def tell(message: ChatMessage, spent: Spent | None) -> None:
            assert self.write is not None
            turn = TalkTurn(
                conversation=name,
                module=self.module,
                theorem=theorem,
                node=node,
                method=method,
                role=_role(message),
                text=self._kept(message.text),
                spent=spent,
            )
            await self.write(turn.model_copy(update=self._of_a_tool(message)))

        return Transcript(name, tell)

    def _of_a_tool(self, message: ChatMessage) -> dict[str, object]:
        match message:
            case ToolResult(call, _):
                return {"tool": self._kept(call.name)}
            case Assistant(_, calls, reasoning):
                named = ((self._kept(call.name), self._kept(call.arguments)) for call in calls[:MOST_CALLS])
                said = tuple(CallSaid(name=name, arguments=arguments) for name, arguments in named)
                return {"reasoning": self._kept(reasoning), "calls": said}
        return {}

    def _kept(self, text: str) -> str:
        for key in self.keys:
            text = without_key(text, key)
        return storable(clip(text, LONGEST_SAID))


UNTOLD = nullcontext(Conversations())  # where nobody is asked


def _role(message: ChatMessage) -> Role:
    match message:
        case System():
            return "system"
        case Assistant():
            return "assistant"
        case ToolResult():
            return "tool"
    return "user"


@asynccontextmanager
async def conversing(folder: Path, keys: tuple[str, ...] = ()) -> AsyncIterator[Conversations]:
    """Those of the run in a folder, which go on behind what is there. Raises as `unwritable` does."""
    path = folder / CONVERSATIONS
    async with AsyncExitStack() as opened:
        try:
            journal = await opened.enter_async_context(Journal[TalkTurn](path))
        except OSError as error:
            raise unwritable(path, error) from error
        full = journal.size >= MOST_BYTES

        async def write(turn: TalkTurn) -> None:
            nonlocal full
            if full or await journal.write_within(MOST_BYTES, turn):
                return
            full = True
            note = {"role": "note", "text": FULL, "reasoning": "", "calls": (), "tool": "", "spent": None}
            await journal.write_within(MOST_READ, turn.model_copy(update=note))

        yield Conversations(write, keys)


def turns_in(folder: Path, left_out: Callable[[str], None]) -> GrowingJournal[TalkTurn]:
    """What was said in a run, as often as it is looked at; a damaged line is passed over, and said. Of a longer
    file than one that is written here, the first `MOST_READ` bytes are looked at.

    A look raises `BadInput` where there is something that is no such file, or leads out of the folder.
    """
    return GrowingJournal(folder / CONVERSATIONS, TURNS, left_out, MOST_READ)
