"""What `prove`, `resume` and `blueprint prove` share: one run folder worked on, and what is said of it in the end.

Each of them is `with begun(…) as desk: return desk.ended(run_interruptibly(work(*desk.given), desk.patience))`.
"""

import argparse
import json
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

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
    from prover.lean.toolchains.toolchain import Toolchain
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


def add_results(parser: argparse.ArgumentParser) -> None:
    """The options for what a run gives."""
    from pathlib import Path

    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the file with its proofs")
    parser.add_argument(
        "--accept-uncertified",
        action="store_true",
        help="write also what Lean accepts and nothing here can certify (docs/toolchains.md); it is not called proved",
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="say all that was tried, and all of a certificate")
    parser.add_argument("--json", action="store_true", help="print one JSON object (docs/prove.md) and nothing else")
    add_watch(parser)
    add_settings(parser)
    cassette = parser.add_mutually_exclusive_group()
    cassette.add_argument("--record", type=Path, metavar="FILE", help="write what the model is asked and answers")
    cassette.add_argument("--replay", type=Path, metavar="FILE", help="answer from such a recording")


def project_for(problem: "Problem", options: argparse.Namespace, settings: "Settings") -> "Path | None":
    """The Lake project whose Lean reads a file: the one that was named, or else the one that the file lies in."""
    from prover.lean.toolchains.chosen import project_of
    from prover.words.settings import EMBEDDED

    named: Path | None = options.project
    if named is not None or settings.lean.live == EMBEDDED:
        return named
    if (folder := project_of(problem)) is not None:
        complain(f"architect: {problem.path} is in the Lake project {folder}, whose Lean reads it ({OTHER})")
    return folder


def add_project(parser: argparse.ArgumentParser) -> None:
    """The option for whose Lean reads a file."""
    from pathlib import Path

    words = "use the Lean of this Lake project (default: of the one that the file lies in)"
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
        from architect.page.macros import keep_macros
        from architect.run.folder import Manifest, new_run
        from prover.words import files
        from prover.words.digest import sha256
        from prover.words.errors import ArchitectError

        settings = resolved(options)
        project = project_for(problem, options, settings.settings)
        manifest = Manifest(
            file=files.resolved(problem.path),
            sha256=sha256(problem.given),
            theorem=theorem,
            project=project and files.resolved(project),
            settings=settings.settings,
            hint=hint,
            blueprint=blueprint,
            out=options.out and options.out.absolute(),  # a link stays one: it may lead elsewhere later
            started=time.time(),
        )
        run = new_run(problem, manifest)
        try:
            keep_macros(run.folder, macros)
            with served(run), at_work(run, settings, options) as desk:
                yield desk
        except ArchitectError:
            run.discard_if_new()
            raise


@contextmanager
def at_work(run: "Run", settings: "Resolved", options: argparse.Namespace) -> Iterator["Desk"]:
    """A run that is gone on with, for this process alone.

    Whatever ends it, what was proved until then is in the run folder and in `--out`.
    """
    from architect.blueprint.graph import Blueprint
    from architect.run.asked import Assignment, Listener
    from architect.run.crash import crashes_kept_in
    from architect.run.delivery import check_unchanged, deliver
    from architect.run.interrupt import Patience
    from architect.views.live import Live
    from prover.lean.toolchains.chosen import chosen_toolchain

    asked, problem = run.manifest, run.problem()
    out = options.out or asked.out
    if out is not None:
        check_writable(out)
        check_unchanged(run, out)
    drawn = Blueprint.model_validate_json(asked.blueprint) if asked.blueprint else None
    assignment = Assignment(problem, tuple(problem.targets(asked.theorem)), asked.hint, drawn)
    with (
        run.held(),
        Live(None if options.json else sys.stderr) as live,
        crashes_kept_in(run.folder),
    ):
        toolchain = chosen_toolchain(asked.project, settings.settings, asked.file, live.line)
        opening = partial(_equipment, run.folder, toolchain, settings, options, live.line)
        desk = Desk(
            run,
            out,
            options.json,
            options.accept_uncertified,
            Patience(settings.settings.limits.seconds, settings.settings.time.gate),
            live.close,
            options.verbose,
        )
        listener = Listener(live.step, live.begun, live.at_work, live.state, live.settled, desk.keep, live.line)
        desk.given = (assignment, opening(), run.recording(), run.events(), listener)
        try:
            yield desk
        except BaseException as error:
            if out is not None and desk.proved and (unwritten := deliver(run, out, desk.proved)):
                complain(f"architect: {unwritten}")
            if isinstance(error, KeyboardInterrupt):
                from architect.run.folder import called

                complain(f"architect: `architect resume {called(run.folder)}` goes on where this stopped")
            raise


@asynccontextmanager
async def _equipment(
    folder: "Path",
    toolchain: "Toolchain",
    settings: "Resolved",
    options: argparse.Namespace,
    tell: Callable[[str], None],
) -> AsyncIterator["Equipment"]:
    """What the run in a folder works with; the model and the Leans are closed with it."""
    from architect.run.asked import Equipment
    from architect.run.conversations import UNTOLD, conversing
    from prover.lean.live.room import pool_for
    from prover.llm.configured import configured_models
    from prover.words.templates import Prompts

    prompts = Prompts(settings.settings.prover.template)
    leans = pool_for(toolchain, settings.settings.lean.jobs)
    async with (
        configured_models(settings, prompts, options.record, options.replay, tell) as models,
        leans as pool,
        conversing(folder, settings.keys()) if models.all else UNTOLD as conversations,
    ):
        yield Equipment(pool, settings.settings, models, prompts, conversations=conversations)


@dataclass
class Desk:
    """A run under this process's hands, whose result goes to ``out`` and its report out as text or as JSON.

    ``accept`` says that also what nothing could certify is written, ``quiet`` ends what is shown of the run as it goes,
    ``verbose`` asks for all that was tried, ``given`` is what `work` gets, ``proved`` the file with its proofs so far.
    """

    run: "Run"
    out: "Path | None"
    as_json: bool
    accept: bool
    patience: "Patience"
    quiet: Callable[[], None]
    verbose: bool = False
    given: "Given" = field(init=False)
    proved: str = ""

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
        out, unwritten = self._delivered(report, something)
        if self.as_json:
            from architect.views.report import as_json

            say(json.dumps(as_json(report, out, str(self.run.folder)), ensure_ascii=False))
        else:
            self._tell(report, out, bool(unwritten))
        if changed:
            complain(in_one_line(f"architect: {changed}"))
        if unwritten:
            complain(f"architect: {unwritten}")
            return ENVIRONMENT
        return 0 if report.proved else ENVIRONMENT if report.broken else 1

    def _delivered(self, report: "Report", something: bool) -> tuple[str | None, str]:
        """Where the file was written that the user named, and in one line what could not be written."""
        from architect.run.delivery import deliver
        from prover.words.errors import ArchitectError

        unwritten, text = "", report.with_accepted if self.accept else report.text
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
        from architect.views.report import as_text

        say(as_text(report, verbose=self.verbose))
        if self.out is not None and not failed:
            what = f"written: {out}" if out else f"not written: {self.out}, for nothing was proved"
            say("\n" + in_one_line(what))
        if not report.proved:
            drawn = any(planned.blueprint for planned in report.planned.values())
            shown = f" (`architect blueprint show {called(self.run.folder)}`)" if drawn else ""
            say(in_one_line(f"run: {self.run.name}{shown}"))
