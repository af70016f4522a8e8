"""What has been said in one attempt, kept within the model's window; it asks nobody.

When the window fills, old tool results are shortened first, then the oldest turns are dropped. The first messages, with
the statement, always stay, and a note with the best proof so far and its open goals stands for what was dropped.
"""

from collections.abc import Sequence
from dataclasses import replace

from prover.llm.model import Assistant, ChatMessage, ToolResult, User, size
from prover.words.shown import clip

SHORT = 400  # characters that are left of an old tool result
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
        """Bring the conversation down to `most` bytes; ``note`` stands for dropped turns. False if that cannot be."""
        if self.size > most:
            self._shorten_results(most)
        while self.size > most and (turn := self._oldest_turn()):
            del self._later[:turn]
            self._note = (User(note),)
        return self.size <= most

    @property
    def size(self) -> int:
        """Bytes of all messages."""
        return sum(map(size, self.messages))

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
