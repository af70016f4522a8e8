"""How far each node of a run's blueprint is, event by event: what changes is found without walking the whole graph."""

from collections.abc import Iterable, Mapping

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.planning.planner import State, states_of, words_for
from architect.views.progress import FULLY_PROVED, PROVED, Standing, progress_of


class RunStandings:
    """Of one blueprint without faults, under the ``keys`` of its nodes; ``known`` is what is known by key.

    ``states`` are names of rows of the legend, by node.
    """

    def __init__(self, blueprint: Blueprint, keys: Keys, known: Mapping[str, State]) -> None:
        self.blueprint, self.keys = blueprint, keys
        self._by_key: dict[str, list[Node]] = {}
        self._users: dict[str, list[str]] = {}
        for node in blueprint.nodes:
            for key in (keys.statement(node), keys.of(node)):
                self._by_key.setdefault(key, []).append(node)
            for used in set(node.uses):
                self._users.setdefault(used, []).append(node.name)
        self._begin(known)

    def _begin(self, known: Mapping[str, State]) -> None:
        blueprint = self.blueprint
        self.found = states_of(blueprint, self.keys, known)
        standings = self.at_the_end()
        self.states = {name: standing.state for name, standing in standings.items()}
        self._borders = {name: standing.border for name, standing in standings.items()}
        self._finished = set[str]()
        proper = [node for node in blueprint.nodes if node.kind is not Kind.DEFINITION]
        self.total = len(proper)  # the nodes that are no definitions, and how many of them are proved
        self.solved = sum(self.found[node.name].status == PROVED for node in proper)
        self._waiting = {node.name: len(set(node.uses)) for node in blueprint.nodes}  # for how many of what it uses
        for node in blueprint.order:
            self._finish(node.name, {})

    def named(self, *keys: str) -> list[str]:
        """The nodes that one of these is a key of."""
        return list(dict.fromkeys(node.name for key in keys for node in self._by_key.get(key, ())))

    def learn(self, names: Iterable[str], known: Mapping[str, State]) -> dict[str, str]:
        """What changes where more is known of these nodes: the states that are others now."""
        nodes = tuple(self.blueprint.by_name[name] for name in names)
        found = states_of(Blueprint(nodes=nodes), self.keys, known)
        before = {name: self.found[name] for name in found}
        self.found |= found
        if any(state.status == PROVED and found[name].status != PROVED for name, state in before.items()):
            states = self.states  # a proof is no proof any more, which is rare: all is looked at again
            self._begin(known)
            return {name: state for name, state in self.states.items() if states[name] != state}
        changed: dict[str, str] = {}
        for node in nodes:
            if node.kind is Kind.DEFINITION:
                continue
            now = found[node.name].status
            self.solved += now == PROVED != before[node.name].status
            if node.name not in self._finished:
                self._set(node.name, now, changed)
                self._finish(node.name, changed)
        return changed

    def at_the_end(self) -> dict[str, Standing]:
        """The same for people, as `architect blueprint show` has it."""
        return progress_of(self.blueprint, words_for(self.blueprint, self.keys, self.found))

    def _finish(self, name: str, changed: dict[str, str]) -> None:
        """Where nothing is left at a node and below it, it is finished, and so may be those that use it."""
        waiting = [name]
        while waiting:
            name = waiting.pop()
            if name in self._finished or self._waiting[name] or self.found[name].status != PROVED:
                continue
            self._finished.add(name)
            if self.blueprint.by_name[name].kind is not Kind.DEFINITION:
                self._set(name, FULLY_PROVED, changed)
            for user in self._users.get(name, ()):
                self._waiting[user] -= 1
                waiting.append(user)

    def _set(self, name: str, fill: str, changed: dict[str, str]) -> None:
        state = Standing(self._borders[name], fill, "").state
        if self.states[name] != state:
            self.states[name] = changed[name] = state
