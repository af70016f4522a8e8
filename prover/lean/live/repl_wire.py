"""The community REPL's JSON: requests to bytes, bytes to answers; no process, no network and no files.

A request is one line of JSON and a blank line, an answer JSON over several lines and a blank line. What a Kimina server
passes on are the same answers.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from prover.lean.live.wire import MAX_FRAME, JsonObject, decode
from prover.text.goal import TURNSTILE
from prover.words.errors import LeanGarbled, faults_in
from prover.words.verdict import Message, Position, Severity, Verdict

SEVERITIES = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFORMATION,
    "trace": Severity.INFORMATION,
}
NO_GOALS = "no goals"
# Linters say nothing of a proof.
OPTIONS = ("-Dlinter.all=false",)
LITERAL = re.compile(r"true|false|\d+")
TARGETS = (TURNSTILE, "| ")  # what a goal's last part begins with; the second in `conv`


def encode(request: JsonObject) -> bytes:
    """One line, for the REPL joins lines before it reads them, and letters as they are: older Leans know no pairs."""
    return json.dumps(request, ensure_ascii=False).encode() + b"\n\n"


def set_options(words: Sequence[str]) -> str:
    """Commands for what these words (`-Dname=value`) would have said to `lean`, a line each, and ours before them.

    Lean's word on an option that it does not have is to be passed over: a `weak.` one need not be there.
    """
    pairs = (word.removeprefix("-D").removeprefix("weak.").partition("=") for word in (*OPTIONS, *words))
    return "".join(
        f"set_option {name} {value if LITERAL.fullmatch(value) else json.dumps(value, ensure_ascii=False)}\n"
        for name, _, value in pairs
    )


class Blocks:
    """Cuts a stream of chunks at its blank lines."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The blocks that `chunk` completes. Raises `LeanGarbled` for one that is too large."""
        seen = max(len(self._buffer) - 1, 0)
        self._buffer += chunk
        while (end := self._buffer.find(b"\n\n", seen)) >= 0:
            block = bytes(self._buffer[:end]).strip()
            del self._buffer[: end + 2]
            seen = 0
            if block:
                yield block
        if len(self._buffer) > MAX_FRAME:
            raise LeanGarbled(f"the REPL's answer has more than {MAX_FRAME} bytes")


class _ReplPart(BaseModel):
    """The REPL has had more fields from version to version; what we do not know is not ours to refuse."""

    model_config = ConfigDict(frozen=True, strict=True)


class _ReplPlace(_ReplPart):
    line: NonNegativeInt
    column: NonNegativeInt

    @property
    def position(self) -> Position:
        return Position(self.line, self.column)


class _Said(_ReplPart):
    severity: Literal["error", "warning", "info", "trace"]
    pos: _ReplPlace
    endPos: _ReplPlace | None = None  # noqa: N815
    data: str

    @property
    def message(self) -> Message:
        end = self.endPos or self.pos
        return Message(SEVERITIES[self.severity], self.pos.position, end.position, self.data)


class _Sorry(_ReplPart):
    pos: _ReplPlace | None = None
    endPos: _ReplPlace | None = None  # noqa: N815
    goal: str


class _Tactic(_ReplPart):
    pos: _ReplPlace
    endPos: _ReplPlace  # noqa: N815
    goals: str


class _ReplReply(_ReplPart):
    env: NonNegativeInt | None = None
    messages: list[_Said] | None = None
    sorries: list[_Sorry] | None = None
    tactics: list[_Tactic] | None = None


@dataclass(frozen=True)
class Seen:
    """The ``goals`` before what stands at ``start``..``end``: a `sorry` or a tactic."""

    start: Position
    end: Position
    goals: tuple[str, ...]


@dataclass(frozen=True)
class ReplAnswer:
    """What the REPL says of one command: the number of the environment behind it, messages, and goals at places."""

    env: int | None
    messages: tuple[Message, ...]
    seen: tuple[Seen, ...]

    @classmethod
    def read(cls, found: object) -> Self:
        """Raises `LeanGarbled` for what is no answer to a command, be it the REPL's word that it could not."""
        if isinstance(found, dict) and "message" in found:
            raise LeanGarbled(f"the REPL refuses: {str(found['message'])[:200]}")
        try:
            reply = _ReplReply.model_validate(found)
        except ValidationError as error:
            raise LeanGarbled(f"the REPL's answer is none: {faults_in(error)[0]}") from error
        messages = sorted((said.message for said in reply.messages or ()), key=lambda m: (m.start, m.end, m.text))
        sorries = ((s.pos, s.endPos, s.goal) for s in reply.sorries or ())
        tactics = ((t.pos, t.endPos, t.goals) for t in reply.tactics or ())
        seen = (
            Seen(start.position, end.position, split_goals(goals))
            for start, end, goals in chain(sorries, tactics)
            if start is not None and end is not None
        )
        return cls(reply.env, tuple(messages), tuple(seen))

    @classmethod
    def decode(cls, block: bytes) -> Self:
        """Raises `LeanGarbled` for a block that is no answer to a command."""
        return cls.read(decode(block))

    def verdict(self, text: str, seconds: float, goals: bool) -> Verdict:
        """It as the verdict on `text`, which took ``seconds``; with ``goals`` those at each error, where known."""
        errors = [message for message in self.messages if message.severity is Severity.ERROR]
        found = [self.goals_at(text, error.start) or () for error in errors] if goals else []
        return Verdict(not errors, self.messages, seconds, tuple(found))

    def below(self, lines: int) -> Self:
        """The same answer with positions counted from below the first ``lines`` lines."""
        seen = (
            Seen(Position(s.start.line - lines, s.start.column), Position(s.end.line - lines, s.end.column), s.goals)
            for s in self.seen
            if s.start.line > lines
        )
        return replace(self, messages=tuple(message.below(lines) for message in self.messages), seen=tuple(seen))

    def goals_at(self, text: str, place: Position) -> tuple[str, ...] | None:
        """The goals before the innermost tactic around a place of `text`, or before the first one of its line.

        None where nothing is known of them.
        """
        line = text.split("\n")[place.line - 1] if place.line <= text.count("\n") + 1 else ""
        first = Position(place.line, len(line) - len(line.lstrip()))
        for at in (place, first):
            around = [seen for seen in self.seen if seen.start == at or seen.start <= at < seen.end]
            if around:
                return max(around, key=lambda seen: (seen.start, (-seen.end.line, -seen.end.column))).goals
        return None


def split_goals(text: str) -> tuple[str, ...]:
    """The goals that the REPL printed below each other: one ends before the line behind `⊢ …` that is not indented."""
    if text == NO_GOALS:
        return ()
    goals: list[list[str]] = [[]]
    shown = False
    for line in text.split("\n"):
        if shown and not line.startswith(" "):
            goals.append([])
            shown = False
        goals[-1].append(line)
        shown = shown or line.startswith(TARGETS)
    return tuple("\n".join(lines).strip() for lines in goals if any(map(str.strip, lines)))
