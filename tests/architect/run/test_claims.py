"""What says that something is proved is judged again, all of a file in one comparison, and refused by its name."""

import contextlib
from contextlib import nullcontext
from pathlib import Path

import pytest

from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache, StoredProof
from architect.campaign.node_work import Work
from architect.campaign.workers import LeanWorkers
from architect.planning.planner import State
from architect.run.asked import Assignment, Equipment
from architect.run.claims import Claim, certified
from architect.run.events import TheoremSettled
from architect.run.result import Report, Result
from architect.run.work import work
from prover.gate.certificate import Certificate, Origin
from prover.lean.live.pool import Pool, Session
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.ladder import Ladder
from prover.methods.portfolio import ByPortfolio
from prover.methods.scripts import load_portfolio
from prover.text.problem import Problem, parse_problem
from prover.words.budget import Budget, Limits
from prover.words.digest import sha256
from prover.words.outcome import Attempt, Disproved, Proved, Unproved
from prover.words.settings import resolve
from tests.architect.bench import Events, blueprint, lemma, place_of, target
from tests.prover.gate.faults import lean_that_logs

TWO = "theorem a (n : Nat) : n + 0 = n := by\n  sorry\n\ntheorem b (n : Nat) (h : n * n = 49) : n = 8 := by\n  sorry\n"
ORIGIN = Origin(methods=("portfolio",))
HOSTILE = "trivial\n#eval 1"


def problem_of(text: str) -> Problem:
    return parse_problem(text, Path("P.lean"))


def claim(problem: Problem, name: str, *fills: str) -> Claim:
    [target] = problem.targets(name)
    proof = dict(zip(target.holes, fills, strict=True))
    return Claim(Result(name, Proved(fills), None, proof, (), (), 0.0), ORIGIN)


def disproof(name: str, fill: str) -> Claim:
    return Claim(Result(name, Disproved((fill,)), None, {}, (), (), 0.0))


async def proved_by(toolchain: Toolchain, problem: Problem, events: Events, search_seconds: float = 20.0) -> Report:
    settings = {"planner.rounds": 0, "limits.seconds": 3000.0, "prover.search_seconds": search_seconds}
    async with Pool(toolchain) as pool:
        equipment = nullcontext(Equipment(pool, resolve(None, settings).settings))
        return await work(Assignment(problem, tuple(problem.targets())), equipment, nullcontext(events), tuple(events))


def forged(problem: Problem, name: str, fill: str) -> TheoremSettled:
    """What a journal would say of a theorem that was proved by this, with a certificate of the right form."""
    found = claim(problem, name, fill).result
    certificate = Certificate(
        theorem=name, constant=name, statement="", type="", axioms=(), official_sha256=sha256(problem.text),
        result_sha256=sha256(problem.splice(found.fills)), lean="4.35.0", toolchain="embedded", toolchain_key="0",
        checkers={}, seconds=0.5,
    )  # fmt: skip
    settled = Result(name, found.outcome, certificate, found.fills, (), (), 1.0)
    return TheoremSettled.of(settled).model_copy(update={"target": name})


async def test_claims_that_hold_get_certificates_of_the_one_file_and_keep_how_they_were_found(
    toolchain: Toolchain,
) -> None:
    problem = problem_of(TWO.replace("n = 8", "n = n"))
    found = await certified(toolchain, problem, [claim(problem, "a", "rfl"), claim(problem, "b", "rfl")])
    text = problem.text.replace("sorry", "rfl")
    assert [result.certificate and result.certificate.result_sha256 for result in found] == [sha256(text)] * 2
    assert [result.certificate and result.certificate.origin for result in found] == [ORIGIN] * 2


@pytest.mark.parametrize(
    ("fill", "reason"),
    [
        ("sorry", "kernel: b rests on sorryAx"),
        ("nonsense", "compile: 5:3: unknown tactic"),
        (HOSTILE, "screen: `#eval` at 2:0 of the proof is not allowed"),
        ("exact \ud800", "screen: half a character"),
    ],
    ids=["sorry", "does not compile", "runs code", "no text"],
)
async def test_a_claim_that_does_not_hold_is_refused_and_takes_no_other_with_it(
    toolchain: Toolchain, fill: str, reason: str
) -> None:
    problem = problem_of(TWO)
    good, bad = await certified(toolchain, problem, [claim(problem, "a", "rfl"), claim(problem, "b", fill)])
    assert good.certificate is not None
    assert good.certificate.result_sha256 == sha256(TWO.replace("sorry", "rfl", 1))
    assert (bad.certificate, bad.fills, bad.proved) == (None, {}, False)
    assert isinstance(bad.outcome, Unproved)
    assert bad.refusals[0].startswith(reason)


async def test_a_claim_that_rests_on_a_refused_one_is_refused_too(toolchain: Toolchain) -> None:
    problem = problem_of("theorem a : 1 = 2 := by\n  sorry\n\ntheorem b : 1 = 2 := by\n  sorry\n")
    found = await certified(toolchain, problem, [claim(problem, "a", "sorry"), claim(problem, "b", "exact a")])
    assert [result.refusals for result in found] == [
        ("kernel: a rests on sorryAx",), ("kernel: b rests on sorryAx",),
    ]  # fmt: skip


async def test_a_disproof_is_judged_again_too(toolchain: Toolchain) -> None:
    problem = problem_of(TWO)
    works = "intro h; exact absurd (h 7 rfl) (by decide)"
    for fill, holds in ((works, True), ("sorry", False)):
        [found] = await certified(toolchain, problem, [disproof("b", fill)])
        assert (found.certificate is not None) == holds
        assert isinstance(found.outcome, Disproved) == holds


async def test_five_theorems_take_two_compilations_for_the_file_beside_the_proofs_own(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    logging = lean_that_logs(toolchain, log, tmp_path)
    problem = problem_of("".join(f"theorem t{n} : {n} + 0 = {n} := by\n  sorry\n\n" for n in range(5)))
    report = await proved_by(logging, problem, events := Events())
    assert report.proved
    compilations = [line for line in log.read_text().splitlines() if " -o " in line]
    assert len(compilations) == 1 + 2 * 5 + 2, "the file as given, each proof as it is found, and the file handed out"
    assert {result.certificate and result.certificate.result_sha256 for result in report.results} == {
        sha256(report.text)
    }
    log.write_text("")
    again = await proved_by(logging, problem, events)
    assert again.proved
    compilations = [line for line in log.read_text().splitlines() if " -o " in line]
    assert len(compilations) == 1 + 2, "the file as given, and one comparison for all that the journal claims"


async def test_a_forged_journal_is_refused_by_the_name_of_the_theorem_which_is_tried_anew(toolchain: Toolchain) -> None:
    problem = problem_of(TWO)
    events = Events([forged(problem, "a", "sorry"), forged(problem, "b", "sorry")])
    report = await proved_by(toolchain, problem, events, search_seconds=0)
    a, b = report.results
    assert a.refusals == ("what the journal has as its proof: kernel: a rests on sorryAx",)
    assert a.proved, "it is true, and proved anew"
    assert (b.proved, b.refusals) == (False, ("what the journal has as its proof: kernel: b rests on sorryAx",))
    assert "sorry" in report.text


class NoLean(Pool):
    """A pool that nobody may ask anything."""

    def session(self, header: str = "") -> "contextlib._AsyncGeneratorContextManager[Session, None]":
        raise AssertionError(f"a Lean was asked for {header!r}")


async def test_what_is_in_the_cache_of_proofs_passes_the_screen_before_it_meets_any_lean(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    place = place_of("theorem t : True := by\n  sorry\n")
    made = blueprint(lemma("l", ": True"), target("l"))
    keys, cache = Keys(toolchain.key, place, made), ProofCache(tmp_path)
    cache.put(keys.statement(made.nodes[0]), StoredProof((HOSTILE,), {}))
    workers = LeanWorkers(NoLean(toolchain), [], [], cache, Budget(Limits()))
    wanted = Work()
    state = await workers.settle(place, made, keys, made.nodes[0], wanted)
    assert (state.status, wanted.attempts) == ("stuck", [])


async def test_a_proof_from_the_cache_says_that_it_is_and_which_method_found_it_once(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    place = place_of("theorem t (n : Nat) : n = n := by\n  sorry\n")
    made, cache = blueprint(target()), ProofCache(tmp_path)
    keys, methods = Keys(toolchain.key, place, made), [ByPortfolio(load_portfolio("embedded"))]

    async def settled(methods: Ladder) -> tuple[State, Attempt]:
        async with Pool(toolchain) as pool:
            workers = LeanWorkers(pool, methods, [], cache, Budget(Limits()))
            wanted = Work()
            state = await workers.settle(place, made, keys, made.target, wanted)
            [attempt] = [each for each in wanted.attempts if each.succeeded]
            return state, attempt

    found, first = await settled(methods)
    again, second = await settled([])
    assert again == found
    assert first.method.startswith("portfolio: ")
    assert (second.method, second.succeeded) == (f"cache of proofs: {first.method}", True)
    cache.put(keys.statement(made.target), StoredProof(("rfl",), {}))
    _, third = await settled([])
    assert third.method == "cache of proofs", "nobody said how it was found"
