"""Theory exploration: equations that hold in small cases, proved by Lean, each with those before; no judge of targets.

As HipSpec does it (Claessen, Johansson, Rosén and Smallbone, Automating Inductive Proofs using Theory Exploration,
2013). What is proved stands in later checks as an axiom, so that Lean says which lemmas a proof needs, and proves none
twice. Several conjectures are tried in one check, and as many checks at once as there are Leans.
"""

import asyncio
import itertools
import time
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import aclosing, contextmanager, nullcontext
from dataclasses import dataclass, field

from prover.lean.live.pool import Pool
from prover.text.terms import names_in
from prover.text.tokens import words_of
from prover.theory.conjectures import Conjectures, Open
from prover.theory.data import Unknown
from prover.theory.inference import Stated, stated
from prover.theory.language import language_of
from prover.theory.lemma import Close, Lemma, Posed, Tactics, deep_scripts, inductions, quick_scripts
from prover.theory.shown import shown
from prover.theory.signature import Signature, read_signature
from prover.words.obligation import SORRY, Obligation
from prover.words.stopwatch import Clock, Stopwatch
from prover.words.verdict import Died, Verdict

BATCH = 6
DEEP_BATCH = 2
DEEP_EVERY = 6  # batches
CHECK_SECONDS = 8.0
QUICK, DEEP = 8_000, 25_000  # thousands of heartbeats for one conjecture
LEAST_SECONDS = 1.0

Tried = tuple[Open, Lemma | None]
Trying = asyncio.Task[list[Tried]]


@dataclass(frozen=True)
class Posings:
    """Conjectures that are tried in one check, with so much ``known``; deep ``beside`` quick ones, or after them."""

    conjectures: Sequence[Open]
    known: int
    deep: bool
    beside: bool = False


@dataclass
class Exploration:
    """Lemmas about an obligation's functions; ``lemmas`` are those that were found, in order.

    It begins nothing more once it was at work for ``seconds``; what was cut off goes on where it was.
    """

    pool: Pool
    obligation: Obligation
    close: Close
    seconds: float
    clock: Clock = time.monotonic
    lemmas: list[Lemma] = field(default_factory=list)
    checks: int = 0
    signature: Signature = field(default_factory=Signature)

    def __post_init__(self) -> None:
        self._before, self._watch = 0.0, Stopwatch(self.clock)
        self._conjectures: Conjectures | None = None
        text = self.obligation.text([SORRY] * self.obligation.holes)
        self._taken, self._law = set(words_of(text)), _fresh_law(text)
        self._language = language_of(self.signature)
        self._active: dict[Open, Lemma] = {}
        self._tried = self._deep = 0

    @property
    def left(self) -> float:
        return self.seconds - self._before - self._watch.seconds

    @property
    def goal(self) -> str:
        """A name for the obligation's own goal that is nowhere in its text, nor that of a lemma."""
        return f"{self._law}goal"

    @property
    def arithmetic(self) -> Sequence[str] | None:
        """As `quick_scripts` wants it."""
        return self._language.arithmetic

    @property
    def rules(self) -> tuple[str, ...]:
        """What simp may use: the functions in question and the active lemmas, all of which simplify."""
        return (*self._language.functions, *(lemma.name for lemma in self.active))

    @property
    def active(self) -> list[Lemma]:
        """The lemmas that do not follow from the others by rewriting."""
        return [*self._active.values()]

    @property
    def is_deep(self) -> bool:
        """Whether something is tried deeply beside what is quick: one such try at a time, or they take all Leans."""
        return self._deep > 0

    @contextmanager
    def deeply(self) -> Iterator[None]:
        """While something is tried so."""
        self._deep += 1
        try:
            yield
        finally:
            self._deep -= 1

    async def found(self) -> AsyncGenerator[Lemma | Died, None]:
        """The lemmas as they are found; `Died` where Lean died before any was tried. Ends in time, or with the last.

        Raises what `Session.check` raises.
        """
        self._watch = Stopwatch(self.clock)
        try:
            if self._conjectures is None:
                async with self.pool.session(self.obligation.header) as lean:
                    read = await read_signature(lean, self.obligation)
                if isinstance(read, Died):
                    yield read
                    return
                self.signature, self._language = read, language_of(read, self._taken)
                if not self._language.functions:
                    return
                try:
                    self._conjectures = Conjectures(self._language, read, lambda: self.left > 0)
                except Unknown:  # a type without values
                    return
            async with aclosing(self._grown(self._conjectures)) as found:
                async for lemma in found:
                    yield lemma
        finally:
            self._before += self._watch.seconds

    async def _grown(self, conjectures: Conjectures) -> AsyncGenerator[Lemma, None]:
        """What is found among terms that grow; among those of a size first what an earlier run had left of them."""
        while self.left > 0 and (conjectures.begun or await conjectures.grow()):
            conjectures.begun = True
            async with aclosing(self._of_a_size(conjectures)) as found:
                async for lemma in found:
                    yield lemma

    async def _of_a_size(self, conjectures: Conjectures) -> AsyncGenerator[Lemma, None]:
        """What is found among the conjectures that there are: each Lean tries some, and when it is done others."""
        running: dict[Trying, Posings] = {}
        begun = 0
        try:
            while True:
                if self.left > 0 and len(running) < self.pool.limits.size:
                    batch = await self._batch(conjectures, begun + 1, [*running.values()])
                    if batch.conjectures:
                        begun += 1
                        running[asyncio.create_task(self._run(batch))] = batch
                        continue
                if not running:
                    conjectures.begun = self.left <= 0
                    return
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for trying in done:
                    for lemma in self._learnt(conjectures, trying.result(), running.pop(trying)):
                        yield lemma
        finally:
            # As in the portfolio: no group of tasks around a `yield`.
            for trying, batch in running.items():
                if trying.done() and not trying.cancelled() and trying.exception() is None:
                    self._learnt(conjectures, trying.result(), batch)
                trying.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _batch(self, conjectures: Conjectures, number: int, running: Sequence[Posings]) -> Posings:
        """What a Lean that is free should try; a few are tried deeply now and then, and where nothing else is left."""
        first = number % DEEP_EVERY == 0 and not self.is_deep
        for deep in (first, not first):
            # What is tried deeply may be proved quickly meanwhile, with what is learnt.
            busy = [each for batch in running if batch.deep == deep for each in batch.conjectures]
            if chosen := await conjectures.choose(DEEP_BATCH if deep else BATCH, deep=deep, without=busy):
                return Posings(chosen, conjectures.learnt, deep, beside=first and deep)
        return Posings((), conjectures.learnt, deep=False)

    def _learnt(self, conjectures: Conjectures, tried: Sequence[Tried], batch: Posings) -> list[Lemma]:
        """The lemmas among what was tried; what became another conjecture meanwhile stays open as that."""
        found = []
        for each, lemma in tried:
            if lemma is None:
                conjectures.failed(each, batch.known, deep=batch.deep)
            elif (said := self._said(each)) and said.text == lemma.statement and not conjectures.is_overtaken(each):
                found.append(lemma)
                self.lemmas.append(lemma)
                self._active[each] = lemma
                for idle in conjectures.learn(each):
                    del self._active[idle]
        return found

    async def _run(self, batch: Posings) -> list[Tried]:
        with self.deeply() if batch.beside else nullcontext():
            return await self._try(batch.conjectures, deep=batch.deep)

    async def _try(self, batch: Sequence[Open], *, deep: bool) -> list[Tried]:
        """Each with its proof, or None; what Lean dies of is tried in halves."""
        nothing: list[Tried] = [(each, None) for each in batch]
        async with self.pool.session(self.obligation.header) as lean:
            known = self.active  # scripts name these, and more is learnt while Lean is at work
            posed = {each: posing for each in batch if (posing := self._posed(each, deep)) is not None}
            if self.left <= 0 or not posed:
                return nothing
            text = "\n".join([self.obligation.context, *(lemma.axiom for lemma in known)])
            text = "\n".join([text, *(posing.text for posing in posed.values())])
            self.checks += 1
            seconds = min(CHECK_SECONDS, max(self.left, LEAST_SECONDS))
            verdict = await lean.check(text, seconds, axioms=[posing.tactics.name for posing in posed.values()])
        if isinstance(verdict, Died):
            if len(batch) == 1:
                return nothing
            halves = batch[: len(batch) // 2], batch[len(batch) // 2 :]
            return [pair for half in halves for pair in await self._try(half, deep=deep)]
        return [(each, self._proved(posed[each], verdict, known) if each in posed else None) for each in batch]

    def _posed(self, each: Open, deep: bool) -> Posed | None:
        """The conjecture with the scripts to be tried on it, under a name of its own."""
        language = self._language
        if (said := self._said(each)) is None:
            return None
        self._tried += 1
        again = deep or each.trials > 0 or each.claim is not None
        heads = self._heads(each, said.variables, deep=deep, again=again)
        if not deep:
            more = language.arithmetic is None or heads != self._heads(each, said.variables, deep=deep, again=True)
            each.half_tried = not again and more

        def write(rules: Sequence[str]) -> Iterable[str]:
            if deep:
                return deep_scripts(heads, rules, self.close)
            return quick_scripts(heads, rules, arithmetic=language.arithmetic, again=again)

        intro = f"intro {' '.join(said.names)}; " if said.names else ""
        tactics = Tactics(f"{self._law}{self._tried}", write, self.rules)
        return Posed(said.text, intro, tactics, each.left, each.right, DEEP if deep else QUICK)

    def _said(self, each: Open) -> Stated | None:
        language = self._language
        return stated(each.left, each.right, language.variables, language.types, each.claim)

    def _heads(self, each: Open, variables: Sequence[str], *, deep: bool, again: bool) -> list[str]:
        """Inductions for a conjecture, `again` all; first that of the function which says what is supposed."""
        language, claimed = self._language, () if each.claim is None else (each.claim,)
        names = {name for term in (each.left, each.right) for name in names_in(term)}
        general = again or bool(names & language.carrying)
        plain = list(inductions(language.taken_apart(each.left, each.right, *claimed), variables, general=general))
        calls = *language.calls(*claimed), *(language.calls(each.left, each.right) if deep else ())
        functional = [f"fun_induction {shown(call)}" for call in calls]
        return [*functional, *plain] if claimed else [*plain, *functional]

    def _proved(self, posed: Posed, verdict: Verdict, known: Sequence[Lemma]) -> Lemma | None:
        """The lemma, where Lean proved it from those that were known."""
        laws = {lemma.name for lemma in known}
        axioms, number = verdict.axioms.get(posed.tactics.name), posed.tactics.chosen(verdict)
        if axioms is None or not axioms <= self.obligation.allowed | laws or number is None:
            return None
        return posed.lemma(number, axioms & laws, laws)

    def heads(self, names: Sequence[str]) -> list[str]:
        """Inductions for the obligation's own statement, of whose variables these are the ``names``."""
        return list(inductions(self._language.taken_apart_in(self.signature.statement, names), names))


def _fresh_law(text: str) -> str:
    """What is nowhere in the text, not even in a string: names that begin with it are ours."""
    return next(law for n in itertools.count(1) if (law := "law" + "_" * n) not in text)
