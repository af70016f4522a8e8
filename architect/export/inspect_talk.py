"""What was said with models in a run, as messages and events of Inspect's log; a stranger's lines may say anything."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from architect.export.inspect_form import (
    LogAsked,
    LogCall,
    LogChoice,
    LogEvent,
    LogMessage,
    LogOutput,
    LogSpanBegin,
    LogSpanEnd,
    LogUsage,
)  # fmt: skip
from architect.run.conversations import TalkTurn
from prover.words.budget import Spent
from prover.words.digest import sha256
from prover.words.shown import from_json

LONGEST_KEPT = 100  # characters of a text that an event has itself; what is longer is an attachment, once
MODEL = re.compile(r"[^:]*: (.+?)(?:, (?:distilling|of the negation))?")
UNKNOWN = "unknown"


@dataclass
class Dialogue:
    """One conversation about a theorem, in the order in which it was said."""

    turns: list[TalkTurn] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.turns[0].conversation

    @property
    def model(self) -> str:
        found = MODEL.fullmatch(self.turns[0].method)
        return found[1] if found else UNKNOWN

    @property
    def spent(self) -> Spent:
        return sum((turn.spent or Spent() for turn in self.turns), Spent())

    @property
    def title(self) -> str:
        """Who talked, and about which node."""
        first = self.turns[0]
        return f"{first.method}, at {first.node}" if first.node else first.method

    @cached_property
    def messages(self) -> Sequence[LogMessage]:
        """All of them, with where they were said."""
        return list(self._messages())

    def _messages(self) -> Iterator[LogMessage]:
        open_calls: dict[str, list[str]] = defaultdict(list)  # by the tool's name, those that wait for an answer
        where = {"conversation": self.name, "method": self.turns[0].method, "node": self.turns[0].node}
        for number, turn in enumerate(self.turns):
            name = f"{self.name}-{number}"
            match turn.role:
                case "assistant":
                    calls = [_call(f"{name}-{i}", call.name, call.arguments) for i, call in enumerate(turn.calls)]
                    for call in calls:
                        open_calls[call.function].append(call.id)
                    yield LogMessage(
                        id=name, role="assistant", content=_content(turn), tool_calls=calls or None, model=self.model,
                        metadata=where,
                    )  # fmt: skip
                case "tool":
                    waiting = open_calls[turn.tool]
                    answered = waiting.pop(0) if waiting else None
                    yield LogMessage(
                        id=name, role="tool", content=turn.text, function=turn.tool, tool_call_id=answered,
                        metadata=where,
                    )  # fmt: skip
                case "system" | "user":
                    yield LogMessage(id=name, role=turn.role, content=turn.text, metadata=where)
                case "note":
                    yield LogMessage(id=name, role="user", content=turn.text, metadata={**where, "note": "ours"})

    def events(self, began: float, keep: Callable[[str], str]) -> Iterator[LogEvent]:
        """A span with an event for each reply; ``keep`` turns a text into what an event has of it."""
        first, last = self.turns[0].time, self.turns[-1].time
        yield LogSpanBegin(
            timestamp=first, working_start=first - began, id=self.name, span_id=self.name, name=self.title, type="agent"
        )
        short = [_shortened(message, keep) for message in self.messages]
        for number, turn in enumerate(self.turns):
            if turn.role == "assistant":
                yield LogAsked(
                    span_id=self.name,
                    timestamp=turn.time,
                    working_start=turn.time - began,
                    model=self.model,
                    input=short[:number],
                    output=_output(self.model, short[number], turn.spent),
                )
        yield LogSpanEnd(timestamp=last, working_start=last - began, id=self.name, span_id=self.name)


class Attachments:
    """Long texts of events, each once, under the name that stands in its place."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def keep(self, text: str) -> str:
        if len(text) <= LONGEST_KEPT:
            return text
        name = sha256(text)[:32]
        self.texts[name] = text
        return f"attachment://{name}"


def dialogues_of(turns: Iterable[TalkTurn]) -> dict[tuple[str, str], list[Dialogue]]:
    """By module and theorem, the conversations in the order in which they began."""
    by_name: dict[str, Dialogue] = defaultdict(Dialogue)
    for turn in turns:
        by_name[turn.conversation].turns.append(turn)
    found: dict[tuple[str, str], list[Dialogue]] = defaultdict(list)
    for dialogue in by_name.values():
        found[dialogue.turns[0].module, dialogue.turns[0].theorem].append(dialogue)
    return found


def usage_of(dialogues: Iterable[Dialogue]) -> dict[str, LogUsage]:
    """What each model took in these."""
    spent: dict[str, Spent] = defaultdict(Spent)
    for dialogue in dialogues:
        spent[dialogue.model] += dialogue.spent
    return {model: LogUsage.of(each) for model, each in spent.items() if each.calls}


def _output(model: str, said: LogMessage, spent: Spent | None) -> LogOutput:
    choice = LogChoice(message=said, stop_reason="tool_calls" if said.tool_calls else "stop")
    text = said.content if isinstance(said.content, str) else said.content[-1]["text"]
    return LogOutput(model=model, choices=[choice], completion=text, usage=LogUsage.of(spent) if spent else None)


def _content(turn: TalkTurn) -> str | Sequence[dict[str, str]]:
    if not turn.reasoning:
        return turn.text
    return [{"type": "reasoning", "reasoning": turn.reasoning}, {"type": "text", "text": turn.text}]


def _call(id: str, name: str, arguments: str) -> LogCall:
    try:
        found = from_json(arguments or "{}")
    except ValueError as error:
        return LogCall(id=id, function=name, arguments={"text": arguments}, parse_error=str(error))
    if not isinstance(found, dict):
        return LogCall(id=id, function=name, arguments={"text": arguments}, parse_error="it is no object")
    return LogCall(id=id, function=name, arguments=found)


def _shortened(message: LogMessage, keep: Callable[[str], str]) -> LogMessage:
    content = message.content
    if isinstance(content, str):
        return message.model_copy(update={"content": keep(content), "metadata": None})
    parts = [{key: each if key == "type" else keep(each) for key, each in part.items()} for part in content]
    return message.model_copy(update={"content": parts, "metadata": None})
