"""What a prover gets and what comes of it: terms only; a prover has never heard of blueprints."""

from collections.abc import Sequence
from dataclasses import dataclass

from prover.words.verdict import STANDARD_AXIOMS

SORRY = "sorry"
DISPROOF = "architect_disproof"


@dataclass(frozen=True)
class ProjectNames:
    """The types and functions that a statement is about and its file imports from the user's project: full names."""

    types: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


NOTHING_IMPORTED = ProjectNames()


@dataclass(frozen=True)
class Obligation:
    """One statement with its context, its text cut at the n `sorry`s to be replaced.

    ``header`` is what a live Lean keeps (the imports), ``pieces`` the n + 1 texts around the holes, from behind the
    header to the end of the declaration, which begins at ``statement_at`` of the first; ``name`` is the full name that
    the statement then has; ``known`` are the definitions and theorems above it that a proof may use, ``axioms`` those
    of them that stand there as axioms, to be proved by somebody else, which those that are ``proved`` are by now;
    ``informal`` says in words what it states, ``idea`` how it may be proved, and of the theorem ``hint_of`` there are
    two proofs in words, the user's ``hint`` and a model's ``sketch``;
    ``own`` are the axioms of the user's file, which nobody has to prove. What is no proposition (``is_proposition``)
    is a definition with proofs inside it, of which there is no negation. The functions that are ``imported`` are among
    those ``known``.
    """

    name: str
    header: str
    pieces: tuple[str, ...]
    statement_at: int
    known: tuple[str, ...] = ()
    axioms: frozenset[str] = frozenset()
    idea: str = ""
    own: frozenset[str] = frozenset()
    is_proposition: bool = True
    imported: ProjectNames = NOTHING_IMPORTED
    informal: str = ""
    hint: str = ""
    hint_of: str = ""
    sketch: str = ""
    proved: frozenset[str] = frozenset()

    @property
    def allowed(self) -> frozenset[str]:
        """The axioms that a proof may rest on."""
        return self.granted | self.axioms

    @property
    def granted(self) -> frozenset[str]:
        """Those of them that nobody has to prove."""
        return STANDARD_AXIOMS | self.own

    @property
    def settled(self) -> tuple[str, ...]:
        """What is ``known`` and no axiom: all that a disproof may name, for it stands where no lemma is stated."""
        axioms = [f".{axiom}" for axiom in self.axioms]  # in full, where what is known is as it is called there
        return tuple(name for name in self.known if not any(axiom.endswith(f".{name}") for axiom in axioms))

    @property
    def context(self) -> str:
        """What stands between the header and the statement."""
        return self.pieces[0][: self.statement_at]

    @property
    def statement(self) -> str:
        """The declaration with its `sorry`s."""
        return self.text([SORRY] * self.holes)[self.statement_at :].strip()

    def negation(self) -> "Obligation":
        """That the statement is false: whoever fills this has disproved it, if it leans on no `sorry` of the context.

        `type_of%` has Lean say what the statement means, whatever binders and section variables it is made of. What is
        private stays so: in a `public section` only a private theorem may speak of it.
        """
        before = self.text([SORRY] * self.holes).rstrip() + "\n\n"
        modifier = "private " if "private" in self.statement.partition("theorem")[0].split() else ""
        claim = f"{modifier}theorem _root_.{DISPROOF} : ¬ type_of% @_root_.{self.name} := by\n  "
        return Obligation(DISPROOF, self.header, (before + claim, "\n"), len(before), self.settled, own=self.own)

    @property
    def holes(self) -> int:
        return len(self.pieces) - 1

    def text(self, fills: Sequence[str]) -> str:
        """The obligation with its holes filled, one text each."""
        return "".join(p + f for p, f in zip(self.pieces, (*fills, ""), strict=True))

    def before(self, hole: int, fills: Sequence[str]) -> str:
        """The part of `text(fills)` that stands before a hole."""
        return "".join(p + f for p, f in zip(self.pieces[:hole], fills[:hole], strict=True)) + self.pieces[hole]
