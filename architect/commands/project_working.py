"""What `prove --project` and `resume` share: one run at a whole project worked on, and what is said of it."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.parser import others
from architect.commands.settings_options import resolved
from architect.commands.streams import complain, say
from architect.commands.watch import watched
from architect.commands.working import ENVIRONMENT
from prover.words.shown import in_one_line
from prover.words.writing import check_writable

if TYPE_CHECKING:
    from architect.project.folder import ProjectRun
    from architect.project.leans import ProjectLean
    from architect.project.result import ProjectReport
    from architect.views.live import LiveProject
    from prover.words.settings import Resolved

UNREAD = 2  # the exit code when all is proved of what could be read
OF_A_FILE = {
    "out": "--out",
    "theorem": "--theorem",
    "line": "--line",
    "proof_hint": "--proof-hint",
    "in_place": "--in-place",
    "diff": "--diff",
}


def add_writing(parser: argparse.ArgumentParser) -> None:
    """The options for where a project's proofs go."""
    where = others(parser).add_mutually_exclusive_group()
    where.add_argument("--write", action="store_true", help="write proofs into the project's files, and build those")
    where.add_argument("--patch", type=Path, metavar="FILE", help="write the proofs in a project as a diff for git")


def prove_project(folder: Path, wanted: Sequence[str], options: argparse.Namespace) -> int:
    """Prove what is open in the modules and files ``wanted`` of a project, in all where none is named."""
    from architect.project.folder import ProjectAsked, new_project_run
    from architect.project.order import asked_files, files_on, open_below
    from architect.project.sources import project_sources
    from architect.run.interrupt import Stopped
    from prover.words.errors import ArchitectError, BadInput

    _check_options(options)
    settings = resolved(options)
    sources = project_sources(folder, settings.settings.time.start)
    files, circular = asked_files(sources, wanted)
    unread = (*(() if wanted else sources.unread), *circular)
    for line in (*sources.notes, *unread, *open_below(sources, files)):
        complain(f"architect: {line}")
    if not files:
        raise BadInput(f"{sources.folder}: there is no `sorry` in it, so nothing to prove")
    asked = ProjectAsked(
        project=sources.folder,
        files=tuple(files),
        others=tuple(files_on(sources, files)),
        unread=unread,
        settings=settings.settings,
        write=options.write,
        patch=options.patch and options.patch.absolute(),
        started=time.time(),
    )
    run = new_project_run(asked, [sources.files[file.module].problem.given for file in files])
    try:
        return _work_on(run, settings, options)
    except (ArchitectError, KeyboardInterrupt) as error:
        if not isinstance(error, Stopped):
            run.discard_if_new()
        raise


def resume_project(folder: Path, options: argparse.Namespace) -> int:
    """Go on with the run at a project in a run folder."""
    from architect.project.folder import as_ours, project_run_in

    _check_options(options)
    run = as_ours(project_run_in(folder))
    return _work_on(run, resolved(options, (run.asked.settings, str(run.folder))), options)


def _check_options(options: argparse.Namespace) -> None:
    from architect.project.patch import DIFF
    from prover.words.errors import BadInput
    from prover.words.files import MOST_RECORDED_BYTES, read_bytes

    for name, option in OF_A_FILE.items():
        if getattr(options, name, None) not in (None, False):
            raise BadInput(f"{option}: it is for files; a project's proofs go where --write or --patch say")
    if (patch := getattr(options, "patch", None)) is not None:
        check_writable(patch)
        if patch.is_file() and (there := read_bytes(patch, MOST_RECORDED_BYTES)) and not there.startswith(DIFF):
            raise BadInput(f"{patch}: it is there, and no diff: name another file for --patch")


def _work_on(run: "ProjectRun", settings: "Resolved", options: argparse.Namespace) -> int:
    """Go on with a run, for this process alone, and say what came of it; returns the exit code."""
    from architect.project.building import BUILT_WITHIN
    from architect.project.leans import ProjectLean
    from architect.run.crash import crashes_kept_in
    from architect.run.interrupt import Patience, run_interruptibly
    from architect.views.live import LiveProject

    # Each file may be judged and built to its end.
    overtime = (settings.settings.time.gate + BUILT_WITHIN) * (len(run.asked.files) + 1)
    with (
        watched(options) as served,
        served(run),
        run.held(),
        LiveProject(None if options.json or options.quiet else sys.stderr) as live,
        crashes_kept_in(run.folder),
    ):
        if settings.settings.handbook.learn:
            complain("architect: nothing is learnt from a run at a whole project: --learn is for one file")
        lean = ProjectLean(run.asked.project, settings.settings)
        try:
            work = _worked(run, settings, options, lean, live)
            report = run_interruptibly(work, Patience(settings.settings.limits.seconds, overtime))
        except KeyboardInterrupt as interrupt:
            from architect.run.folder import called
            from architect.run.interrupt import Stopped

            if not run.has_begun:
                raise
            complain(f"architect: `architect resume {called(run.folder)}` goes on where this stopped")
            raise Stopped from interrupt
        live.close()
        return _ended(run, report, options)


async def _worked(
    run: "ProjectRun", resolved: "Resolved", options: argparse.Namespace, lean: "ProjectLean", live: "LiveProject"
) -> "ProjectReport":
    from architect.api.composing import behaviours_for
    from architect.project.building import Builder
    from architect.project.edits import Edits
    from architect.project.hands import Hands
    from architect.project.proving import Outfit, ProjectProver
    from architect.project.record import ProjectHistory
    from architect.project.shadow import shadow_of
    from architect.run.conversations import UNTOLD, conversing
    from prover.llm.configured import configured_models
    from prover.words.settings import KIMINA_KEY
    from prover.words.templates import Prompts

    settings = resolved.settings
    prompts = Prompts(settings.prover.template)
    async with (
        configured_models(resolved, prompts, options.record, options.replay, live.line) as models,
        run.recording() as journal,
        conversing(run.folder, resolved.keys()) if models.all else UNTOLD as conversations,
    ):
        history = ProjectHistory(journal, run.events())
        told = await behaviours_for(settings.handbook, live.line) if models.all else ()
        outfit = Outfit(lean, settings, models, prompts, conversations, told)
        prover = ProjectProver(run, outfit, history, live.heard)
        if not run.asked.write:
            with shadow_of(run, lean) as shadow:
                return await prover.prove(shadow)
        files = run.asked.files
        built = [file for file in (*files, *run.asked.others) if lean.has_built(file.module)]
        builder = Builder(run.asked.project, {KIMINA_KEY, *(model.key_variable for model in settings.models)})
        edits = Edits(history, history.events)
        hands = Hands(files, edits, builder, lean.renew, history, options.accept_uncertified, built)
        return await prover.prove(hands)


def _ended(run: "ProjectRun", report: "ProjectReport", options: argparse.Namespace) -> int:
    """Keep the results, write the diff, and say what came of it.

    Of what was to be written into the project's own files, the diff has what is not there.
    """
    from architect.project.edits import change_since
    from architect.project.patch import patch_of, root_of
    from architect.views.project import project_as_json, project_as_text

    root, wanted = root_of(run.asked.project), run.asked.patch
    changes = [(r.file, r.problem.given, text) for r, text in report.changes(options.accept_uncertified)]
    for file, _, text in changes:
        run.keep(file, text)
    lacking = {result.file for result in report.files if not run.asked.write or result.unwritten}
    diff = patch_of(((file.path, before, after) for file, before, after in changes if file in lacking), root)
    changed = [why for file, _, text in changes if file in lacking and (why := change_since(file, text))]
    unwritten = _written(run.patch, diff) or (_written(wanted, diff) if wanted and diff else "")
    patch = None if not diff or unwritten else str(wanted or run.patch)
    if options.json:
        say(json.dumps(project_as_json(report, run.asked, str(run.folder), patch), ensure_ascii=False))
    else:
        say(project_as_text(report, run.asked))
        if patch and (report.unwritten or not run.asked.write):
            how = "of the files as they were when the run began" if changed else f"`git apply` takes it in {root}"
            say(in_one_line(f"patch: {patch} ({how})"))
        elif wanted and not diff:
            say(in_one_line(f"not written: {wanted}, for nothing was proved"))
        if report.unwritten or not report.proved:
            say(f"run: {run.name}")
    for why in filter(None, [*([] if run.asked.write else changed), unwritten]):
        complain(in_one_line(f"architect: {why}"))
    if unwritten or changed or report.unwritten:
        return ENVIRONMENT
    if report.proved:
        return UNREAD if run.asked.unread else 0
    return ENVIRONMENT if report.broken else 1


def _written(path: Path, text: str) -> str:
    """Write a file; returns in one line why it is not there."""
    from prover.words.errors import ArchitectError
    from prover.words.writing import write_whole

    try:
        write_whole(path, text)
    except ArchitectError as error:
        return str(error)
    return ""
