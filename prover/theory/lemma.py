"""What exploration hands on: an equation that Lean has proved, as text and as data; and the scripts that prove one."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from prover.text.terms import Term
from prover.words.obligation import SORRY
from prover.words.verdict import Verdict

Close = Callable[[Sequence[str]], str]  # definitions and lemmas → a tactic that closes a goal with them, or fails
# simp needs these to bring sums and products of numbers to one form.
REGROUP = ("Nat.add_comm", "Nat.add_left_comm", "Nat.add_assoc")
EXPAND = (*REGROUP, "Nat.mul_comm", "Nat.mul_left_comm", "Nat.mul_assoc", "Nat.mul_add", "Nat.add_mul", "Nat.pow_succ")
MOST_INDUCTIONS = 4


@dataclass(frozen=True)
class Lemma:
    """``statement`` (`∀ …, left = right`) is proved by ``script``, which names all rules that there were.

    Of the lemmas among them it needs those in ``uses``; ``short`` names only these, and Lean has not seen it yet. From
    left to right the lemma simplifies, in an order in which all of them end; one that only permutes variables Lean's
    `simp` applies where the result is smaller.
    """

    name: str
    statement: str
    script: str
    short: str
    uses: tuple[str, ...]
    left: Term
    right: Term

    @property
    def axiom(self) -> str:
        return f"axiom {self.name} : {self.statement}"

    def step(self, *, short: bool = True) -> str:
        """The lemma within a proof."""
        return f"have {self.name} : {self.statement} := (by {self.short if short else self.script})"


@dataclass(frozen=True)
class Tactics:
    """Scripts to be tried in order, with the ``rules`` that they may use; which one did it Lean says by a message.

    It begins with the ``name``, which is to be in no other text that Lean checks with it.
    """

    name: str
    write: Callable[[Sequence[str]], Iterable[str]]
    rules: tuple[str, ...]

    @property
    def text(self) -> str:
        tried = (f'({each}; done; trace "{self.name} {i}")' for i, each in enumerate(self.write(self.rules)))
        return f"first | {' | '.join(tried)}"

    def chosen(self, verdict: Verdict) -> int | None:
        """The number of the script that did it; None where no message says one that there is."""
        said = {message.text.strip() for message in verdict.messages}
        scripts = enumerate(self.write(self.rules))
        return next((number for number, _ in scripts if f"{self.name} {number}" in said), None)

    def script(self, number: int, without: Container[str] = ()) -> str:
        """The script of a number, without some of the rules."""
        return [*self.write([rule for rule in self.rules if rule not in without])][number]


@dataclass(frozen=True)
class Posed:
    """An equation with tactics to be tried on it."""

    statement: str
    intro: str
    tactics: Tactics
    left: Term
    right: Term
    heartbeats: int

    @property
    def text(self) -> str:
        limit = f"set_option maxHeartbeats {self.heartbeats} in\n"
        proof = f"{self.intro}{self.tactics.text} | {SORRY}"
        return f"{limit}theorem {self.tactics.name} : {self.statement} := by\n  {proof}"

    def lemma(self, number: int, uses: Collection[str], laws: Collection[str]) -> Lemma:
        """The lemma, proved by the script of this number, which needs some of the laws."""
        unused = set(laws) - set(uses)
        script, short = (self.intro + self.tactics.script(number, without) for without in ((), unused))
        return Lemma(self.tactics.name, self.statement, script, short, tuple(sorted(uses)), self.left, self.right)


# What has been proved on the way to a theorem, by its name.
Shelf = dict[str, list[Lemma]]


def needed(names: Iterable[str], lemmas: Sequence[Lemma]) -> list[Lemma]:
    """The lemmas of these names and all that they need, in order."""
    wanted = set(names)
    for lemma in reversed(lemmas):
        if lemma.name in wanted:
            wanted.update(lemma.uses)
    return [lemma for lemma in lemmas if lemma.name in wanted]


def quick_scripts(
    heads: Sequence[str], rules: Sequence[str], *, arithmetic: Sequence[str] | None, again: bool
) -> Iterator[str]:
    """By simp with the rules, after each of the heads; `again` also with hypotheses simplified.

    Where numbers are spoken of ``arithmetic`` has lemmas that bring them to a form for omega.
    """
    yield f"simp [{', '.join(rules)}]"
    for head in heads:
        yield f"{head} <;> simp [{', '.join((*rules, '*'))}]"
    if arithmetic is not None:
        for head in heads:
            yield f"{head} <;> simp_all [{', '.join((*rules, *arithmetic))}] <;> omega"
    elif again:
        for head in heads:
            yield f"{head} <;> simp_all [{', '.join(rules)}]"


def deep_scripts(heads: Sequence[str], rules: Sequence[str], close: Close) -> Iterator[str]:
    """By the closer with the rules, also after each of the heads; what is easier to read first."""
    simplified = f"simp_all [{', '.join(rules)}]"
    for head in heads:
        yield f"{head} <;> {simplified}"
        yield f"{head} <;> {simplified} <;> omega"
    closer = close(rules)
    yield closer
    for head in heads:
        yield f"{head} <;> ({closer})"


def inductions(on: Sequence[str], variables: Sequence[str], *, general: bool = True) -> Iterator[str]:
    """On each of some variables, the plain ones first, then (where `general`) those in which the others vary."""
    chosen = on[:MOST_INDUCTIONS]
    for name in chosen:
        yield f"induction {name}"
    for name in chosen if general else ():
        if others := [each for each in variables if each != name]:
            yield f"induction {name} generalizing {' '.join(others)}"
