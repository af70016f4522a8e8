"""Events there and back: what a campaign writes is what the next one reads, and damage is said in a line."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from architect.blueprint.graph import Blueprint
from architect.blueprint.proofs import StoredProof
from architect.campaign.states import Settled
from architect.planning.planner import State
from architect.run.claims import Claim
from architect.run.history import past_of, result_as_json, settled_before, spent_before, tried_as_json
from architect.run.result import Result
from prover.gate.certificate import Certificate, Origin
from prover.text.declarations import Hole
from prover.text.problem import parse_problem
from prover.words.budget import Spent
from prover.words.errors import BadInput
from prover.words.outcome import Attempt, Blame, Diagnosis, Disproved, Proved, Unproved
from tests.architect.bench import blueprint, lemma, target

WHY = Diagnosis(Blame.TOO_HARD, "too hard\n  for ∀ of us", ("p = q",))
ATTEMPT = Attempt("portfolio", 3, 2, 0.5, True, Spent(1, 0, 10, 4, 5, 0.25, 0.001))
PROOF = StoredProof(("by simp [a]",), {"k": "a"}, frozenset({"k"}))
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


def written(event: str, **data: Any) -> dict[str, Any]:
    """An event as the journal gives it back."""
    found: dict[str, Any] = json.loads(json.dumps({"event": event, "target": "t", **data}))
    return found


def node(state: State, *attempts: Attempt) -> dict[str, Any]:
    return written("node", **Settled("k1", "s1", state, attempts).as_json())


def drawn(made: Blueprint, did: str) -> dict[str, Any]:
    return written("blueprint", blueprint=made.model_dump(mode="json"), did=did)


def result(**changed: Any) -> Result:
    fills = {TARGET.holes[0]: "rfl", TARGET.front: "theorem a : True := trivial\n\n"}
    given = {"outcome": Proved(("rfl",)), "certificate": CERTIFICATE, "fills": fills, **changed}
    return Result(theorem="t", attempts=(ATTEMPT,), refusals=(), seconds=2.0, **given)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.status)
def test_what_is_settled_comes_back_as_it_was(state: State) -> None:
    settled = Settled("k1", "s1", state, (ATTEMPT, ATTEMPT))
    assert Settled.from_json(json.loads(json.dumps(settled.as_json()))) == settled


def test_a_failure_is_known_of_what_its_prover_saw_and_a_success_of_the_statement() -> None:
    found = [list(Settled("k1", "s1", state).known()) for state in STATES]
    assert found == [["k1", "s1"], ["s1"], ["k1"]]


def test_the_past_is_all_that_was_written_of_a_target() -> None:
    direct = Result("t", Unproved(WHY), None, {}, (ATTEMPT,), (), 1.0)
    events = [
        written("direct", **tried_as_json(direct)),
        drawn(FIRST, ""),
        node(STATES[2], ATTEMPT),
        written("refused", step="kernel", reason="no"),
        drawn(SECOND, "changed a"),
        node(STATES[0]),
    ]
    past = past_of(events, "t")
    assert past.direct == WHY
    assert (past.blueprint, past.earlier, past.history) == (SECOND, [FIRST], ["changed a"])
    assert past.known == {"k1": STATES[0], "s1": STATES[0]}
    assert past.attempts == [ATTEMPT, ATTEMPT]


def test_cheap_methods_that_were_cut_short_are_tried_again() -> None:
    result = Result("t", Unproved(WHY), None, {}, (ATTEMPT,), (), 1.0)
    for over, known in ((True, WHY), (False, None)):
        past = past_of([written("cheap", over=over, **tried_as_json(result))], "t")
        assert (past.cheap, past.direct, past.attempts) == (known, None, [ATTEMPT])


def test_a_proof_outlives_a_later_failure() -> None:
    assert past_of([node(STATES[0]), node(STATES[2])], "t").known["s1"] == STATES[0]


def test_the_first_refinement_of_a_blueprint_that_was_given_counts_as_a_round() -> None:
    assert past_of([drawn(SECOND, "changed a")], "t").history == ["changed a"]


def test_what_is_said_of_another_target_does_not_count() -> None:
    past = past_of([{**node(STATES[0]), "target": "other"}, {**drawn(FIRST, ""), "target": "other"}], "t")
    assert (past.blueprint, past.known) == (None, {})


@pytest.mark.parametrize(
    "damage",
    [
        {"status": "open"},
        {"status": None},
        {"proof": 3},
        {"proof": {"fills": ["rfl"]}},
        {"diagnosis": {"blame": "nobody", "words": "", "lemmas": []}},
        {"diagnosis": {"words": ""}},
        {"attempts": [{"method": "x"}]},
        {"attempts": 3},
        {"attempts": [{**asdict(ATTEMPT), "seconds": "long"}]},
        {"attempts": [{**asdict(ATTEMPT), "spent": {"calls": "many"}}]},
        {"diagnosis": {"blame": "UNKNOWN", "words": 3, "lemmas": []}},
        {"blueprint": {}},
        {"blueprint": {"nodes": [{"name": "a"}]}},
        {"did": ...},
        {"did": 3},
        {"key": ...},
    ],
    ids=str,
)
def test_a_damaged_event_is_refused_in_one_line(damage: dict[str, Any]) -> None:
    event = drawn(FIRST, "") if {"blueprint", "did"} & damage.keys() else node(STATES[0], ATTEMPT)
    damaged = {name: value for name, value in {**event, **damage}.items() if value is not ...}
    with pytest.raises(BadInput) as caught:
        past_of([damaged], "t")
    assert str(caught.value).startswith(f"the journal has a {event['event']} event of t that makes no sense: ")
    assert "\n" not in str(caught.value)


def test_a_certified_result_comes_back_as_a_claim_without_its_certificate() -> None:
    found = settled_before([written("settled", **result_as_json(result()))], TARGET)
    assert found == Claim(replace(result(), certificate=None), ORIGIN)


def test_a_certified_disproof_comes_back_as_a_claim() -> None:
    disproved = result(outcome=Disproved(("decide",)), fills={})
    found = settled_before([written("settled", **result_as_json(disproved))], TARGET)
    assert found == Claim(replace(disproved, certificate=None), ORIGIN)


def test_a_certificate_of_another_version_is_a_claim_too() -> None:
    event = written("settled", **result_as_json(result()))
    event["certificate"] = {"schema": 99, "anything": "else"}
    assert settled_before([event], TARGET) == Claim(replace(result(), certificate=None))


def test_what_was_not_certified_is_tried_again_and_hides_no_claim() -> None:
    certified = written("settled", **result_as_json(result()))
    failed = written("settled", **result_as_json(result(outcome=Unproved(WHY), certificate=None, fills={})))
    assert settled_before([failed], TARGET) is None
    assert settled_before([certified, failed], TARGET) == settled_before([certified], TARGET)


def test_a_blueprint_that_the_screen_objects_to_comes_to_no_lean() -> None:
    hostile = blueprint(target("b"), lemma("b", ": 2 = 2\n#eval 1"))
    past = past_of([drawn(FIRST, ""), drawn(hostile, "changed a")], "t")
    assert (past.blueprint, past.history) == (FIRST, [])


@pytest.mark.parametrize(
    "damage",
    [
        {"fills": [[1]]},
        {"fills": []},
        {"fills": [[0, 29, "theorem t : True := trivial"]]},
        {"fills": [[TARGET.holes[0].start, TARGET.holes[0].end, 3]]},
        {"certificate": 3},
        {"disproof": 3},
        {"disproof": ["decide", "decide"]},
    ],
    ids=str,
)
def test_a_damaged_result_is_refused_in_one_line(damage: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        settled_before([{**written("settled", **result_as_json(result())), **damage}], TARGET)
    assert str(caught.value).startswith("the journal has a settled event of t that makes no sense: ")
    assert "\n" not in str(caught.value)


def test_what_was_spent_is_what_was_said_last() -> None:
    spent = asdict(ATTEMPT.spent)
    assert spent_before([]) == Spent()
    assert spent_before([{"spent": {**spent, "calls": 0}}, {"event": "x"}, {"spent": spent}, {}]) == ATTEMPT.spent


@pytest.mark.parametrize("spent", [[1], "much", None, {"calls": "many"}], ids=str)
def test_nonsense_about_what_was_spent_is_refused_in_one_line(spent: Any) -> None:
    with pytest.raises(BadInput, match="the journal has a node event of t that makes no sense: "):
        spent_before([written("node", spent=spent)])


def test_a_hole_is_where_it_was() -> None:
    found = settled_before([written("settled", **result_as_json(result()))], TARGET)
    assert found is not None
    assert found.result.fills.keys() == {TARGET.holes[0], Hole(TARGET.start, TARGET.start)}


def test_what_a_journal_would_put_into_the_file_for_a_theorem_that_is_false_is_dropped() -> None:
    disproved = result(outcome=Disproved(("intro h",)), fills={TARGET.holes[0]: "by axiom"})
    claim = settled_before([written("settled", **result_as_json(disproved))], TARGET)
    assert claim is not None
    assert claim.result.outcome == Disproved(("intro h",))
    assert claim.result.fills == {}
