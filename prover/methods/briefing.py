"""What a prover's model is told before it begins: the world it works in, the statement, and what is known of it.

The world is the same for all that is proved with one Lean, and stands first.
"""

from collections.abc import Sequence

from prover.agent.tools.bench import Bench, Partial
from prover.agent.tools.search import Search, listed
from prover.agent.tools.tool import ToolError
from prover.lean.live.pool import Pool
from prover.methods.ladder import Task
from prover.text.header import header_imports
from prover.words.obligation import Obligation
from prover.words.outcome import Attempt, Diagnosis
from prover.words.shown import clip
from prover.words.templates import Prompts

RESEMBLING = 8  # declarations that a model is shown at the start
MOST_TRIED = 4  # attempts of models that it is told of
LONGEST = 4_000  # characters of a hint, of a partial proof, and of what Lean said of it
HEARD = 400  # characters of what Lean said last in an attempt
INDEXED = "`search` covers the file and its imports."
NO_INDEX = "`search` covers the file only; `exact?` in `lean_check` finds lemmas of its imports."


def world(prompts: Prompts, pool: Pool, header: str, *, indexed: bool) -> str:
    """Which Lean it is, what its library has, and how to find something there."""
    toolchain = pool.toolchain
    if toolchain.name == "embedded":
        told = prompts.render("world_embedded", version=toolchain.version)
    else:
        imports = header_imports(header)
        has = any(module.partition(".")[0] == "Mathlib" for module in imports)
        mathlib = (
            "Mathlib is there, with its tactics." if has else "Mathlib is not imported: its tactics may be missing."
        )
        names = ", ".join(f"`{module}`" for module in imports) or "nothing"
        told = prompts.render("world_project", version=toolchain.version, imports=names, mathlib=mathlib)
    return f"{told}{INDEXED if indexed else NO_INDEX}"


async def first_message(prompts: Prompts, task: Task, bench: Bench, search: Search, more: Sequence[str] = ()) -> str:
    """The statement with its goal and what resembles it, all that is known of it, and ``more``."""
    obligation = task.obligation
    goal = resembling = ""
    try:
        [site, *_] = await bench.sites(obligation)
        goal = site.goal
        resembling = listed(await search.imported(goal.rpartition("⊢")[2], RESEMBLING))
    except ToolError as error:  # the model may know better what to do about it
        goal = goal or str(error)
    first = prompts.render(
        "obligation",
        name=obligation.name,
        file=f"{obligation.header}{obligation.context}{obligation.statement}".strip(),
        goal=goal,
    )
    around = [prompts.render("resembling", premises=resembling)] if resembling else []
    above = _above(prompts, obligation)
    return "\n".join([first, *around, *in_words(prompts, obligation), *above, *before(prompts, task), *more])


def in_words(prompts: Prompts, obligation: Obligation) -> list[str]:
    """What a statement says and how it may be proved, as far as somebody said so; the same whenever it is asked."""
    told = []
    if obligation.informal:
        told.append(prompts.render("informal", informal=obligation.informal))
    if obligation.idea:
        told.append(prompts.render("idea", idea=obligation.idea))
    target = obligation.hint_of or obligation.name
    if obligation.hint:
        told.append(prompts.render("hint", target=target, hint=clip(obligation.hint, LONGEST)))
    if obligation.sketch:
        told.append(prompts.render("sketch", target=target, sketch=clip(obligation.sketch, LONGEST)))
    return told


def _above(prompts: Prompts, obligation: Obligation) -> list[str]:
    if not obligation.axioms:
        return []
    proved, still = obligation.axioms & obligation.proved, obligation.axioms - obligation.proved
    return [prompts.render("neighbours", proved=_named(proved), open=_named(still))]


def before(prompts: Prompts, task: Task) -> list[str]:
    """What earlier rungs and earlier attempts came to."""
    told = []
    if tried := _tried(task.attempts):
        told.append(prompts.render("tried", tried="\n".join(f"- {each}" for each in tried)))
    if task.best is not None:
        told.append(_partial(prompts, task.best))
    return told


def _tried(attempts: Sequence[Attempt]) -> list[str]:
    """Of a model's, what Lean said. Others are not named: which ended in time depends on the machine, and a run that
    is replayed asks the same."""
    failed = [attempt for attempt in attempts if not attempt.succeeded]
    alone = [attempt for attempt in failed if attempt.scripts or not attempt.spent.calls]
    told = ["single tactics and short scripts, without a model"] if alone else []
    for attempt in [attempt for attempt in failed if attempt not in alone][-MOST_TRIED:]:
        heard = " ".join(attempt.messages[0].text.split()) if attempt.messages else "nothing"
        told.append(f"{attempt.method}, in {attempt.checks} checks; Lean said last: {clip(heard, HEARD)}")
    return told


def _partial(prompts: Prompts, best: Partial) -> str:
    return prompts.render("partial", proof=clip(best.text, LONGEST), said=clip(best.said, LONGEST))


def _named(names: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"


def with_gap(prompts: Prompts, diagnosis: Diagnosis, bench: Bench) -> Diagnosis:
    """The diagnosis of an attempt, with what Lean accepted on the way, and where the gap of its best proof is."""
    parts = [diagnosis.words]
    if bench.compiled:
        parts.append("Lean accepted on the way:\n" + "\n\n".join(bench.compiled))
    if bench.best is not None and bench.best.said not in diagnosis.words:
        parts.append(_partial(prompts, bench.best))
    return Diagnosis(diagnosis.blame, "\n\n".join(parts).strip(), diagnosis.lemmas)
