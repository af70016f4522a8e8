"""A model whose tools are called in either way: as the protocol has it, and in words once that turns out not to work.

It is asked in words when the server refuses tools, and when reply after reply calls none: a server whose chat template
has no place for tools says nothing, and the model never sees them.
"""

from collections.abc import Callable

from prover.llm.fenced import FencedTools
from prover.llm.model import Card, Model, Reply, Request
from prover.llm.written import with_calls
from prover.words.errors import ModelAdapted, ToolsRefused
from prover.words.templates import Prompts

MOST_WITHOUT = 2  # replies without a call, when there has been none at all


class EitherWay:
    """See `Model`; ``tell`` hears that the way was changed."""

    def __init__(self, model: Model, prompts: Prompts, tell: Callable[[str], None]) -> None:
        self._model, self._in_words, self._tell = model, FencedTools(model, prompts), tell
        self._native, self._called, self._without = True, False, 0

    @property
    def card(self) -> Card:
        return self._model.card

    async def reply(self, request: Request) -> Reply:
        if not self._native or not request.tools:
            return await self._in_words.reply(request)
        try:
            reply = await self._model.reply(request)
        except ToolsRefused as refused:
            self._change("the server takes no tools")
            raise ModelAdapted(str(refused)) from refused
        self._called = self._called or bool(with_calls(reply.message, request.tools).calls)
        if not self._called and not reply.truncated:
            self._without += 1
            if self._without >= MOST_WITHOUT:
                self._change(f"{self._without} replies called no tool")
        return reply

    def _change(self, why: str) -> None:
        if self._native:
            self._native = False
            self._tell(f"{self.card.name} is told of its tools in words from now on (--tools fenced): {why}")
