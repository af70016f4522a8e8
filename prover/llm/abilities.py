"""What a model and its server can do, as far as one small call shows, or two; `architect doctor --model` prints it."""

import time
from dataclasses import dataclass, field
from typing import Literal

from prover.llm.asking import PaidModel
from prover.llm.dialect import servers
from prover.llm.fenced import FencedTools
from prover.llm.model import Card, Reply, Request, System, ToolSpec, User
from prover.llm.openai_client import OpenAIModel
from prover.llm.openai_reply import as_dict, as_list
from prover.words.budget import Budget
from prover.words.dialects import Dialect
from prover.words.errors import ModelAdapted, ToolsRefused
from prover.words.templates import Prompts

PARAMETERS = {"type": "object", "properties": {"sum": {"type": "integer"}}, "required": ["sum"]}
ASKED_FOR = "give_sum"  # the tool
Way = Literal["native", "fenced"]
Called = Literal["native", "written", "fenced"]


@dataclass(frozen=True)
class Abilities:
    """What was seen: ``called`` is the way in which the tool was called, None where it was in none.

    It is `written` where the call stood in the text, though the server has tools.

    ``window`` is in tokens, as the server's list of models has it, None where it does not say. ``replies`` came, each
    in so many of the ``seconds``. ``dialect`` and ``card`` are what is known by now.
    """

    called: Called | None
    window: int | None
    replies: tuple[Reply, ...]
    seconds: tuple[float, ...]
    dialect: Dialect
    card: Card


@dataclass
class _RepliesSeen:
    """A model whose replies are kept, with the seconds of each; where the server has no tools it is told of them."""

    model: OpenAIModel
    prompts: Prompts
    way: Way
    only_native: bool
    replies: list[Reply] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def card(self) -> Card:
        return self.model.card

    async def reply(self, request: Request) -> Reply:
        began = time.monotonic()
        asked = FencedTools(self.model, self.prompts) if self.way == "fenced" else self.model
        try:
            reply = await asked.reply(request)
        except ToolsRefused as refused:
            if self.only_native:
                raise
            self.way = "fenced"
            raise ModelAdapted(str(refused)) from refused
        self.seconds.append(time.monotonic() - began)
        self.replies.append(reply)
        return reply


async def abilities(model: OpenAIModel, budget: Budget, prompts: Prompts, tools: str = "auto") -> Abilities:
    """Ask for one call of a tool, and where none comes for another one in words; ``tools`` may allow one way only.

    Raises what `PaidModel.ask` does.
    """
    told = System(prompts.render("probe_system")), User(prompts.render("probe"))
    tool = ToolSpec(ASKED_FOR, prompts.render(f"tool_{ASKED_FOR}").strip(), PARAMETERS)
    in_words = "fenced" in (tools, model.dialect.tools)
    seen = _RepliesSeen(model, prompts, "fenced" if in_words else "native", tools == "native")
    window = _window(await model.listed(), model.card.name)
    while True:
        reply = await PaidModel(seen, budget).ask(told, (tool,))
        called = any(call.name == tool.name for call in reply.message.calls)
        if called or seen.way == "fenced" or seen.only_native:
            break
        seen.way = "fenced"
    way: Called = seen.way if seen.replies[-1].message.calls else "written"
    return Abilities(
        way if called else None,
        window,
        tuple(seen.replies),
        tuple(seen.seconds),
        model.dialect,
        model.card,
    )


def _window(listed: object, name: str) -> int | None:
    """The window that a list of models has for this one."""
    entries = [as_dict(entry) for entry in as_list(as_dict(listed).get("data"))]
    # A server that has one model only may call it by a name of its own.
    for entry in [entry for entry in entries if entry.get("id") == name] or (entries if len(entries) == 1 else []):
        for where in (entry, *map(as_dict, entry.values())):
            for said in map(where.get, servers()["listed"]["window"]):
                if isinstance(said, int) and said > 0:
                    return said
    return None
