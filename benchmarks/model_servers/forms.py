"""The modes in which the content is right and its form is not: calls as models and servers write them."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.model_servers.answering import Connection, Scene, with_arguments, with_calls
from benchmarks.model_servers.competent import Call, ModelSays, written
from benchmarks.model_servers.problems import Theorem

HEADER = ("import Mathlib\nimport Aesop", "set_option maxHeartbeats 400000", "open BigOperators Real Nat Topology Rat")
LOOKING = 4  # the request from which on a model that looks around does what it should
LOOKS: Call = ("lean_check", {"text": "#check List.append_assoc"})


def _json(given: Any) -> str:  # noqa: ANN401  (the arguments of any tool)
    return json.dumps(given, ensure_ascii=False)


# How arguments are written.
ENCODED: dict[str, Callable[[Any], str]] = {
    "raw_newlines": lambda given: _json(given).replace("\\n", "\n"),
    "double_encoded": lambda given: _json(_json(given)),
    "nested_strings": lambda given: _json(
        {name: _json(value) if isinstance(value, list | dict) else value for name, value in given.items()}
    ),
    "as_python": repr,
    "fenced_json": lambda given: f"```json\n{_json(given)}\n```",
}


def _proof(changed: Callable[[str, Theorem], str]) -> Callable[[Connection], ModelSays]:
    """What is submitted as a proof changed, and nothing else."""

    def said(turn: Connection) -> ModelSays:
        theorem = turn.asked.theorem
        if theorem is None:
            return turn.said

        def change(_: str, given: dict[str, Any]) -> dict[str, Any]:
            return given | ({"proof": changed(given["proof"], theorem)} if "proof" in given else {})

        return with_arguments(turn.said, change)

    return said


def _stated(proof: str, theorem: Theorem) -> str:
    return written(theorem, right=proof == theorem.proof)


def _named(name: str) -> Callable[[Connection], ModelSays]:
    return lambda turn: with_calls(turn.said, *((name % tool, given) for tool, given in turn.said.calls))


def _looks_too(turn: Connection) -> ModelSays:
    return with_calls(turn.said, LOOKS, *turn.said.calls) if turn.asked.role == "prove" else turn.said


def _submits_more(turn: Connection) -> ModelSays:
    more: list[Call] = [("submit_proof", {"proof": "simp"}), *turn.said.calls, ("submit_proof", {"proof": "trivial"})]
    return with_calls(turn.said, *more) if turn.asked.role == "prove" and turn.asked.turns else turn.said


def _many(turn: Connection) -> ModelSays:
    return with_calls(turn.said, *turn.said.calls, *[LOOKS] * 40) if turn.asked.role == "prove" else turn.said


def _as_tags(turn: Connection) -> ModelSays:
    tags = [
        f"<tool_call>\n{_json({'name': name, 'arguments': given})}\n</tool_call>" for name, given in turn.said.calls
    ]
    return ModelSays("\n".join([turn.said.text, *tags]))


def _as_blocks(turn: Connection) -> ModelSays:
    return ModelSays(turn.said.without_calls())


def _as_lean(turn: Connection) -> ModelSays:
    theorem, proofs = turn.asked.theorem, [given["proof"] for _, given in turn.said.calls if "proof" in given]
    if theorem is None or not proofs:
        return turn.said
    return ModelSays(f"Here it is:\n```lean4\n{_stated(proofs[0], theorem)}\n```")


def _with_helpers(turn: Connection) -> ModelSays:
    theorem = turn.asked.theorem
    if turn.asked.role != "write" or theorem is None:
        return turn.said
    helpers = [lemma.proved for lemma in theorem.lemmas]
    return ModelSays(f"First what it needs.\n```lean4\n{written(theorem, right=True, before=helpers)}\n```")


def _with_a_header(turn: Connection) -> ModelSays:
    theorem = turn.asked.theorem
    if turn.asked.role != "write" or theorem is None:
        return turn.said
    header = [
        "import Mathlib\nimport Aesop",
        "set_option maxHeartbeats 400000",
        "open BigOperators Real Nat Topology Rat",
    ]
    return ModelSays(f"```lean4\n{written(theorem, right=True, before=header)}\n```")


def _odd_turns(turn: Connection, said: ModelSays) -> ModelSays:
    """Wrong in the mode's every other request."""
    return said if turn.number % 2 else turn.said


# What is said in the place of it.
SAID: dict[str, Callable[[Connection], ModelSays]] = {
    "good": lambda turn: turn.said,
    "fenced_proof": _proof(lambda proof, _: f"```lean4\n{proof}\n```"),
    "by_before_it": _proof(lambda proof, _: "by\n" + "\n".join(f"  {line}" for line in proof.split("\n"))),
    "whole_as_proof": _proof(_stated),
    "unknown_keys": lambda turn: with_arguments(turn.said, lambda _, given: given | {"thought": "It works."}),
    "nulls": lambda turn: with_arguments(turn.said, lambda _, given: given | {"lemmas": None, "idea": None}),
    "prefixed": _named("functions.%s"),
    "namespaced": _named("default_api:%s"),
    "channel": _named("%s<|channel|>commentary"),
    "two_calls": _looks_too,
    "many_calls": _many,
    "several_proofs": _submits_more,
    "tags_in_text": _as_tags,
    "blocks_in_text": _as_blocks,
    "lean_in_text": _as_lean,
    "helpers": _with_helpers,
    "header": _with_a_header,
    "unknown_tool": lambda turn: _odd_turns(turn, ModelSays("", (("lean_compile", {"code": "#check Nat"}),))),
    "no_call": lambda turn: _odd_turns(turn, ModelSays("I would do an induction.")),
    "silent": lambda turn: _odd_turns(turn, ModelSays()),
    "never_a_call": lambda _: ModelSays("I would do an induction."),
    "never_a_word": lambda _: ModelSays(),
}


def _scene_of_words(said: Callable[[Connection], ModelSays]) -> Scene:
    async def scene(turn: Connection) -> None:
        await turn.say(said(turn))

    return scene


def _scene_of_arguments(encoded: Callable[[Any], str]) -> Scene:
    async def scene(turn: Connection) -> None:
        await turn.say(encoded=encoded)

    return scene


async def _cut_arguments(turn: Connection) -> None:
    """Arguments that end in their middle, in every other reply."""
    cut: Callable[[Any], str] = (lambda given: _json(given)[:-4]) if turn.number % 2 else _json
    await turn.say(encoded=cut)


async def _one_index(turn: Connection) -> None:
    """All calls of a reply have the same index, as with Gemini and older Ollamas."""
    await turn.head()
    for number, (name, given) in enumerate(_looks_too(turn).calls):
        function = {"name": name, "arguments": _json(given)}
        piece = {"index": 0, "id": f"call-{turn.number}-{number}", "type": "function", "function": function}
        await turn.delta(tool_calls=[piece])
    await turn.end("tool_calls")


async def _bare_calls(turn: Connection, said: ModelSays | None = None) -> None:
    """Calls that have neither an index nor an id, with arguments that are an object."""
    await turn.head()
    calls = [{"function": {"name": name, "arguments": given}} for name, given in (said or turn.said).calls]
    await turn.delta(role="assistant", content=None, tool_calls=calls)
    await turn.end("tool_calls")


async def _other_ids(turn: Connection) -> None:
    """Gives its calls no id, and takes none twice."""
    messages = turn.request.get("messages", ())
    ids = [call["id"] for message in messages for call in message.get("tool_calls") or ()]
    if len(ids) > len(set(ids)) or "" in ids:
        await turn.refuse(400, {"error": {"message": "tool_calls: ids must be unique in a conversation"}})
    elif turn.asked.in_words:
        await turn.say()
    else:
        looks = turn.asked.role == "prove" and turn.number < LOOKING
        await _bare_calls(turn, ModelSays("", (LOOKS,)) if looks else None)


async def _oblivious(turn: Connection) -> None:
    """The server has no place for tools and says nothing: the model has never seen them."""
    await turn.say(turn.said if turn.asked.in_words else ModelSays("I would do an induction on the list."))


def forms() -> Mapping[str, Scene]:
    """The modes by name."""
    return {
        **{name: _scene_of_words(said) for name, said in SAID.items()},
        **{name: _scene_of_arguments(encoded) for name, encoded in ENCODED.items()},
        "cut_arguments": _cut_arguments,
        "one_index": _one_index,
        "bare_calls": _bare_calls,
        "other_ids": _other_ids,
        "drops_tools": _oblivious,
    }
