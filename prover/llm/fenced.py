"""Tools for a model that cannot call any: it writes a fenced block with the tool's name, and gets the result as text.

    ```lean_check
    example : 1 + 1 = 2 := rfl
    ```

The body is the tool's first argument, others stand behind the name (`NAME line=3 column=2`); a body that is a JSON
object with arguments of the tool is taken as all of them, and where one is a list there is no other way. Fences are as
in CommonMark: a longer fence may hold a shorter one.
"""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from prover.llm.model import (
    Assistant,
    Card,
    ChatMessage,
    Model,
    Reply,
    Request,
    System,
    ToolCall,
    ToolResult,
    ToolSpec,
    User,
)
from prover.words.shown import from_json
from prover.words.templates import Prompts

FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
LEAN = frozenset({"lean4", "lean", ""})  # how a block of Lean is marked
ARGUMENT = re.compile(r"([A-Za-z_]\w*)=(\S*)")


@dataclass(frozen=True)
class Block:
    """A fenced block: the words behind its fence, and its body without the last line break."""

    info: str
    body: str
    closed: bool = True


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of `text` in order; one that nothing closes ends with the text."""
    fence, info, body = "", "", list[str]()
    for line in text.split("\n"):
        found = FENCE.match(line)
        if not fence:
            if found and not (found["fence"][0] == "`" and "`" in found["info"]):
                fence, info, body = found["fence"], found["info"].strip(), []
        elif found and found["fence"].startswith(fence) and not found["info"].strip():
            yield Block(info, "\n".join(body))
            fence = ""
        else:
            body.append(line)
    if fence:
        yield Block(info, "\n".join(body), closed=False)


def last_lean(text: str) -> str | None:
    """The last block of Lean; one that was cut off is none."""
    return next((b.body for b in reversed([*blocks(text)]) if b.closed and b.info.split(" ")[0] in LEAN), None)


def fenced(info: str, body: str) -> str:
    """`body` as a block that `blocks` gives back: its fence is longer than any in the body."""
    longest = max((len(m[1]) for line in body.split("\n") if (m := re.match(r" *(`{3,})", line))), default=2)
    return f"{'`' * (longest + 1)}{info}\n{body}\n{'`' * (longest + 1)}"


def calls_in(text: str, tools: Sequence[ToolSpec]) -> tuple[ToolCall, ...]:
    """The calls that a reply makes; blocks that name no tool are none."""
    known = {tool.name: tool for tool in tools}
    found = [(tool_named(block.info.split(" ")[0], known), block) for block in blocks(text) if block.closed]
    calls = [(known[name], block) for name, block in found if name in known]
    return tuple(_call(n, block, tool) for n, (tool, block) in enumerate(calls))


def tool_named(name: str, known: Collection[str]) -> str:
    """A tool's name without what models put around it: `functions.NAME`, `NAME<|channel|>commentary`."""
    if name in known:
        return name
    bare = name.partition("<|")[0].strip().strip("`\"'()")
    short = bare.replace("/", ".").replace(":", ".").rpartition(".")[2]
    return next((each for each in (bare, short) if each in known), name)


def _call(n: int, block: Block, tool: ToolSpec) -> ToolCall:
    names = list(tool.parameters.get("properties", {}))
    try:
        whole = from_json(block.body)
    except ValueError:
        whole = None
    if isinstance(whole, dict) and (whole.keys() & set(names) or _wants_json(tool)):
        arguments = whole
    else:
        arguments = dict(ARGUMENT.findall(block.info)) | ({names[0]: block.body} if names else {})
    return ToolCall(f"block-{n}", tool.name, json.dumps(arguments, ensure_ascii=False))


def _wants_json(tool: ToolSpec) -> bool:
    """Whether an argument of the tool is no word that could stand behind its name, nor a text that could be a body."""
    properties = tool.parameters.get("properties", {})
    return any(p.get("type") in ("array", "object") for p in properties.values())


class FencedTools:
    """A model that is told of its tools in words, and read for blocks."""

    def __init__(self, model: Model, prompts: Prompts) -> None:
        self._model, self._prompts = model, prompts

    @property
    def card(self) -> Card:
        return self._model.card

    async def reply(self, request: Request) -> Reply:
        if not request.tools:
            return await self._model.reply(request)
        reply = await self._model.reply(replace(request, messages=self._in_words(request), tools=()))
        said = reply.message
        if calls := calls_in(said.text, request.tools):
            return replace(reply, message=replace(said, calls=calls))
        # It calls them as it has learnt to, though nobody asked it to: in words it is to remember them.
        blocks = [fenced(call.name, call.arguments) for call in said.calls]
        return replace(reply, message=replace(said, text="\n".join(filter(None, [said.text, *blocks]))))

    def _in_words(self, request: Request) -> tuple[ChatMessage, ...]:
        explained = self._prompts.render("fenced_tools", tools="\n\n".join(map(self._explained, request.tools)))
        told: list[ChatMessage] = []
        for message in request.messages:
            match message:
                case System(text):
                    told.append(System(f"{text}\n{explained}"))
                case Assistant():
                    told.append(replace(message, calls=()))
                case ToolResult(call, text):
                    told.append(User(f"Result of {call.name}:\n{text}"))
                case User():
                    told.append(message)
        return tuple(_joined(told))

    def _explained(self, tool: ToolSpec) -> str:
        head = [f"## {tool.name}", tool.description.strip(), ""]
        if _wants_json(tool):
            schema = json.dumps(tool.parameters, ensure_ascii=False)
            return "\n".join([*head, fenced(tool.name, "(a JSON object)"), f"Its schema: {schema}"])
        properties = tool.parameters.get("properties", {})
        first, *others = properties or ["body"]
        info = " ".join([tool.name, *(f"{name}=…" for name in others)])
        meaning = [f"`{name}`: {p['description']}" for name, p in properties.items() if "description" in p]
        return "\n".join([*head, fenced(info, f"({first})"), *meaning])


def _joined(messages: Sequence[ChatMessage]) -> Iterator[ChatMessage]:
    """The same with users that follow each other made one: many chat templates want turns to alternate."""
    last: ChatMessage | None = None
    for message in messages:
        if isinstance(last, User) and isinstance(message, User):
            last = User(f"{last.text}\n{message.text}")
            continue
        if last is not None:
            yield last
        last = message
    if last is not None:
        yield last
