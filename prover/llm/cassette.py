"""Recording what a model was asked and answered, and answering from the recording; one JSONL file a run.

A line is `{"schema": 1, "request": …, "reply": …}`; it is on the disk before the reply is acted on. A request is the
same when its messages and tools are; equal requests are answered in the order in which they were recorded.
"""

import asyncio
import difflib
import json
import os
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import TypeAdapter

from prover.llm.model import Card, ChatMessage, Model, Reply, Request, ToolResult
from prover.words.digest import sha256
from prover.words.errors import BadInput, ModelRefused
from prover.words.files import MOST_RECORDED_BYTES, read_text
from prover.words.shown import Json, from_json, without_key

SCHEMA = 1
SHOWN = 6  # lines of difference
SHOWN_WORDS = 200  # characters of an error
REPLY = TypeAdapter(Reply)


class Recorder:
    """Passes requests on to a model and writes down each that was answered, with no ``key`` in it."""

    def __init__(self, model: Model, file: BinaryIO, key: str = "") -> None:
        self._model, self._file, self._key = model, file, key

    @property
    def card(self) -> Card:
        return self._model.card

    async def reply(self, request: Request) -> Reply:
        reply = await self._model.reply(request)
        line = {"schema": SCHEMA, "request": _asked(request), "reply": asdict(reply)}
        line = _without(self._key, line)
        self._file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        await asyncio.to_thread(os.fsync, self._file.fileno())
        return reply


@contextmanager
def recording(model: Model, path: Path, key: str = "") -> Iterator[Recorder]:
    """A recorder that writes all but the key to a new file. Raises `BadInput` when it is there or cannot be written."""
    try:
        file = path.open("xb")
    except OSError as error:
        raise BadInput(f"{path}: cannot record there: {error.strerror}") from error
    with file:
        yield Recorder(model, file, key)


class Replayer:
    """Answers from a recording; raises `BadInput` when the file is none."""

    def __init__(self, path: Path, card: Card | None = None) -> None:
        self._card = card or Card(f"recording {path.name}")
        self._replies: defaultdict[str, deque[Reply]] = defaultdict(deque)
        self._recorded: list[str] = []
        for number, line in enumerate(read_text(path, MOST_RECORDED_BYTES).split("\n"), 1):
            if not line:
                continue
            try:
                found = from_json(line)
                if found["schema"] != SCHEMA:
                    raise BadInput(f"{path}:{number}: schema {found['schema']}; this version replays {SCHEMA}")
                self._replies[_key(found["request"])].append(REPLY.validate_python(found["reply"]))
                self._recorded.append(_in_lines(found["request"]))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                words = "a field is missing" if isinstance(error, KeyError) else " ".join(str(error).split())
                raise BadInput(f"{path}:{number}: not a recorded reply: {words[:SHOWN_WORDS]}") from error

    @property
    def card(self) -> Card:
        return self._card

    async def reply(self, request: Request) -> Reply:
        asked = _asked(request)
        if replies := self._replies.get(_key(asked)):
            return replies.popleft()
        raise ModelRefused(f"{self._card.name}: this request was not recorded; {self._nearest(_in_lines(asked))}")

    def _nearest(self, asked: str) -> str:
        if not self._recorded:
            return "nothing was"
        lines = asked.splitlines()
        ratios = [difflib.SequenceMatcher(None, r.splitlines(), lines).ratio() for r in self._recorded]
        nearest = self._recorded[best := ratios.index(max(ratios))].splitlines()
        changes = [d for d in difflib.ndiff(nearest, lines) if d[:1] in "+-"]
        shown = " | ".join(change[:160] for change in changes[:SHOWN])
        return f"the nearest is number {best + 1}: {shown or 'the same, but it was asked more often'}"


def _asked(request: Request) -> dict[str, Any]:
    """What makes a request the same: not how long the reply may be, which depends on the budget."""
    messages = [{"role": type(m).__name__, **_without_reasoning(m)} for m in request.messages]
    return {"messages": messages, "tools": [asdict(t) for t in request.tools]}


def _without(key: str, value: Json) -> Json:
    """JSON without the key in any text; a replay asks for what was answered so, and finds it."""
    match value:
        case str():
            return without_key(value, key)
        case list() | tuple():
            return [_without(key, each) for each in value]
        case dict():
            return {name: _without(key, each) for name, each in value.items()}
    return value


def _without_reasoning(message: ChatMessage) -> dict[str, Any]:
    content = asdict(message)
    content.pop("reasoning", None)
    # What goes back to a server as it came is no part of what is said; recordings of before do not have it.
    content.pop("extra", None)
    for call in content.get("calls", ()):
        call.pop("extra", None)
    if isinstance(message, ToolResult):
        content["call"] = message.call.id
    return content


def _key(asked: dict[str, Any]) -> str:
    """What two requests have in common that are the same; how calls are numbered is no part of it."""
    messages = [{k: v for k, v in message.items() if k != "call"} for message in asked["messages"]]
    messages = [
        m | {"calls": [{k: v for k, v in call.items() if k != "id"} for call in m["calls"]]} if "calls" in m else m
        for m in messages
    ]
    return sha256(json.dumps({**asked, "messages": messages}, sort_keys=True))


def _in_lines(asked: dict[str, Any]) -> str:
    lines = []
    for message in asked["messages"]:
        calls = "".join(f"\n{c['name']} {c['arguments']}" for c in message.get("calls", ()))
        lines.append(f"{message['role']}: {message['text']}{calls}")
    return "\n".join([*lines, *(f"tool {t['name']}: {t['description']}" for t in asked["tools"])])
