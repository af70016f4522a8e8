"""Finding declarations that may help: an index over a library, asked by name, by a fragment of a type, or in words.

`Index` is what other indexes implement. `LibraryIndex` takes the names from the compiled files and their signatures
from Lean, once for each toolchain, and keeps them in the user's cache.
"""

import asyncio
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter

from prover.lean.checker import declared_names
from prover.lean.live.pool import Pool
from prover.lean.oneshot import or_died
from prover.lean.search.terms import PIECE, holds_shape, shape_of
from prover.words.files import read_bytes
from prover.words.folders import cache_folder, keep
from prover.words.shown import from_json
from prover.words.verdict import Died, Severity

KEPT = TypeAdapter(list[tuple[str, str]])  # name and signature of each
BATCH = 500  # `#check`s in one text
WORD = re.compile(r"[A-Za-z][a-z]+|\d+|[^\sA-Za-z\d_().,:{}\[\]'@]")  # a single letter says nothing
SHORTEST_STEM = 4  # letters
NAME_WEIGHT = 2.0  # a word of the name says more than one of the type
WHOLE_NAME = 50.0
SAME_SHAPE = 12.0
PART_OF_NAME = 6.0
INSTANCE = 0.3  # nobody looks for an instance


@dataclass(frozen=True)
class Premise:
    """A declaration: its full name, its signature as Lean prints it, and its module where that is known."""

    name: str
    signature: str
    module: str = ""


class Index(Protocol):
    """Something that finds declarations; the best first. An empty list says that it looked and found nothing.

    With a ``header``, what a text that begins with it cannot name is left out, as far as that is known.
    """

    async def find(self, query: str, most: int, header: str | None = None) -> list[Premise] | Died: ...


class Ranking:
    """Premises with the words and shapes that they are found by; pure. Among two thousand it finds in some 50 ms."""

    def __init__(self, premises: Iterable[Premise]) -> None:
        self._entries = [_Indexed(p) for p in premises]
        seen = Counter(word for entry in self._entries for word in entry.words)
        self._weight = {word: math.log(1 + len(self._entries) / n) for word, n in seen.items()}

    def best(self, query: str, most: int) -> list[Premise]:
        """The premises that share most with a query, those that share nothing left out."""
        words, bare = set(map(self._known, _words(query))), " ".join(query.split()).lower()
        pieces = PIECE.findall(query)
        shape = shape_of(pieces)
        scored = [(self._score(entry, words, bare, shape), entry.premise) for entry in self._entries]
        found = sorted((s for s in scored if s[0] > 0), key=lambda s: (-s[0], len(s[1].name), s[1].name))
        return [premise for _, premise in found[:most]]

    def _known(self, word: str) -> str:
        """The word, or the longest beginning of it that names use: `associative` is `assoc` there."""
        beginnings = (word[:n] for n in range(len(word), SHORTEST_STEM - 1, -1))
        return next((beginning for beginning in beginnings if beginning in self._weight), word)

    def _score(self, entry: "_Indexed", wanted: set[str], query: str, shape: list[str]) -> float:
        weight, name = self._weight, entry.premise.name.lower()
        # `fsum`: sets have another order in each process, and what is found must not.
        shared = math.fsum(weight[w] * (NAME_WEIGHT if w in entry.in_name else 1.0) for w in wanted & entry.words)
        score = shared / math.sqrt(1.0 + math.fsum(weight[w] for w in entry.words)) if shared else 0.0
        if len(query) > 2 and query in name:
            score += WHOLE_NAME if query == name else PART_OF_NAME
        elif shared and len(shape) > 2 and holds_shape(entry.pieces, shape):
            score += SAME_SHAPE
        return score * INSTANCE if entry.premise.name.rpartition(".")[2].startswith("inst") else score


class _Indexed:
    """One premise, taken apart once."""

    def __init__(self, premise: Premise) -> None:
        self.premise = premise
        self.in_name = frozenset(_words(premise.name))
        self.words = self.in_name | frozenset(_words(premise.signature.removeprefix(premise.name)))
        self.pieces = PIECE.findall(premise.signature.rpartition(" : ")[2])


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


class LibraryIndex:
    """The declarations of the modules that a header imports; read on the first question, and kept in the cache."""

    def __init__(self, pool: Pool, modules: Sequence[str] = ("Init",)) -> None:
        self._pool, self._modules = pool, tuple(modules)
        self._ranking: Ranking | None = None
        self._one_at_a_time = asyncio.Lock()

    async def find(self, query: str, most: int, header: str | None = None) -> list[Premise] | Died:  # noqa: ARG002
        """Raises `LeanFailed` where there is no Lean that could look at the library."""
        async with self._one_at_a_time:
            if self._ranking is None:
                premises = await self._read()
                if isinstance(premises, Died):
                    return premises
                self._ranking = await asyncio.to_thread(Ranking, premises)
        return await asyncio.to_thread(self._ranking.best, query, most)

    async def _read(self) -> list[Premise] | Died:
        lean = self._pool.toolchain
        path = cache_folder() / f"premises-{lean.key[:16]}.json"
        try:
            return await asyncio.to_thread(_kept, path)
        except (OSError, ValueError):  # not there, or damaged: it is made anew
            pass
        names = await or_died(declared_names(lean, self._modules, lean.times.compile))
        if isinstance(names, Died):
            return names
        found = await signatures(self._pool, "", "", names)
        if not isinstance(found, Died):
            await asyncio.to_thread(keep, path, json.dumps([(p.name, p.signature) for p in found], ensure_ascii=False))
        return found


async def signatures(pool: Pool, header: str, context: str, names: Sequence[str]) -> list[Premise] | Died:
    """The signatures of those of `names` that Lean knows behind `context`."""
    found = []
    above = context if not context or context.endswith("\n") else context + "\n"
    async with pool.session(header) as lean:
        for start in range(0, len(names), BATCH):
            batch = names[start : start + BATCH]
            text = above + "".join(f"#check {name}\n" for name in batch)
            verdict = await lean.check(text, lean.times.compile)
            if isinstance(verdict, Died):
                return verdict
            for message in verdict.messages:
                line = message.start.line - above.count("\n") - 1
                if (
                    message.severity is Severity.INFORMATION
                    and 0 <= line < len(batch)
                    and message.text.startswith(batch[line])
                ):
                    found.append(Premise(batch[line], message.text))
    return found


def _kept(path: Path) -> list[Premise]:
    """Raises `OSError` and `ValueError` for a file that is not there or damaged."""
    return [Premise(*kept) for kept in KEPT.validate_python(from_json(read_bytes(path)))]
