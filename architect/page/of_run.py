"""The page of a run at one file, or at a whole project, as its journal records it; no Lean runs, nothing is judged."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from architect.campaign.events import NodeSettled
from architect.page.data import Page, PageGraph, PageMacro
from architect.page.drawing import LEGEND
from architect.page.macros import kept_macros
from architect.page.talk import with_talk
from architect.page.trace import Trace
from architect.project.events import PROJECT_EVENTS, FileWriting, InFile, ProjectEvent, RunEnded, TakenBack
from architect.project.folder import ProjectRun
from architect.project.recorded import started
from architect.run.conversations import CONVERSATIONS, MOST_READ, TalkTurn, turns_in
from architect.run.events import RUN_EVENTS, RunEvent, TheoremSettled
from architect.run.folder import MACROS, Run
from architect.run.growing import GrowingJournal
from architect.run.history import settled_before, targets_in
from architect.run.store import JOURNAL
from prover.gate.certificate import Certificate
from prover.lean.toolchains.chosen import found_toolchain
from prover.text.declarations import Declaration, Hole
from prover.text.problem import Problem
from prover.words.budget import Spent
from prover.words.cache_lock import cache_in_use
from prover.words.errors import ArchitectError, BadInput
from prover.words.files import name_of
from prover.words.outcome import Proved

UNNAMED = "; it is older, and of another Lean than the one here: not all of its nodes are known, nor their states"


class RunPage:
    """The page of a run, as often as it is asked for: of its journal and of what was said only what is new is read."""

    def __init__(self, run: "Run | ProjectRun") -> None:
        self.run = run
        path = run.folder / JOURNAL
        self._journal: GrowingJournal[RunEvent] | GrowingJournal[ProjectEvent] = (
            GrowingJournal(path, RUN_EVENTS) if isinstance(run, Run) else GrowingJournal(path, PROJECT_EVENTS)
        )
        self._turns: list[TalkTurn] = []  # what was said with the model, and the damaged lines of that
        self._damaged: list[str] = []
        self._talk = turns_in(run.folder, self._damaged.append)
        self._making = threading.Lock()  # a page that nobody waits for any more may still be being made
        self._embedded: str | None = None  # the key of the Lean that is here, once it was asked for
        self._begin()

    def stamp(self, live: bool) -> str:
        """It is another when the page would be."""
        return "-".join([*(_stamp(self.run.folder / name) for name in (JOURNAL, CONVERSATIONS)), str(int(live))])

    def page(self, live: bool) -> Page:
        """As the journal is now. Raises `BadInput` for what is damaged, and what does not fit the file."""
        with self._making:
            try:
                self._go_on()
            except BaseException:
                self._journal.start_over()  # what was followed in part is followed anew
                raise
            return self._page(live)

    def _page(self, live: bool) -> Page:
        name, files = name_of(self.run.name), self._files.items()
        graphs = tuple(graph for file, each in files for graph in each.graphs(f"{file}: " if file else "", live))
        note = f"states are as the journal of {name} records them"
        if not all(each.is_whole for _, each in files):
            note += UNNAMED
        kind: Literal["run", "project"] = "run" if isinstance(self.run, Run) else "project"
        title = graphs[0].title if len(graphs) == 1 else name
        graphs, said = self._with_talk(graphs)
        note += said
        note += self._unread
        return Page(title=title, note=note, kind=kind, live=live, graphs=graphs, macros=self._macros, legend=LEGEND)

    def _with_talk(self, graphs: tuple[PageGraph, ...]) -> tuple[tuple[PageGraph, ...], str]:
        """The graphs with what was said with the model, and what is to be noted of that."""
        before = len(self._damaged)
        try:
            new, is_all = self._talk.news()
        except BadInput:
            self._talk.start_over()
            return graphs, f"; {CONVERSATIONS} in its folder cannot be read"
        if is_all:
            self._turns.clear()
            del self._damaged[:before]
        self._turns += new
        graphs, short = with_talk(graphs, self._turns)
        note = f"; {short}" if short else ""
        if self._talk.is_cut:
            note += f"; {CONVERSATIONS} is larger than {MOST_READ >> 20} MiB, and is read no further"
        many = len(self._damaged)
        return graphs, note + (f"; damaged lines of {CONVERSATIONS} are left out: {many}" if many else "")

    def _begin(self) -> None:
        """Nothing of the journal is known. Files go by their modules; the one of a run at a file has none."""
        self._problems: dict[str, Problem] = {}
        self._settled: dict[str, list[TheoremSettled]] = {}
        self._is_named = True  # whether the journal says of all nodes what they are called
        self._meant: tuple[str, dict[str, Sequence[Declaration]]] = ("", {})  # the Lean, and the theorems of each file
        self._files: dict[str, Followed] = {}
        self._macros: tuple[PageMacro, ...] = ()
        self._unread = ""
        try:
            self._macros = kept_macros(self.run.folder)
        except BadInput:  # a run is seen without them too
            self._unread = f"; {MACROS} in its folder cannot be read, and formulas lack the macros of the document"

    def _go_on(self) -> None:
        """Take up what is new; and all anew, where it shows that other theorems were meant, or another Lean."""
        events, is_all = self._journal.news()
        if is_all:
            self._begin()
            self._problems = _problems_of(self.run)
        if self._note(events) or is_all:
            meant = (self._lean(), {file: self._targets(file) for file in self._problems})
            if not is_all and meant != self._meant:
                self._journal.start_over()
                self._go_on()
                return
            if is_all:
                self._meant = meant
                self._files = {
                    file: Followed(problem, meant[1][file], started(self.run), meant[0])
                    for file, problem in self._problems.items()
                }
        for event in events:
            self._follow(event)

    def _note(self, events: Sequence[RunEvent | ProjectEvent]) -> bool:
        """Keep of events what tells which theorems and which Lean were meant; whether there was anything."""
        is_new = False
        for file, event in map(_in_file, events):
            if isinstance(event, TheoremSettled) and file in self._problems:
                self._settled.setdefault(file, []).append(event)
                is_new = True
            elif isinstance(event, NodeSettled) and not event.name and file in self._problems:
                is_new, self._is_named = is_new or self._is_named, False
        return is_new

    def _targets(self, file: str) -> Sequence[Declaration]:
        named = self.run.manifest.theorem if isinstance(self.run, Run) else None
        try:
            return targets_in(self._problems[file], self._settled.get(file, []), named)
        except BadInput:
            if isinstance(self.run, Run):
                raise
            return ()  # nothing in it was to be proved

    def _lean(self) -> str:
        """The key of the Lean that the run was with, where it is needed: nodes of older journals go by keys alone.

        Of a project's Lean only its certificates tell, for to ask it would run the project's code.
        """
        if self._is_named:
            return ""
        certificates = (event.certificate for settled in self._settled.values() for event in settled)
        said = {each.toolchain_key for each in certificates if isinstance(each, Certificate)}
        asked = self.run.manifest.project if isinstance(self.run, Run) else self.run.asked.project
        if said or asked is not None:
            return min(said, default="")
        if self._embedded is None:
            self._embedded = ""
            with cache_in_use(), suppress(ArchitectError):
                self._embedded = found_toolchain(None).key
        return self._embedded

    def _follow(self, event: RunEvent | ProjectEvent) -> None:
        name, own = _in_file(event)
        if (file := self._files.get(name)) is None:
            return
        match event:
            case FileWriting():
                file.note(event.time, event.event, "its proofs are written into the project's file")
            case TakenBack():
                file.note(event.time, event.event, f"taken back, `lake build` refuses it: {event.why}")
        if own is not None:
            file.add(own)


def _problems_of(run: Run | ProjectRun) -> dict[str, Problem]:
    """Its files as they were, by their modules. Raises `BadInput` for one that is damaged."""
    return {"": run.problem()} if isinstance(run, Run) else {each.module: run.problem(each) for each in run.asked.files}


def _in_file(event: RunEvent | ProjectEvent) -> tuple[str, RunEvent | None]:
    """The file that an event is of, and what happened in it where it is no event of the file itself."""
    match event:
        case InFile():
            return event.module, event.of
        case FileWriting() | TakenBack():
            return event.module, None
        case RunEnded():
            return "", None
    return "", event


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "0-0"
    return f"{found.st_size:x}-{found.st_mtime_ns:x}"


class Followed:
    """The theorems of one file, each followed through the events of all."""

    def __init__(self, problem: Problem, targets: Sequence[Declaration], started: float, lean: str) -> None:
        self._done: dict[Hole, str] = {}
        self._spent = Spent()
        self._targets = {target.name: target for target in targets}
        self._traces = {target.name: Trace(problem, target, lean, started, self._done) for target in targets}

    def add(self, event: RunEvent) -> None:
        """The next event of the file. Raises `BadInput` where what it says was certified does not fit the theorem."""
        spent, self._spent = event.spent - self._spent, event.spent
        if event.target not in self._targets:
            return
        claim = settled_before([event], self._targets[event.target])
        self._traces[event.target].add(event, spent)
        if claim is not None and isinstance(claim.result.outcome, Proved):
            self._done.update(claim.result.fills)

    @property
    def is_whole(self) -> bool:
        """Whether it is known of each event which node it is of."""
        return all(trace.is_whole for trace in self._traces.values())

    def note(self, time: float, kind: str, text: str) -> None:
        """Something that happened to the file itself."""
        for trace in self._traces.values():
            trace.note(time, kind, text)

    def graphs(self, before: str, live: bool) -> Iterator[PageGraph]:
        """One for each theorem, its name behind ``before``."""
        for name, trace in self._traces.items():
            yield trace.graph(f"{before}{name}", f"{before}{name}", live)
