"""`architect blueprint show|node|check|prove`: blueprints of runs, and those that users write."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.blueprint_files import (
    add_problem,
    add_strict,
    add_target,
    aimed,
    problem_file,
    problem_of,
    read_file,
)
from architect.commands.blueprint_show import add_node, add_show
from architect.commands.parser import Parser
from architect.commands.proof_hint import add_hint, hint_in
from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import say
from architect.commands.view_document import for_a_page
from architect.commands.working import EXIT_CODES, add_out, add_results, begun, project_for
from prover.words.plain import counted
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from architect.blueprint.graph import Blueprint
    from architect.page.data import PageMacro
    from prover.text.place import Place


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words, example = "show, check or prove a blueprint, or show one node", "architect blueprint show blueprint.json"
    blueprint = commands.add_parser("blueprint", help=words, examples=[example])
    assert isinstance(blueprint, Parser)
    actions = blueprint.subcommands("show|node|check|prove")

    words, example = "the graph of a run, or of a file, in one of several forms", "architect blueprint show paper.tex"
    add_show(actions.add_parser("show", help=words, examples=[example, f"{example} --format svg --out paper.svg"]))
    words, example = "what one node says, how far it is, what it uses and who uses it", "architect blueprint node"
    add_node(actions.add_parser("node", help=words, examples=[f"{example} paper.tex main_theorem"]))
    words, example = "what is wrong with a blueprint, to the graph and to Lean", "architect blueprint check paper.tex"
    check = actions.add_parser("check", help=words, examples=[example])
    check.add_argument("file", type=Path, metavar="FILE", help="a blueprint (.json, .tex, .lean)")
    add_strict(check)
    add_target(check)
    add_problem(check)
    add_settings(check, {"lean"})
    check.set_defaults(run=_check, json=False)

    words, example = "prove a theorem by a blueprint of yours", "architect blueprint prove paper.json"
    prove = actions.add_parser("prove", help=words, epilog=EXIT_CODES, examples=[f"{example} --problem file.lean"])
    prove.add_argument("file", type=Path, metavar="FILE", help="a blueprint (.json, .tex, .lean)")
    add_target(prove)
    add_problem(prove)
    add_hint(prove)
    add_out(prove)
    add_results(prove)
    prove.set_defaults(run=_prove)


def _to_prove(options: argparse.Namespace) -> "tuple[Blueprint, Place, bool, tuple[PageMacro, ...]]":
    """The blueprint of the file, where it stands, whether there was anything to warn of, and the file's macros.

    Lean's own files give full names, which are relative where it stands.
    """
    from architect.formats.relative import relative_to
    from architect.formats.tex_titles import with_titles_spelled_out
    from architect.run.checked import place_of

    read = read_file(options.file, to_prove=True)
    blueprint = aimed(with_titles_spelled_out(read.blueprint, read.macros), options.target)
    place = place_of(problem_of(options, options.file), blueprint)
    warned = read.warn()  # what ends the command is said alone
    if options.file.suffix == ".lean":
        blueprint = relative_to(blueprint, place.target.namespace)
    return blueprint, place, warned, for_a_page(read.macros)


def _check(options: argparse.Namespace) -> int:
    has_problem = options.problem is not None or problem_file(options, options.file).exists()
    if options.project is None or has_problem or options.file.suffix == ".json":
        return _check_with_lean(options)
    return _check_beside_project(options)


def _check_beside_project(options: argparse.Namespace) -> int:
    """Of a document with no problem file: its graph, and what it says of Lean beside what the project has."""
    from architect.blueprint.graph import Blueprint
    from architect.commands.blueprint_project import compared

    read = read_file(options.file)
    blueprint = read.blueprint = aimed(read.blueprint, options.target)
    known = blueprint.by_name
    resolved = (n.model_copy(update={"uses": tuple(u for u in n.uses if u in known)}) for n in blueprint.nodes)
    faults = [*Blueprint(nodes=tuple(resolved)).faults_of_shape()]  # what is left dangling, the document's reader says
    read = compared(read, options.project)
    warned = read.warn()
    for fault in faults:
        say(f"{options.file}: {fault}")
    if not faults:
        warnings = counted(len(read.warnings), "warning")
        what = f"{counted(len(blueprint.nodes), 'node')} in a sound graph, {warnings}"
        say(in_one_line(f"{options.file}: {what}; names in Lean were looked up in {options.project}"))
    return 1 if faults or (warned and options.strict) else 0


def _check_with_lean(options: argparse.Namespace) -> int:
    from architect.run.checked import faults_to_lean
    from architect.run.interrupt import Patience, run_interruptibly
    from prover.lean.toolchains.chosen import chosen_toolchain

    settings = resolved(options).settings
    blueprint, place, warned, _ = _to_prove(options)
    toolchain = chosen_toolchain(project_for(place.problem, options, settings), settings, place.problem.path)
    checking = faults_to_lean(toolchain, place, blueprint, settings, options.file)
    warnings, faults = run_interruptibly(checking, Patience(settings.limits.seconds))
    for warning in warnings:
        say(in_one_line(f"warning: {warning}"))
    said = [fault.replace("\n", "\n  ") for fault in faults]  # a line of Lean's is none of ours
    say("\n".join(said) if faults else f"{options.file}: Lean takes its {counted(len(blueprint.nodes), 'node')}")
    return 1 if faults or (warned and options.strict) else 0


def _prove(options: argparse.Namespace) -> int:
    from prover.words.errors import BadInput
    from prover.words.writing import check_loses_nothing

    if options.out is not None and options.file != options.problem:
        check_loses_nothing(options.out, [options.file], is_lean=True)
    blueprint, place, _, macros = _to_prove(options)
    if faults := blueprint.faults(place.name):
        others = "" if blueprint.faults(place.name, has_others=True) else ", or say which theorem with --target NAME"
        raise BadInput(f"{options.file}: {faults[0]}{others} (`architect blueprint check` says all)")
    drawn = blueprint.model_dump_json()
    with begun(place.problem, options, place.name, hint_in(options), drawn, macros) as desk:
        from architect.run.work import work

        return desk.to_its_end(work(*desk.given))
