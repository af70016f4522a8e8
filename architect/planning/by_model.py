"""A planner that is a language model: it answers with structured proposals, each reply paid from the budget.

Where the server has tools an answer is a call with a JSON schema, elsewhere a fenced block (`prover/llm/fenced`).
What is wrong with an answer, in its form or to Lean, is the next message of the same conversation, and so is what it
sees where it looks first (`looking`).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.planning.edits import Add, Remove, Restate, Rewire
from architect.planning.looking import LEAN, LOOKS, Looking, Outlook
from architect.planning.planner import GiveUp, Proposal, Situation, State
from architect.planning.wanted import (
    LONGEST,
    in_words,
    ready_made,
    taken_up,
    with_those_rewired,
    with_those_used,
)
from prover.agent.tools.tool import Arguments, Toolbox, schema_of
from prover.agent.well_formed import Malformed, well_formed
from prover.llm.asking import PaidModel
from prover.llm.model import Model, System, ToolCall, ToolSpec, User
from prover.llm.transcript import Transcribing, untold
from prover.llm.written import arguments_in
from prover.text.place import Place
from prover.theory.lemma import Shelf
from prover.words.errors import RoleLimitReached, faults_in
from prover.words.outcome import Blame, Diagnosis
from prover.words.shown import clip
from prover.words.templates import Prompts

MALFORMED = 4  # replies in a row that are no proposal
MOST_FACTS = 30  # that a model is told of
MOST_WANTED = 8  # lemmas of one diagnosis


class _Piece(Arguments):
    """A lemma or a definition as the model writes it."""

    name: str
    kind: Literal["lemma", "definition"]
    lean: str
    uses: list[str] = Field(default=[])
    informal: str = ""
    idea: str = ""


class ProposeBlueprint(Arguments):
    nodes: list[_Piece]
    target_uses: list[str]
    target_idea: str = ""


class _Addition(Arguments):
    """An edit that adds a piece."""

    op: Literal["add"] = "add"
    node: _Piece


class EditBlueprint(Arguments):
    edits: list[Annotated[_Addition | Remove | Restate | Rewire, Field(discriminator="op")]] = Field(min_length=1)


class GiveUpPlanning(Arguments):
    reason: str


TOOLS: Mapping[str, type[Arguments]] = {
    "propose_blueprint": ProposeBlueprint,
    "edit_blueprint": EditBlueprint,
    "give_up_planning": GiveUpPlanning,
}


class PlanningModels(NamedTuple):
    """Who draws a blueprint, and who changes it."""

    planner: Model
    refiner: Model


class ModelPlanner:
    """One conversation a round; it is asked when nothing else goes on, or a node is false."""

    eager = False

    def __init__(
        self,
        models: PlanningModels,
        prompts: Prompts,
        shelf: Shelf,
        transcribing: Transcribing = untold,
        outlook: Outlook = LEAN,
    ) -> None:
        """On the ``shelf`` are lemmas that were proved on the way to each theorem: it is told of them as facts."""
        self._models, self._prompts, self._shelf, self._transcribing = models, prompts, shelf, transcribing
        self._outlook = outlook
        self._conversation, self._transcript = Looking((), Toolbox((), prompts)), untold("")

    def fresh(self) -> "ModelPlanner":
        return ModelPlanner(self._models, self._prompts, self._shelf, self._transcribing, self._outlook)

    async def draft(self, situation: Situation) -> Proposal:
        place = situation.place
        first = self._prompts.render(
            "plan_draft",
            name=place.name,
            file=file_of(situation.place),
            known=self._known(
                situation,
                plan_facts=self._facts(place.name),
                plan_machine=_planned_before(situation),
                plan_direct=_tried(situation),
            ),
        )
        names = ("propose_blueprint", "give_up_planning")
        return await self._proposal(situation, first, names, self._models.planner)

    async def refine(self, situation: Situation) -> Proposal:
        first = self._prompts.render(
            "plan_refine",
            name=situation.place.name,
            file=file_of(situation.place),
            graph=_annotated(situation),
            known=self._known(
                situation,
                plan_facts=self._facts(situation.place.name),
                plan_direct=_tried(situation, situation.states[situation.place.name].diagnosis),
                plan_history="\n".join(f"{n}. {line}" for n, line in enumerate(situation.history, 1)),
            ),
        )
        return await self._proposal(situation, first, tuple(TOOLS), self._models.refiner)

    def _known(self, situation: Situation, **told: str) -> str:
        """Each text under its heading, which is the prompt of that name; what there is nothing of is left out.

        Behind them the user's informal proof, and a model's, told apart.
        """
        told["plan_hint"] = situation.hint
        shown = [self._prompts.render(name, told=text) for name, text in told.items() if text]
        if situation.sketch:
            shown.append(self._prompts.render("sketch", target=situation.place.name, sketch=situation.sketch))
        return "\n".join(shown)

    def _facts(self, theorem: str) -> str:
        return "\n".join(lemma.statement for lemma in self._shelf.get(theorem, [])[:MOST_FACTS])

    async def _proposal(self, situation: Situation, first: str, names: Sequence[str], asked: Model) -> Proposal:
        """The next answer of the conversation that has the form of one. A new one begins where nothing was wrong."""
        if situation.faults:
            self._conversation.hear(self._faulty("\n".join(situation.faults)))
        else:
            told = await self._outlook.told(situation.place)
            opening = System(self._system(situation)), User("\n".join(filter(None, (first, told))))
            self._conversation = Looking(opening, Toolbox(self._outlook.tools(situation.place), self._prompts))
            self._transcript = self._transcribing(f"planner: {asked.card.name}")
        model = PaidModel(asked, situation.budget, transcript=self._transcript)
        specs = tuple(self._spec(name) for name in names)

        async def read(call: ToolCall | Malformed | None) -> Proposal | Malformed:
            if isinstance(call, Malformed):
                return call
            if call is None:
                return Malformed((self._prompts.render("plan_no_call"),))
            found = _read(call, situation)
            return self._faulty(found) if isinstance(found, str) else found

        ask = partial(self._conversation.ask, model, specs)
        try:
            found: Proposal | Malformed = await well_formed(ask, read, MALFORMED)
        except RoleLimitReached as limit:
            return GiveUp(str(limit))
        if isinstance(found, Malformed):
            return GiveUp(f"{MALFORMED} replies of {model.name} in a row hold no blueprint")
        return found

    def _system(self, situation: Situation) -> str:
        """What is the same in each request of a run."""
        return self._prompts.render(
            "plan_system", world=self._outlook.words, most=str(situation.most), looks=str(LOOKS)
        )

    def _faulty(self, faults: str) -> Malformed:
        return Malformed((self._prompts.render("plan_faults", faults=faults),))

    def _spec(self, name: str) -> ToolSpec:
        return ToolSpec(name, self._prompts.render(f"tool_{name}").strip(), schema_of(TOOLS[name]))


def _read(call: ToolCall, situation: Situation) -> Proposal | str:
    """What a call proposes, with what it uses of the lemmas that were wanted, or what is wrong with its form."""
    ready, target = ready_made(situation), situation.place.name
    try:
        found: Any = TOOLS[call.name].model_validate(arguments_in(call.arguments))
    except ValidationError as error:
        return "\n".join(faults_in(error))
    except ValueError as error:
        return f"the arguments are no JSON object: {error}"
    match found:
        case GiveUpPlanning(reason=reason):
            return GiveUp(reason)
        case EditBlueprint(edits=edits):
            made_of = [Add(node=_node_of(edit.node)) if isinstance(edit, _Addition) else edit for edit in edits]
            return with_those_rewired(made_of, ready)
        case ProposeBlueprint(nodes=pieces, target_uses=uses, target_idea=idea):
            made = Blueprint(
                nodes=(*map(_node_of, pieces), Node(name=target, kind=Kind.TARGET, uses=tuple(uses), idea=idea))
            )
            return with_those_used(made, {**ready, **taken_up(situation)})
    raise AssertionError(call.name)


def _node_of(piece: _Piece) -> Node:
    return Node.model_validate(piece.model_dump() | {"kind": Kind(piece.kind)})


def file_of(place: Place) -> str:
    """The file up to a theorem's statement, as a model is shown it."""
    bare = place.bare
    return f"{bare.header}{bare.context}{bare.statement}".strip()


def _tried(situation: Situation, shown: Diagnosis | None = None) -> str:
    """What came of the target as it is, where what is ``shown`` of it in the blueprint is not the same."""
    if (direct := situation.direct) is None or direct == shown:
        return ""
    return "\n".join(_diagnosis(direct, in_words(situation)))


def _planned_before(situation: Situation) -> str:
    """What another planner came to, for one that draws its own."""
    there = situation.blueprint is not None and len(situation.blueprint.nodes) > 1
    return _annotated(situation) if there else ""


def _annotated(situation: Situation) -> str:
    """The graph in its order with what became of each node."""
    assert situation.blueprint is not None
    said = in_words(situation)
    return "\n\n".join(_node(node, situation.states[node.name], said) for node in situation.blueprint.order)


def _node(node: Node, state: State, said: Mapping[str, str]) -> str:
    status = "given" if node.kind is Kind.DEFINITION else state.status
    lines = [f"## {node.name} ({node.kind}, {status})"]
    lines += [f"uses: {', '.join(node.uses)}"] if node.uses else []
    lines += [f"```lean4\n{node.lean.strip()}\n```"] if node.lean else []
    lines += [f"{word}: {text}" for word, text in (("informal", node.informal), ("idea", node.idea)) if text]
    if state.status == "disproved" and state.proof is not None:
        lines.append("it is false; Lean accepts this proof of its negation:\n" + "\n".join(state.proof.fills))
    if state.diagnosis is not None:
        lines += _diagnosis(state.diagnosis, said)
    return "\n".join(lines)


def _diagnosis(why: Diagnosis, said: Mapping[str, str]) -> list[str]:
    words = clip(why.words, LONGEST)
    blame = "" if why.blame is Blame.UNKNOWN else f" ({why.blame})"
    wanted = (said.get(lemma) or f"wanted: {clip(lemma, LONGEST)}" for lemma in why.lemmas[:MOST_WANTED])
    return [f"why it is not proved{blame}: {words}", *wanted]
