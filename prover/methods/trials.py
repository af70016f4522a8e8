"""Several scripts tried in one check of Lean, and which of them closes a hole; what they mean is not its matter."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from prover.lean.live.pool import Session
from prover.lean.live.site import Site
from prover.methods.closer import Closer, FileNames
from prover.words.obligation import SORRY, Obligation
from prover.words.verdict import Died, Message, Position, Severity, Verdict, position

NO_ANSWER = frozenset({SORRY})  # as if it leant on an axiom of that name
SAID = "architect:"  # begins what a script says that has closed its goal
# What Lean ends a check with instead of trying the next script.
LIMITS = re.compile(r"maximum recursion depth|maximum number of heartbeats|deterministic\) timeout")


@dataclass(frozen=True)
class Closed:
    """Which of several scripts closes the hole, from 0, and the parts of the closer that did, goal by goal.

    ``suggestions`` are what its `exact?` and their kin propose.
    """

    number: int
    parts: tuple[str, ...]
    suggestions: tuple[str, ...] = ()


@dataclass
class Trials:
    """One hole, the others filled with ``fills``, and the closer that stands for `{closer}` and `{fast}` in scripts.

    It counts its ``checks``; each of several workers has a copy (`replace`). A part of the closer that hits one of
    Lean's limits here is left out from then on, by all of them.
    """

    obligation: Obligation
    site: Site
    fills: Sequence[str]
    closer: Closer
    names: FileNames
    checks: int = 0
    _without: set[str] = field(default_factory=set)

    async def first(self, lean: Session, scripts: Sequence[str], seconds: float) -> Closed | None:
        """The first script that closes the hole; None where none does, or Lean does not survive those that might.

        Each check takes ``seconds`` at most; whoever has a deadline for all of them sets it.
        """
        rest = list(enumerate(scripts))
        while rest:
            told = [self._told(script, number) for number, script in rest]
            verdict = await self.check(lean, _first(told), seconds)
            if isinstance(verdict, Verdict) and verdict.accepted:
                if (closed := _closed(verdict, [number for number, _ in rest])) is None:
                    return None
                if self._is_proof(verdict):
                    return closed
                rest = [(number, script) for number, script in rest if number > closed.number]
            elif isinstance(verdict, Verdict) and (fault := self._fault(verdict, told)) is not None:
                at, message = fault
                if not self._leave_out(told, message):
                    rest = rest[at + 1 :] if LIMITS.search(message.text) else rest[:at] + rest[at + 1 :]
                elif LIMITS.search(message.text):
                    rest = rest[at:]
            elif len(rest) == 1:
                return None
            else:
                half = len(rest) // 2
                if (found := await self.first(lean, [script for _, script in rest[:half]], seconds)) is not None:
                    return replace(found, number=rest[found.number][0])
                rest = rest[half:]
        return None

    async def check(self, lean: Session, script: str, seconds: float) -> Verdict | Died:
        """Lean's verdict on a script in the hole, with what it says of that alone: a user's file may trace too."""
        self.checks += 1
        text, begin, end = self._placed(script)
        verdict = await lean.check(text, seconds, axioms=(self.obligation.name,))
        return verdict if isinstance(verdict, Died) else verdict.within(text, begin, end)

    def written(self, script: str) -> str:
        """A script as a user reads it: what can be introduced is, and the closer stands in its place."""
        filled = script
        for blank, fast in (("{closer}", False), ("{fast}", True)):
            if blank in script:
                filled = filled.replace(blank, f"(first {' '.join(f'| {text}' for _, text in self.parts(fast=fast))})")
        return f"{self.site.intro}; {filled}" if self.site.intro else filled

    def parts(self, *, fast: bool = False) -> list[tuple[str, str]]:
        """The name and the text of each part of the closer that is not left out."""
        named = self.closer.parts(self.names, fast=fast)
        return [(name, text) for name, text in named if name not in self._without]

    def _placed(self, script: str) -> tuple[str, int, int]:
        """The text with a script in the hole, and where that begins and ends."""
        hole, fill = self.site.hole, self.site.render(script)
        begin = len(self.obligation.before(hole, self.fills))
        return self.obligation.text([*self.fills[:hole], fill, *self.fills[hole + 1 :]]), begin, begin + len(fill)

    def _told(self, script: str, number: int) -> str:
        """An alternative that says its number when it has closed the hole, and which parts of the closer did."""
        filled = script
        for blank, fast in (("{closer}", False), ("{fast}", True)):
            if blank in script:
                parts = [f"| {_saying(text, name)}" for name, text in self.parts(fast=fast)]
                filled = filled.replace(blank, f"(first {' '.join(parts) or '| fail'})")
        intro = f"{self.site.intro}; " if self.site.intro else ""
        return f"| {_saying(f'{intro}({filled})', str(number))}"

    def _is_proof(self, verdict: Verdict) -> bool:
        """Holes behind this one are open: what is leant on counts only at the last."""
        if self.site.hole < self.obligation.holes - 1:
            return True
        return verdict.axioms.get(self.obligation.name, NO_ANSWER) <= self.obligation.allowed

    def _fault(self, verdict: Verdict, told: Sequence[str]) -> tuple[int, Message] | None:
        """Where Lean stopped: the alternative that did not parse or hit a limit, and what was said, as from its start.

        They stand in one line, so columns tell them apart.
        """
        begin = self._begin(told)
        error = next((m for m in verdict.errors if m.start.line == begin.line and m.start >= begin), None)
        if error is None:
            return None
        starts = [len("first ")]
        for one in told:
            starts.append(starts[-1] + len(one) + 1)
        at = bisect_right(starts, error.start.column - begin.column) - 1
        return (at, error) if 0 <= at < len(told) else None

    def _leave_out(self, told: Sequence[str], message: Message) -> bool:
        """Whether a part of the closer is to blame; it is left out then, if another worker has not done so."""
        script = _first(told)
        column = message.start.column - self._begin(told).column
        for name, text in self.closer.parts(self.names):
            part = _saying(text, name)  # as no script itself has it, so that it is not told again
            at = script.rfind(part, 0, column + len(part))
            if at >= 0 and at <= column < at + len(part):
                self._without.add(name)
                return True
        return False

    def _begin(self, told: Sequence[str]) -> Position:
        """Where the script that tries the alternatives begins."""
        script = _first(told)
        text, begin, _ = self._placed(script)
        return position(text, text.index(script, begin))


def _first(told: Sequence[str]) -> str:
    return f"first {' '.join(told)} | {SORRY}"


def _saying(script: str, said: str) -> str:
    """A script that says something when it has closed its goal."""
    return f'({script}; done; trace "{SAID}{said}")'


def _closed(verdict: Verdict, numbers: Collection[int]) -> Closed | None:
    """What the script said that has closed the hole, one of these ``numbers``."""
    infos = (m.text for m in verdict.messages if m.severity is Severity.INFORMATION)
    lines = [line for text in infos for line in text.splitlines()]  # those of one place come together
    said = [line.removeprefix(SAID).strip() for line in lines if line.startswith(SAID)]
    if not said or said[-1] not in map(str, numbers):
        return None
    return Closed(int(said[-1]), tuple(said[:-1]), verdict.suggestions)
