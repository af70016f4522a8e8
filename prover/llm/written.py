"""Calls of tools as models write them: the right content in the wrong form is taken, and is a stranger's still."""

import ast
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from prover.llm.fenced import LEAN, Block, blocks, calls_in, tool_named
from prover.llm.model import Assistant, ChatMessage, ToolCall, ToolSpec
from prover.words.shown import from_json

MOST_ENCODED = 3  # times that arguments may be JSON within JSON
MOST_LITERAL = 2**16  # characters of what is read as Python
MOST_CALLS = 16  # in the text of one reply
OPENS, CLOSES = "<tool_call>", "</tool_call>"


def arguments_in(text: str) -> dict[str, Any]:
    """The arguments of a call. Raises `ValueError` when they are no object in any form."""
    found: Any = text.strip() or "{}"
    for _ in range(MOST_ENCODED):
        if not isinstance(found, str):
            break
        found = _value(_bare(found))
    if not isinstance(found, dict):
        raise ValueError("they are no JSON object")  # noqa: TRY004  (it is what a model wrote)
    return found


def _value(text: str) -> Any:  # noqa: ANN401  (whatever it says)
    try:
        return from_json(text)
    except ValueError as error:
        wrong = error
    try:
        # Strings with line breaks in them, as they stand.
        return from_json(json.dumps(json.loads(text, strict=False)))
    except (ValueError, RecursionError):
        pass
    try:
        if len(text) <= MOST_LITERAL:
            return from_json(json.dumps(ast.literal_eval(text)))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        pass
    raise wrong


def _bare(text: str) -> str:
    """What stands in a text that is one fenced block, and nothing else; any other text as it is."""
    only = _only_block(text)
    return only.body if only is not None and only.closed else text


def unfenced(text: str) -> str:
    """The Lean in a text that is one block of it, and nothing else; any other text as it is."""
    only = _only_block(text)
    return only.body if only is not None and only.info.split(" ")[0] in LEAN else text


def _only_block(text: str) -> Block | None:
    """The block with which a text begins, where there is no other."""
    inside = list(blocks(text.strip())) if text.lstrip().startswith(("```", "~~~")) else []
    return inside[0] if len(inside) == 1 else None


def with_calls(said: Assistant, tools: Sequence[ToolSpec]) -> Assistant:
    """The same with the tools' own names, and with the calls that stand in its text where there are no others."""
    known = [tool.name for tool in tools]
    if said.calls:
        return replace(said, calls=tuple(replace(call, name=tool_named(call.name, known)) for call in said.calls))
    written = [*_tagged(said.text, known), *calls_in(said.text, tools)]
    return replace(said, calls=tuple(written[:MOST_CALLS]))


def with_ids(said: Assistant, before: Sequence[ChatMessage]) -> Assistant:
    """The same with an id for each call that came without one, as no other call of the conversation has.

    It is made of what was said ``before`` alone, so a replay makes the same; some servers take nine letters and digits.
    """
    taken = {call.id for message in (*before, said) if isinstance(message, Assistant) for call in message.calls}
    free = (name for n in itertools.count(1) if (name := f"call{n:05}") not in taken)
    return replace(said, calls=tuple(call if call.id else replace(call, id=next(free)) for call in said.calls))


def _tagged(text: str, known: Sequence[str]) -> Iterator[ToolCall]:
    """`<tool_call>{"name": …, "arguments": …}</tool_call>`, as a server leaves it that was told of no parser."""
    for piece in text.split(OPENS)[1:]:
        try:
            said = arguments_in(piece.partition(CLOSES)[0])
        except ValueError:
            continue
        name, arguments = said.get("name"), said.get("arguments", said.get("parameters", {}))
        if isinstance(name, str) and (named := tool_named(name, known)) in known:
            written = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
            yield ToolCall("", named, written)
