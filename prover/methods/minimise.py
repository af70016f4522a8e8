"""An accepted script made short: the parts of the closer that did it, and only the lemmas that they need."""

import asyncio
import re
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import aclosing, suppress
from itertools import combinations
from typing import TypeVar

from prover.lean.live.pool import Session
from prover.methods.closer import CloserPart, lists_of, with_lemmas
from prover.methods.scripts import distinct
from prover.methods.trials import Closed, Trials
from prover.words.verdict import Died

T = TypeVar("T")
LIBRARY_SEARCH = "exact?"
TO_SHORTEN = 0.5  # of the time that is left, at most: what is found too late to be judged is lost
SECONDS = 2.0  # of one check, and of all of them; a script that is not short by then stays long
LEAST = 0.5  # seconds; in less nothing is made shorter
MANY = 3  # parts in one proof; more are left as they are
ASKS = re.compile(r"\b(simp_all|simp|grind)\b(?! only)")  # followed by `?`, what they used is said


async def minimised(trials: Trials, lean: Session, script: str, closed: Closed, seconds: float = SECONDS) -> str:
    """A script that Lean accepts as it did `script` (blanks of the closer open), as short as a few checks make it.

    All of them together take no more than ``seconds``, and a moment for Lean to stop (`PoolLimits.grace_seconds`). Of
    the closer only those parts stay in any case that closed a goal: what else stands in front of them had failed there.
    """
    shorter = _shorter(trials, lean, script, closed)
    return trials.written(await last_of(shorter, _by_its_parts(trials, script, closed), min(seconds, SECONDS)))


def _by_its_parts(trials: Trials, script: str, closed: Closed) -> str:
    lists = lists_of(trials.names)
    match [part for part in trials.closer.part if part.name in closed.parts]:
        case []:
            return script
        case [part] if part.heartbeats is None:
            return _put(script, with_lemmas(part.script, part.named(lists)))
        case parts:
            texts = [text for part in parts if (text := part.text(lists)) is not None]
            return _put(script, texts[0] if len(texts) == 1 else f"first | {' | '.join(texts)}")


async def last_of(shorter: AsyncGenerator[T, None], longest: T, seconds: float) -> T:
    """The last of what is found within ``seconds``, each shorter than the one before; else the `longest`, as it was."""
    shortest = longest
    if seconds >= LEAST:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), aclosing(shorter):
                async for found in shorter:
                    shortest = found
    return shortest


async def _shorter(trials: Trials, lean: Session, script: str, closed: Closed) -> AsyncGenerator[str, None]:
    """Scripts that Lean accepts, each shorter than the one before."""
    if LIBRARY_SEARCH in script:
        shorter = [script.replace(LIBRARY_SEARCH, found) for found in closed.suggestions]
        if len(shorter) == 1 and await trials.first(lean, shorter, SECONDS) is not None:
            yield shorter[0]
        return
    used = [part for part in trials.closer.part if part.name in closed.parts]
    if not used or ("{closer}" not in script and "{fast}" not in script):
        return
    lists = lists_of(trials.names)
    named = {part.name: part.named(lists) for part in used}
    shorter = list(distinct(_put(script, text) for text in _texts(used, named)))
    if (found := await trials.first(lean, shorter, SECONDS)) is None:
        return
    best = shorter[found.number]
    yield best
    if (fewer := await _fewer_lemmas(trials, lean, best, used, named)) is not None:
        yield fewer


def _put(script: str, text: str) -> str:
    for blank in ("{closer}", "{fast}"):
        bare = ";" not in text and ("|" not in text or script.endswith(f"<;> {blank}"))  # `<;>` binds to the left
        script = script.replace(f"({blank})", f"({text})").replace(blank, text if bare else f"({text})")
    return script


def _texts(used: Sequence[CloserPart], named: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """One part for all goals, without lemmas and with them, in short and as it is; then two or more, in their order."""
    alone = {part.name: (*part.shorter, part.script) for part in used}
    yield from (with_lemmas(text, ()) for part in used for text in alone[part.name])
    yield from (with_lemmas(text, named[part.name]) for part in used for text in alone[part.name])
    for size in range(2, min(len(used), MANY) + 1):
        for some in combinations(used, size):
            if size == len(used):
                yield _either(with_lemmas(alone[part.name][0], ()) for part in some)
                yield _either(with_lemmas(alone[part.name][0], named[part.name]) for part in some)
                yield _either(with_lemmas(part.script, named[part.name]) for part in some)
    if len(used) > MANY:
        yield _either(with_lemmas(part.script, named[part.name]) for part in used)


def _either(texts: Iterable[str]) -> str:
    return f"first | {' | '.join(f'({text})' if '<;>' in text or ';' in text else text for text in texts)}"


async def _fewer_lemmas(
    trials: Trials,
    lean: Session,
    script: str,
    used: Sequence[CloserPart],
    named: dict[str, tuple[str, ...]],
) -> str | None:
    """The script with those of its lemmas only that Lean says it used; None where that is no less, or too few."""
    lists = [names for part in used if len(names := named[part.name]) > 1 and f"[{', '.join(names)}]" in script]
    if not lists:
        return None
    verdict = await trials.check(lean, trials.written(ASKS.sub(r"\1?", script)), SECONDS)
    said = "" if isinstance(verdict, Died) else " ".join(verdict.suggestions)
    words = {*re.split(r"[\s,\[\]←=]+", said)}
    shorter = script
    for names in dict.fromkeys(lists):
        kept = [name for name in names if {*name.split()} <= words or any(w.startswith(f"{name}.eq_") for w in words)]
        shorter = shorter.replace(f" [{', '.join(names)}]", f" [{', '.join(kept)}]" if kept else "")
    if not said or shorter == script or await trials.first(lean, [shorter], SECONDS) is None:
        return None
    return shorter
