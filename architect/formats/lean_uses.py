"""What the nodes of a LeanArchitect file build on: what is written, and what their words name; no Lean.

LeanArchitect has Lean say which constants a term uses. Words can tell only where a declaration of the same file is
named: directly, or by one that is no node. A name that is bound in the declaration is none of the file's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from architect.formats.lean_attribute import Use
from architect.formats.lean_file import BlueprintFile, Declared, names_within
from prover.text.brackets import BRACKETS, nested
from prover.text.lexer import Token, TokenKind

QUANTIFIERS = frozenset("∀ ∃ ∑ ∏ ⋃ ⋂ ∫ ⨆ ⨅".split())
BINDING = frozenset("fun λ intro intros rintro obtain have let set".split())
ENDS = frozenset({",", ":", "=", "↦", "∈", "←", "with"})
PATTERN = frozenset("⟨⟩(){}⦃⦄,!")
MOST_NAMES = 30  # that one binder brings in
MOST_PARTS = 16  # of a name, by which it is found behind an `open`


class Uses:
    """The declarations of a file by what they may be called; ``node_names`` are those of the nodes that are there."""

    def __init__(self, file: BlueprintFile, names: Mapping[int, str]) -> None:
        """``names`` has the node of each declaration that is one, by its place."""
        self._names = names
        self._opened = {name: i for i, name in enumerate(file.opened)}
        self._ending: dict[str, list[str]] = {}  # the names that end in what may stand behind an `open`
        self._places: dict[str, int] = {}
        self._labels: dict[str, list[str]] = {}
        self._tails: set[str] = set()
        self._reached: dict[int, tuple[str, ...]] = {}  # the nodes behind what is none
        for i, each in enumerate(file.declared):
            if i not in names:
                self._reached[i] = tuple(dict.fromkeys(self._named(i, each, [*each.stated, *each.proved])))
            else:
                self._labels.setdefault(each.label, []).append(names[i])
            for called in filter(None, (each.name, *each.others)):
                self._add(called, i)

    def _add(self, called: str, place: int) -> None:
        if self._places.setdefault(called, place) != place:
            return
        self._tails.add(called.rpartition(".")[2])
        if self._opened:
            parts = called.split(".")
            for i in range(max(len(parts) - MOST_PARTS, 1), len(parts)):
                self._ending.setdefault(".".join(parts[i:]), []).append(called)

    def of(self, place: int, each: Declared) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a node's statement and its proof build on; ``place`` is where it stands in the file."""
        assert each.said is not None
        in_statement = self._with(each, each.said.stated_with, self._named(place, each, each.stated))
        in_proof = self._with(each, [*each.said.proved_with, *each.uses], self._named(place, each, each.proved))
        if not each.is_proposition:
            return tuple(dict.fromkeys([*in_statement, *in_proof])), ()
        return tuple(in_statement), tuple(name for name in in_proof if name not in in_statement)

    def _with(self, each: Declared, said: Sequence[Use], inferred: Iterable[str]) -> dict[str, None]:
        """What is said, and what is seen besides, without what is taken away and without the node itself."""
        found: dict[str, None] = {}
        removed: set[str] = set()
        for use in said:
            meant = self._meant(use, each)
            if use.removed:
                removed |= {*meant}
            else:
                found |= dict.fromkeys(meant)
        return {name: None for name in [*found, *inferred] if name not in removed}

    def _meant(self, use: Use, each: Declared) -> Sequence[str]:
        """The nodes that a use means: those of its label, or what its name stands for within the namespace."""
        if use.is_label:
            return self._labels.get(use.text, [use.text])
        place = next((self._places[n] for n in self._candidates(use.text, each.namespace) if n in self._places), None)
        if place is None:
            return self._labels.get(use.text, [use.text])
        return [self._names[place]] if place in self._names else self._reached[place]

    def _named(self, at: int, each: Declared, code: Sequence[Token]) -> Iterator[str]:
        """The nodes before a place that the words of a part name."""
        words = dict.fromkeys(token.text for token in code if token.kind is TokenKind.NAME)
        places = {word: place for word in words if (place := self._place(at, word, each.namespace)) is not None}
        if not places:
            return
        bound = {*_bound([*each.stated, *each.proved])}
        for place in dict.fromkeys(place for word, place in places.items() if word.split(".")[0] not in bound):
            yield from [self._names[place]] if place in self._names else self._reached[place]

    def _place(self, at: int, word: str, namespace: str) -> int | None:
        """Where the declaration stands that a word names, be it with something behind a dot, as in `foo_le.trans`."""
        parts = word.split(".")
        for i in range(len(parts), 0, -1):
            if parts[i - 1] not in self._tails:
                continue
            called = ".".join(parts[:i])
            for name in self._candidates(called, namespace):
                if self._places.get(name, at) < at:
                    return self._places[name]
        return None

    def _candidates(self, name: str, namespace: str) -> Iterator[str]:
        """The full names that a name may stand for: within the namespace, and within what is opened in the file."""
        yield from names_within(name, namespace)
        ending = self._ending.get(name, ())
        if len(ending) > len(self._opened):
            for opened in self._opened:
                yield from names_within(f"{opened}.{name}", namespace)
            return
        found: list[tuple[int, int, str]] = []  # by the `open`, then by how near it is
        for full in ending:
            before = full.removesuffix(f".{name}")
            for scope in names_within("", namespace):
                opened = before.removeprefix(scope)
                if before.startswith(scope) and opened in self._opened:
                    found.append((self._opened[opened], -len(scope), full))
        yield from (full for _, _, full in sorted(found))


def _bound(code: Sequence[Token]) -> Iterator[str]:
    """The names that are bound in a declaration: in the binders of its signature, behind `∀`, `fun` or `intro`."""
    for i, (token, depth) in enumerate(nested(code)):
        if depth == 0 and token.text in (":", "|"):
            break
        if depth == 1 and token.text in BRACKETS[::2]:
            yield from _names_from(code, i + 1, ENDS)
    for i, token in enumerate(code):
        if token.text in QUANTIFIERS:
            yield from _names_from(code, i + 1, ENDS)
        elif token.text in BINDING:
            yield from _names_from(code, i + 1, ENDS - {","})


def _names_from(code: Sequence[Token], start: int, ends: Set[str]) -> Iterator[str]:
    """The names of one line up to what ends binders: where two tokens stand further apart, another line begins."""
    for before, token in pairwise(code[start - 1 : start + MOST_NAMES]):
        if token.text in ends or token.start - before.end > 1:
            return
        if token.kind is TokenKind.NAME:
            yield token.text
        elif token.text not in PATTERN:
            return
