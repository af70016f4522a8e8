"""An accepted script made short: the parts of the closer that did it, and only the lemmas that they need."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from prover.lean.live.pool import Session
from prover.methods.closer import CloserPart, lists_of, with_lemmas
from prover.methods.scripts import distinct
from prover.methods.trials import Closed, Trials
from prover.words.verdict import Died

LIBRARY_SEARCH = "exact?"
SECONDS = 2.0  # of one check, and of all of them; a script that is not short by then stays long
LEAST = 0.2  # seconds; in less nothing is made shorter
MANY = 3  # parts in one proof; more are left as they are
ASKS = re.compile(r"\b(simp_all|simp|grind)\b(?! only)")  # followed by `?`, what they used is said


async def minimised(trials: Trials, lean: Session, script: str, closed: Closed, seconds: float = SECONDS) -> str:
    """A script that Lean accepts as it did `script` (blanks of the closer open), as short as a few checks make it.

    They take no more than ``seconds``.
    """
    seconds = min(seconds, SECONDS)
    if LIBRARY_SEARCH in script:
        return await _spelled_out(trials, lean, script)
    if "{closer}" not in script and "{fast}" not in script:
        return trials.written(script)
    used = [part for part in trials.closer.part if part.name in closed.parts]
    if not used:
        return trials.written(script)
    if seconds < LEAST:
        return trials.written(script)
    over = time.monotonic() + seconds
    lists = lists_of(trials.names)
    named = {part.name: part.named(lists) for part in used}
    shorter = list(distinct(_put(script, text) for text in _texts(used, named)))
    found = await trials.first(lean, shorter, seconds)
    if found is None:
        return trials.written(script)
    best = shorter[found.number]
    left = over - time.monotonic()
    if left > LEAST and (fewer := await _fewer_lemmas(trials, lean, best, used, named, left / 2)) is not None:
        return trials.written(fewer)
    return trials.written(best)


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
    seconds: float,
) -> str | None:
    """The script with those of its lemmas only that Lean says it used; None where that is no less, or too few."""
    lists = [names for part in used if len(names := named[part.name]) > 1 and f"[{', '.join(names)}]" in script]
    if not lists:
        return None
    verdict = await trials.check(lean, trials.written(ASKS.sub(r"\1?", script)), seconds)
    said = "" if isinstance(verdict, Died) else " ".join(verdict.suggestions)
    words = {*re.split(r"[\s,\[\]←=]+", said)}
    shorter = script
    for names in dict.fromkeys(lists):
        kept = [name for name in names if {*name.split()} <= words or any(w.startswith(f"{name}.eq_") for w in words)]
        shorter = shorter.replace(f" [{', '.join(names)}]", f" [{', '.join(kept)}]" if kept else "")
    if not said or shorter == script or await trials.first(lean, [shorter], seconds) is None:
        return None
    return shorter


async def _spelled_out(trials: Trials, lean: Session, script: str) -> str:
    """The script with what its `exact?` found in place of the search, where Lean names one thing."""
    verdict = await trials.check(lean, trials.written(script), 5 * SECONDS)
    found = () if isinstance(verdict, Died) else verdict.suggestions
    written = trials.written(script)
    return written.replace(LIBRARY_SEARCH, found[0]) if len(found) == 1 else written
