"""The nodes of a LaTeX document as they stand, each with its proofs: what is one, and whose proof is whose."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from architect.formats.kept import read_kept
from architect.formats.tex import DEEPEST, Document, Fragment, FromLean, Sort, Warn
from architect.formats.tex_macros import PROOF
from architect.formats.tex_preamble import Preamble
from prover.words.errors import BadInput

SIGN = "%%"  # of our comments
NODES_KEY = "thms"  # in a comment before the first node: its environments, where they are others than leanblueprint's
GAP = "\0"  # where a macro or comment stood


@dataclass
class Environment:
    """One statement or proof as it stands.

    ``title`` is what stands in brackets, ``pieces`` are the words and gaps in it, ``macros`` the arguments of those of
    leanblueprint, ``used`` labels beside those of its `uses`, each whole. ``kept`` is what our comments say, ``proofs``
    are those of a statement, ``others`` names and places of other environments that are open in it, ``elsewhere`` what
    it uses that is the label of something else than a node. A label in a proof is the statement's, as in TeX, whose
    number it refers to.
    """

    kind: str
    where: str
    title: str = ""
    pieces: list[str] = field(default_factory=list)
    macros: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)
    proofs: list["Environment"] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        """Its own, each once."""
        return list(dict.fromkeys(filter(None, map(_one_line, self.macros.get("label", [])))))

    @property
    def proves(self) -> str:
        """The label that a proof says it is of."""
        return self.macros.get("proves", [""])[-1].strip()

    @property
    def stated_with(self) -> list[str]:
        """The labels that its own text uses."""
        return [*_listed(self.macros.get("uses", [])), *map(_one_line, filter(None, self.used))]

    @property
    def uses(self) -> list[str]:
        """The labels that it uses, in it or in its proofs."""
        return list(dict.fromkeys([*self.stated_with, *(label for proof in self.proofs for label in proof.uses)]))

    @property
    def lean(self) -> list[str]:
        """The names in Lean that it gives."""
        return _listed(self.macros.get("lean", []))

    @property
    def words(self) -> str:
        """What it says in words."""
        return words_in(self.pieces)


def statements(
    text: str,
    path: Path | None,
    warn: Warn,
    nodes: Iterable[str] = (),
    from_lean: FromLean = lambda *_: None,
    preamble: Preamble | None = None,
) -> list[Environment]:
    """The environments that make nodes, their proofs with them; ``nodes`` are more names of such.

    ``warn`` is told of each that is broken, and what is done about it. Into ``preamble`` goes that of the document.
    """
    document = Document(text, path, warn, from_lean)
    document.nodes |= set(nodes)
    reading = _Reading(document)
    for fragment in document.fragments():
        reading.take(fragment)
    if preamble is not None:
        preamble.add(document.preamble)
    return reading.ended()


class _Reading:
    """The statements and proofs that were begun so far, and those that are open."""

    def __init__(self, document: Document) -> None:
        self._document, self._warn = document, document.warn
        self._found: list[Environment] = []
        self._proofs: list[tuple[Environment, Environment | None]] = []
        self._open: list[Environment] = []
        self._last: Environment | None = None  # the statement that a proof would be of; None also for one of no node
        self._other_labels: set[str] = set()

    def take(self, fragment: Fragment) -> None:
        """The next fragment of the document."""
        here = self._open[-1] if self._open else None
        if fragment.sort is Sort.BEGIN:
            self._begin(fragment, here)
        elif fragment.sort is Sort.END:
            self._end(fragment, here)
        elif fragment.sort is Sort.COMMENT:
            self._comment(fragment, here)
        elif fragment.sort is Sort.MACRO:
            self._macro(fragment, here)
        elif here is not None:
            here.pieces.append(fragment.text)

    def ended(self) -> list[Environment]:
        """All nodes, when there is no more."""
        for environment in self._open:
            self._warn(f"{environment.where}: \\begin{{{environment.kind}}} is never closed; it goes to the end")
        owners = self._owners()
        for proof, nearest in self._proofs:
            proved = self._proved(proof, nearest, owners)
            if proved is not None:
                proved.proofs.append(proof)
                given = [label for label in proof.labels if owners.setdefault(label, proved) is proved]
                proved.macros.setdefault("label", []).extend(given)
        tell_of_dangling(self._found, owners, self._other_labels, self._warn)
        for each in self._found:
            each.elsewhere = [label for label in each.uses if label in self._other_labels and label not in owners]
        return self._found

    def _begin(self, fragment: Fragment, here: Environment | None) -> None:
        if fragment.name in self._document.nodes:
            if here is not None and here.kind != PROOF:
                what = f"it is taken to end where \\begin{{{fragment.name}}} of {fragment.where} is"
                self._warn(f"{here.where}: \\begin{{{here.kind}}} is never closed; {what}")
                self._open.pop()
            self._last = Environment(fragment.name, fragment.where, fragment.argument or "")
            self._found.append(self._last)
            self._open.append(self._last)
        elif fragment.name == PROOF and (here is None or self._last is not None):
            self._open.append(Environment(PROOF, fragment.where, fragment.argument or ""))
            self._proofs.append((self._open[-1], self._last))
        else:  # of no node; what stands within one is a part of it
            if self._document.is_like(fragment.name) and (here is None or here.kind == PROOF):
                self._last = None
            if here is not None:
                here.others.append((fragment.name, fragment.where))
                here.pieces.append(fragment.text)

    def _end(self, fragment: Fragment, here: Environment | None) -> None:
        if here is None:
            if fragment.name in self._document.nodes or fragment.name == PROOF:
                self._warn(f"{fragment.where}: {fragment.text} closes nothing; it is passed over")
        elif any(name == fragment.name for name, _ in here.others[-DEEPEST:]):
            while here.others and (other := here.others.pop())[0] != fragment.name:
                self._unclosed(other, fragment)
            here.pieces.append(fragment.text)
        elif any(environment.kind == fragment.name for environment in self._open[-DEEPEST:]):
            while (environment := self._open.pop()).kind != fragment.name:
                self._unclosed((environment.kind, environment.where), fragment)
            for other in environment.others:
                self._unclosed(other, fragment)
        elif fragment.name in self._document.nodes or fragment.name == PROOF:
            self._warn(f"{fragment.where}: {fragment.text} closes nothing; it is passed over")
        else:
            self._warn(f"{fragment.where}: {fragment.text} closes nothing; it is left as it is")
            here.pieces.append(fragment.text)

    def _unclosed(self, environment: tuple[str, str], fragment: Fragment) -> None:
        name, where = environment
        self._warn(f"{where}: \\begin{{{name}}} is never closed; it is taken to end at {fragment.where}")

    def _comment(self, fragment: Fragment, here: Environment | None) -> None:
        try:
            kept = read_kept(fragment.text, SIGN, fragment.where)
        except BadInput as error:
            self._warn(f"{error}; it is passed over")
            kept = None
        if here is not None:
            here.kept |= kept or {}
            here.pieces.append(GAP)
        elif kept and isinstance(named := kept.get(NODES_KEY), str):
            self._document.nodes = frozenset(named.split("+"))

    def _macro(self, fragment: Fragment, here: Environment | None) -> None:
        is_inner = fragment.name == "label" and (here is None or bool(here.others))
        if is_inner and fragment.argument:
            self._other_labels.add(_one_line(fragment.argument))
        if here is None:
            if fragment.name != "label":
                self._warn(f"{fragment.where}: \\{fragment.name} stands in no node and no proof; it is passed over")
        elif is_inner:
            here.pieces.append(fragment.text)
        elif fragment.argument is None:
            self._warn(f"{fragment.where}: \\{fragment.name} has no argument in braces; it is passed over")
            here.pieces.append(GAP)
        else:
            here.macros.setdefault(fragment.name, []).append(re.sub(r"%[^\n]*", "", fragment.argument))
            here.pieces.append(GAP)

    def _owners(self) -> dict[str, Environment]:
        """The node of each label. As in TeX the last one has what several give themselves."""
        owners: dict[str, Environment] = {}
        for statement in reversed(self._found):
            for label in statement.labels:
                owner = owners.setdefault(label, statement)
                if owner is not statement:
                    self._warn(f"{statement.where}: the label {label} is also that of {owner.where}, which keeps it")
            statement.macros["label"] = [label for label in statement.labels if owners[label] is statement]
        return owners

    def _proved(
        self, proof: Environment, nearest: Environment | None, owners: dict[str, Environment]
    ) -> Environment | None:
        if proof.proves in owners:
            return owners[proof.proves]
        if proof.proves in self._other_labels:
            self._warn(f"{proof.where}: a proof of {proof.proves}, which is no node; it is left out")
            return None
        if nearest is None:
            self._warn(f"{proof.where}: a proof of no node; it is left out")
        elif proof.proves:
            what = f"it is taken for that of {nearest.where}, which is before it"
            self._warn(f"{proof.where}: a proof of {proof.proves}, which is no label here; {what}")
        return nearest


def tell_of_dangling(found: Sequence[Environment], owners: Container[str], others: Container[str], warn: Warn) -> None:
    """Warns of what statements use that is the label of none; ``owners`` are those of one, ``others`` other labels."""
    by_lean = {name: statement for statement in reversed(found) for name in statement.lean}
    for statement in found:
        for label in statement.uses:
            if label in owners:
                continue
            what = "is the label of no node" if label in others else "is no label here"
            done = (
                f"{by_lean[label].where} is meant, which has that name in Lean" if label in by_lean else "left dangling"
            )
            warn(f"{statement.where}: this {statement.kind} uses {label}, which {what}; {done}")


def words_in(pieces: Sequence[str]) -> str:
    """The words, without the lines on which only macros and comments stood."""
    lines = [line for line in "".join(pieces).split("\n") if line.replace(GAP, "").strip() or GAP not in line]
    stripped = "\n".join(line.replace(GAP, "").strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", stripped).strip()


def _one_line(label: str) -> str:
    return " ".join(label.split())


def _listed(arguments: Iterable[str]) -> list[str]:
    return list(_words(arguments))


def _words(arguments: Iterable[str]) -> Iterator[str]:
    for argument in arguments:
        yield from filter(None, (re.sub(r"\s+", " ", word).strip() for word in argument.split(",")))
