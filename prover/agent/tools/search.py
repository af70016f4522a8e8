"""The tool that finds declarations: those of the library, by an index, those of the file itself, and elsewhere.

Elsewhere is services on the net, where the user wants them; that one could not look is said.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import Field

from prover.agent.tools.tool import Arguments, ToolError
from prover.lean.live.pool import Pool
from prover.lean.search.premises import Index, Premise, Ranking, signatures
from prover.text.declarations import find_declarations
from prover.words.obligation import Obligation
from prover.words.tasks import all_of
from prover.words.verdict import Died

if TYPE_CHECKING:
    from prover.lean.search.remote import Service

MOST = 8  # shown where nobody says how many


class Query(Arguments):
    query: str = Field(min_length=1)
    most: int = Field(default=MOST, ge=1, le=20)


class Search:
    """Declarations by name, type fragment or words. A library that cannot be looked at is said so, not empty."""

    name = "search"
    arguments = Query

    def __init__(
        self, pool: Pool, obligation: Obligation, index: Index | None, services: "Sequence[Service]" = ()
    ) -> None:
        self._services = services
        self._pool, self._obligation, self._index = pool, obligation, index
        self._above: Ranking | None = None

    async def run(self, arguments: Query) -> str:
        found = await self.find(arguments.query, arguments.most)
        told = listed(found) or f"Nothing found for {arguments.query!r}."
        if self._index is None:
            told += "\n(Only the file itself was searched: there is no index of its imports.)"
        return "\n".join([told, *await all_of(_told_by(service, arguments) for service in self._services)])

    async def find(self, query: str, most: int) -> list[Premise]:
        """The best of both, those of the file first. Raises `ToolError` when Lean does not live to name them."""
        if self._above is None:
            names = [d.name for d in find_declarations(self._obligation.context) if d.name]
            header, context = self._obligation.header, self._obligation.context
            self._above = Ranking(_named(await signatures(self._pool, header, context, names)) if names else ())
        above = self._above.best(query, most)
        return [*above, *await self.imported(query, most)][:most]

    async def imported(self, query: str, most: int) -> list[Premise]:
        """The best of what the file imports; of its own declarations none. Raises as `find` does."""
        return _named(await self._index.find(query, most, self._obligation.header)) if self._index else []


def _named(found: list[Premise] | Died) -> list[Premise]:
    if isinstance(found, Died):
        raise ToolError(f"The declarations could not be looked at: {found.why}.")
    return found


async def _told_by(service: "Service", asked: Query) -> str:
    from prover.lean.search.remote import Unseen, ask  # it brings a library for HTTP

    found = await ask(service, asked.query, asked.most)
    if isinstance(found, Unseen):
        return f"({service.title} could not look: {found.why}.)"
    if not found:
        return f"({service.title} found nothing.)"
    return f"{service.title} found these, of a Mathlib that may be another than the file's:\n{listed(found)}"


def listed(premises: list[Premise]) -> str:
    return "\n".join(" ".join(p.signature.split()) for p in premises)
