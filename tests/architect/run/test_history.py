"""Events there and back: what a run writes is what the next one reads, and damage is said in a line."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from architect.blueprint.graph import Blueprint
from architect.blueprint.proofs import StoredProof
from architect.campaign.events import BlueprintDrawn, NodeSettled, WholeRefused
from architect.planning.informal import InformalProof, InformalProofs
from architect.planning.planner import State
from architect.run.claims import Claim
from architect.run.events import RUN_EVENTS, CheapTried, DirectlyTried, InformallyProved, RunEvent, TheoremSettled
from architect.run.history import past_of, settled_before, spent_before, targets_in
from architect.run.journal import read_journal
from architect.run.result import Result
from prover.gate.certificate import Certificate, Origin
from prover.text.declarations import Hole
from prover.text.problem import parse_problem
from prover.words.budget import Spent
from prover.words.errors import BadInput
from prover.words.outcome import Attempt, Blame, Diagnosis, Disproved, Proved, Unproved
from prover.words.verdict import Message, Position, Severity
from tests.architect.bench import blueprint, lemma, target
from tests.journals.kept import HERE

WHY = Diagnosis(Blame.TOO_HARD, "too hard\n  for ∀ of us", ("p = q",))
ATTEMPT = Attempt("portfolio", 3, 2, 0.5, True, Spent(1, 0, 10, 4, 5, 0.25, 0.001))
HEARD = Message(Severity.ERROR, Position(1, 2), Position(1, 5), "unsolved goals\n⊢ 1 = 2")
TALKED = replace(ATTEMPT, messages=(HEARD,), conversation="c1")
PROOF = StoredProof(("by simp [a]",), {"k": "a"}, frozenset({"k"}))
DIRECTLY = DirectlyTried(diagnosis=WHY, attempts=(ATTEMPT,))
STATES = [State("proved", PROOF), State("disproved", StoredProof(("h",), {})), State("stuck", diagnosis=WHY)]
FIRST = blueprint(target("a"), lemma("a", ": 1 = 1"))
SECOND = blueprint(target("b"), lemma("b", ": 2 = 2"))
[TARGET] = parse_problem("theorem t : 1 = 1 := by sorry\n", Path("P.lean")).targets()
ORIGIN = Origin(methods=("portfolio",))
CERTIFICATE = Certificate(
    theorem="t", constant="t", statement="theorem t", type="1 = 1", axioms=("propext",), official_sha256="a",
    result_sha256="b", lean="4", toolchain="embedded", toolchain_key="k", checkers={"kernel": "yes"}, seconds=1.0,
    origin=ORIGIN,
)  # fmt: skip


BEFORE = sorted((HERE / "runs").glob("*/journal.jsonl"))
REFUSED = """{"event": "refused", "time": 1795717521.788, "target": "t", "step": "kernel", "reason": "no", "spent":
{"calls": 0, "failed": 0, "tokens_in": 0, "cached": 0, "tokens_out": 0, "seconds": 0.0, "cost": 0.0}}"""
PAIR = {"target": "t", "spent": ATTEMPT.spent}


def written(event: RunEvent, **changed: Any) -> dict[str, Any]:
    """An event as a line of the journal has it; what is `...` is not there."""
    found = {**json.loads(event.model_copy(update={"target": "t"}).model_dump_json(by_alias=True)), **changed}
    return {name: value for name, value in found.items() if value is not ...}


def again(event: RunEvent, **changed: Any) -> RunEvent:
    """An event as the journal gives it back."""
    return RUN_EVENTS.validate_python(written(event, **changed))


def node(state: State, *attempts: Attempt) -> NodeSettled:
    said = {"status": state.status, "proof": state.proof, "diagnosis": state.diagnosis}
    return NodeSettled.model_validate({"target": "t", "key": "k1", "statement": "s1", "attempts": attempts, **said})


def drawn(made: Blueprint, did: str) -> BlueprintDrawn:
    return BlueprintDrawn(target="t", blueprint=made, did=did)


def result(**changed: Any) -> Result:
    fills = {TARGET.holes[0]: "rfl", TARGET.front: "theorem a : True := trivial\n\n"}
    given = {"outcome": Proved(("rfl",)), "certificate": CERTIFICATE, "fills": fills, **changed}
    return Result(theorem="t", attempts=(ATTEMPT,), refusals=(), seconds=2.0, **given)


BELIEVED = InformalProofs((InformalProof("By luck.", 2), InformalProof("∀ n, so it is.", 9)), 1)
FAILED = Result("t", Unproved(WHY), None, {}, (ATTEMPT,), (), 1.0)


@pytest.mark.parametrize(
    "event",
    [
        *(node(state, ATTEMPT, ATTEMPT) for state in STATES),
        node(STATES[2], TALKED),
        drawn(FIRST, "changed a"),
        WholeRefused(step="kernel", reason="no"),
        CheapTried.of(FAILED, over=False),
        DIRECTLY,
        InformallyProved.of(BELIEVED),
        InformallyProved.of(InformalProofs((InformalProof("", 0, "not written: no"),))),
        TheoremSettled.of(result()),
        TheoremSettled.of(result(outcome=Disproved(("decide",)), fills={})),
        TheoremSettled.of(FAILED),
    ],
    ids=lambda event: event.event,
)
def test_an_event_comes_back_as_it_was(event: RunEvent) -> None:
    said = event.model_copy(update={"time": 1.5, **PAIR})
    assert RUN_EVENTS.validate_json(said.model_dump_json(by_alias=True)) == said


def test_a_failure_is_known_of_what_its_prover_saw_and_a_success_of_the_statement() -> None:
    assert [list(node(state).known()) for state in STATES] == [["k1", "s1"], ["s1"], ["k1"]]


def test_the_past_is_all_that_was_written_of_a_target() -> None:
    events = [
        again(DIRECTLY),
        again(drawn(FIRST, "")),
        again(node(STATES[2], ATTEMPT)),
        again(WholeRefused(step="kernel", reason="no")),
        again(drawn(SECOND, "changed a")),
        again(node(STATES[0])),
    ]
    past = past_of(events, "t")
    assert past.direct == WHY
    assert (past.blueprint, past.earlier, past.history) == (SECOND, [FIRST], ["changed a"])
    assert past.known == {"k1": STATES[0], "s1": STATES[0]}
    assert past.attempts == [ATTEMPT, ATTEMPT]


def test_cheap_methods_that_were_cut_short_are_tried_again() -> None:
    for over, known in ((True, WHY), (False, None)):
        past = past_of([again(CheapTried.of(FAILED, over))], "t")
        assert (past.cheap, past.direct, past.attempts) == (known, None, [ATTEMPT])


def test_what_was_tried_in_vain_before_something_above_it_was_proved_counts_no_more() -> None:
    failed = [again(CheapTried.of(FAILED, over=True)), again(DIRECTLY)]
    proved = again(
        TheoremSettled.of(replace(FAILED, outcome=Proved(("rfl",)), certificate=CERTIFICATE)), target="above"
    )
    unproved = again(TheoremSettled.of(FAILED), target="above")
    for events, known in (([*failed, proved], None), ([proved, *failed], WHY), ([*failed, unproved], WHY)):
        past = past_of(events, "t", {"above"})
        assert (past.cheap, past.direct, past.attempts) == (known, known, [ATTEMPT, ATTEMPT])
    assert past_of([*failed, proved], "t").direct == WHY  # it stands elsewhere


def test_a_proof_outlives_a_later_failure() -> None:
    assert past_of([node(STATES[0]), node(STATES[2])], "t").known["s1"] == STATES[0]


def test_the_first_refinement_of_a_blueprint_that_was_given_counts_as_a_round() -> None:
    assert past_of([drawn(SECOND, "changed a")], "t").history == ["changed a"]


def test_what_is_said_of_another_target_does_not_count() -> None:
    past = past_of([again(event, target="other") for event in (node(STATES[0]), drawn(FIRST, ""))], "t")
    assert (past.blueprint, past.known) == (None, {})


@pytest.mark.parametrize(
    "damage",
    [
        {"status": "open"},
        {"proof": None},
        {"status": "stuck"},
        {"status": "disproved", "proof": {"fills": ["a", "b"], "names": {}, "used": []}},
        {"diagnosis": {"blame": "UNKNOWN", "words": "", "lemmas": []}},
        {"status": None},
        {"proof": 3},
        {"proof": {"fills": ["rfl"]}},
        {"proof": {"fills": ["rfl"], "names": {}}},
        {"diagnosis": {"blame": "nobody", "words": "", "lemmas": []}},
        {"diagnosis": {"words": ""}},
        {"attempts": [{"method": "x"}]},
        {"attempts": 3},
        {"attempts": [{**asdict(ATTEMPT), "seconds": "long"}]},
        {"attempts": [{**asdict(ATTEMPT), "spent": {"calls": "many"}}]},
        {"attempts": [{**asdict(ATTEMPT), "messages": [{**asdict(HEARD), "text": 3}]}]},
        {"attempts": [{**asdict(ATTEMPT), "messages": [{**asdict(HEARD), "start": [1, 2]}]}]},
        {"attempts": [{**asdict(ATTEMPT), "conversation": 3}]},
        {"diagnosis": {"blame": "UNKNOWN", "words": 3, "lemmas": []}},
        {"blueprint": {}},
        {"blueprint": {"nodes": [{"name": "a"}]}},
        {"did": ...},
        {"did": 3},
        {"key": ...},
        {"spent": [1]},
        {"spent": "much"},
        {"spent": None},
        {"spent": {"calls": "many"}},
        {"certificate": 3},
        {"fills": [[1]]},
        {"fills": [[0, 1, 3]]},
        {"disproof": 3},
        {"disproof": ["decide", "decide"]},
    ],
    ids=str,
)
def test_a_damaged_event_is_refused_in_one_line(tmp_path: Path, damage: dict[str, Any]) -> None:
    whole: RunEvent = node(STATES[0], ATTEMPT)
    if {"blueprint", "did"} & damage.keys():
        whole = drawn(FIRST, "")
    elif {"certificate", "fills", "disproof"} & damage.keys():
        whole = TheoremSettled.of(result())
    path = tmp_path / "journal"
    path.write_text(f'{{"event": "journal", "schema": 1}}\n{json.dumps(written(whole, **damage))}\n')
    with pytest.raises(BadInput) as caught:
        read_journal(path, RUN_EVENTS)
    assert str(caught.value).startswith(f"{path}:2: a {whole.event} event of t that makes no sense: ")
    assert "\n" not in str(caught.value)


def test_a_certified_result_comes_back_as_a_claim_without_its_certificate() -> None:
    found = settled_before([again(TheoremSettled.of(result()))], TARGET)
    assert found == Claim(replace(result(), certificate=None), ORIGIN)


def test_a_certified_disproof_comes_back_as_a_claim() -> None:
    disproved = result(outcome=Disproved(("decide",)), fills={})
    found = settled_before([again(TheoremSettled.of(disproved))], TARGET)
    assert found == Claim(replace(disproved, certificate=None), ORIGIN)


def test_a_certificate_of_another_version_is_a_claim_too() -> None:
    event = again(TheoremSettled.of(result()), certificate={"schema": 99, "anything": "else"})
    assert settled_before([event], TARGET) == Claim(replace(result(), certificate=None))


def test_what_was_not_certified_is_tried_again_and_hides_no_claim() -> None:
    certified = again(TheoremSettled.of(result()))
    failed = again(TheoremSettled.of(result(outcome=Unproved(WHY), certificate=None, fills={})))
    assert settled_before([failed], TARGET) is None
    assert settled_before([certified, failed], TARGET) == settled_before([certified], TARGET)


def test_a_blueprint_that_the_screen_objects_to_comes_to_no_lean() -> None:
    hostile = blueprint(target("b"), lemma("b", ": 2 = 2\n#eval 1"))
    past = past_of([drawn(FIRST, ""), drawn(hostile, "changed a")], "t")
    assert (past.blueprint, past.history) == (FIRST, [])


@pytest.mark.parametrize("status", ["proved", "disproved"])
def test_a_proof_that_the_screen_objects_to_is_not_known(status: Any) -> None:
    hostile = State(status, StoredProof(("by run_tac Lean.logInfo",), {}))
    assert past_of([node(hostile, ATTEMPT)], "t").known == {}


@pytest.mark.parametrize("fills", [[], [[0, 29, "theorem t : True := trivial"]]], ids=str)
def test_a_result_that_is_of_another_file_is_refused_in_one_line(fills: Any) -> None:
    with pytest.raises(BadInput) as caught:
        settled_before([again(TheoremSettled.of(result()), fills=fills)], TARGET)
    assert str(caught.value).startswith("the journal has a settled event of t that makes no sense: ")
    assert "\n" not in str(caught.value)


def test_informal_proofs_are_known_again_and_one_that_is_chosen_is_among_them() -> None:
    assert past_of([again(InformallyProved.of(BELIEVED))], "t").informal == BELIEVED
    for wrong in ({"chosen": 2}, {"chosen": -1}, {"proofs": [{"text": "x" * 100_000, "grade": 9}], "chosen": 0}):
        with pytest.raises(ValidationError):
            again(InformallyProved.of(BELIEVED), **wrong)


def test_what_was_spent_is_what_was_said_last() -> None:
    spent = ATTEMPT.spent
    assert spent_before([]) == Spent()
    said = [
        CheapTried.of(FAILED, over=True).model_copy(update={"spent": each}) for each in (replace(spent, calls=0), spent)
    ]
    assert spent_before(said) == spent


def test_a_hole_is_where_it_was() -> None:
    found = settled_before([again(TheoremSettled.of(result()))], TARGET)
    assert found is not None
    assert found.result.fills.keys() == {TARGET.holes[0], Hole(TARGET.start, TARGET.start)}


def test_what_a_journal_would_put_into_the_file_for_a_theorem_that_is_false_is_dropped() -> None:
    disproved = result(outcome=Disproved(("intro h",)), fills={TARGET.holes[0]: "by axiom"})
    claim = settled_before([again(TheoremSettled.of(disproved))], TARGET)
    assert claim is not None
    assert claim.result.outcome == Disproved(("intro h",))
    assert claim.result.fills == {}


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: path.parent.name)
def test_a_journal_of_the_version_before_is_read_and_would_be_written_the_same(path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text().splitlines()][1:]
    events = [event.model_dump(mode="json", by_alias=True) for event in read_journal(path, RUN_EVENTS)]
    assert json.loads(json.dumps(events)) == lines


def test_a_refusal_as_the_version_before_wrote_it_is_read_and_would_be_written_the_same() -> None:
    """The kept journals have each of the other events."""
    said = {event.event for path in BEFORE for event in read_journal(path, RUN_EVENTS)}
    assert said == {"cheap", "direct", "blueprint", "node", "settled"}
    assert json.loads(RUN_EVENTS.validate_json(REFUSED).model_dump_json(by_alias=True)) == json.loads(REFUSED)


def test_an_attempt_without_messages_and_conversation_is_written_as_before_there_were_any() -> None:
    [plain], [talked] = (written(node(STATES[2], each))["attempts"] for each in (ATTEMPT, TALKED))
    assert talked.keys() - plain.keys() == {"messages", "conversation"}


def test_a_theorem_that_the_file_names_in_needless_quotes_is_the_one_that_lean_names_without() -> None:
    problem = parse_problem("namespace A\ntheorem «b» : 1 = 1 := sorry\ntheorem «x y» : 1 = 1 := sorry", Path("q.lean"))
    events = [again(TheoremSettled.of(FAILED), target=name) for name in ("A.b", "A.«x y»")]
    assert [each.name for each in targets_in(problem, events, None)] == ["A.b", "A.«x y»"]
    assert [each.name for each in targets_in(problem, events, "A.«b»")] == ["A.b", "A.«x y»"]
    assert [each.name for each in targets_in(problem, [], None)] == ["A.«b»", "A.«x y»"]
