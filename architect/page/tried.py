"""What was tried at a node, and what the gate certified, in rows of the page; it decides nothing."""

from collections.abc import Sequence

from architect.page.data import LeanMessage, PageAttempt
from prover.gate.certificate import Certificate
from prover.words.outcome import Attempt, Blame, Diagnosis, worth_keeping
from prover.words.plain import counted
from prover.words.verdict import Message

FOUND, VAIN = "found a proof", "none works"


def shown_attempts(attempts: Sequence[Attempt], diagnosis: Diagnosis | None, script: str) -> list[PageAttempt]:
    """One row each: what succeeded last has the ``script``, what failed last the ``diagnosis``."""
    winner = max((i for i, attempt in enumerate(attempts) if attempt.succeeded), default=-1)
    loser = max((i for i, attempt in enumerate(attempts) if not attempt.succeeded), default=-1)
    return [
        PageAttempt(
            method=attempt.method,
            seconds=round(attempt.seconds, 3),
            money=attempt.spent.cost if attempt.spent.calls else None,
            tokens=attempt.spent.tokens if attempt.spent.calls else None,
            outcome=f"{FOUND if attempt.succeeded else VAIN} ({_amount(attempt)})",
            diagnosis=in_words(diagnosis) if diagnosis is not None and i == loser else "",
            script=script if i == winner else "",
            messages=tuple(map(_shown, worth_keeping(attempt.messages))),
            conversation_name=attempt.conversation,
        )
        for i, attempt in enumerate(attempts)
    ]


def in_words(diagnosis: Diagnosis) -> str:
    """What it is put down to, and the lemmas that would have helped."""
    blame = "" if diagnosis.blame is Blame.UNKNOWN else f"{diagnosis.blame}: "
    return f"{blame}{diagnosis.words}" + "".join(f"\nwanted: {lemma}" for lemma in diagnosis.lemmas)


def certificate_rows(found: object) -> tuple[tuple[str, str], ...]:
    """What the journal has of a certificate; of one of another version only that it is there."""
    if found is None:
        return ()
    if not isinstance(found, Certificate):
        return (("certificate", "of another version, which this one does not read"),)
    rows = [line.partition(": ") for line in found.lines()]
    return (("theorem", found.theorem), *((name, text) for name, _, text in rows))


def _shown(message: Message) -> LeanMessage:
    start = message.start
    return LeanMessage(severity=message.severity, line=start.line, column=start.column, text=message.text)


def _amount(attempt: Attempt) -> str:
    if attempt.spent.calls:
        return f"{counted(attempt.spent.calls, 'call')}, {counted(attempt.checks, 'check')}"
    return f"{counted(attempt.scripts, 'script')} in {counted(attempt.checks, 'check')}"
