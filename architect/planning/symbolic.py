"""A planner that needs no model: induction splits a statement, and what is left over becomes lemmas (Boyer and Moore).

Lean does the induction and simplifies; the goals that it leaves are closed again over their variables, subterms that
stand in them twice are generalised to variables, and where an induction hypothesis has the form `f x = x` it is used
from right to left first (cross-fertilisation). Whether the lemmas are true and enough, the provers find out.

Source: Boyer and Moore, A Computational Logic (1979), chapters 10 to 12.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from architect.blueprint.context import obligation_for
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.planning.edits import Add, Edit, Remove, Rewire, edited
from architect.planning.generalising import closed, fertilised, generalised, is_claim, plain, shape, sides_of
from architect.planning.planner import GiveUp, Proposal, Situation
from prover.lean.live.pool import Pool, Session
from prover.lean.live.site import Site, look
from prover.text.goal import Goal, parse_goal, parse_goals
from prover.text.place import Place
from prover.text.statements import behind_name
from prover.text.tokens import words_of
from prover.words.obligation import SORRY, Obligation
from prover.words.verdict import Died

PRINT = "set_option pp.fieldNotation false in\n"
MOST_NODES = 40
STEPS = 2  # of a search, in whose time an induction with all its cases is checked


@dataclass(frozen=True, order=True)
class Split:
    """The lemmas that an induction leaves to be shown; the smaller the ``size`` the better."""

    size: int
    lemmas: tuple[str, ...]  # each from its binders on: `(x : N) : f x = x`


@dataclass(frozen=True)
class Splits:
    """The ways to split a statement, the best first, and why others are ``lost``: Lean did not live to tell."""

    splits: tuple[Split, ...] = ()
    lost: tuple[str, ...] = ()


class Symbolic:
    """Splits what is stuck, the best way first, the next best when that does not help."""

    eager = True

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._tried: Counter[str] = Counter()  # by the key of a node: how many of its splits were proposed
        self._found: dict[str, Splits] = {}  # by the key of a node as something to be proved
        self._proposed: set[frozenset[str]] = set()  # what blueprints came down to

    def fresh(self) -> "Symbolic":
        return Symbolic(self._pool)

    async def draft(self, situation: Situation) -> Proposal:
        target = Node(name=situation.place.name, kind=Kind.TARGET)
        bare = Blueprint(nodes=(target,))
        drafted = await self._split(situation, bare, [target])
        return bare if isinstance(drafted, GiveUp) else drafted

    async def refine(self, situation: Situation) -> Proposal:
        """What is false is left out, and what was to use it is split in another way."""
        assert situation.blueprint is not None
        blueprint, states = situation.blueprint, situation.states
        false = {name for name, state in states.items() if state.status == "disproved"}
        widowed = [n for n in blueprint.order if n.name not in false and false & set(n.uses)]
        stuck = [n for n in blueprint.order if states[n.name].status == "stuck"]
        kept = _edited(blueprint, [Remove(name=name) for name in sorted(false)]) if false else blueprint
        failed = [kept.by_name[n.name] for n in (*widowed, *stuck) if n.name in kept.by_name]
        return await self._split(situation, kept, failed)

    async def _split(self, situation: Situation, blueprint: Blueprint, stuck: Sequence[Node]) -> Blueprint | GiveUp:
        """The first change that was not proposed before; ``blueprint`` is the situation's without what is false."""
        lost: list[str] = []
        async for made in self._changes(situation.place, blueprint, stuck, lost):
            meaning = Keys(self._pool.toolchain.key, situation.place, made).meaning
            if meaning not in self._proposed and made != situation.blueprint:
                self._proposed.add(meaning)
                return made
        return GiveUp("; ".join(["no induction leaves anything new", *dict.fromkeys(lost)]))

    async def _changes(
        self, place: Place, blueprint: Blueprint, stuck: Sequence[Node], lost: list[str]
    ) -> AsyncIterator[Blueprint]:
        """Split what is stuck, from the bottom up; in the end leave out the lemmas that lead nowhere.

        ``lost`` takes what Lean did not live to say.
        """
        keys = Keys(self._pool.toolchain.key, place, blueprint)
        for node in stuck:
            key = keys.statement(node)
            found = await self._splits(keys.of(node), obligation_for(place, blueprint, node))
            lost += found.lost
            splits = found.splits
            while self._tried[key] < len(splits) and len(blueprint.nodes) < MOST_NODES:
                split = splits[self._tried[key]]
                self._tried[key] += 1
                yield _edited(blueprint, list(_edits(blueprint, node, split, place)))
        hopeless = [Remove(name=node.name) for node in stuck if node.kind is Kind.LEMMA]
        if hopeless:
            yield _edited(blueprint, hopeless)

    async def _splits(self, key: str, obligation: Obligation) -> Splits:
        if key not in self._found:
            async with self._pool.session(obligation.header) as lean:
                self._found[key] = await _splits(lean, obligation)
        return self._found[key]


def _edited(blueprint: Blueprint, edits: Sequence[Edit]) -> Blueprint:
    made = edited(blueprint, edits)
    assert isinstance(made, Blueprint)
    return made.pruned()


def _edits(blueprint: Blueprint, node: Node, split: Split, place: Place) -> Iterator[Edit]:
    """Add the lemmas that are not there yet, and have the node use them; its earlier uses stay."""
    uses = list(node.uses)
    taken = {n.name for n in blueprint.nodes} | {d.name for d in place.problem.declarations}
    stated = {shape(behind_name(n.lean)): n.name for n in blueprint.nodes if n.kind is Kind.LEMMA}
    above = blueprint.above(node.name) | {node.name}
    base = place.name.rpartition(".")[2]
    for lemma in split.lemmas:
        name = stated.get(shape(lemma))
        if name is None:
            name = next(n for i in range(1, 1000) if (n := f"{base}_{i}") not in taken)
            taken.add(name)
            stated[shape(lemma)] = name
            yield Add(node=Node(name=name, kind=Kind.LEMMA, lean=f"theorem {name} {lemma}", idea="induction"))
        if name not in above and name not in uses:
            uses.append(name)
    yield Rewire(name=node.name, uses=tuple(uses))


async def _splits(lean: Session, obligation: Obligation) -> Splits:
    """What each way to begin leaves: an induction on each variable, or none."""
    if obligation.holes != 1:
        return Splits()
    site = await look(lean, obligation, 0, [SORRY])
    if isinstance(site, Died):
        return Splits(lost=(f"{obligation.name}: {site.why}",))
    own = shape(closed(plain(parse_goal(site.goal)), ()))
    splits: set[Split] = set()
    lost: list[str] = []
    for name in site.names:
        lemmas = await _left_by(lean, obligation, site, name)
        if isinstance(lemmas, Died):
            lost.append(f"{obligation.name}, induction on {name}: {lemmas.why}")
        elif lemmas and all(shape(lemma) != own for lemma in lemmas):
            splits.add(Split(sum(len(lemma) for lemma in lemmas) * len(lemmas), lemmas))
    return Splits(tuple(sorted(splits)), tuple(lost))


async def _left_by(lean: Session, obligation: Obligation, site: Site, name: str) -> tuple[str, ...] | Died:
    """The lemmas that an induction on the variable `name` leaves to be shown. Raises what `Session.check` raises."""
    known = ", ".join(obligation.known)
    close = f"simp_all [{known}]" if known else "simp_all"
    script = f"{site.intro}\ninduction {name} <;> try {close}".strip()
    text = obligation.text(site.places("by\n" + script)[:1])
    shown = text[: obligation.statement_at] + PRINT + text[obligation.statement_at :].lstrip()
    verdict = await lean.check(shown, STEPS * lean.times.step)
    if isinstance(verdict, Died):
        return verdict
    errors = [error.text for error in verdict.errors]
    if len(errors) != 1 or not errors[0].startswith("unsolved goals"):
        return ()
    found: dict[str, None] = {}
    for goal in parse_goals(errors[0]):
        lemma = await _lemma(lean, obligation, goal, site.names)
        if isinstance(lemma, Died):
            return lemma
        if lemma:
            found[lemma] = None
    return tuple(found)


async def _lemma(lean: Session, obligation: Obligation, goal: Goal, given: Sequence[str]) -> str | Died | None:
    """A goal that an induction left, as a statement of its own: fertilised, generalised, turned and closed."""
    goal = plain(goal)
    sides = sides_of(goal.target)
    if sides is None:
        return closed(goal, given)
    # Fertilising may undo what the simplifier did with the hypothesis; what generalises further is the better lemma.
    ways = generalised(goal, *fertilised(goal, *sides)), generalised(goal, *sides)
    left, right, terms = max(ways, key=lambda way: len(way[2]))
    if left == right:
        return None
    if len(words_of(right)) > len(words_of(left)):
        left, right = right, left
    types = {**goal.types}
    for name, term in terms.items():
        type_ = await _type_of(lean, obligation, goal, term)
        if isinstance(type_, Died):
            return type_
        types[name] = type_
    return closed(Goal((), (), f"{left} = {right}", types), given)


async def _type_of(lean: Session, obligation: Obligation, goal: Goal, term: str) -> str | Died:
    """What Lean says is the type of a term over the goal's variables."""
    named = " ".join(f"({n} : {type_})" for n, type_ in goal.types.items() if not is_claim(type_))
    verdict = await lean.check(f"{obligation.context}\n{PRINT}#check fun {named} => {term}", STEPS * lean.times.step)
    if isinstance(verdict, Died):
        return verdict
    type_ = " ".join(verdict.messages[0].text.split()).rpartition(" : ")[2] if verdict.messages else "_"
    return type_.rpartition("→ ")[2]
