"""The page of a run at one file, or at a whole project, as its journal records it; no Lean runs, nothing is judged."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Literal

from architect.campaign.events import NodeSettled
from architect.page.data import Page, PageGraph
from architect.page.drawing import LEGEND
from architect.page.talk import with_talk
from architect.page.trace import Trace
from architect.project.events import FileWriting, InFile, TakenBack
from architect.project.folder import ProjectRun
from architect.run.conversations import CONVERSATIONS, turns_in
from architect.run.events import RunEvent, TheoremSettled
from architect.run.folder import Run
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
    """The page of a run, as often as it is asked for; which Lean it was with is found out once."""

    def __init__(self, run: "Run | ProjectRun") -> None:
        self.run = run
        self._lean: str | None = None

    def stamp(self, live: bool) -> str:
        """It is another when the page would be."""
        return f"{_stamp(self.run.folder / JOURNAL)}-{_stamp(self.run.folder / CONVERSATIONS)}-{int(live)}"

    def page(self, live: bool) -> Page:
        """As the journal is now. Raises `BadInput` for what is damaged, and what does not fit the file."""
        run, name = self.run, name_of(self.run.name)
        files = self._of_file(run) if isinstance(run, Run) else self._of_project(run)
        graphs = tuple(graph for before, followed in files for graph in followed.graphs(before, live))
        note = f"states are as the journal of {name} records them"
        if not all(followed.is_whole for _, followed in files):
            note += UNNAMED
        damaged: list[str] = []
        try:
            graphs, short = with_talk(graphs, turns_in(run.folder, damaged.append))
        except BadInput:
            short = f"{CONVERSATIONS} in its folder cannot be read"
        note += f"; {short}" if short else ""
        note += f"; damaged lines of {CONVERSATIONS} are left out: {len(damaged)}" if damaged else ""
        kind: Literal["run", "project"] = "run" if isinstance(run, Run) else "project"
        title = graphs[0].title if len(graphs) == 1 else name
        return Page(title=title, note=note, kind=kind, live=live, graphs=graphs, legend=LEGEND)

    def _of_file(self, run: Run) -> "list[tuple[str, Followed]]":
        events, problem = run.events(), run.problem()
        targets = targets_in(problem, events, run.manifest.theorem)
        followed = Followed(problem, targets, run.manifest.started, self._lean_of(events))
        for event in events:
            followed.add(event)
        return [("", followed)]

    def _of_project(self, run: ProjectRun) -> "list[tuple[str, Followed]]":
        events = run.events()
        of_files: dict[str, list[RunEvent]] = {file.module: [] for file in run.asked.files}
        for event in events:
            if isinstance(event, InFile) and event.module in of_files:
                of_files[event.module].append(event.of)
        lean = self._lean_of(chain.from_iterable(of_files.values()))
        files: dict[str, Followed] = {}
        for file in run.asked.files:
            problem, own = run.problem(file), of_files[file.module]
            try:
                targets = targets_in(problem, own, None)
            except BadInput:  # nothing in it was to be proved
                targets = ()
            files[file.module] = Followed(problem, targets, run.asked.started, lean)
        for event in events:
            match event:
                case InFile() if event.module in files:
                    files[event.module].add(event.of)
                case FileWriting() if event.module in files:
                    files[event.module].note(event.time, event.event, "its proofs are written into the project's file")
                case TakenBack() if event.module in files:
                    files[event.module].note(
                        event.time, event.event, f"taken back, `lake build` refuses it: {event.why}"
                    )
        return [(f"{module}: ", followed) for module, followed in files.items()]

    def _lean_of(self, events: Iterable[RunEvent]) -> str:
        """The key of the Lean that the run was with, where it is needed: nodes of older journals go by keys alone.

        Of a project's Lean only its certificates tell, for to ask it would run the project's code.
        """
        events = list(events)
        if all(event.name for event in events if isinstance(event, NodeSettled)):
            return ""
        if self._lean is None:
            certificates = (event.certificate for event in events if isinstance(event, TheoremSettled))
            said = {each.toolchain_key for each in certificates if isinstance(each, Certificate)}
            self._lean = min(said, default="")
            asked = self.run.manifest.project if isinstance(self.run, Run) else self.run.asked.project
            if not said and asked is None:
                with cache_in_use(), suppress(ArchitectError):
                    self._lean = found_toolchain(None).key
        return self._lean


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
