"""Asking Lean which axioms a declaration leans on, behind the text that declares it; words in, words out.

The answer helps a search to drop a proof early. It is no evidence: the text stands before the question in the same
file and could answer for Lean. Only the gate's kernel process is believed (`prover/gate/gate.py`).
"""

import re
from collections.abc import Sequence

from prover.words.verdict import Message, Severity, Verdict

NONE = re.compile(r"'(?P<name>.*)' does not depend on any axioms", re.DOTALL)
SOME = re.compile(r"'(?P<name>.*)' depends on axioms:\s*\[(?P<axioms>.*)\]", re.DOTALL)

FULL = "set_option pp.fullNames true in "
ASKED = f"{FULL}#print axioms "


def with_question(text: str, names: Sequence[str]) -> str:
    """`text` with one line for each of `names` behind it; a namespace that is open there cuts no name short."""
    return text + "".join(f"\n{ASKED}{name}" for name in names) + "\n"


def with_answers(verdict: Verdict, text: str, names: Sequence[str]) -> Verdict:
    """`verdict` on `with_question(text, names)`, with the answers moved from its messages into its axioms."""
    first = text.count("\n") + 2
    answers: dict[str, frozenset[str]] = {}
    rest: list[Message] = []
    for message in verdict.messages:
        asked = message.start.line - first
        if 0 <= asked < len(names) and message.start.column == len(FULL) and message.severity is Severity.INFORMATION:
            if (found := _read(message.text)) is not None:
                answers[names[asked]] = found
        else:
            rest.append(message)
    return Verdict(verdict.accepted, tuple(rest), verdict.seconds, verdict.goals, answers)


def _read(text: str) -> frozenset[str] | None:
    if NONE.fullmatch(text):
        return frozenset()
    if found := SOME.fullmatch(text):
        return frozenset(name.strip() for name in found["axioms"].split(","))
    return None
