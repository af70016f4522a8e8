"""The proving loop: ask, run tools, feed back, stop. One attempt of one model at one obligation, and no more.

It goes on until something is settled, so it is no asking until well formed; that a reply calls a tool at all is.
What must outlive it is written down in `finally` by `ByModel`, and each reply by the recorder before it is acted on.
"""

import json
from dataclasses import dataclass, replace

from prover.agent.conversation import SHORT, Conversation
from prover.agent.tools.bench import Bench
from prover.agent.tools.submit import SubmitProof
from prover.agent.tools.tool import Misread, Toolbox
from prover.agent.well_formed import Malformed, well_formed
from prover.agent.wrap_up import wrapped_up
from prover.llm.asking import PaidModel
from prover.llm.fenced import last_lean
from prover.llm.model import Assistant, Reply, System, ToolCall, ToolResult, User
from prover.words.errors import ContextFull, LimitReached
from prover.words.outcome import Diagnosis, Outcome, OutOfBudget, Unproved
from prover.words.shown import clip
from prover.words.templates import Prompts

MOST_CALLS = 8  # in one reply; the others are told so
TOO_MANY = f"Not run: {MOST_CALLS} calls in one reply are enough."
MOST_SILENT = 3  # replies in a row that call no tool, or none that could be read
NOTED = 10  # of the window this part at most is the best proof in the note, and so is what Lean said of it


@dataclass
class Loop:
    """One attempt; ``first`` is the message with the statement, ``world`` says what there is to work with."""

    model: PaidModel
    prompts: Prompts
    bench: Bench
    tools: Toolbox
    first: str
    world: str = "(nobody said)"

    def __post_init__(self) -> None:
        self._conversation = Conversation([System(self.prompts.render("system", world=self.world)), User(self.first)])

    async def run(self) -> Outcome:
        """The outcome. Raises `ModelFailed` when the model does, and what Lean raises when it is not there."""
        try:
            while not isinstance(acted := await well_formed(self._ask, self._act, MOST_SILENT), Malformed):
                if acted is not None:
                    return acted
        except LimitReached as limit:
            return OutOfBudget(limit.what, limit.allowed, await self._wrap_up(str(limit)))
        self._hear(acted)
        return Unproved(await self._wrap_up("too many replies without a tool call"))

    async def _act(self, reply: Reply) -> Outcome | Malformed | None:
        """Run the calls and tell the model of them, until one of them ends the attempt."""
        ran = False
        for number, call in enumerate(reply.message.calls):
            told = await self.tools.run(call) if number < MOST_CALLS else TOO_MANY
            if not isinstance(told, str | Misread):
                return told
            ran = ran or isinstance(told, str)
            self._conversation.add(ToolResult(call, told if isinstance(told, str) else told.words))
        words = ("truncated",) if reply.truncated else () if reply.message.calls else ("no_call",)
        told_too = tuple(self.prompts.render(each) for each in words)
        if not ran:
            return Malformed(told_too)
        self._conversation.add(*map(User, told_too))
        return None

    def _hear(self, wrong: Malformed) -> None:
        self._conversation.add(*map(User, wrong.faults))

    async def _ask(self, wrong: Malformed | None) -> Reply:
        if wrong is not None:
            self._hear(wrong)
        self._conversation.fit(self.model.bytes_that_fit, self._note())
        try:
            reply = await self.model.ask(self._conversation.messages, self.tools.specs)
        except ContextFull:
            # The window is smaller than we were told, or its tokens are.
            if not self._conversation.halve(self.model.bytes_that_fit, self._note()):
                raise
            reply = await self.model.ask(self._conversation.messages, self.tools.specs)
        reply = replace(reply, message=self._submitting(reply.message))
        self._conversation.add(reply.message)
        return reply

    def _submitting(self, said: Assistant) -> Assistant:
        """The same with a call where a block of Lean stands in the place of one: it is what the model has to submit."""
        if said.calls or self.bench.obligation.holes != 1 or (proof := last_lean(said.text)) is None:
            return said
        return replace(said, calls=(ToolCall("block", SubmitProof.name, json.dumps({"proof": proof})),))

    def _note(self) -> str:
        best, longest = self.bench.best, max(SHORT, self.model.bytes_that_fit // NOTED)
        said = best.said if best else self.bench.said
        proof = clip(best.text, longest) if best else "(none)"
        return self.prompts.render("compacted", proof=proof, said=clip(said, longest) or "(nothing)")

    async def _wrap_up(self, limit: str) -> Diagnosis:
        self._conversation.fit(self.model.bytes_that_fit, self._note())
        asked = (*self._conversation.messages, User(self.prompts.render("wrap_up", limit=limit)))
        return await wrapped_up(self.model, self.tools, asked, self.bench.said or limit)
