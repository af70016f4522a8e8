"""The tools that ask a live Lean: `check`, `goal_at`, `search`. A pool stays, so that a second question is quick."""

from architect.api.live import Checked, GoalsAt
from architect.mcp.answers import (
    MOST_MESSAGES,
    CheckAnswer,
    DeclarationFound,
    GoalsHere,
    LeanSaid,
    SearchAnswer,
    first,
    short,
)
from architect.mcp.leans import ServerLeans
from architect.mcp.root import OptionalText, Root, SourceText
from prover.words.errors import BadInput
from prover.words.verdict import Message, Severity

MOST_FOUND = 30
WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)


class LiveTools:
    """Each method is a tool; its arguments and what it answers are the tool's."""

    def __init__(self, root: Root, leans: ServerLeans, most_seconds: float) -> None:
        self._root, self._leans, self._most_seconds = root, leans, most_seconds

    async def check(
        self, text: OptionalText = "", path: OptionalText = "", goals: bool = True, seconds: float | None = None
    ) -> CheckAnswer:
        if seconds is not None and not 0 < seconds <= self._most_seconds:
            raise BadInput(
                f"seconds: {seconds:g}: above 0, and at most {self._most_seconds:g}, which this server allows"
            )
        source = self._root.given(text, path)
        async with self._leans.of(source) as lean:
            found = await lean.check(source.text, goals=goals, seconds=seconds)
        return _checked(found)

    async def goal_at(self, line: int, column: int, text: OptionalText = "", path: OptionalText = "") -> GoalsHere:
        source = self._root.given(text, path)
        async with self._leans.of(source) as lean:
            return _goals(await lean.goals(source.text, line, column))

    async def search(self, query: str, most: int = 8, text: OptionalText = "", path: OptionalText = "") -> SearchAnswer:
        if not query.strip():
            raise BadInput("query: say what to look for: a name, part of a type, or words")
        if not 1 <= most <= MOST_FOUND:
            raise BadInput(f"most: {most}: 1 to {MOST_FOUND}")
        is_of_all = not (text or path)
        source = SourceText("", None) if is_of_all else self._root.given(text, path)
        async with self._leans.of(source) as lean:
            found = await lean.search(query, most=most, text=None if is_of_all else source.text)
        return SearchAnswer(
            found=[
                DeclarationFound(name=each.name, signature=short(" ".join(each.signature.split())), module=each.module)
                for each in found
            ]
        )


def _checked(found: Checked) -> CheckAnswer:
    worst = sorted(found.messages, key=lambda message: WORST_FIRST.index(message.severity))
    kept, more = first(worst, MOST_MESSAGES)
    return CheckAnswer(
        accepted=found.accepted,
        errors=len(found.errors),
        sorries=len(found.sorries),
        messages=[_said(message) for message in sorted(kept, key=lambda message: message.start)],
        more_messages=more,
        goals=[_goals(each) for each in found.goals],
        died=found.died,
        milliseconds=round(found.seconds * 1_000),
    )


def _said(message: Message) -> LeanSaid:
    place = message.start
    return LeanSaid(line=place.line, column=place.column, severity=message.severity, text=short(message.text))


def _goals(found: GoalsAt) -> GoalsHere:
    goals = [short(goal) for goal in found.goals]
    return GoalsHere(line=found.place.line, column=found.place.column, goals=goals, why=found.why)
