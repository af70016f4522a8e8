"""The proving loop: ask, run tools, feed back, stop. One attempt of one model at one obligation, and no more."""

from dataclasses import dataclass

from prover.agent.conversation import Conversation
from prover.agent.tools.bench import Bench
from prover.agent.tools.explore import GiveUp
from prover.agent.tools.tool import Toolbox
from prover.llm.asking import Estimate, ask
from prover.llm.model import Assistant, Model, Reply, System, ToolResult, User
from prover.words.budget import Budget
from prover.words.errors import ContextFull, LimitReached, ModelFailed
from prover.words.outcome import Blame, Diagnosis, Outcome, OutOfBudget, Unproved
from prover.words.templates import Prompts

MOST_CALLS = 8  # in one reply; the others are told so
TOO_MANY = f"Not run: {MOST_CALLS} calls in one reply are enough."
MOST_SILENT = 3  # replies in a row that call no tool


@dataclass
class Loop:
    """One attempt; ``first`` is the message with the statement."""

    model: Model
    prompts: Prompts
    bench: Bench
    tools: Toolbox
    budget: Budget
    first: str

    def __post_init__(self) -> None:
        self._conversation = Conversation([System(self.prompts.render("system")), User(self.first)])
        self._estimate = Estimate()
        self._silent = 0

    async def run(self) -> Outcome:
        """The outcome. Raises `ModelFailed` when the model does, and what Lean raises when it is not there."""
        try:
            while self._silent < MOST_SILENT:
                if (outcome := await self._step()) is not None:
                    return outcome
        except LimitReached as limit:
            return OutOfBudget(limit.what, limit.allowed, await self._wrap_up(str(limit)))
        return Unproved(await self._wrap_up("too many replies without a tool call"))

    async def _step(self) -> Outcome | None:
        reply = await self._ask()
        self._conversation.add(reply.message)
        for number, call in enumerate(reply.message.calls):
            told = await self.tools.run(call) if number < MOST_CALLS else TOO_MANY
            if not isinstance(told, str):
                return told
            self._conversation.add(ToolResult(call, told))
        self._silent = 0 if reply.message.calls else self._silent + 1
        if reply.truncated or not reply.message.calls:
            self._conversation.add(User(self.prompts.render("truncated" if reply.truncated else "no_call")))
        return None

    async def _ask(self) -> Reply:
        room = self._estimate.bytes_that_fit(self.model.card)
        self._conversation.fit(room, self._note())
        try:
            return await ask(self.model, self._conversation.messages, self.tools.specs, self.budget, self._estimate)
        except ContextFull:
            # The window is smaller than we were told, or its tokens are.
            before = self._conversation.size
            self._conversation.fit(min(room, before) // 2, self._note())
            if self._conversation.size == before:
                raise
        return await ask(self.model, self._conversation.messages, self.tools.specs, self.budget, self._estimate)

    def _note(self) -> str:
        best = self.bench.best
        said = best.said if best else self.bench.said
        return self.prompts.render("compacted", proof=best.text if best else "(none)", said=said or "(nothing)")

    async def _wrap_up(self, limit: str) -> Diagnosis:
        """What blocked the proof, in the model's words, or what Lean said last where it says nothing."""
        asked = (*self._conversation.messages, User(self.prompts.render("wrap_up", limit=limit)))
        said = Diagnosis(Blame.UNKNOWN, self.bench.said or limit)
        try:
            tools = (self.tools.spec(GiveUp.name),)
            reply = await ask(self.model, asked, tools, self.budget, self._estimate, wrap_up=True)
        except (LimitReached, ModelFailed):
            return said
        return await self._diagnosis(reply.message) or said

    async def _diagnosis(self, message: Assistant) -> Diagnosis | None:
        for call in message.calls:
            outcome = await self.tools.run(call) if call.name == GiveUp.name else ""
            if isinstance(outcome, Unproved):
                return outcome.diagnosis
        return Diagnosis(Blame.UNKNOWN, message.text.strip()) if message.text.strip() else None
