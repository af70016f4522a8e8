"""The theorem-like environments of leanblueprint's LaTeX, as they stand, with their proofs; it runs no LaTeX."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from architect.formats.kept import read_kept
from prover.words.errors import BadInput
from prover.words.verdict import position

PROOF = "proof"
STATEMENTS = frozenset({"definition", "lemma", "theorem", "proposition", "corollary"})
GAP = "\0"  # where a macro or comment stood

TOKEN = re.compile(
    r"""
    (?P<verbatim>\\begin\{(?P<v>verbatim|lstlisting|minted)\}.*?\\end\{(?P=v)\}|\\verb\*?(?P<bar>[^A-Za-z\s*]).*?(?P=bar))
    |(?P<comment>%[^\n]*)
    |\\(?P<edge>begin|end)\s*\{(?P<environment>[^{}\n]*)\}
    |\\(?P<macro>label|lean|uses|proves|discussion)(?![A-Za-z@])(?:\s*\{(?P<argument>[^{}]*)\})?
    |\\(?P<mark>leanok|mathlibok|notready)(?![A-Za-z@])
    |\\.|[^\\%]+|\\
    """,
    re.VERBOSE | re.DOTALL,
)
_TITLE = re.compile(r"\s*\[([^\[\]]*)\]")


@dataclass
class Environment:
    """One theorem-like environment or proof as it stands.

    ``pieces`` are the words and gaps in it, ``macros`` the arguments of those of leanblueprint, ``kept`` what our
    comments say. ``depth`` counts other environments that are open in it, ``proofs`` are those of a statement.
    """

    kind: str
    line: int
    pieces: list[str] = field(default_factory=list)
    macros: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)
    depth: int = 0
    proofs: list["Environment"] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Its own, empty where it has none."""
        return self._last("label")

    @property
    def proves(self) -> str:
        """The label that a proof says it is of."""
        return self._last("proves")

    @property
    def uses(self) -> list[str]:
        """The labels that it uses, in it or in its proofs."""
        own = _listed(self.macros.get("uses", []))
        return [*own, *(label for proof in self.proofs for label in proof.uses)]

    @property
    def lean(self) -> list[str]:
        """The names in Lean that it gives."""
        return _listed(self.macros.get("lean", []))

    @property
    def words(self) -> str:
        """What it says in words."""
        return words_in(self.pieces)

    def _last(self, macro: str) -> str:
        return self.macros.get(macro, [""])[-1].strip()


def statements(text: str) -> list[Environment]:
    """The theorem-like environments, their proofs with them."""
    found: list[Environment] = []
    proofs: list[tuple[Environment, Environment | None]] = []
    for environment in environments(text):
        if environment.kind == PROOF:
            proofs.append((environment, found[-1] if found else None))
        else:
            found.append(environment)
    by_label: dict[str, Environment] = {}
    for statement in found:
        if not statement.label:
            raise BadInput(f"line {statement.line}: \\begin{{{statement.kind}}} has no \\label")
        if (first := by_label.setdefault(statement.label, statement)) is not statement:
            raise BadInput(f"line {statement.line}: the label {statement.label} is taken by line {first.line}")
    for proof, nearest in proofs:
        proved = by_label.get(proof.proves) if proof.proves else nearest
        if proved is None:
            what = f"of {proof.proves}, which is no label here" if proof.proves else "of nothing before it"
            raise BadInput(f"line {proof.line}: a proof {what}")
        proved.proofs.append(proof)
    return found


def environments(text: str) -> Iterator[Environment]:
    """Each statement and proof when it ends, a statement before the proofs in it."""
    open_ones: list[Environment] = []
    complete: list[Environment] = []
    after = 0  # a title ends here; what it covers is read already
    for token in TOKEN.finditer(text):
        here = open_ones[-1] if open_ones else None
        kind = (token["environment"] or "").strip()
        if kind in STATEMENTS or kind == PROOF:
            line = position(text, token.start()).line
            if token["edge"] == "end":
                _check_end(here, kind, line)
                open_ones.pop()
                continue
            if here is not None and here.kind != PROOF and kind != PROOF:
                raise BadInput(f"line {here.line}: \\begin{{{here.kind}}} is still open in line {line}")
            open_ones.append(Environment(kind, line))
            complete.append(open_ones[-1])
            if title := _TITLE.match(text, token.end()):
                open_ones[-1].pieces.append(f"{title[1]}. ")
                after = title.end()
        elif here is not None and token.end() > after:
            _take(here, token, text, max(after, token.start()))
    if open_ones:
        raise BadInput(f"line {open_ones[-1].line}: \\begin{{{open_ones[-1].kind}}} is never closed")
    yield from complete


def _check_end(here: Environment | None, kind: str, line: int) -> None:
    if here is None:
        raise BadInput(f"line {line}: \\end{{{kind}}} closes nothing")
    if here.kind != kind:
        raise BadInput(f"line {line}: \\end{{{kind}}}, but \\begin{{{here.kind}}} of line {here.line} is open")


def _take(here: Environment, token: re.Match[str], text: str, start: int) -> None:
    """One token within a statement or proof."""
    if token["edge"]:
        here.depth += 1 if token["edge"] == "begin" else -1
    is_ours = token["macro"] and not (token["macro"] == "label" and (here.depth or here.label))
    if token["comment"]:
        kept = read_kept(token[0], "%%", f"line {position(text, token.start()).line}")
        here.kept |= kept or {}
    elif is_ours:
        if token["argument"] is None:
            line = position(text, token.start()).line
            raise BadInput(f"line {line}: \\{token['macro']} has no argument in braces")
        here.macros.setdefault(token["macro"], []).append(re.sub(r"%[^\n]*", "", token["argument"]))
    here.pieces.append(GAP if token["comment"] or is_ours or token["mark"] else text[start : token.end()])


def words_in(pieces: Sequence[str]) -> str:
    """The words, without the lines on which only macros and comments stood."""
    lines = [line for line in "".join(pieces).split("\n") if line.replace(GAP, "").strip() or GAP not in line]
    stripped = "\n".join(line.replace(GAP, "").strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", stripped).strip()


def _listed(arguments: Iterable[str]) -> list[str]:
    return [word.strip() for argument in arguments for word in argument.split(",") if word.strip()]
