"""Lemmas that provers wanted when they gave up, put into a blueprint as they stand; no planner is asked.

What comes in is well formed to Lean, was in no blueprint before, and no small case refutes it. Who wanted it is tried
again with it, and it is tried as any other lemma.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.planning.draft import Critic, stands
from architect.planning.edits import Add, Edit, Rewire, edited
from architect.planning.planner import Situation, State
from architect.planning.wanted import FALSE, LONGEST, node_of
from prover.text.place import Place
from prover.text.statements import with_name
from prover.text.tokens import named_in

OPEN = State()
OF_ONE = 4  # lemmas that one statement has of those that it wanted


@dataclass(frozen=True)
class Grown:
    """A blueprint with lemmas that were wanted, if there are any."""

    blueprint: Blueprint | None


class Wishes:
    """Those of one campaign; each is looked at once. They are ``pending`` if something failed since that was done."""

    def __init__(self, *, pending: bool = False) -> None:
        self.pending = pending
        self._became: dict[str, str] = {}  # by its text: the name of its node, or that it is false
        self._stated = set[str]()  # the keys of all statements of blueprints until now
        self._looked = set[tuple[str, str]]()  # the key of the statement that wants it, and its text
        self._had: Counter[str] = Counter()  # by the key of a statement: how many it has
        self._count = 0

    def see(self, blueprint: Blueprint, keys: Keys) -> None:
        """There is this blueprint, or was."""
        self._stated |= {keys.statement(node) for node in blueprint.nodes}

    def told(self, situation: Situation) -> Situation:
        """The same with what became of them."""
        return replace(situation, became={**self._became})

    async def grown(self, critic: Critic, situation: Situation, most: int) -> Grown:
        """The blueprint with those of what is stuck, ``most`` of them in all. Raises what Lean raises."""
        assert situation.blueprint is not None
        self.pending = False
        made, keys = situation.blueprint, Keys(critic.toolchain_key, situation.place, situation.blueprint)
        for name, text in _wanted(situation):
            key = keys.statement(made.by_name[name])
            if (key, text) not in self._looked and self._had[key] < OF_ONE:
                self._looked.add((key, text))
                if (
                    more := await self._with(critic, situation, made, _Wish(name, text, self._count < most))
                ) is not None:
                    made = more
                    self._had[key] += 1
        return Grown(made if made is not situation.blueprint else None)

    async def _with(self, critic: Critic, situation: Situation, made: Blueprint, wish: "_Wish") -> Blueprint | None:
        """The blueprint with one more lemma, or with one that it has and that is at hand now where it is wanted."""
        place, user = situation.place, made.by_name[wish.of]
        if (node := _new(wish.text, made, place)) is None:
            return None
        keys = Keys(critic.toolchain_key, place, Blueprint(nodes=(*made.nodes, node)))
        key = keys.statement(node)
        twin = next((each for each in made.nodes if each.kind is Kind.LEMMA and keys.statement(each) == key), None)
        edits: list[Edit] = []
        if twin is not None:
            self._became[wish.text] = twin.name
            status = situation.states.get(twin.name, OPEN).status
            if status in ("stuck", "disproved") or twin.name in (*user.uses, *made.above(user.name), user.name):
                return None
            node = twin
        elif key in self._stated or not wish.may_be_new or len(made.nodes) > situation.most:
            return None
        else:
            edits = [Add(node=node)]
        grown = edited(made, [*edits, Rewire(name=user.name, uses=(*user.uses, node.name))])
        assert isinstance(grown, Blueprint)
        if not isinstance(await stands(critic, place, made, grown), Blueprint):
            return None
        if twin is None and await critic.refuted(place, grown, [node.name]):
            self._became[wish.text] = FALSE
            return None
        self._became[wish.text] = node.name
        self._count += twin is None
        return grown


@dataclass(frozen=True)
class _Wish:
    """A lemma that the node ``of`` this name wants."""

    of: str
    text: str
    may_be_new: bool


def _wanted(situation: Situation) -> Iterator[tuple[str, str]]:
    """What is stuck, and the first few lemmas that it wants; the theorem also what it wants as it is."""
    assert situation.blueprint is not None
    for node in situation.blueprint.order:
        if (state := situation.states[node.name]).status == "stuck":
            why = [state.diagnosis, *([situation.direct] if node.kind is Kind.TARGET else [])]
            texts = dict.fromkeys(text for each in why if each is not None for text in each.lemmas[:OF_ONE])
            yield from ((node.name, text) for text in texts if len(text) <= LONGEST)


def _new(text: str, made: Blueprint, place: Place) -> Node | None:
    """The node of a text, under a name that is free, with the definitions that it names."""
    if (node := node_of(text, place.name)) is None:
        return None
    name, number = node.name, 1
    taken = {declaration.name for declaration in place.problem.declarations}
    while name in made.by_name or place.full(name) in taken:
        name, number = f"{node.name}_{number}", number + 1
    lean = with_name(node.lean, name) if name != node.name else node.lean
    definitions = {each.name for each in made.nodes if each.kind is Kind.DEFINITION}
    return node.model_copy(update={"name": name, "lean": lean, "uses": tuple(sorted(named_in(lean, definitions)))})
