"""What a competent model answers: one wrong try, then what is right. It keeps nothing in mind: it reads the request."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import indent
from typing import Any

from benchmarks.model_servers.problems import Theorem, theorems

Call = tuple[str, dict[str, Any]]

ASKED_FOR = re.compile(r"(?:Prove|Draft a blueprint for|Change the blueprint for) `([\w.]+)`")
IN_WORDS = re.compile(r"^## (\w+)$", re.MULTILINE)
WRONG = "rfl"  # of none of the theorems a proof
IN_VAIN = "The lemma that it needs is not here."


@dataclass(frozen=True)
class ModelSays:
    text: str = ""
    calls: tuple[Call, ...] = ()

    def without_calls(self) -> str:
        """All of it as text: each call a block that begins with the tool's name."""
        blocks = "\n".join(f"```{name}\n{_body(given)}\n```" for name, given in self.calls)
        return f"{self.text}\n{blocks}" if blocks else self.text


@dataclass(frozen=True)
class ModelAsked:
    """What a request is about: the theorem, the tools that there are, and how often the model has spoken."""

    name: str
    tools: tuple[str, ...]
    in_words: bool
    turns: int
    text: str

    @property
    def role(self) -> str:
        if "propose_blueprint" in self.tools:
            return "refine" if "edit_blueprint" in self.tools else "plan"
        if "submit_proof" in self.tools:
            return "prove"
        return "wrap up" if self.tools else "write"

    @property
    def theorem(self) -> Theorem | None:
        return theorems().get(self.name)


def read(request: Mapping[str, Any]) -> ModelAsked:
    """What a request asks for."""
    messages = request.get("messages") or request.get("input") or []
    text = "\n".join(str(message.get("content") or "") for message in messages)
    native = tuple(_name(tool) for tool in request.get("tools") or ())
    named = ASKED_FOR.search(text)
    tools = native or (tuple(IN_WORDS.findall(text)) if "To call a tool, write" in text else ())
    if named is not None:
        name = named[1]
    else:
        stated = re.findall(r"theorem ([\w.]+)", str(messages[0].get("content")) if messages else "")
        name = stated[-1] if stated else ""
    turns = sum(message.get("role") == "assistant" for message in messages)
    return ModelAsked(name.rpartition(".")[2], tools, not native, turns, text)


def answer(asked: ModelAsked) -> ModelSays:
    """What a good model says to it."""
    theorem = asked.theorem
    if theorem is None:
        return ModelSays("I do not know this theorem.")
    match asked.role:
        case "plan":
            return ModelSays("A plan.", (("propose_blueprint", plan(theorem, wrong=asked.turns == 0)),))
        case "refine":
            name = _name_in(theorem.doubtful)
            edits = [{"op": "remove", "name": name}]
            if f"## {name} (" in asked.text:
                return ModelSays("", (("edit_blueprint", {"edits": edits}),))
            return ModelSays("", (("give_up_planning", {"reason": "There is nothing to change."}),))
        case "prove":
            return _proof(theorem, asked)
        case "wrap up":
            return ModelSays("", (("give_up", {"reason": IN_VAIN, "diagnosis": "TOO_HARD"}),))
    return ModelSays(f"I have a plan.\n```lean4\n{written(theorem, asked.turns > 0)}\n```\n")


def plan(theorem: Theorem, wrong: bool = False, doubtful: bool = False) -> dict[str, Any]:
    """A blueprint for a theorem; a ``wrong`` one speaks of a type that is not there."""
    nodes = [node(lemma.name, lemma.statement) for lemma in theorem.lemmas]
    if wrong and nodes:
        nodes[0]["lean"] = re.sub(r"\b(List|Nat)\b", r"\1t", nodes[0]["lean"], count=1)
    if doubtful:
        nodes.append(node(_name_in(theorem.doubtful), theorem.doubtful))
    return {"nodes": nodes, "target_uses": [each["name"] for each in nodes], "target_idea": "Put them together."}


def node(name: str, statement: str) -> dict[str, Any]:
    return {"name": name, "kind": "lemma", "lean": statement, "uses": [], "informal": "It holds.", "idea": "Induction."}


def written(theorem: Theorem, right: bool, before: Sequence[str] = ()) -> str:
    """A whole file with what stands ``before`` the theorem."""
    proof = theorem.proved if right else f"{theorem.statement} := by\n{indent(WRONG, '  ')}"
    return "\n\n".join([*before, proof])


def _proof(theorem: Theorem, asked: ModelAsked) -> ModelSays:
    if asked.turns == 0:
        return ModelSays("A first try.", (("submit_proof", {"proof": WRONG}),))
    if all(re.search(rf"(?:theorem|lemma|axiom) {lemma.name}\b", asked.text) for lemma in theorem.lemmas):
        return ModelSays("Now I see.", (("submit_proof", {"proof": theorem.proof}),))
    lemmas = [lemma.statement for lemma in theorem.lemmas]
    return ModelSays("", (("give_up", {"reason": IN_VAIN, "diagnosis": "TOO_HARD", "lemmas": lemmas}),))


def _name(tool: Mapping[str, Any]) -> str:
    return str(tool.get("function", tool).get("name"))


def _name_in(statement: str) -> str:
    return statement.split()[1] if statement else ""


def _body(given: Mapping[str, Any]) -> str:
    import json

    only = next(iter(given.values()), None)
    return only if len(given) == 1 and isinstance(only, str) else json.dumps(given, ensure_ascii=False)
