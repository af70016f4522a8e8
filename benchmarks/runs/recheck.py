"""The proofs of a run's folder before the gate again, for what is recorded is a claim; it tries and writes nothing.

A proof counts when the gate certifies the file in `proved/` for the statement in `problems/`, and the record and the
certificate beside it say no other thing than the gate does now.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from architect.planning.answers import open_answers
from architect.run.verify import judgements_at_once
from benchmarks.runs.events import Try
from benchmarks.runs.folder import CERTIFICATES, PROBLEMS, PROVED, STATEMENTS, digest_of, file_name, file_of_try
from benchmarks.runs.reading import BenchRun
from benchmarks.suites.program import as_plain
from benchmarks.suites.statement import ANSWER_FILLED, PROGRAM, Statement
from prover.gate.candidate import Submission, whole
from prover.gate.certificate import Certificate, Refusal
from prover.gate.gate import certify
from prover.gate.screen import screen_proof
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.digest import sha256
from prover.words.errors import BadInput
from prover.words.files import read_text
from prover.words.shown import from_json
from prover.words.tasks import all_of

NOT_JUDGED = "it was recorded when the gate had judged the others"


class CertifiedFacts(BaseModel):
    """What a certificate says, whatever the version that wrote it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    theorem: str
    axioms: tuple[str, ...]
    official_sha256: str
    result_sha256: str


class KeptCertificates(BaseModel):
    """A file of `certificates/`, as far as it is judged again."""

    model_config = ConfigDict(frozen=True)

    theorems: tuple[CertifiedFacts, ...]


@dataclass(frozen=True)
class RefusedTry:
    """A proof that is recorded and does not hold; ``reason`` names the file, or the theorem and the gate's step."""

    id: str
    sample: int
    reason: str


@dataclass(frozen=True)
class Rechecked:
    """The proofs that the gate stands by now, texts by their files in the run's folder, and those that it refused."""

    held: Mapping[str, str]
    refused: Sequence[RefusedTry]

    @property
    def recorded(self) -> int:
        """How many were judged."""
        return len(self.held) + len(self.refused)

    def applied(self, run: BenchRun) -> BenchRun:
        """The run with each try as one that proved nothing whose proof does not hold, or has come since."""
        why = {(refused.id, refused.sample): refused.reason for refused in self.refused}

        def after(record: Try) -> Try:
            if not record.solved or file_of_try(PROVED, record.id, record.sample, "lean") in self.held:
                return record
            reason = why.get((record.id, record.sample), NOT_JUDGED)
            return record.model_copy(update={"status": "not proved", "method": "", "reason": reason})

        return replace(run, records=[after(record) for record in run.records])


async def recheck(toolchain: Toolchain, run: BenchRun) -> Rechecked:
    """Have the gate judge every recorded proof.

    Raises `LeanFailed`, and `BadInput` for a run of another Lean, or one whose statements are not those that it began
    with.
    """
    asked = run.about.asked
    if toolchain.name != asked.lean.toolchain:
        raise BadInput(
            f"{run.path}: it was run with the {asked.lean.toolchain} Lean, and this is the {toolchain.name} one "
            "(--project DIR)"
        )
    if digest_of((statement.id, run.hashes[statement.id]) for statement in run.statements) != asked.statements.sha256:
        raise BadInput(f"{run.path / STATEMENTS}: these are not the statements that the run began with")
    statements = {statement.id: statement for statement in run.statements}
    solved = [record for record in run.tries().values() if record.solved]
    at_once = judgements_at_once()

    async def one(record: Try) -> str | RefusedTry:
        try:
            async with at_once:
                return await _held(toolchain, run, statements.get(record.id), record)
        except BadInput as why:
            return RefusedTry(record.id, record.sample, str(why))

    held, refused = dict[str, str](), list[RefusedTry]()
    for record, found in zip(solved, await all_of(map(one, solved)), strict=True):
        if isinstance(found, RefusedTry):
            refused.append(found)
        else:
            held[file_of_try(PROVED, record.id, record.sample, "lean")] = found
    return Rechecked(held, refused)


async def _held(toolchain: Toolchain, run: BenchRun, statement: Statement | None, record: Try) -> str:
    """The text of a recorded proof. Raises `BadInput` with the one line for which it does not count."""
    if statement is None:
        raise BadInput("the journal has a proof of it, and the run no such statement")

    async def read(path: Path) -> str:
        return await asyncio.to_thread(read_text, path, inside=run.path)

    official = run.path / PROBLEMS / f"{file_name(record.id)}.lean"
    proved = run.path / file_of_try(PROVED, record.id, record.sample, "lean")
    certificate = run.path / file_of_try(CERTIFICATES, record.id, record.sample, "json")
    stated, text = await read(official), await read(proved)
    if sha256(stated) != run.hashes[record.id]:
        raise BadInput(f"{official}: it is not the statement that the run began with")
    judged = await _judged(toolchain, statement, record, stated, text)
    for name, found in judged.items():
        if isinstance(found, Refusal):
            raise BadInput(f"{proved}: {name}: {found.step}: {found.reason}")
    try:
        recorded = KeptCertificates.model_validate(from_json(await read(certificate)))
    except ValueError as error:  # a `ValidationError` is one
        raise BadInput(f"{certificate}: not a record of certificates") from error
    if recorded.theorems != tuple(CertifiedFacts.model_validate(found) for found in judged.values()):
        raise BadInput(f"{certificate}: it says something else than the gate does of {proved}")
    return text


async def _judged(
    toolchain: Toolchain, statement: Statement, record: Try, official: str, text: str
) -> Mapping[str, Certificate | Refusal]:
    """The gate's word on each theorem asked for. Raises `BadInput` where there is nothing that could be judged."""
    path = Path(f"{statement.id}.lean")
    if statement.track == PROGRAM:
        plain = as_plain(official, text, path)
        if isinstance(plain, str):
            raise BadInput(plain)
        submission = Submission(plain.theorem, {plain.hole: plain.proof})
        [judged] = await certify(toolchain, submission.into(plain.problem))
        return {plain.theorem: judged}
    problem, answer = parse_problem(official, path), parse_problem(text, path)
    if statement.track == ANSWER_FILLED:
        fills = {d.holes[0]: f"({record.answers.get(d.name, 'sorry').strip()})" for d in open_answers(problem)}
        if objection := next(filter(None, map(screen_proof, fills.values())), None):
            raise BadInput(f"{path}: an answer in the journal: {objection.reason}")
        problem = parse_problem(problem.splice(fills), path)
    for file in (problem, answer):
        if unfit := file.unfit_header():
            raise BadInput(f"{path}:{unfit}")
    candidate = whole(problem, text, problem.targets(statement.theorem))
    found = await certify(toolchain, candidate)
    return {theorem.name: judged for theorem, judged in zip(candidate.theorems, found, strict=True)}
