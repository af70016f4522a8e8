"""`architect bench SUITE`, and `bench report`, `bench simulate` and `bench fetch`: options, words and exit codes.

It is an entry point of `architect`, so nothing slow is imported above the functions that need it.
"""

import argparse
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.numbers import MONEY, above_zero, positive, whole
from architect.commands.parser import Parser, others
from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import complain, say
from architect.run.crash import crashes_kept_in
from benchmarks.submission import rechecked_now, submission_options, submit
from prover.words.folders import state_folder
from prover.words.plain import counted
from prover.words.shown import in_one_line
from prover.words.writing import check_loses_nothing, check_writable, write_whole

if TYPE_CHECKING:
    from benchmarks.runs.session import SessionResult

UNFINISHED, REFUSED, UNREAD, ENVIRONMENT = 1, 1, 2, 3
MOST_UNREAD = 20  # lines about what could not be read
OWN_SUITE = "embedded"  # which need not be fetched
RUN = "run"  # what `bench SUITE` means
EPILOG = (
    "other commands: `bench report DIR`, `bench simulate DIR`, `bench fetch SUITE`, `bench submission DIR`. "
    "exit codes: 0 all tries were made, 1 the budget ended before, 2 bad input, or a part of the suite could not be "
    "read and all else was tried, 3 some tries could not be made"
)
DEFAULT_MEMORY = {"embedded": 2_048, "project": 8_192}  # MiB for a try, under Ray


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bench = commands.add_parser("bench", help="run benchmark suites, and report on them", add_help=False)
    assert isinstance(bench, Parser)
    bench.otherwise = RUN
    kinds = bench.subcommands()
    for name, (add_options, run, example) in COMMANDS.items():
        words = "architect bench" if name == RUN else f"architect bench {name}"
        parser = kinds.add_parser(name, prog=words, conflict_handler="resolve", examples=[f"{words} {example}"])
        add_options(parser)
        parser.set_defaults(run=run, json=False)


def _run_options(parser: argparse.ArgumentParser) -> None:
    parser.description = "Try the statements of a suite; the same command again goes on where it stopped."
    parser.epilog = EPILOG
    add_settings(parser)
    parser.set_defaults(**{"prover.samples": None})  # here --samples means tries of a whole run, each on its own
    parser.add_argument("suite", metavar="SUITE", help="a suite by name, or a folder, JSONL file or Lake project")
    _complete_suites(parser, has_own=True)
    others(parser).add_argument(
        "--data", type=Path, metavar="DIR", help="where the suites are (default: where fetch puts them)"
    )
    parser.add_argument("--split", metavar="NAME", help="only this part of the suite")
    parser.add_argument("--filter", metavar="RE", help="only the statements whose id matches")
    parser.add_argument(
        "--samples", type=positive, default=1, metavar="K", help="independent tries at each (default: 1)"
    )
    parser.add_argument("--workers", type=positive, metavar="N", help="tries at a time (default: half the cores)")
    parser.add_argument(
        "--budget", type=above_zero(MONEY), metavar="USD", help="money for the whole run; a model needs --max-cost too"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="the folder of the run (default: one in runs/)")
    parser.add_argument("--project", type=Path, metavar="DIR", help="use the Lean of this Lake project")
    others(parser).add_argument("--fill-answers", action="store_true", help="leave answers open, to be proposed")
    others(parser).add_argument(
        "--include-bad", action="store_true", help="try statements that are known to be bad, too"
    )
    others(parser).add_argument(
        "--seed", type=whole, default=0, metavar="N", help="of the report's resampling (default: 0)"
    )
    others(parser).add_argument("--engine", choices=["local", "ray"], default="local", help="where tries are made")
    others(parser).add_argument("--memory", type=positive, metavar="MIB", help="what Ray sets aside for a try")


def _run(options: argparse.Namespace) -> int:
    from dataclasses import fields

    from architect.run.interrupt import run_interruptibly
    from benchmarks.runs.asked import Asked
    from benchmarks.runs.engines.local import local, toolchain_for
    from benchmarks.runs.engines.on_ray import Job, on_ray
    from benchmarks.runs.runner import Solver
    from benchmarks.runs.session import Crew, check_budget, run_session
    from prover.words.cores import cores

    settings = resolved(options)
    check_budget(options.budget, settings)
    asked = Asked(**{field.name: getattr(options, field.name) for field in fields(Asked)})
    toolchain = toolchain_for(settings, options.project)
    batch = asked.read(settings, toolchain)
    path = options.out or batch.folder()
    solver: AbstractAsyncContextManager[Solver]
    if options.engine == "ray":
        solver = on_ray(Job(settings, options.project), options.memory or DEFAULT_MEMORY[toolchain.name])
    else:
        solver = local(toolchain, settings)
    crew = Crew(options.engine, options.workers or max(cores() // 2, 1), options.budget, solver)
    try:
        with crashes_kept_in(path, state_folder() / "crashes"):
            ended = run_interruptibly(run_session(path, batch, crew, settings))
    except KeyboardInterrupt:
        complain(f"{path}: the same command goes on from here")
        raise
    say(_in_words(ended, settings.settings.priced))
    if ended.broken:
        return ENVIRONMENT
    if ended.left:
        return UNFINISHED
    return UNREAD if ended.unread else 0


def _in_words(ended: "SessionResult", priced: bool) -> str:
    from architect.views.costs import PerSolve, money, per_solve_as_text

    per_solve = PerSolve(ended.certified, ended.statements, ended.spent, ended.seconds_of_tries, priced)
    cost = money(ended.spent.cost) if per_solve.has_money else "no price known"
    made = ended.total - ended.left
    before = f" ({ended.solved_before} of them before, as recorded)" if ended.solved_before else ""
    solved = f"{ended.solved} solved{before}"
    lines = [per_solve_as_text(per_solve, "statements")]
    lines += [f"{made} of {ended.total} tries made, {solved}, {cost}, {ended.seconds:.0f} s now"]
    lines += [f"not read: {why}" for why in ended.unread[:MOST_UNREAD]]
    if (more := len(ended.unread) - MOST_UNREAD) > 0:
        lines.append(f"not read: {more} more, which the report lists")
    if ended.unfit:
        lines.append(f"bad input: {counted(len(ended.unfit), 'try')}, such as {ended.unfit[0]}")
    if ended.broken:
        lines.append(f"{counted(ended.broken, 'try')} could not be made; the same command makes them again")
    if ended.stopped:
        lines.append(f"stopped: {ended.stopped}")
    lines += [f"folder: {ended.path}", f"next: architect bench report {ended.path}"]
    return "\n".join(map(in_one_line, lines))


def _report_options(parser: argparse.ArgumentParser) -> None:
    parser.description = "The figures of a run, computed from its folder."
    parser.epilog = "exit codes: 0, or 1 when --recheck refuses something or a result could not be read"
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of a run")
    parser.add_argument("--recheck", action="store_true", help="have the gate judge again what is recorded as proved")
    parser.add_argument("--project", type=Path, metavar="DIR", help="for that: use the Lean of this Lake project")
    parser.add_argument("--compare", type=Path, metavar="DIR2", help="a run to compare it with, the newer one")
    parser.add_argument("--format", choices=["md", "json", "html"], default="md", help="default: md")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write it there, with pictures or graphs beside it",
    )


def _report(options: argparse.Namespace) -> int:
    from benchmarks.report.compare import compare
    from benchmarks.report.figures import figures_of
    from benchmarks.report.graph_page import graphs_as_html, graphs_beside
    from benchmarks.report.render import render
    from benchmarks.report.results import kept_in
    from benchmarks.runs.folder import files_of_run

    out = options.out
    if out is not None:
        check_writable(out)
        read = (options.folder, options.compare) if options.compare else (options.folder,)
        check_loses_nothing(out, chain.from_iterable(map(files_of_run, read)))
    graphs = graphs_beside(out) if out is not None and options.format == "html" else None
    rechecked = rechecked_now(options) if options.recheck else None
    figures = figures_of(options.folder, rechecked)
    comparison = compare(options.folder, options.compare) if options.compare else None
    kept = kept_in(options.folder, figures.results)
    text, pictures = render(figures, comparison, options.format, out, kept, graphs.name if graphs else "")
    unread = [*figures.unread, *(f"{id}: {why}" for id, each in kept.items() for why in each.unread)]
    for why in unread:
        complain(f"not read: {why}")
    code = REFUSED if unread or (rechecked is not None and rechecked.refused) else 0
    if out is None:
        say(text.rstrip("\n"))
        return code
    for name, picture in pictures.items():
        write_whole(out.with_name(name), picture)
    if graphs is not None:
        write_whole(graphs, graphs_as_html(options.folder, rechecked, out))
    write_whole(out, text)
    say(in_one_line(f"written: {out}"))
    return code


def _simulate_options(parser: argparse.ArgumentParser) -> None:
    parser.description = "What a run would take and cost, from the times and results of one that was made."
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of a run")
    parser.add_argument("--problems", type=positive, metavar="N", help="statements (default: as many as that run had)")
    parser.add_argument("--samples", type=positive, default=1, metavar="K", help="tries at each (default: 1)")
    parser.add_argument("--workers", type=positive, required=True, metavar="M", help="tries at a time")
    parser.add_argument("--cores", type=positive, metavar="C", help="processor cores (default: as that run had)")
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help="of the resampling (default: 0)")


def _simulate(options: argparse.Namespace) -> int:
    from benchmarks.runs.simulate import forecast

    say(str(forecast(options.folder, options.problems, options.samples, options.workers, options.cores, options.seed)))
    return 0


def _fetch_options(parser: argparse.ArgumentParser) -> None:
    parser.description = "Clone a public suite at its pinned commit, and verify what came."
    parser.add_argument("suite", metavar="SUITE", help="its name; a wrong one lists them")
    _complete_suites(parser, has_own=False)
    parser.add_argument("--data", type=Path, metavar="DIR", help="where to (default: the cache folder)")


def _fetch(options: argparse.Namespace) -> int:
    from benchmarks.suites.fetch import fetch

    fetched = fetch(options.suite, options.data)
    state = "fetched" if fetched.new else "here already"
    say(f"{options.suite}: {state}, {counted(fetched.statements, 'statement')} verified\nfolder: {fetched.folder}")
    say(f"record: {fetched.record}")
    return 0


def _complete_suites(parser: argparse.ArgumentParser, has_own: bool) -> None:
    def suites(**_: object) -> list[str]:
        from benchmarks.suites.pins import load_pins

        return [*([OWN_SUITE] if has_own else []), *load_pins()]

    assert isinstance(parser, Parser)
    parser.completers["suite"] = suites


# Options, what to do, and words that do something.
Command = tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int], str]
COMMANDS: dict[str, Command] = {
    RUN: (_run_options, _run, "embedded --timeout 2 --workers 2 --out runs/embedded"),
    "report": (_report_options, _report, "runs/embedded --format html --out report.html"),
    "simulate": (_simulate_options, _simulate, "runs/embedded --workers 64"),
    "fetch": (_fetch_options, _fetch, "minif2f"),
    "submission": (submission_options, submit, "runs/putnambench --name Me --link URL --out e"),
}
