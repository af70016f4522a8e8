"""One hole as Lean sees it: the kind of place, the names that are there, and how a script is put into it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import dedent

from prover.lean.live.pool import Session
from prover.text.brackets import nested
from prover.text.goal import INACCESSIBLE, TURNSTILE, parse_goal
from prover.text.terms import PLAIN
from prover.text.tokens import code_tokens, first_token
from prover.words.obligation import Obligation
from prover.words.verdict import Died, Severity

# `intros` stops before what is defined to be a `∀`, as `Function.Injective` is; a negation stays what it is.
NEGATION = " ".join(f"(fail_if_success (with_reducible show {shape}));" for shape in ("¬ _", "_ ≠ _"))
INTROS = f"intros; (try ({NEGATION} intro; intros))"
LOOK = f"(trace_state; {INTROS}; {' in '.join(PLAIN)} in trace_state; sorry)"


@dataclass(frozen=True)
class Site:
    """One hole as Lean sees it: whether a tactic stands there, and the ``names`` of the hypotheses after ``intro``.

    ``before`` and ``after`` are the rest of its line; ``goal`` is what is to be shown, as Lean prints it. After that
    ``intro`` ``types`` has the type of each hypothesis, and ``target`` is what is left to show, without notation
    (`prover.text.terms`); ``said`` is what Lean answered to what was asked besides. ``checks`` is what it took to see.
    """

    hole: int
    is_tactic: bool
    before: str
    after: str
    goal: str = ""
    intro: str = ""
    names: tuple[str, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    target: str = ""
    said: tuple[str, ...] = ()
    checks: int = 1

    def render(self, script: str) -> str:
        """The text that puts `script` in the hole's place; where there is room, a step has a line of its own."""
        if self.is_tactic:
            steps = _steps(script)
            if not self.before.strip() and not self.after.strip():
                return f"\n{self.before}".join(steps)
            if len(steps) == 1 and "|" not in script:
                return script
            # At the beginning of a line a bracket would be an argument of the term that the line before ends with.
            return f"({script})" if self.before.strip() else f"· ({script})"
        return f"by {script}" if self.before.rstrip().endswith(":=") else f"(by {script})"

    def places(self, proof: str) -> list[str]:
        """The texts that put a proof, as somebody wrote it, in the hole's place; Lean says which of them is meant.

        Its lines keep their places relative to each other. Where only the first stands further left than all others it
        may have lost its indentation, and is also tried in line with them.
        """
        body = dedent(proof.expandtabs(2).strip("\n")).rstrip()
        first = first_token(body)
        if first is not None and first.text == "by":
            body = dedent(body[: first.start] + "  " + body[first.end :]).strip("\n")
        elif not self.is_tactic:
            return [body.replace("\n", f"\n{self._margin}")]
        head, _, rest = body.partition("\n")
        others = [len(line) - len(line.lstrip()) for line in rest.splitlines() if line.strip()]
        bodies = [body]
        if others and min(others) > 0 and not head.startswith(" "):
            bodies.append(dedent(" " * min(others) + body))
        return [self._block(b) for b in bodies]

    @property
    def _margin(self) -> str:
        return self.before[: len(self.before) - len(self.before.lstrip())]

    def _block(self, body: str) -> str:
        """A tactic block in the hole's place: behind a `by` of its own where a term stands there."""
        if self.is_tactic and not self.before.strip():
            return body.replace("\n", f"\n{self.before}")
        by = "" if self.is_tactic else "by"
        if "\n" not in body:
            return f"{by} {body.strip()}".strip()
        return by + "".join(f"\n{self._margin}  {line}" if line.strip() else "\n" for line in body.splitlines())


def _steps(script: str) -> list[str]:
    """The steps of a script, cut at `;`, but not behind a `|`, for an alternative owns what follows it."""
    steps, start = [], 0
    for token, depth in nested(code_tokens(script)):
        if depth == 0 and token.text == "|":
            break
        if depth == 0 and token.text == ";" and script[token.start - 1 : token.end + 1] != "<;>":
            steps.append(script[start : token.start].strip())
            start = token.end
    return [*steps, script[start:].strip()]


async def look(lean: Session, obligation: Obligation, hole: int, fills: Sequence[str], behind: str = "") -> Site | Died:
    """Ask Lean about a hole of `obligation`, the others filled with `fills`. Raises what `Session.check` raises.

    Commands ``behind`` the declaration are asked in the same check; what Lean says to them is in ``said``.
    """
    before = obligation.before(hole, fills)
    site = Site(hole, True, before.rpartition("\n")[2], obligation.pieces[hole + 1].partition("\n")[0], checks=0)
    shown: list[str] = []
    said: list[str] = []
    for is_tactic in (True, False):  # what is meant for one kind of place is refused in the other
        site = replace(site, is_tactic=is_tactic, checks=site.checks + 1)
        fill = LOOK if is_tactic else f"(by {LOOK})"
        text = obligation.text([*fills[:hole], fill, *fills[hole + 1 :]])
        end = text.count("\n") + 1
        if isinstance(verdict := await lean.check(f"{text}\n{behind}"), Died):
            return verdict
        own = verdict.within(text, len(before), len(before) + len(fill)).messages  # others may trace their states too
        shown = [m.text for m in own if m.severity is Severity.INFORMATION and TURNSTILE in m.text]
        said = [m.text for m in verdict.messages if m.start.line > end]
        if len(shown) >= LOOK.count("trace_state"):
            break
    else:
        site = replace(site, is_tactic=True)
    given, introduced = (*shown, "", "")[:2]
    goal, now = parse_goal(given), parse_goal(introduced)
    names = _fresh(now.unnamed[len(goal.unnamed) :], taken=goal.names)
    intro = f"intro {' '.join(names)}" if names else ""
    named = dict(zip([name for name in now.types if INACCESSIBLE in name][len(goal.unnamed) :], names, strict=True))
    types = {named.get(name, name): _with_names(type_, named) for name, type_ in now.types.items()}
    all_names = (*goal.names, *names)
    return replace(
        site,
        goal=given,
        intro=intro,
        names=all_names,
        types=types,
        target=_with_names(now.target, named),
        said=tuple(said),
    )


def _with_names(text: str, named: Mapping[str, str]) -> str:
    """A text of Lean with names for what has none."""
    for old in sorted(named, key=len, reverse=True):
        text = text.replace(old, named[old])
    return text


def _fresh(wanted: Sequence[str], taken: Sequence[str]) -> list[str]:
    """`wanted` names made different from each other and from those `taken`."""
    names: list[str] = []
    used, last = set(taken), Counter[str]()
    for name in wanted:
        new = name
        while new in used:
            last[name] += 1
            new = f"{name}_{last[name]}"
        used.add(new)
        names.append(new)
    return names
