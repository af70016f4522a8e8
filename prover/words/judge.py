"""Who decides, in the words of those who propose: the gate stands behind it, and tools do not know how it works."""

from typing import Protocol


class Judge(Protocol):
    """Says of fills that Lean accepts whether they are certified: None, or why not in one line."""

    async def proof(self, fills: tuple[str, ...]) -> str | None: ...

    async def disproof(self, fills: tuple[str, ...]) -> str | None: ...
