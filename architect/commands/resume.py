"""`architect resume`: a run goes on where it stopped, after whatever stopped it."""

import argparse

from architect.commands.project_working import resume_project
from architect.commands.settings_options import resolved
from architect.commands.watch import watched
from architect.commands.working import EXIT_CODES, add_out, add_results, at_work


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words, example = "go on with a run that was stopped", "architect resume 20261128-1015 --timeout 600"
    resume = commands.add_parser("resume", help=words, epilog=EXIT_CODES, examples=[example])
    resume.add_argument("name", metavar="RUN", help="its name, the beginning of it, or its folder (`architect runs`)")
    add_out(resume)
    add_results(resume)
    resume.set_defaults(run=_resume)


def _resume(options: argparse.Namespace) -> int:
    from architect.run.folder import find_folder, find_run, is_of_project
    from architect.run.work import work

    if is_of_project(folder := find_folder(options.name)):
        return resume_project(folder, options)
    run = find_run(options.name).as_ours()
    settings = resolved(options, (run.manifest.settings, str(run.folder)))
    with watched(options) as served, served(run), at_work(run, settings, options) as desk:
        return desk.to_its_end(work(*desk.given))
