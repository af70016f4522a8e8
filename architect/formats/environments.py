"""The nodes of a LaTeX document as they stand, each with its proofs: what is one, and whose proof is whose."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from architect.formats.environment import GAP, Environment, one_line
from architect.formats.kept import read_kept
from architect.formats.tex import DEEPEST, Document, Fragment, FromLean, Sort, Warn
from architect.formats.tex_macros import PROOF
from architect.formats.tex_preamble import Preamble
from prover.words.errors import BadInput

SIGN = "%%"  # of our comments
NODES_KEY = "thms"  # in a comment before the first node: its environments, where they are others than leanblueprint's


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


@dataclass
class _Unended:
    r"""A `\begin` without its `\end` so far.

    ``holder`` is the statement or proof that its words are of, ``is_own`` whether it is itself that. ``last`` is the
    statement that a proof in it would be of, None where that is no node.
    """

    name: str
    where: str
    holder: Environment | None
    last: Environment | None
    is_own: bool = False


class _Reading:
    """The statements and proofs that were begun so far, and what is open around the place that was reached."""

    def __init__(self, document: Document) -> None:
        self._document, self._warn = document, document.warn
        self._found: list[Environment] = []
        self._proofs: list[tuple[Environment, Environment | None]] = []
        self._open = [_Unended("", "", None, None)]
        self._other_labels: set[str] = set()

    def take(self, fragment: Fragment) -> None:
        """The next fragment of the document."""
        here = self._open[-1].holder
        if fragment.sort is Sort.BEGIN:
            self._begin(fragment, self._open[-1])
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
        for begun in self._open:
            if begun.is_own:
                self._unclosed(begun, "it goes to the end")
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

    def _begin(self, fragment: Fragment, around: _Unended) -> None:
        here, name = around.holder, fragment.name
        is_node = name in self._document.nodes
        if is_node or (name == PROOF and (here is None or around.last is not None)):
            begun = Environment(name, fragment.where, fragment.argument or "")
            if is_node:
                self._found.append(begun)
                around.last = begun
                if here is not None:
                    here.hold(begun)
            else:
                self._proofs.append((begun, around.last))
            self._open.append(_Unended(name, fragment.where, begun, around.last, is_own=True))
            return
        is_like = name == PROOF or self._document.is_like(name)
        if is_like and name != PROOF:
            around.last = None
        if here is not None:  # of no node; what stands within one is a part of it
            here.pieces.append(fragment.text)
        if here is not None or is_like:
            self._open.append(_Unended(name, fragment.where, here, None if is_like else around.last))

    def _end(self, fragment: Fragment, here: Environment | None) -> None:
        nearest = range(len(self._open) - 1, max(0, len(self._open) - 1 - DEEPEST), -1)
        at = next((i for i in nearest if self._open[i].name == fragment.name), None)
        if at is None:
            if fragment.name in self._document.nodes or fragment.name == PROOF:
                self._warn(f"{fragment.where}: {fragment.text} closes nothing; it is passed over")
            elif here is not None:
                self._warn(f"{fragment.where}: {fragment.text} closes nothing; it is left as it is")
                here.pieces.append(fragment.text)
            return
        while len(self._open) > at + 1:
            self._unclosed(self._closed(), f"it is taken to end at {fragment.where}")
        closed = self._closed()
        if closed.holder is not None and not closed.is_own:
            closed.holder.pieces.append(fragment.text)

    def _closed(self) -> _Unended:
        """The innermost one, no longer open; a proof after a list may be of a statement in it."""
        closed = self._open.pop()
        if not (closed.is_own or closed.name == PROOF or self._document.is_like(closed.name)):
            self._open[-1].last = closed.last
        return closed

    def _unclosed(self, each: _Unended, end: str) -> None:
        """Warn of what has no end; a statement or proof is taken to have forgotten it before a statement in it."""
        held = each.holder
        if each.is_own and held is not None and held.inner is not None:
            end = f"it is taken to end where \\begin{{{held.inner.kind}}} of {held.inner.where} is"
            self._other_labels.update(" ".join(label.split()) for label in held.end_before_inner())
        self._warn(f"{each.where}: \\begin{{{each.name}}} is never closed; {end}")

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
        is_inner = fragment.name == "label" and not self._open[-1].is_own
        if is_inner and fragment.argument:
            self._other_labels.add(one_line(fragment.argument))
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
