"""The modes in which a first blueprint has a fault; told of it, the model draws a right one."""

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.model_servers.answering import Connection, Scene, with_calls
from benchmarks.model_servers.competent import node, plan
from benchmarks.model_servers.problems import Theorem

Plan = dict[str, Any]
MANY = 500  # nodes


def _changed(change: Callable[[Plan], None]) -> Callable[[Theorem], Plan]:
    def made(theorem: Theorem) -> Plan:
        found = plan(theorem)
        change(found)
        return found

    return made


def _each(**given: object) -> Callable[[Theorem], Plan]:
    def change(found: Plan) -> None:
        for each in found["nodes"]:
            each.update(given)

    return _changed(change)


def _one(name: str, lean: str, kind: str = "lemma") -> Callable[[Theorem], Plan]:
    return lambda _: {"nodes": [node(name, lean) | {"kind": kind}], "target_uses": [name]}


def _as_it_is(theorem: Theorem) -> Plan:
    return {"nodes": [node(theorem.name, theorem.statement)], "target_uses": [theorem.name]}


def _copied(theorem: Theorem) -> Plan:
    statement = theorem.statement.replace(theorem.name, "the_same", 1)
    return {"nodes": [node("the_same", statement)], "target_uses": ["the_same"]}


def _with_proofs(found: Plan) -> None:
    for each in found["nodes"]:
        each["lean"] += " := by\n  sorry"


def _as_lemmas(found: Plan) -> None:
    for each in found["nodes"]:
        each["lean"] = each["lean"].replace("theorem ", "lemma ", 1)


def _two_words(found: Plan) -> None:
    for each in found["nodes"]:
        each["name"] = f"my {each['name']}"
    found["target_uses"] = [f"my {name}" for name in found["target_uses"]]


def _in_a_circle(found: Plan) -> None:
    for each in found["nodes"]:
        each["uses"] = [each["name"]]


def _with_one_unused(found: Plan) -> None:
    found["nodes"].append(node("of_no_use", "theorem of_no_use (n : Nat) : n = n"))


def _many(_: Theorem) -> Plan:
    names = [f"step{i}" for i in range(MANY)]
    nodes = [node(name, f"theorem {name} (n : Nat) : n + {i} = {i} + n") for i, name in enumerate(names)]
    return {"nodes": nodes, "target_uses": names}


FIRST: dict[str, Callable[[Theorem], Plan]] = {
    "plan_in_a_circle": _changed(_in_a_circle),
    "plan_restates": _as_it_is,
    "plan_copies": _copied,
    "plan_sorry_in_a_definition": _one("magic", "def magic : Nat → Nat := sorry", "definition"),
    "plan_axiom": _one("magic", "axiom magic : False", "definition"),
    "plan_doubtful": lambda theorem: plan(theorem, doubtful=True),
    "plan_false": _one("boom", "theorem boom : (0 : Nat) = 1"),
    "plan_with_proofs": _changed(_with_proofs),
    "plan_as_lemmas": _changed(_as_lemmas),
    "plan_names_of_two_words": _changed(_two_words),
    "plan_kind": _each(kind="theorem"),
    "plan_nulls": _each(uses=None, idea=None),
    "plan_with_one_unused": _changed(_with_one_unused),
    "plan_of_nothing": lambda _: {"nodes": [], "target_uses": []},
    "plan_many": _many,
}


def _scene(first: Callable[[Theorem], Plan]) -> Scene:
    async def scene(turn: Connection) -> None:
        theorem = turn.asked.theorem
        if turn.asked.role not in ("plan", "refine") or theorem is None:
            await turn.say()
        else:
            made = first(theorem) if turn.asked.turns == 0 else plan(theorem)
            await turn.say(with_calls(turn.said, ("propose_blueprint", made)))

    return scene


def plans() -> Mapping[str, Scene]:
    """The modes by name."""
    return {name: _scene(first) for name, first in FIRST.items()}
