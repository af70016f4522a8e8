"""The blueprints that a run has drawn, one a theorem, with the states and proofs of their nodes as it recorded them.

They are claims: nothing is judged again, and what is proved in the journal is proved there alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from architect.blueprint.graph import Blueprint, Kind
from architect.blueprint.keys import Keys
from architect.campaign.acceptance import spoken
from architect.campaign.past import tried_at
from architect.planning.planner import State, states_of, words_for
from architect.run.history import past_of
from architect.run.recorded import RecordedFile
from architect.run.result import fills_of
from prover.text.declarations import Declaration
from prover.text.place import Place
from prover.text.problem import Problem
from prover.words.errors import BadInput
from prover.words.outcome import Attempt


@dataclass(frozen=True)
class Drawn:
    """The last blueprint of a theorem. ``states`` are words (`planner.words_for`), by the names of nodes.

    ``proofs`` are the tactics that prove a lemma; of the target it is its text in the file with its proof in it.
    ``tried`` is what was tried at each node, by name. It ``is_foreign`` where nothing that the journal knows is of a
    node here: that is of another Lean, which gives them other keys.
    """

    module: str
    theorem: str
    problem: Problem
    blueprint: Blueprint
    states: Mapping[str, str]
    proofs: Mapping[str, str]
    tried: Mapping[str, Sequence[Attempt]]
    is_foreign: bool = False

    @property
    def label(self) -> str:
        """What it is called in the whole run."""
        return f"{self.module}:{self.theorem}" if self.module else self.theorem


def drawn_in(file: RecordedFile, toolchain_key: str) -> list[Drawn]:
    """Those of a file, in its order. Raises `BadInput` where what is recorded does not fit the file."""
    settled = [claim.result for claim in file.claims]
    found = []
    for target in file.targets:
        past = past_of(file.events, target.name)
        if past.blueprint is None:
            continue
        place = Place(file.problem, target, fills_of(result for result in settled if result.theorem != target.name))
        keys = Keys(toolchain_key, place, past.blueprint)
        states = states_of(past.blueprint, keys, past.known)
        words = words_for(past.blueprint, keys, states)
        proofs = _proofs(file.problem, target, past.blueprint, keys, states)
        tried = tried_at(past.blueprint, keys, past.tried)
        ours = {key for node in past.blueprint.nodes for key in (keys.of(node), keys.statement(node))}
        foreign = bool(past.known) and not ours & past.known.keys()
        found.append(Drawn(file.module, target.name, file.problem, past.blueprint, words, proofs, tried, foreign))
    return found


def _proofs(
    problem: Problem, target: Declaration, blueprint: Blueprint, keys: Keys, states: Mapping[str, State]
) -> dict[str, str]:
    """Each speaks the names that things have in this blueprint."""
    found = {}
    for node in blueprint.nodes:
        state = states[node.name]
        if state.status != "proved" or state.proof is None:
            continue
        fills = spoken(state.proof, keys.names(node))
        if node.kind is Kind.TARGET:
            whole = problem.slice(target.start, target.end, dict(zip(target.holes, fills, strict=True)))
            found[node.name] = whole.strip()
        else:
            found[node.name] = fills[0]
    return found


def chosen(drawn: Sequence[Drawn], theorem: str | None, run: str) -> Drawn:
    """The one that is meant by a ``theorem``: its name, its label, or how the name ends; without one the only one.

    Raises `BadInput` where there is none or it could be several, with the labels of all.
    """
    if not drawn:
        raise BadInput(f"{run}: no blueprint was drawn in this run")
    there = ", ".join(each.label for each in drawn)
    if theorem is None:
        if len(drawn) > 1:
            raise BadInput(f"{run}: {len(drawn)} theorems were planned: say which with --theorem: {there}")
        return drawn[0]
    exact = [each for each in drawn if theorem in (each.theorem, each.label)]
    found = exact or [each for each in drawn if each.theorem.endswith(f".{theorem}")]
    if len(found) != 1:
        what = f"{len(found)} theorems are called" if found else "no theorem with a blueprint is called"
        raise BadInput(f"{run}: {what} {theorem}; there is a blueprint of {there}")
    return found[0]
