"""What a model notes is a stranger's: it is cleaned, or told what is wrong with it once, and then left."""

import json
from typing import Any

import pytest

from architect.handbook.drawing import TOOL, drawn
from prover.agent.well_formed import Malformed
from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, Reply, ToolCall
from prover.llm.scripted import Scripted
from prover.words.behaviour import Behaviour
from prover.words.budget import Budget, Limits
from prover.words.templates import Prompts

NOTE = {"name": "Pull out", "when": "k ∣ f n", "do": "Pull it out."}


def notes(*behaviours: Any) -> Reply:
    return Reply(Assistant("", (ToolCall("c", TOOL, json.dumps({"behaviours": behaviours})),)))


async def found(*replies: Reply) -> tuple[tuple[Behaviour, ...] | Malformed, Scripted]:
    model = Scripted([*replies])
    paid = PaidModel(model, Budget(Limits()))
    return await drawn(paid, Prompts(), "## t (proved)", ["split-cases"], "t, run r\n"), model


async def test_a_note_gets_a_name_of_letters_and_says_whose_it_is() -> None:
    noted, model = await found(notes({**NOTE, "name": "../../Étude: `pull`/out\n", "when": "k ∣\n f\x1b[2J n"}))
    assert noted == (Behaviour("tude-pull-out", "k ∣ f\\u001b[2J n", "Pull it out.", "t, run r\\n", model.card.name),)
    asked = model.requests[0].messages[0].text
    assert "## t (proved)" in asked
    assert "known already: split-cases." in asked


async def test_no_key_of_a_server_is_in_any_part_of_a_note() -> None:
    key = "sk-or-v1-0123456789abcdef"
    said = notes({"name": f"{key} pull", "when": f"k ∣ f n {key}", "do": f"Say {key}."})
    paid = PaidModel(Scripted([said]), Budget(Limits()))
    noted = await drawn(paid, Prompts(), "", [], "t", (key,))
    assert isinstance(noted, tuple)
    assert [(each.name, each.when, each.do) for each in noted] == [
        ("the-key-pull", "k ∣ f n [the key]", "Say [the key].")
    ]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(Assistant("I like it.")), f"Call `{TOOL}`"),
        (notes({**NOTE, "when": " "}), "no line `when: …`"),
        (notes({**NOTE, "do": "x" * 1501}), "over 1500 characters"),
        (notes({**NOTE, "name": "∀"}), "no name of a behaviour"),
        (notes(*[NOTE] * 5), "at most 4"),
        (notes({"name": "a"}), "it is missing"),
        (Reply(Assistant("", (ToolCall("c", TOOL, "{"),))), "no JSON object"),
    ],
)
async def test_what_has_no_form_is_told_once_and_the_second_answer_is_taken(reply: Reply, said: str) -> None:
    noted, model = await found(reply, notes(NOTE))
    assert isinstance(noted, tuple)
    assert [behaviour.name for behaviour in noted] == ["pull-out"]
    assert said in model.requests[1].messages[-1].text
    twice, _ = await found(reply, reply)
    assert isinstance(twice, Malformed)
    assert said in twice.words
