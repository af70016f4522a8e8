"""What has been said in one attempt, kept within the model's window; it asks nobody.

When the window fills, the conversation is cut to half of it at once: servers keep what they read of the request before,
as far as the next one begins in the same way, and a little less each turn would have them read all of it each turn.
Old tool results are shortened first, then the oldest turns are dropped, then what is left is clipped. The first
messages, with the statement, always stay, and a note with the best proof so far stands for what was dropped.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from prover.llm.model import Assistant, ChatMessage, ToolCall, ToolResult, User, size
from prover.words.shown import clip, from_json

SHORT = 400  # characters that are left of an old tool result, and at least of whatever is clipped
RECENT = 4  # messages at the end that are not shortened


class Conversation:
    """``pinned`` messages, and what followed them."""

    def __init__(self, pinned: Sequence[ChatMessage]) -> None:
        self._pinned = tuple(pinned)
        self._later: list[ChatMessage] = []
        self._note: tuple[User, ...] = ()

    def add(self, *messages: ChatMessage) -> None:
        self._later += messages

    @property
    def messages(self) -> tuple[ChatMessage, ...]:
        return (*self._pinned, *self._note, *self._later)

    def fit(self, most: int, note: str) -> bool:
        """Cut a conversation of more than `most` bytes to half of them; ``note`` stands for dropped turns.

        The last turn is left whole where it fits. False if all that can be left out does not make it fit.
        """
        if self.size > most:
            self._cut(most // 2, note)
            self._clip(most)
        return self.size <= most

    def halve(self, most: int, note: str) -> bool:
        """Cut it to half of what it has, and of `most` bytes. False where nothing could be left out."""
        before = self.size
        half = min(most, before) // 2
        self._cut(half, note)
        self._clip(half)
        return self.size < before

    @property
    def size(self) -> int:
        """Bytes of all messages."""
        return sum(map(size, self.messages))

    def _cut(self, most: int, note: str) -> None:
        self._shorten_results(most)
        while self.size > most and (turn := self._oldest_turn()):
            del self._later[:turn]
            self._note = (User(note),)

    def _shorten_results(self, most: int) -> None:
        for i, message in enumerate(self._later[:-RECENT]):
            if self.size <= most:
                return
            if isinstance(message, ToolResult):
                self._later[i] = replace(message, text=clip(message.text, SHORT))

    def _oldest_turn(self) -> int:
        """How many messages the oldest turn has: what the model said and all up to its next word; 0 for the last."""
        starts = [i for i, message in enumerate(self._later) if isinstance(message, Assistant)]
        return starts[1] if len(starts) > 1 else 0

    def _clip(self, most: int) -> None:
        """What is left is one turn: its longest messages give way first."""
        longest = most
        while self.size > most and longest > SHORT:
            longest = max(longest // 2, SHORT)
            self._later = [clipped(message, longest) if size(message) > longest else message for message in self._later]


def clipped(message: ChatMessage, longest: int) -> ChatMessage:
    """The message with each of its texts clipped to so many characters; arguments are JSON still.

    What a server wants back as it came (``extra``) is left out where it is longer than that.
    """
    match message:
        case Assistant(text, calls, reasoning, extra):
            return Assistant(
                clip(text, longest),
                tuple(replace(call, arguments=_shorter(call, longest)) for call in calls),
                clip(reasoning, longest),
                extra if len(extra) <= longest else "",
            )
        case _:
            return replace(message, text=clip(message.text, longest))


def _shorter(call: ToolCall, longest: int) -> str:
    if len(call.arguments) <= longest:
        return call.arguments
    try:
        given = from_json(call.arguments)
    except ValueError:
        given = None
    if isinstance(given, dict):
        texts = {name: clip(each, longest) if isinstance(each, str) else each for name, each in given.items()}
        written = json.dumps(texts, ensure_ascii=False)
        if len(written) <= 2 * longest:
            return written
    return json.dumps({"left_out": clip(call.arguments, longest)}, ensure_ascii=False)
