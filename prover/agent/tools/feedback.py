"""What a model is told of Lean's verdict: the first errors with the lines around them, the goals, and a short tail."""

from collections.abc import Sequence

from prover.words.shown import clip
from prover.words.verdict import Message, Severity, Verdict

ERRORS = 3  # shown whole; those behind them mostly follow from them
AROUND = 2  # lines before and after the place
LONGEST = 1_200  # characters of one message
LINES = 3_000  # characters of the lines around a place
GOALS = 1_600  # characters of the goals at one error
NOTES = 4  # warnings and answers


def feedback(verdict: Verdict, text: str) -> str:
    """Lean's verdict on `text`, to which its positions belong; without times, so that it is always the same."""
    shown = [_error(e, text, goals) for e, goals in _with_goals(verdict)[:ERRORS]]
    if more := len(verdict.errors) - len(shown):
        shown.append(f"({more} more error{'s' * (more > 1)} not shown)")
    notes = [m for m in verdict.messages if m.severity is not Severity.ERROR]
    shown += [f"{m.severity} at line {m.start.line}: {clip(m.text, LONGEST)}" for m in notes[:NOTES]]
    if len(notes) > NOTES:
        shown.append(f"({len(notes) - NOTES} more messages not shown)")
    head = "Lean accepts this." if verdict.accepted else f"Lean finds {_count(verdict.errors)}."
    return "\n\n".join([head, *shown])


def _count(errors: Sequence[Message]) -> str:
    return f"{len(errors)} errors" if len(errors) != 1 else "an error"


def _with_goals(verdict: Verdict) -> list[tuple[Message, tuple[str, ...]]]:
    goals = [*verdict.goals, *[()] * len(verdict.errors)]
    return list(zip(verdict.errors, goals, strict=False))


def _error(error: Message, text: str, goals: tuple[str, ...]) -> str:
    parts = [f"error at line {error.start.line}: {clip(error.text, LONGEST)}", marked(error, text)]
    new = [goal for goal in goals if goal not in error.text]
    if new:
        parts.append(f"Goals there:\n{clip(chr(10).join(new), GOALS)}")
    return "\n".join(parts)


def marked(error: Message, text: str) -> str:
    """The lines around an error, with its place between `<error>` and `</error>`."""
    lines = text.split("\n")
    start, end = error.start, error.end
    if not 1 <= start.line <= len(lines):
        return ""
    first, last = start.line - 1, min(max(end.line, start.line), start.line + 2 * AROUND, len(lines)) - 1
    ends_here = last == end.line - 1 and end > start
    stop = end.column if ends_here else len(lines[last])
    lines[last] = f"{lines[last][:stop]}</error>{lines[last][stop:]}"
    lines[first] = f"{lines[first][: start.column]}<error>{lines[first][start.column :]}"
    return clip("\n".join(lines[max(first - AROUND, 0) : last + AROUND + 1]), LINES)
