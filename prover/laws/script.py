"""A chain of equations as Lean: one `have` for each lemma that it uses, each by `rw`, or by `calc` where that fails."""

from collections.abc import Mapping, Sequence, Set
from itertools import count, groupby

from prover.laws.equations import Equation, Rewrite
from prover.laws.trees import Compound, Symbol, Tree, Variable, instance, replaced_all, replaced_at, variables
from prover.text.terms import INFIX

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class NoScript(Exception):
    """A sort has no term that could stand for a variable."""


class Script:
    """Writes the lemmas of a proof, each once, behind those that it uses; ``taken`` are names that mean something."""

    def __init__(self, taken: Set[str], constants: Sequence[Compound]) -> None:
        self._taken = taken
        self._constants = {constant.symbol.sort: constant for constant in reversed(constants)}
        self._names: dict[Equation, tuple[str, tuple[Variable, ...]]] = {}
        self._fresh = (name for i in count(1) if (name := f"law{i}") not in taken)
        self._letters = [letter for letter in LETTERS if letter not in taken]
        self._letters += [name for i in range(100) if (name := f"x{i}") not in taken]
        self.lines: list[str] = []

    def proof(self, left: Tree, right: Tree, steps: Sequence[Rewrite], refuted: str = "") -> list[str]:
        """Lean's steps for a goal without variables: the lemmas, and what closes it.

        What is ``refuted`` says that the sides differ.
        """
        way = self._way(left, right, steps, {})
        if refuted:
            return [*self.lines, f"exact {refuted} {f'({way})' if ' ' in way else way}"]
        return [*self.lines, way.removeprefix("by ") if way.startswith("by ") else f"exact {way}"]

    def _lemma(self, equation: Equation) -> tuple[str, tuple[Variable, ...]]:
        """The name under which a proof has the equation, and its variables in the order of its arguments."""
        if equation in self._names:
            return self._names[equation]
        name, bound = equation.given, equation.bound
        if not name:
            bound = equation.variables
            names = dict(zip(bound, self._letters, strict=False))
            way = self._way(equation.left, equation.right, equation.steps, names)
            name = next(self._fresh)
            groups = groupby(bound, key=lambda variable: variable.sort)
            binders = "".join(f" ({' '.join(names[v] for v in group)} : {sort})" for sort, group in groups)
            said = f"{shown(equation.left, names)} = {shown(equation.right, names)}"
            self.lines.append(f"have {name}{binders} : {said} := {way}")
        self._names[equation] = name, bound
        return name, bound

    def _way(self, left: Tree, right: Tree, steps: Sequence[Rewrite], names: Mapping[Variable, str]) -> str:
        """A proof of `left = right` along the steps."""
        terms, closed = [left], self._closing(names)
        done: list[tuple[Rewrite, Tree, Tree, str]] = []
        for step in map(_spelled_out, steps):
            name, bound = self._lemma(step.equation)
            old, new = (closed(instance(side, step.values)) for side in step.equation.side(step.backwards))
            proof = " ".join([name, *(shown(closed(instance(v, step.values)), names, alone=False) for v in bound)])
            terms.append(replaced_at(terms[-1], step.path, new))
            done.append((step, old, new, proof))
        if len(done) == 1 and not done[0][0].path:
            return _turned(done[0][3]) if done[0][0].backwards else done[0][3]
        if rewritten := _by_rewriting(left, right, done):
            return rewritten
        return _by_calculation(terms, done, names, self._letters[len(names)])

    def _closing(self, names: Mapping[Variable, str]) -> "_Closing":
        chosen: dict[str, Tree] = dict(self._constants)
        for variable in reversed([*names]):
            chosen[variable.sort] = variable
        return _Closing(set(names), chosen)


class _Closing:
    """Replaces the variables that a statement does not have: any term of their sort will do."""

    def __init__(self, bound: Set[Variable], chosen: Mapping[str, Tree]) -> None:
        self._bound, self._chosen = bound, chosen

    def __call__(self, tree: Tree) -> Tree:
        loose = [variable for variable in variables(tree) if variable not in self._bound]
        if any(variable.sort not in self._chosen for variable in loose):
            raise NoScript
        return instance(tree, {variable: self._chosen[variable.sort] for variable in loose})


def _by_rewriting(left: Tree, right: Tree, done: Sequence[tuple[Rewrite, Tree, Tree, str]]) -> str:
    """`by rw […]`, where that does what the steps say; nothing where it rewrites too much."""
    rules: list[str] = []
    for step, old, new, proof in done:
        if left == right:
            break  # `rw` tries `rfl` behind its last rule only
        one, other = replaced_all(left, old, new), replaced_all(right, old, new)
        if one == left and other == right:
            return ""
        left, right = one, other
        rules.append(f"← {proof}" if step.backwards else proof)
    return f"by rw [{', '.join(rules)}]" if left == right and rules else ""


def _by_calculation(
    terms: Sequence[Tree], done: Sequence[tuple[Rewrite, Tree, Tree, str]], names: Mapping[Variable, str], free: str
) -> str:
    """One step of `calc` after the other, each by congruence; ``free`` is a name that means nothing yet."""
    lines: list[str] = []
    for i, (step, _, _, proof) in enumerate(done):
        why = _turned(proof) if step.backwards else proof
        if step.path:
            hole = Compound(Symbol(free, _at(terms[i], step.path).sort, ()))
            context = shown(replaced_at(terms[i], step.path, hole), names)
            why = f"congrArg (fun {free} => {context}) {f'({why})' if ' ' in why else why}"
        start = shown(terms[0], names) if i == 0 else "_"
        lines.append(f"{start} = {shown(terms[i + 1], names)} := {why}")
    return "\n  ".join(["calc", *lines]) if lines else "rfl"


def _turned(proof: str) -> str:
    return f"({proof}).symm" if " " in proof else f"{proof}.symm"


def _at(tree: Tree, path: Sequence[int]) -> Tree:
    for i in path:
        assert isinstance(tree, Compound)
        tree = tree.arguments[i]
    return tree


def _spelled_out(step: Rewrite) -> Rewrite:
    """The step by what its equation is an instance of, where that is all there is to it."""
    while not step.equation.given and len(step.equation.steps) == 1 and not step.equation.steps[0].path:
        [only] = step.equation.steps
        values = {v: instance(tree, step.values) for v, tree in only.values.items()}
        step = Rewrite(step.path, only.equation, step.backwards != only.backwards, values)
    return step


def shown(tree: Tree, names: Mapping[Variable, str], *, alone: bool = True) -> str:
    """A term as Lean reads it; in round brackets where it does not stand ``alone`` and needs them."""
    if isinstance(tree, Variable):
        return names[tree]
    if not tree.arguments:
        return tree.symbol.shown
    parts = [shown(argument, names, alone=False) for argument in tree.arguments]
    text = f" {INFIX[tree.symbol.shown][0]} ".join(parts) if tree.symbol.shown in INFIX and len(parts) == 2 else ""
    text = text or " ".join([tree.symbol.shown, *parts])
    return text if alone else f"({text})"
