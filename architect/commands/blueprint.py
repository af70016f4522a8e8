"""`architect blueprint show|check|prove`: blueprints of runs, and those that users write."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import complain, say
from architect.commands.working import EXIT_CODES, add_project, add_results, begun, project_for

if TYPE_CHECKING:
    from architect.blueprint.graph import Blueprint
    from architect.run.folder import Run
    from prover.text.place import Place
    from prover.text.problem import Problem

FORMATS = ("tree", "table", "json", "dot", "mermaid", "lean", "latex", "lean-architect")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    blueprint = commands.add_parser("blueprint", help="show, check or prove a blueprint")
    actions = blueprint.add_subparsers(metavar="show|check|prove", required=True)

    show = actions.add_parser("show", help="the graph of a run, or of a file, in one of several forms")
    show.add_argument("source", metavar="RUN|FILE", help="a run, or a blueprint (.json, .tex, .lean)")
    show.add_argument("--format", choices=FORMATS, default="tree", help="default: tree")
    _add_strict(show)
    _add_problem(show)
    show.set_defaults(run=_show, json=False)

    check = actions.add_parser("check", help="what is wrong with a blueprint, to the graph and to Lean")
    check.add_argument("file", type=Path, metavar="FILE", help="a blueprint (.json, .tex, .lean)")
    _add_strict(check)
    _add_problem(check)
    add_settings(check, {"lean"})
    check.set_defaults(run=_check, json=False)

    prove = actions.add_parser("prove", help="prove a theorem by a blueprint of yours", epilog=EXIT_CODES)
    prove.add_argument("file", type=Path, metavar="FILE", help="a blueprint (.json, .tex, .lean)")
    _add_problem(prove)
    add_results(prove)
    prove.set_defaults(run=_prove)


def _add_strict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="exit code 1 where there is a warning of the file")


def _read(path: Path, to_prove: bool = False) -> "tuple[Blueprint, list[str]]":
    """The blueprint in a file, and what there is to warn of."""
    from architect.formats.file import read_blueprint

    warnings: list[str] = []
    return read_blueprint(path, warnings.append, to_prove), warnings


def _warn(warnings: "list[str]") -> bool:
    """Say on standard error what there is to warn of; whether there was anything."""
    for text in warnings:
        complain(f"warning: {text}")
    return bool(warnings)


def _add_problem(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--problem", type=Path, metavar="FILE.lean", help="what it is to prove (default: problem.lean beside it)"
    )
    add_project(parser)


def _show(options: argparse.Namespace) -> int:
    from architect.formats.latex import write_latex
    from architect.views import blueprint as view

    path = Path(options.source)
    states: dict[str, str] = {}
    warned = False
    if path.exists() and not path.is_dir():
        blueprint, warnings = _read(path, to_prove=options.format in ("lean", "lean-architect"))
        warned = _warn(warnings)
    else:
        blueprint, states = _of_run(options)
    match options.format:
        case "tree":
            text = view.as_tree(blueprint, states)
        case "table":
            text = view.as_table(blueprint, states)
        case "json":
            text = json.dumps(view.as_json(blueprint, states), ensure_ascii=False, indent=1)
        case "dot":
            text = view.as_dot(blueprint, states)
        case "mermaid":
            text = view.as_mermaid(blueprint, states)
        case "lean":
            text = view.as_lean(_faultless(blueprint), states)
        case "latex":
            text = write_latex(blueprint, states)
        case _:
            text = _lean_architect(options, _faultless(blueprint))
    say(text.rstrip("\n"))
    return 1 if warned and options.strict else 0


def _faultless(blueprint: "Blueprint") -> "Blueprint":
    """What is written in order must have one. Raises `BadInput`."""
    from prover.words.errors import BadInput

    targets = [node.name for node in blueprint.nodes if node.kind == "target"]
    if faults := blueprint.faults(targets[0] if targets else ""):
        raise BadInput(f"the blueprint has faults, and so no order: {faults[0]}")
    return blueprint


def _lean_architect(options: argparse.Namespace, blueprint: "Blueprint") -> str:
    from architect.formats.lean_architect import write_lean_architect
    from architect.formats.relative import relative_to
    from architect.run.folder import find_run

    path = Path(options.source)
    is_file = path.exists() and not path.is_dir()
    problem = _problem(options, path) if is_file else find_run(options.source).problem()
    target = _place(problem, blueprint).target
    if is_file and path.suffix == ".lean":
        blueprint = relative_to(blueprint, target.namespace)
    header = problem.text[: target.start]
    return write_lean_architect(blueprint, header, problem.text[target.start : target.holes[0].start])


def _of_run(options: argparse.Namespace) -> "tuple[Blueprint, dict[str, str]]":
    from architect.blueprint.keys import Keys
    from architect.planning.planner import states_of, words_for
    from architect.run.folder import find_run
    from architect.run.history import past_of, settled_before, targets_in
    from architect.run.result import fills_of
    from prover.text.place import Place
    from prover.words.errors import BadInput

    run = find_run(options.source)
    events = run.events()
    problem = run.problem()
    targets = targets_in(problem, events, run.manifest.theorem)
    settled = [claim.result for target in targets if (claim := settled_before(events, target))]
    for target in reversed(targets):
        past = past_of(events, target.name)
        if past.blueprint is not None:
            others = fills_of(result for result in settled if result.theorem != target.name)
            place = Place(problem, target, others)
            keys = Keys(_toolchain_key(run), place, past.blueprint)
            complain(f"architect: states are as the journal of {run.name} records them")
            return past.blueprint, words_for(past.blueprint, keys, states_of(past.blueprint, keys, past.known))
    raise BadInput(f"{run.name}: no blueprint was drawn in this run")


def _toolchain_key(run: "Run") -> str:
    from prover.lean.toolchains.chosen import found_toolchain

    return found_toolchain(run.manifest.project).key


def _problem(options: argparse.Namespace, path: Path) -> "Problem":
    from architect.formats.file import PROBLEM
    from prover.text.completing import completed
    from prover.text.problem import read_problem
    from prover.words.errors import BadInput

    beside = options.problem or path.with_name(PROBLEM)
    if not beside.exists():
        raise BadInput(f"{path}: there is no {PROBLEM} beside it; say with --problem what it is to prove")
    return completed(read_problem(beside))


def _place(problem: "Problem", blueprint: "Blueprint") -> "Place":
    """Where the blueprint stands: before the theorem of its target's name. Raises `BadInput` when there is none."""
    from prover.text.place import Place

    named = [node.name for node in blueprint.nodes if node.kind == "target"]
    targets = problem.targets(named[0] if named else None)
    return Place(problem, next((target for target in targets if target.is_proposition), targets[0]), {})


def _to_prove(options: argparse.Namespace) -> "tuple[Blueprint, Place, bool]":
    """The blueprint of the file, where it stands, and whether there was anything to warn of.

    Lean's own files give full names, which are relative where it stands.
    """
    from architect.formats.relative import relative_to

    blueprint, warnings = _read(options.file, to_prove=True)
    place = _place(_problem(options, options.file), blueprint)
    warned = _warn(warnings)  # what ends the command is said alone
    if options.file.suffix == ".lean":
        blueprint = relative_to(blueprint, place.target.namespace)
    return blueprint, place, warned


def _check(options: argparse.Namespace) -> int:
    import asyncio

    from architect.blueprint.proofs import ProofCache, proofs_folder
    from architect.campaign.workers import LeanWorkers
    from architect.planning.draft import stands
    from architect.run.interrupt import Patience, run_interruptibly
    from prover.gate.examine import examine
    from prover.lean.live.pool import Pool
    from prover.lean.toolchains.chosen import chosen_toolchain
    from prover.words.budget import Budget
    from prover.words.errors import LeanFailed
    from prover.words.shown import in_one_line

    settings = resolved(options).settings
    blueprint, place, warned = _to_prove(options)
    toolchain = chosen_toolchain(project_for(place.problem, options, settings), settings, place.problem.path)
    seconds = settings.limits.seconds

    async def check() -> tuple[str, ...]:
        for warning in (await examine(toolchain, place.problem, [place.target])).warnings:
            say(in_one_line(f"warning: {warning}"))
        async with Pool(toolchain) as pool:
            workers = LeanWorkers(pool, [], [], ProofCache(proofs_folder()), Budget(settings.limits))
            found = await stands(workers, place, None, blueprint)
        return found if isinstance(found, tuple) else ()

    async def check_in_time() -> tuple[str, ...]:
        try:
            async with asyncio.timeout(seconds) as deadline:
                return await check()
        except TimeoutError as error:
            if seconds is None or not deadline.expired():
                raise
            why = f"{options.file}: checking the blueprint: no answer from Lean within {seconds:g} s"
            raise LeanFailed(why) from error

    faults = run_interruptibly(check_in_time(), Patience(seconds))
    said = [fault.replace("\n", "\n  ") for fault in faults]  # a line of Lean's is none of ours
    say("\n".join(said) if faults else f"{options.file}: {len(blueprint.nodes)} nodes, and Lean takes them all")
    return 1 if faults or (warned and options.strict) else 0


def _prove(options: argparse.Namespace) -> int:
    from architect.run.interrupt import run_interruptibly
    from architect.run.work import work
    from prover.words.errors import BadInput

    blueprint, place, _ = _to_prove(options)
    if faults := blueprint.faults(place.name):
        raise BadInput(f"{options.file}: {faults[0]} (`architect blueprint check` says all)")
    with begun(place.problem, options, place.name, blueprint=blueprint.model_dump_json()) as desk:
        return desk.ended(run_interruptibly(work(*desk.given), desk.patience))
