"""What the events of a run come to when it goes on; it opens no files and asks no Lean."""

from collections.abc import Collection, Iterable

from architect.campaign.events import BlueprintDrawn, NodeSettled
from architect.campaign.past import Past
from architect.run.claims import Claim
from architect.run.events import CheapTried, DirectlyTried, InformallyProved, RunEvent, TheoremSettled
from architect.run.result import Result
from prover.gate.screen import screen_proof
from prover.text.declarations import Declaration
from prover.text.problem import Problem
from prover.text.tokens import unquoted
from prover.words.budget import Spent
from prover.words.errors import BadInput
from prover.words.outcome import Disproved, Proved


def past_of(events: Iterable[RunEvent], target: str, before: Collection[str] = ()) -> Past:
    """What the events say of a target. A proof outlives every failure.

    What was tried in vain counts no more once something ``before`` it in the file is proved, for it may use that.
    """
    past = Past()
    for event in events:
        if event.target in before and isinstance(event, TheoremSettled) and event.certificate and not event.disproof:
            past.cheap = past.direct = None
        if event.target != target:
            continue
        match event:
            case CheapTried():
                past.add(event.attempts)
                past.cheap = event.diagnosis if event.over else past.cheap
            case DirectlyTried():
                past.add(event.attempts)
                past.direct = event.diagnosis
            case InformallyProved():
                past.informal = event.found
            # Nothing that the screen or the graph is against comes to any Lean: it is proved or drawn anew.
            case NodeSettled() if is_usable(event):
                past.add(event.attempts, event.statement)
                past.known |= event.known()
            case BlueprintDrawn() if not event.blueprint.faults(target):
                past.history += [event.did] if event.did else []
                past.earlier += [past.blueprint] if past.blueprint else []
                past.blueprint, past.symbolic = event.blueprint, event.symbolic
    return past


def is_usable(event: NodeSettled) -> bool:
    """Whether the screen has nothing against what an event says is a proof."""
    return event.proof is None or not any(map(screen_proof, event.proof.fills))


def targets_in(problem: Problem, events: Iterable[RunEvent], theorem: str | None) -> tuple[Declaration, ...]:
    """What a run was after, as far as its journal shows: of definitions only Lean knew, as of the names it gave.

    A name that the file has in needless quotes (`«b»`) is there as Lean prints it. Raises `BadInput` where the file has
    no ``theorem`` of that name.
    """
    events = tuple(events)
    settled = {event.target: event for event in events if isinstance(event, TheoremSettled)}
    filled = {start: name for name, event in settled.items() for start, _, _ in event.fills}
    nameless = [d for d in problem.declarations if not d.name and d.holes]
    told = {d.start: filled[h.start] for d in nameless for h in d.holes if h.start in filled}
    written = {d.name for d in problem.declarations}
    bare = {unquoted(name): name for name in (event.target for event in events) if name not in written}
    told |= {d.start: bare[unquoted(d.name)] for d in problem.declarations if d.name and unquoted(d.name) in bare}
    known = problem.named(told)
    asked = {target.start for target in problem.targets(theorem)}
    return tuple(d for d in known.declarations if d.name in settled or (d.is_proposition and d.start in asked))


def settled_before(events: Iterable[RunEvent], target: Declaration) -> Claim | None:
    """What an earlier run says it certified of a target; what it did not is tried again.

    Raises `BadInput` where that does not fit the theorem.
    """
    settled = [event for event in events if isinstance(event, TheoremSettled) and event.target == target.name]
    certified = [event for event in settled if event.certificate is not None]
    return _claim(certified[-1], target) if certified else None


def _claim(event: TheoremSettled, target: Declaration) -> Claim:
    own = {(hole.start, hole.end): hole for hole in (target.front, *target.holes)}
    try:
        # Nothing else is replaced; and of what is false there is no proof to put into the file.
        fills = {own[start, end]: text for start, end, text in event.fills if not event.disproof}
        outcome = Disproved(event.disproof) if event.disproof else Proved(tuple(fills[h] for h in target.holes))
    except KeyError as error:
        raise BadInput(
            f"the journal has a {event.event} event of {target.name} that makes no sense: its fills are not of the "
            f"theorem as it is in the file: {error}"
        ) from error
    found = Result(target.name, outcome, None, fills, event.attempts, (), event.seconds)
    return Claim(found, event.certificate.origin if event.certificate else None)


def spent_before(events: Iterable[RunEvent]) -> Spent:
    """What earlier runs took, as was said last."""
    said = [event.spent for event in events if event.spent != Spent()]
    return said[-1] if said else Spent()
