"""One theorem's way through a journal: its events as the page shows them, and its graph at the end; no files here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.campaign.events import BlueprintDrawn, NodeSettled, WholeRefused
from architect.page.data import PageAttempt, PageEdge, PageEvent, PageGraph, PageNode
from architect.page.drawing import by_state, drawn, edges_between
from architect.page.standings import RunStandings
from architect.page.tried import certificate_rows, in_words, shown_attempts
from architect.planning.planner import State
from architect.run.events import (
    CheapTried,
    DirectlyTried,
    HandbookLearnt,
    HandbookTold,
    InformallyProved,
    RunEvent,
    TheoremSettled,
)
from architect.run.history import is_usable
from architect.views.progress import DISPROVED, FULLY_PROVED, OPEN, PROVED, RUNNING, STUCK, Standing
from prover.gate.certificate import ACCEPTED
from prover.text.declarations import Declaration, Hole
from prover.text.place import Place
from prover.text.problem import Problem
from prover.words.budget import Spent
from prover.words.files import name_of
from prover.words.outcome import Attempt
from prover.words.plain import counted
from prover.words.shown import in_one_line

NEGATED = "what stands as its proof proves its negation"
LONGEST_LINE = 300  # characters of what an event says


@dataclass
class _Gathered:
    """What is gathered of a node besides its state."""

    attempts: list[PageAttempt] = field(default_factory=list)
    proof: str = ""
    notes: list[str] = field(default_factory=list)


class Trace:
    """The theorem ``target`` of a file, followed through its events in their order.

    ``lean`` is the key of the Lean that the run was with, where its journal does not name nodes, ``started`` when it
    began, ``done`` what fills the file's holes, to which whoever follows all its theorems adds.
    """

    def __init__(
        self, problem: Problem, target: Declaration, lean: str, started: float, done: Mapping[Hole, str]
    ) -> None:
        self._problem, self._target, self._lean, self._started, self._done = problem, target, lean, started, done
        self._known: dict[str, State] = {}
        self._now: RunStandings | None = None  # of the blueprint that there is, under no Lean's keys
        self._done_then = 0  # how much was done when the standings were looked at
        self._nodes = {target.name: Node(name=target.name, kind=Kind.TARGET)}  # each as it was last
        self._told: dict[str, str] = {}  # the states of nodes, as events have told them
        self._ours: dict[str, str] = {}  # our keys, by those that the journal has
        self._recorded: dict[str, str] = {}  # nodes by the statements that a journal has which does not name them
        self._tried: dict[str, _Gathered] = {}
        self._known_attempts: set[Attempt] = set()  # the end tells all of them again
        self._settled: TheoremSettled | None = None
        self._spent = Spent()
        self._events: list[PageEvent] = []
        self.is_whole = True  # whether it is known of each event which node it is of

    def add(self, event: RunEvent, spent: Spent) -> None:
        """One event of it; ``spent`` is what was spent since the event before."""
        self._spent += spent
        text, touched = self._take(event)
        drawn_now = (
            isinstance(event, BlueprintDrawn) and self._now is not None and event.blueprint is self._now.blueprint
        )
        self._say(event.time, event.event, text, (*touched, self._target.name), event.spent, drawn_now)

    def note(self, time: float, kind: str, text: str) -> None:
        """Something that happened around it and changed no state; ``time`` is in seconds since 1970."""
        self._say(time, kind, text, (self._target.name,), None, False)

    def graph(self, id: str, title: str, live: bool) -> PageGraph:
        """How it stands; of what is ``live`` and not certified it is said that somebody is at work."""
        nodes = [self._node(self._nodes[name], standing) for name, standing in self._standing(live).items()]
        there = {node.id for node in nodes}
        for name in self._nodes.keys() - there:
            gone = self._node(self._nodes[name], by_state(self._told[name]))
            nodes.append(gone.model_copy(update={"gone": True}))
        seconds = self._settled.seconds if self._settled else self._events[-1].at if self._events else None
        return PageGraph(
            id=id,
            title=title,
            target=self._target.name,
            state=self._verdict() or (RUNNING if live else STUCK if self._settled else OPEN),
            seconds=seconds,
            money=self._spent.cost if self._events else None,
            tokens=self._spent.tokens if self._events else None,
            nodes=tuple(nodes),
            edges=edges_between(self._now.blueprint) if self._now else (),
            events=tuple(self._events),
        )

    def _take(self, event: RunEvent) -> tuple[str, Iterable[str]]:
        """What to say of an event, and the nodes whose states it may have changed."""
        match event:
            case BlueprintDrawn():
                return self._draw(event)
            case NodeSettled():
                return self._learn(event)
            case WholeRefused():
                return f"the gate refuses the whole: {event.step}: {event.reason}", ()
            case TheoremSettled():
                self._settled = event
                return self._settle(event), ()
            case InformallyProved():
                if event.found.best:
                    self._of(self._target.name).notes.append(
                        f"planned with a model's proof in words: {event.found.best}"
                    )
                return event.found.words, ()
            case CheapTried() | DirectlyTried():
                self._of(self._target.name).attempts += shown_attempts(event.attempts, event.diagnosis, "")
                self._known_attempts.update(event.attempts)
                what = "the cheap methods" if isinstance(event, CheapTried) else "all methods as it is"
                return f"{what}: {in_words(event.diagnosis)}", ()
            case HandbookTold():
                return f"who plans is told of {', '.join(event.behaviours)}", ()
            case HandbookLearnt():
                return f"learnt: {', '.join(event.behaviours) or 'nothing'}", ()

    def _draw(self, event: BlueprintDrawn) -> tuple[str, Iterable[str]]:
        if faults := event.blueprint.faults(self._target.name):
            return f"a blueprint that makes no sense is passed over: {faults[0]}", ()
        for node in event.blueprint.nodes:
            before = self._nodes.get(node.name)
            if before is not None and before.lean != node.lean:
                self._of(node.name).notes.append(f"stated before as: {before.lean}")
            self._nodes[node.name] = node
        first = self._now is None
        self._look(event.blueprint)
        text = event.did or f"{'a' if first else 'another'} blueprint of {counted(len(event.blueprint.nodes), 'node')}"
        return text, event.blueprint.by_name

    def _look(self, blueprint: Blueprint) -> RunStandings:
        """Look at the whole blueprint: it is another one, or something above it in the file is proved since."""
        own = {*self._target.holes, self._target.front}
        above = {hole: text for hole, text in self._done.items() if hole not in own}
        place = Place(self._problem, self._target, above)
        self._done_then = len(self._done)
        self._now = RunStandings(blueprint, Keys("", place, blueprint), self._known)
        if self._lean:
            theirs = Keys(self._lean, place, blueprint)
            self._recorded |= {theirs.statement(node): node.name for node in blueprint.nodes}
        return self._now

    def _learn(self, event: NodeSettled) -> tuple[str, Iterable[str]]:
        name = event.name or self._recorded.get(event.statement, "")
        self.is_whole = self.is_whole and name != ""
        touched = self._understand(event, name) if is_usable(event) else ()
        script = "\n".join(event.proof.fills) if event.proof else ""
        shown = shown_attempts(event.attempts, event.diagnosis, script)
        self._known_attempts.update(event.attempts)
        tried = self._tried.setdefault(name, _Gathered())
        tried.attempts += shown
        tried.proof = script
        if event.diagnosis is not None and not shown:
            tried.notes.append(in_words(event.diagnosis))
        how = f": {in_words(event.diagnosis)}" if event.diagnosis else f" by {shown[-1].method}" if shown else ""
        return f"{name or 'a node that is not named'}: {event.status}{how}", touched

    def _understand(self, event: NodeSettled, name: str) -> Iterable[str]:
        """Take up what an event says under our own keys; the nodes whose states it may have changed."""
        now = self._now
        if now is None or (node := now.blueprint.by_name.get(name)) is None:
            return ()
        touched = set[str]()
        if self._done_then != len(self._done):
            now = self._look(now.blueprint)
            touched |= now.states.keys()
        statement, key, nodes = now.keys.statement(node), now.keys.of(node), now.blueprint.by_name
        self._ours |= {event.statement: statement, event.key: key}
        proof = event.proof
        if proof is not None:
            named = {theirs: nodes[called] for theirs, called in proof.names.items() if called in nodes}
            self._ours |= {theirs: now.keys.statement(used) for theirs, used in named.items()}
            proof = replace(proof, used=frozenset(self._ours.get(theirs, theirs) for theirs in proof.used))
        ours = event.model_copy(update={"statement": statement, "key": key, "proof": proof})
        self._known |= ours.known()
        return touched | now.learn(now.named(statement, key), self._known).keys()

    def _settle(self, event: TheoremSettled) -> str:
        script = "\n".join(event.disproof or [text for _, _, text in event.fills])
        left = [attempt for attempt in event.attempts if attempt not in self._known_attempts]
        self._known_attempts.update(left)
        self._of(self._target.name).attempts += shown_attempts(left, None, script)
        if event.certificate is None:
            return f"{self._target.name}: {ACCEPTED if event.fills else 'not proved'}"
        origin = event.certificate.origin
        by = f" by {', '.join(origin.methods)}" if origin and origin.methods else ""
        return f"{self._target.name}: {'disproved' if event.disproof else 'proved'} and certified{by}"

    def _verdict(self) -> str | None:
        """What was certified of the theorem, if anything was."""
        if self._settled is None or self._settled.certificate is None:
            return None
        return DISPROVED if self._settled.disproof else FULLY_PROVED

    def _state(self, name: str) -> str:
        found = self._now.states.get(name, OPEN) if self._now else OPEN
        if name != self._target.name:
            return found
        return self._verdict() or (STUCK if self._settled is not None and found == OPEN else found)

    def _say(
        self, time: float, kind: str, text: str, touched: Iterable[str], spent: Spent | None, drawn_now: bool
    ) -> None:
        states = {name: now for name in touched if (now := self._state(name)) != self._told.get(name)}
        self._told |= states
        present: tuple[str, ...] | None = None
        edges: tuple[PageEdge, ...] | None = None
        if drawn_now and self._now is not None:
            present, edges = tuple(self._now.states), edges_between(self._now.blueprint)
        elif not self._events:
            present, edges = (self._target.name,), ()
        solved, total = self._score()
        line = in_one_line(text.partition("\n")[0])
        self._events.append(
            PageEvent(
                at=round(max(time - self._started, 0.0), 3) if time else None,
                kind=kind,
                text=line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…",
                states=states,
                present=present,
                edges=edges,
                money=spent.cost if spent is not None else None,
                tokens=spent.tokens if spent is not None else None,
                solved=solved,
                total=total,
            )
        )

    def _score(self) -> tuple[int, int]:
        """How many of the nodes that are no definitions are proved, and how many there are."""
        certified = self._verdict() == FULLY_PROVED
        if self._now is None:
            return int(certified), 1
        told_twice = certified and self._now.found[self._target.name].status == PROVED
        return self._now.solved + certified - told_twice, self._now.total

    def _standing(self, live: bool) -> dict[str, Standing]:
        """That of each node there is now."""
        name = self._target.name
        found = self._now.at_the_end() if self._now else {name: by_state(OPEN)}
        verdict = self._verdict()
        if verdict is not None:
            found[name] = replace(found[name], fill=verdict, words="proved" if verdict == FULLY_PROVED else verdict)
        elif live:
            found[name] = replace(found[name], fill=RUNNING, words=RUNNING)
        elif self._settled is not None and found[name].fill == OPEN:
            words = ACCEPTED if self._settled.fills else "not proved"
            found[name] = replace(found[name], fill=STUCK, words=words)
        return found

    def _node(self, node: Node, standing: Standing) -> PageNode:
        tried = self._tried.get(node.name, _Gathered())
        shown = drawn(node, standing)
        proof, notes = tried.proof or shown.proof, list(tried.notes)
        if standing.fill == DISPROVED:
            notes.append(NEGATED)
        more: dict[str, object] = {"attempts": tuple(tried.attempts), "proof": proof}
        if node.name == self._target.name:
            more |= self._target_fields(proof)
        return shown.model_copy(update={**more, "notes": (*shown.notes, *notes)})

    def _target_fields(self, proof: str) -> dict[str, object]:
        """What the file has of the theorem, and what was certified of it."""
        problem, target, settled = self._problem, self._target, self._settled
        hole = target.holes[0].start if target.holes else target.end
        place = f"{name_of(problem.path)}:{problem.position(target.keyword_at)}"
        fields: dict[str, object] = {"statement": problem.text[target.start : hole].rstrip(), "place": place}
        if settled is None:
            return {**fields, "proof": proof}
        if settled.disproof:
            proof = "\n".join(settled.disproof)
        elif settled.fills:
            fills = {Hole(start, end): text for start, end, text in settled.fills}
            known = {hole: fills[hole] for hole in (target.front, *target.holes) if hole in fills}
            inserted = known.pop(target.front, "").strip()
            proof = "\n\n".join(filter(None, [inserted, problem.slice(hole, target.end, known).strip()]))
        return {**fields, "proof": proof, "certificate": certificate_rows(settled.certificate)}

    def _of(self, name: str) -> _Gathered:
        return self._tried.setdefault(name, _Gathered())
