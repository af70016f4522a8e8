"""What `prove`, `resume` and `blueprint prove` share: one run folder worked on, and what is said of it in the end.

Each of them is `with begun(…) as desk: return desk.to_its_end(work(*desk.given))`.
"""

import argparse
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from architect.commands.handing import Handing, add_handing
from architect.commands.lessons import Lessons, add_handbook_flags
from architect.commands.parser import others
from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import complain, say
from architect.commands.watch import add_watch, watched
from prover.words.shown import in_one_line
from prover.words.writing import check_writable

if TYPE_CHECKING:
    from pathlib import Path

    from architect.campaign.events import Record
    from architect.page.data import PageMacro
    from architect.run.asked import Assignment, Equipment, Listener
    from architect.run.events import RunEvent
    from architect.run.folder import Run
    from architect.run.interrupt import Patience
    from architect.run.result import Report
    from prover.text.problem import Problem
    from prover.words.settings import Resolved, Settings

    Given = tuple[
        Assignment,
        AbstractAsyncContextManager[Equipment],
        AbstractAsyncContextManager[Record[RunEvent]],
        Sequence[RunEvent],
        Listener,
    ]

EXIT_CODES = (
    "exit codes: 0 proved and certified, 1 not proved, 2 bad input, 3 Lean or the environment failed, 70 a bug ended it"
)
ENVIRONMENT = 3
OTHER = "--lean embedded for the other"


def add_out(parser: "argparse._ActionsContainer") -> None:
    """The option for where the result goes."""
    from pathlib import Path

    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the file with its proofs")


def add_results(parser: argparse.ArgumentParser) -> None:
    """The other options for what a run gives."""
    from pathlib import Path

    others(parser).add_argument(
        "--accept-uncertified",
        action="store_true",
        help="write also what Lean accepts and nothing here can certify (docs/toolchains.md); it is not called proved",
    )
    add_handing(parser)
    add_watch(parser)
    add_settings(parser)
    add_handbook_flags(parser)
    cassette = others(parser).add_mutually_exclusive_group()
    cassette.add_argument("--record", type=Path, metavar="FILE", help="write what the model is asked and answers")
    cassette.add_argument("--replay", type=Path, metavar="FILE", help="answer from such a recording")


def project_for(problem: "Problem", options: argparse.Namespace, settings: "Settings") -> "Path | None":
    """The Lake project whose Lean reads a file; of one that nobody named it is said which."""
    from architect.api import composing

    def found(folder: "Path") -> None:
        complain(f"architect: {problem.path} is in the Lake project {folder}, whose Lean reads it ({OTHER})")

    return composing.project_for(problem, options.project, settings, found)


def add_project(parser: argparse.ArgumentParser) -> None:
    """The option for whose Lean reads a file."""
    from pathlib import Path

    words = "the Lake project whose Lean reads it (default: its own)"
    parser.add_argument("--project", type=Path, metavar="DIR", help=words)


@contextmanager
def begun(
    problem: "Problem",
    options: argparse.Namespace,
    theorem: str | None,
    hint: str = "",
    blueprint: str = "",
    macros: "Sequence[PageMacro]" = (),
) -> Iterator["Desk"]:
    """A new run; one that fails before anything was recorded leaves no folder.

    ``hint`` is an informal proof, ``blueprint`` the JSON of one that the user wrote, ``macros`` are those of its words.
    """
    if options.out is not None:
        check_writable(options.out)
    with watched(options) as served:  # before the imports, which take longer than anybody wants to wait for an address
        from architect.api.composing import RunRequest, begun_run
        from architect.page.macros import keep_macros
        from architect.run.interrupt import Stopped
        from prover.words.errors import ArchitectError

        settings = resolved(options)
        project = project_for(problem, options, settings.settings)
        run = begun_run(RunRequest(problem, theorem, project, hint, blueprint, options.out), settings.settings)
        try:
            keep_macros(run.folder, macros)
            with served(run), at_work(run, settings, options, problem.path) as desk:
                yield desk
        except (ArchitectError, KeyboardInterrupt) as error:
            if not isinstance(error, Stopped):
                run.discard_if_new()
            raise


@contextmanager
def at_work(
    run: "Run", settings: "Resolved", options: argparse.Namespace, called: "Path | None" = None
) -> Iterator["Desk"]:
    """A run that is gone on with, for this process alone, its file ``called`` as the user named it.

    Whatever ends it, what was proved until then is in the run folder and in `--out`.
    """
    from architect.api.composing import Cassettes, means_for
    from architect.run.asked import Listener
    from architect.run.crash import crashes_kept_in
    from architect.run.delivery import check_unchanged, deliver
    from architect.run.folder import called as name_of_run
    from architect.run.interrupt import Patience, Stopped
    from architect.views.live import Live

    out = options.out or run.manifest.out
    if out is not None:
        check_writable(out)
        check_unchanged(run, out)
    with (
        run.held(),
        Live(sys.stderr if (handing := Handing.of(options)).shows_progress else None) as live,
        crashes_kept_in(run.folder),
    ):
        means = means_for(run, settings, Cassettes(options.record, options.replay), live.line)
        desk = Desk(
            run,
            Lessons(run, settings),
            out,
            handing,
            options.accept_uncertified,
            Patience(settings.settings.limits.seconds, settings.settings.time.gate),
            live.close,
        )
        listener = Listener(live.step, live.begun, live.at_work, live.state, live.settled, desk.keep, live.line)
        opening = desk.lessons.means(means.opening, means.recording)
        asked = means.assignment
        if called is not None:
            asked = replace(asked, problem=replace(asked.problem, path=called))
        desk.given = (asked, *opening, means.events, listener)
        try:
            yield desk
        except BaseException as error:
            if out is not None and desk.proved and (unwritten := deliver(run, out, desk.proved)):
                complain(f"architect: {unwritten}")
            if isinstance(error, KeyboardInterrupt) and run.has_begun:
                complain(f"architect: `architect resume {name_of_run(run.folder)}` goes on where this stopped")
                raise Stopped from error
            raise


@dataclass
class Desk:
    """A run under this process's hands, whose result goes to ``out`` and to whoever asked, as ``handing`` has it.

    ``accept`` says that also what nothing could certify is written, ``quiet`` ends what is shown of the run as it goes,
    ``given`` is what `work` gets, ``proved`` the file with its proofs so far, ``lessons`` what is learnt behind all
    that.
    """

    run: "Run"
    lessons: Lessons
    out: "Path | None"
    handing: Handing
    accept: bool
    patience: "Patience"
    quiet: Callable[[], None]
    given: "Given" = field(init=False)
    proved: str = ""

    def to_its_end(self, working: "Coroutine[Any, Any, Report]") -> int:
        """Work, say what came of it, and learn from that where it is wanted; returns the exit code."""
        from architect.run.interrupt import run_interruptibly

        if self.lessons.are_wanted:
            return run_interruptibly(self.lessons.after(working, self.ended), self.patience)
        return self.ended(run_interruptibly(working, self.patience))

    def keep(self, text: str) -> None:
        """Keep the file with one more proof."""
        self.proved = text
        self.run.keep(text)

    def ended(self, report: "Report") -> int:
        """Put the result where it belongs, then say what came of the run, whether that went well or not."""
        from architect.run.delivery import change_since

        self.quiet()
        something = any(result.proved or (self.accept and result.accepted) for result in report.results)
        changed = change_since(self.run)
        text = report.with_accepted if self.accept else report.text
        out, unwritten = self._delivered(text, something)
        self.handing.hand_out(report, text, out, self.run.folder)
        if self.handing.is_report:
            self._tell(report, out, bool(unwritten))
        if changed and changed.partition(": ")[0] not in unwritten:
            complain(in_one_line(f"architect: {changed}"))
        if unwritten:
            complain(f"architect: {unwritten}")
            return ENVIRONMENT
        return 0 if report.proved else ENVIRONMENT if report.broken else 1

    def _delivered(self, text: str, something: bool) -> tuple[str | None, str]:
        """Where the file was written that the user named, and in one line what could not be written."""
        from architect.run.delivery import deliver
        from prover.words.errors import ArchitectError

        unwritten = ""
        if something or not self.run.result.exists():  # what is there has proofs in it, which could not be judged now
            try:
                self.run.keep(text)
            except ArchitectError as error:
                unwritten = str(error)
        if self.out is None or not something:
            return None, unwritten
        failure = deliver(self.run, self.out, text)
        return (None, failure) if failure else (str(self.out), unwritten)

    def _tell(self, report: "Report", out: str | None, failed: bool) -> None:
        from architect.run.folder import called

        if self.out is not None and not failed:
            what = f"written: {out}" if out else f"not written: {self.out}, for nothing was proved"
            say("\n" + in_one_line(what))
        if not report.proved:
            drawn = any(planned.blueprint for planned in report.planned.values())
            shown = f" (`architect blueprint show {called(self.run.folder)}`)" if drawn else ""
            say(in_one_line(f"run: {self.run.name}{shown}"))
