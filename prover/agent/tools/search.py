"""The tool that finds declarations: those of the library, by an index, and those of the file itself."""

from pydantic import Field

from prover.agent.tools.tool import Arguments, ToolError
from prover.lean.live.pool import Pool
from prover.lean.search.premises import Index, Premise, Ranking, signatures
from prover.text.declarations import find_declarations
from prover.words.obligation import Obligation
from prover.words.verdict import Died

MOST = 20


class Query(Arguments):
    query: str = Field(min_length=1, description="a name, a fragment of a type, or words")
    most: int = Field(default=8, ge=1, le=MOST, description="how many to show")


class Search:
    """Declarations by name, type fragment or words. A library that cannot be looked at is said so, not empty."""

    name = "search"
    arguments = Query

    def __init__(self, pool: Pool, obligation: Obligation, index: Index | None) -> None:
        self._pool, self._obligation, self._index = pool, obligation, index
        self._above: Ranking | None = None

    async def run(self, arguments: Query) -> str:
        found = await self.find(arguments.query, arguments.most)
        told = listed(found) or f"Nothing found for {arguments.query!r}."
        if self._index is None:
            told += "\n(Only the file itself was searched: there is no index of its imports.)"
        return told

    async def find(self, query: str, most: int) -> list[Premise]:
        """The best of both, those of the file first. Raises `ToolError` when Lean does not live to name them."""
        if self._above is None:
            names = [d.name for d in find_declarations(self._obligation.context) if d.name]
            header, context = self._obligation.header, self._obligation.context
            self._above = Ranking(_named(await signatures(self._pool, header, context, names)) if names else ())
        above = self._above.best(query, most)
        below = _named(await self._index.find(query, most, self._obligation.header)) if self._index else []
        return [*above, *below][:most]


def _named(found: list[Premise] | Died) -> list[Premise]:
    if isinstance(found, Died):
        raise ToolError(f"The declarations could not be looked at: {found.why}.")
    return found


def listed(premises: list[Premise]) -> str:
    return "\n".join(" ".join(p.signature.split()) for p in premises)
