"""A planner that needs no model: induction splits a statement, and what is left over becomes lemmas (Boyer and Moore).

How a statement is split is in `splitting.py`; here is which one is, and what becomes of the graph. Whether the lemmas
are true and enough, the provers find out.

Source: Boyer and Moore, A Computational Logic (1979), chapters 10 to 12.
"""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial
from itertools import product

from architect.blueprint.context import obligation_for
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.planning.edits import Add, Edit, Remove, Rewire, edited
from architect.planning.generalising import shape
from architect.planning.guessing import guessed
from architect.planning.planner import GiveUp, NoBlueprint, Proposal, Situation
from architect.planning.sight import Split, Splits
from architect.planning.splitting import stepped
from architect.planning.suspicion import Suspicion
from prover.lean.live.pool import Pool, Session
from prover.methods.counterexample import values_in
from prover.text.place import Place
from prover.text.statements import behind_name
from prover.theory.lemma import Close, Lemma, Shelf
from prover.words.obligation import Obligation

Find = Callable[[Session, Obligation, Suspicion], Awaitable[Splits]]
MOST_NODES = 40
MOST_EXPLORED = 12  # lemmas that the theorem is to use besides


class Symbolic:
    """Splits what is stuck, the best way first, the next best when that does not help.

    What exploration has proved on the way to the theorem (``shelf``) becomes lemmas as soon as there is anything.
    """

    eager = True

    def __init__(self, pool: Pool, close: Close | None = None, shelf: Shelf | None = None) -> None:
        """``close`` is tried on what an induction and the simplifier leave, before that becomes a lemma."""
        self._pool, self._close, self._shelf = pool, close, {} if shelf is None else shelf
        # A guess takes less time than all the steps.
        self._finds: dict[str, Find] = {"guess": guessed, "step": partial(stepped, close=close)}
        self._offered = 0  # lemmas of the shelf
        self._tried: Counter[tuple[str, str]] = Counter()  # by the key of a node: how many of its splits were proposed
        self._found: dict[tuple[str, str], Splits] = {}  # by the key of a node as something to be proved
        self._proposed: set[frozenset[str]] = set()  # what blueprints came down to
        self._suspicions: dict[str, Suspicion] = {}  # by the name of a theorem

    def fresh(self) -> "Symbolic":
        return Symbolic(self._pool, self._close, self._shelf)

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
        await self._suspect(situation, [blueprint.by_name[name] for name in sorted(false)])
        kept = _edited(blueprint, [Remove(name=name) for name in sorted(false)]) if false else blueprint
        failed = [kept.by_name[n.name] for n in (*widowed, *stuck) if n.name in kept.by_name]
        return await self._split(situation, kept, failed)

    async def _suspect(self, situation: Situation, false: Sequence[Node]) -> None:
        """Try the cases that refute lemmas on the theorem."""
        assert situation.blueprint is not None
        suspicion = self._suspicion_of(situation.place)
        for node in false:
            proof, obligation = (
                situation.states[node.name].proof,
                obligation_for(situation.place, situation.blueprint, node),
            )
            if proof is not None and suspicion.refuted is None:
                lean = self._pool.lending(obligation.header)
                await suspicion.by(lean, await values_in(lean, obligation, proof.fills[0]))

    def _suspicion_of(self, place: Place) -> Suspicion:
        return self._suspicions.setdefault(place.name, Suspicion(place.bare))

    async def _split(
        self, situation: Situation, blueprint: Blueprint, stuck: Sequence[Node]
    ) -> Blueprint | NoBlueprint:
        """The first change that was not proposed before; ``blueprint`` is the situation's without what is false."""
        lost: list[str] = []
        suspicion = self._suspicion_of(situation.place)
        if suspicion.refuted is not None:
            return suspicion.refuted
        async for made in self._changes(situation.place, blueprint, stuck, lost):
            if suspicion.refuted is not None:
                return suspicion.refuted
            meaning = Keys(self._pool.toolchain.key, situation.place, made).meaning
            if meaning not in self._proposed and made != situation.blueprint:
                self._proposed.add(meaning)
                return made
        return suspicion.refuted or GiveUp("; ".join(["no induction leaves anything new", *dict.fromkeys(lost)]))

    async def _changes(
        self, place: Place, blueprint: Blueprint, stuck: Sequence[Node], lost: list[str]
    ) -> AsyncIterator[Blueprint]:
        """Split what is stuck, from the bottom up; in the end leave out the lemmas that lead nowhere.

        ``lost`` takes what Lean did not live to say.
        """
        explored = self._shelf.get(place.name, [])[:MOST_EXPLORED]
        if len(explored) > self._offered and any(node.kind is Kind.TARGET for node in stuck):
            self._offered = len(explored)
            yield await self._with_guess(place, blueprint, _with_explored(blueprint, explored, place))
        keys = Keys(self._pool.toolchain.key, place, blueprint)
        for node, find in product(stuck, self._finds):
            key = keys.statement(node), find
            found = await self._splits(find, keys.of(node), obligation_for(place, blueprint, node), place)
            lost += found.lost
            splits = found.splits
            while self._tried[key] < len(splits) and len(blueprint.nodes) < MOST_NODES:
                split = splits[self._tried[key]]
                self._tried[key] += 1
                yield _edited(blueprint, list(_edits(blueprint, node, split, place)))
        hopeless = [Remove(name=node.name) for node in stuck if node.kind is Kind.LEMMA]
        if hopeless:
            yield _edited(blueprint, hopeless)

    async def _with_guess(self, place: Place, blueprint: Blueprint, edits: Iterator[Edit]) -> Blueprint:
        """The blueprint with these edits, and with the first guess about the theorem if that was not proposed yet."""
        keys, target = Keys(self._pool.toolchain.key, place, blueprint), blueprint.target
        found = await self._splits("guess", keys.of(target), obligation_for(place, blueprint, target), place)
        made, key = _edited(blueprint, list(edits)), (keys.statement(target), "guess")
        if found.splits and not self._tried[key]:
            self._tried[key] = 1
            made = _edited(made, list(_edits(made, made.target, found.splits[0], place)))
        return made

    async def _splits(self, find: str, of: str, obligation: Obligation, place: Place) -> Splits:
        if (key := (of, find)) not in self._found:
            lean = self._pool.lending(obligation.header)
            self._found[key] = await self._finds[find](lean, obligation, self._suspicion_of(place))
        return self._found[key]


def _edited(blueprint: Blueprint, edits: Sequence[Edit]) -> Blueprint:
    made = edited(blueprint, edits)
    assert isinstance(made, Blueprint)
    return made.pruned()


def _edits(blueprint: Blueprint, node: Node, split: Split, place: Place) -> Iterator[Edit]:
    """Add the lemmas that are not there yet, and have the node use them; its earlier uses stay."""
    uses = list(node.uses)
    names = _Naming(blueprint, place)
    above = blueprint.above(node.name) | {node.name}
    for lemma in split.lemmas:
        name, is_new = names.of(lemma)
        if is_new:
            yield Add(node=Node(name=name, kind=Kind.LEMMA, lean=f"theorem {name} {lemma}", idea="induction"))
        if name not in above and name not in uses:
            uses.append(name)
    yield Rewire(name=node.name, uses=tuple(uses))


def _with_explored(blueprint: Blueprint, explored: Sequence[Lemma], place: Place) -> Iterator[Edit]:
    """Add the lemmas with what they use of each other, and have the theorem use them besides."""
    names, named = _Naming(blueprint, place), dict[str, str]()
    for lemma in explored:
        named[lemma.name], is_new = names.of(f": {lemma.statement}")
        if is_new:
            lean = f"theorem {named[lemma.name]} : {lemma.statement}"
            uses = tuple(named[name] for name in lemma.uses if name in named)
            node = Node(name=named[lemma.name], kind=Kind.LEMMA, lean=lean, uses=uses, idea="theory exploration")
            yield Add(node=node)
    target = blueprint.target
    yield Rewire(name=target.name, uses=tuple(dict.fromkeys((*target.uses, *named.values()))))


class _Naming:
    """Names for lemmas before a theorem: that of the lemma of this statement where there is one, else a new one."""

    def __init__(self, blueprint: Blueprint, place: Place) -> None:
        self._taken = {n.name for n in blueprint.nodes} | {d.name for d in place.problem.declarations}
        lemmas = (n for n in blueprint.nodes if n.kind is Kind.LEMMA)
        self._stated = {shape(behind_name(n.lean)): n.name for n in lemmas}
        self._base = place.name.rpartition(".")[2]

    def of(self, lemma: str) -> tuple[str, bool]:
        """The name of a lemma, from its binders on, and whether it is new."""
        if (name := self._stated.get(shape(lemma))) is not None:
            return name, False
        name = next(n for i in range(1, 1000) if (n := f"{self._base}_{i}") not in self._taken)
        self._taken.add(name)
        self._stated[shape(lemma)] = name
        return name, True
