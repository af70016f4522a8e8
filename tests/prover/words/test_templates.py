"""Prompt files: rendered strictly, and each says what its model must hear, in whatever words."""

from pathlib import Path
from string import Template

import pytest

from architect.planning import answers, by_model
from architect.planning.edits import Add, Remove, Restate, Rewire
from prover.agent.tools.explore import GiveUpProving, LeanCheck, Reason
from prover.agent.tools.search import Search
from prover.agent.tools.submit import SubmitDisproof, SubmitProof
from prover.llm.abilities import ASKED_FOR
from prover.words.errors import BadInput
from prover.words.outcome import Blame
from prover.words.templates import Prompts

PROMPTS = Path(__file__).parents[3] / "prover" / "prompts"
PROVING = {tool.name for tool in (GiveUpProving, LeanCheck, Search, SubmitDisproof, SubmitProof)}
TOOLS = PROVING | {*by_model.TOOLS, answers.TOOL, ASKED_FOR}
BY_TOOL = "Every reply must call a tool."
WHOLE = ("whole file", "one `lean4` code block")
EDITS = [kind.model_fields["op"].default for kind in (Add, Remove, Restate, Rewire)]

# What is filled in, and what must be said whatever else is.
VARIABLES = {
    "answers": "names file", "compacted": "proof said", "correction": "said", "fenced_tools": "tools",
    "informal_write": "name file route", "informal_route": "number", "informal_grade": "name file proof",
    "sketch": "target sketch",
    "hint": "target hint", "idea": "idea", "informal": "informal", "neighbours": "proved open", "partial": "proof said",
    "system": "world",
    "tried": "tried", "world_embedded": "version", "world_project": "version imports mathlib",
    "obligation": "name file goal", "resembling": "premises", "plan_draft": "name file known", "plan_faults": "faults",
    "plan_facts": "told", "plan_machine": "told", "plan_direct": "told", "plan_history": "told", "plan_hint": "told",
    "plan_refine": "name file graph known", "plan_system": "world most looks",
    "program": "file", "whole_proof": "file", "wrap_up": "limit",
    "route": "route", "attempt": "proof said lemmas reason", "compare": "statement first second",
    "distil": "statement attempts", "distilled": "count lemmas dead_ends",
}  # fmt: skip
RULES = {
    "answers_system": (BY_TOOL, "No commands", "no `sorry`"),
    "compacted": ("Earlier turns were left out",),
    "compare": ("`nearer: A`", "`nearer: B`", "`nearer: neither`"),
    "correction": (*WHOLE, "not accepted", "`<error>` and `</error>`"),
    "distil": ("dead ends", "no proof"),
    "distilled": ("What Lean accepted", "as a model sees them", "start from it"),
    "fenced_tools": ("fenced block", "the tool's name"),
    "informal_write": ("all its variables and hypotheses", "no reason", "No Lean", "If it is false"),
    "informal_route": ("another one",),
    "informal_grade": ("somebody else wrote", "counts for nothing", "Be strict", "`GRADE: `", "from 0 to 10"),
    "sketch": ("a model wrote", "may be wrong"),
    "no_call": ("`submit_proof`", "`give_up`"),
    "plan_faults": ("cannot be taken", "Answer again"),
    "plan_no_call": ("Call a tool", "give up"),
    "plan_facts": ("Lean has accepted",),
    "plan_refine": ("stays proved", "false must be restated", "removed"),
    "plan_system": (
        BY_TOOL, "State only what is true", "`uses`", "No circles", "not restated", "No commands", "No `sorry`",
        "one or two ideas", "closed and typed", "whole sketch", "by its name", "`lean_check`", "`search`",
    ),
    "neighbours": ("proved by now", "still to be proved"),
    "probe": (f"`{ASKED_FOR}`",),
    "probe_system": ("calling a tool",),
    "program": (*WHOLE, "`@start` and `@end`", "auxcode, code, lemma and proof", "everything else stays as it is"),
    "route": ("another way",),
    "routes": ("induction", "contradiction", "`calc`", "`have`s"),
    "system": (
        BY_TOOL, "all else stays", "no `sorry`, axiom, new declaration", "or option",
        "`submit_proof`", "`submit_disproof`", "`search`", "`give_up`",
    ),
    "tool_edit_blueprint": tuple(f'"op": "{op}"' for op in EDITS),
    "tool_give_answers": ("`answers`", "`sorry`"),
    "tool_give_up": ("what blocked it", "lemmas"),
    "tool_give_up_planning": ("`reason`",),
    "tool_give_sum": ("sum",),
    "tool_lean_check": ("in the statement's place", "Nothing is kept", "`done`", "goals"),
    "tool_propose_blueprint": tuple(f"`{name}`" for name in ("target_uses", "informal")),
    "tool_search": ("Declarations", "name", "type", "words"),
    "tool_submit_disproof": ("¬", "nothing unproved"),
    "tool_submit_proof": ("What replaces `sorry`", "no `by` stands before it"),
    "tried": ("in vain",),
    "truncated": ("cut off", "call a tool"),
    "whole_proof": WHOLE,
    "world_embedded": ("no Mathlib", "`Nat ", "`grind -ac -ring -linarith -lia -order`", "omega", "native_decide`"),
    "wrap_up": ("`give_up`", *(f"`{name}`" for name in (*Blame, *Reason.model_fields))),
}  # fmt: skip


def rendered(name: str) -> str:
    values = {variable: f"<{variable} of $it>" for variable in VARIABLES.get(name, "").split()}
    return " ".join(Prompts().render(name, **values).split())


@pytest.mark.parametrize("path", sorted(PROMPTS.glob("*.md")), ids=lambda path: path.stem)
def test_every_prompt_says_what_is_filled_in_and_what_its_model_must_hear(path: Path) -> None:
    variables = VARIABLES.get(path.stem, "").split()
    assert variables or path.stem in RULES, "say what this prompt is for"
    text = rendered(path.stem)
    for said in (*(f"<{variable} of $it>" for variable in variables), *RULES.get(path.stem, ())):
        assert said in text
    assert set(Template(path.read_text()).get_identifiers()) == set(variables)


def test_every_tool_has_words_and_no_words_are_left_of_a_tool_that_is_gone() -> None:
    assert {path.stem.removeprefix("tool_") for path in PROMPTS.glob("tool_*.md")} == TOOLS
    assert {*VARIABLES, *RULES} == {path.stem for path in PROMPTS.glob("*.md")}


def test_a_variable_that_is_missing_or_not_wanted_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Prompts().render("correction")
    with pytest.raises(KeyError):
        Prompts().render("correction", said="x", more="y")


def test_a_users_template_goes_first_and_its_mistakes_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "correction.md").write_text("Again: $said costs $$5")
    assert Prompts(tmp_path).render("correction", said="it") == "Again: it costs $5\n"
    assert Prompts(tmp_path).render("no_call") == Prompts().render("no_call")
    (tmp_path / "correction.md").write_text("Again: $sad")
    with pytest.raises(BadInput, match=r"\$said"):
        Prompts(tmp_path).render("correction", said="it")
    (tmp_path / "no_call.md").mkdir()
    with pytest.raises(BadInput, match="cannot be read"):
        Prompts(tmp_path).render("no_call")
    with pytest.raises(BadInput, match="no such folder"):
        Prompts(tmp_path / "none")
