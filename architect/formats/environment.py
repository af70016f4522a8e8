"""One statement or proof of a document as it stands: its words, and what the macros in it say; nothing is read here."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

GAP = "\0"  # where a macro or comment stood


@dataclass
class Environment:
    """One statement or proof as it stands.

    ``title`` is what stands in brackets, ``pieces`` are the words and gaps in it, ``macros`` the arguments of those of
    leanblueprint, ``used`` labels beside those of its `uses`, each whole. ``kept`` is what our comments say, ``proofs``
    are those of a statement, ``inner`` is the first statement within it, ``elsewhere`` what it uses that labels
    something else than a node. A label in a proof is the statement's, as in TeX, whose number it refers to.
    """

    kind: str
    where: str
    title: str = ""
    pieces: list[str] = field(default_factory=list)
    macros: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)
    proofs: list["Environment"] = field(default_factory=list)
    inner: "Environment | None" = None
    elsewhere: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    _before: tuple[int, dict[str, int]] = (0, {})  # how much of it stood before the inner one

    @property
    def labels(self) -> list[str]:
        """Its own, each once."""
        return list(dict.fromkeys(filter(None, map(one_line, self.macros.get("label", [])))))

    @property
    def proves(self) -> str:
        """The label that a proof says it is of."""
        return self.macros.get("proves", [""])[-1].strip()

    @property
    def stated_with(self) -> list[str]:
        """The labels that its own text uses."""
        return [*listed(self.macros.get("uses", [])), *map(one_line, filter(None, self.used))]

    @property
    def uses(self) -> list[str]:
        """The labels that it uses, in it or in its proofs."""
        return list(dict.fromkeys([*self.stated_with, *(label for proof in self.proofs for label in proof.uses)]))

    @property
    def lean(self) -> list[str]:
        """The names in Lean that it gives."""
        return listed(self.macros.get("lean", []))

    @property
    def words(self) -> str:
        """What it says in words."""
        return words_in(self.pieces)

    def hold(self, inner: "Environment") -> None:
        """Have a statement within it, which is a node by itself: no words of it are this one's."""
        if self.inner is None:
            self.inner = inner
            self._before = len(self.pieces), {name: len(given) for name, given in self.macros.items()}
        self.pieces.append(GAP)

    def end_before_inner(self) -> list[str]:
        """Give up what was read since its first inner statement began; the labels in that."""
        words, given = self._before
        labels = self.macros.get("label", [])[given.get("label", 0) :]
        self.pieces = self.pieces[:words]
        self.macros = {name: self.macros[name][:count] for name, count in given.items()}
        return labels


def words_in(pieces: Sequence[str]) -> str:
    """The words, without the lines on which only macros and comments stood."""
    lines = [line for line in "".join(pieces).split("\n") if line.replace(GAP, "").strip() or GAP not in line]
    stripped = "\n".join(line.replace(GAP, "").strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", stripped).strip()


def one_line(label: str) -> str:
    return " ".join(label.split())


def listed(arguments: Iterable[str]) -> list[str]:
    return list(_words(arguments))


def _words(arguments: Iterable[str]) -> Iterator[str]:
    for argument in arguments:
        yield from filter(None, (re.sub(r"\s+", " ", word).strip() for word in argument.split(",")))
