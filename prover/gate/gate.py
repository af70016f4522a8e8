"""The gate, the only source of "proved": compiles the user's file and a result afresh, and has the kernel judge them.

It trusts nothing that ran while the text under test was elaborated: no message, no exit status, no axiom list counts
for the proof, only against it. Not proved is a value (`Refusal`), also when the text under test made Lean crash or
hang; a Lean that breaks on the official file is an exception.
"""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from prover.gate.candidate import Candidate, OpenTheorem
from prover.gate.certificate import Certificate, Refusal, Uncertified
from prover.gate.interpreted import OPTION, Interpreted, interpreted, unfit
from prover.lean.checker import Conditions, Judgement, Question, judge
from prover.lean.oneshot import Compilation, compile_text, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.digest import sha256
from prover.words.errors import NoJudge
from prover.words.scratch import scratch_folder
from prover.words.stopwatch import Stopwatch
from prover.words.tasks import all_of
from prover.words.verdict import Died

# What the kernel replayed, after the number of constants.
REPLAYED = {
    "read": "that the file reaches, its own and the library's, from an empty environment",
    "imported": "of the file on the imported library, which is trusted",
}

NOTHING_ADDED = Conditions()  # that is unproved or unchecked, be it used or not
Texts = tuple[Interpreted, Interpreted]  # the official file and the result, as they are compiled
Files = tuple[Path, Path]  # both compiled


async def certify(
    toolchain: Toolchain, candidate: Candidate, conditions: Conditions = NOTHING_ADDED
) -> list[Certificate | Refusal]:
    """Of each theorem of `candidate`, whether it is proved, in at most ``toolchain.times.gate`` seconds.

    (Where no sandbox keeps the two compilations apart, they come one after the other, and each has that time.)
    Raises `LeanFailed` when Lean broke or was too slow on the official text.
    """
    watch = Stopwatch(time.perf_counter)
    # 1. What words alone have against it.
    if objection := candidate.objection or _unfit(candidate):
        return [objection] * len(candidate.theorems)
    texts = _to_compile(candidate)
    with scratch_folder("gate") as scratch:
        # 2. Compile both, in fresh processes and folders that nothing else writes to.
        files = await _compiled(toolchain, texts, Path(scratch))
        if isinstance(files, Refusal):
            return [files] * len(candidate.theorems)
        # 3. Have the kernel judge, in a process that elaborates nothing.
        questions = [_question(theorem, texts) for theorem in candidate.theorems]
        try:
            answers = await judge(toolchain, files, questions, _as_compiled(conditions, texts), _left(toolchain, watch))
        except NoJudge as missing:
            return [Uncertified(str(missing))] * len(candidate.theorems)
        # 4. Have other programs judge, if that was asked for.
        objection = await _external_objection(toolchain, files, conditions, watch)
    # 5. Write down what was found.
    return [
        Refusal("kernel", found.why)
        if not isinstance(found, Judgement)
        else objection or _certificate(toolchain, candidate, conditions, theorem, found, watch.seconds)
        for theorem, found in zip(candidate.theorems, answers, strict=True)
    ]


def _unfit(candidate: Candidate) -> Refusal | None:
    why = unfit(candidate.result, OPTION in candidate.official)
    return Refusal("screen", why) if why else None


def _to_compile(candidate: Candidate) -> Texts:
    as_it_is = OPTION in candidate.official
    return interpreted(candidate.official, as_it_is), interpreted(candidate.result, as_it_is)


def _question(theorem: OpenTheorem, texts: Texts) -> Question:
    official, result = texts
    return Question(theorem.name, (official.to(theorem.hole), theorem.place and result.to(theorem.place)))


def _as_compiled(conditions: Conditions, texts: Texts) -> Conditions:
    """The conditions, whose places are those of the official text as it is compiled."""
    seen = conditions.seen
    return conditions if seen is None else replace(conditions, seen=tuple(map(texts[0].to, seen)))


def _left(toolchain: Toolchain, watch: Stopwatch) -> float:
    """Seconds of the judgement's time; a step that is begun gets one at least."""
    return max(round(toolchain.times.gate - watch.seconds, 1), 1.0)


async def _compiled(toolchain: Toolchain, texts: Texts, scratch: Path) -> Files | Refusal:
    """Both compiled files. What the official text does to Lean is raised, what the result does to it is the result's.

    Where no sandbox keeps the result's Lean from the other's folder, that is made only when this Lean is gone.
    """

    async def compiled(text: Interpreted) -> Compilation | Died:
        return await compile_text(toolchain, text.text, Path(tempfile.mkdtemp(dir=scratch)), toolchain.times.gate)

    official, result = texts
    if toolchain.sandbox.mode == "off" or toolchain.sandbox.found.missing:
        made = await compiled(result)
        given = survived(await compiled(official))
    else:
        as_given, made = await all_of(map(compiled, texts))
        given = survived(as_given)
    if given.compiled is None:
        return Refusal("official file", _first_error(given, official))
    if isinstance(made, Died):
        return Refusal("compile", made.why)
    return (given.compiled, made.compiled) if made.compiled else Refusal("compile", _first_error(made, result))


def _first_error(compilation: Compilation, text: Interpreted) -> str:
    error = compilation.first_error
    return (
        f"{text.back(error.start)}: {' '.join(error.text.split())}"
        if error
        else "Lean compiled nothing, and does not say why"
    )


async def _external_objection(
    toolchain: Toolchain, files: Files, conditions: Conditions, watch: Stopwatch
) -> Refusal | None:
    """What the first external checker that does not accept the result has against it."""
    for external in conditions.external:
        if (objection := await external.objection(toolchain, *files, _left(toolchain, watch))) is not None:
            return Refusal("external checker", objection)
    return None


def _certificate(
    toolchain: Toolchain,
    candidate: Candidate,
    conditions: Conditions,
    theorem: OpenTheorem,
    found: Judgement,
    seconds: float,
) -> Certificate:
    return Certificate(
        theorem=theorem.name,
        constant=found.constant,
        statement=theorem.statement,
        type=found.type,
        axioms=tuple(sorted(found.axioms & conditions.axioms)),
        own_axioms=tuple(sorted(found.axioms - conditions.axioms)),
        given_sha256=sha256(candidate.given) if candidate.given else "",
        official_sha256=sha256(candidate.official),
        result_sha256=sha256(candidate.result),
        lean=toolchain.version,
        toolchain=toolchain.name,
        toolchain_key=toolchain.key,
        compiled=found.files,
        checkers={
            "statement": "same as the official one, with all that it reaches, by the kernel's equality",
            "kernel replay": f"{found.replayed} constants {REPLAYED[found.how]}",
            "external checker": ", ".join(e.name for e in conditions.external) or "none was run",
        },
        seconds=round(seconds, 3),
    )
