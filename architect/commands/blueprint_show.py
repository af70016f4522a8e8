"""`architect blueprint show|node`: the graph of a run or a file in one of several forms, and one node by itself."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.blueprint_files import (
    add_problem,
    add_strict,
    add_target,
    add_theorem,
    aimed,
    problem_file,
    problem_of,
    read_source,
)
from architect.commands.blueprint_project import compared, read_project
from architect.commands.numbers import natural
from architect.commands.streams import complain, mention, say

if TYPE_CHECKING:
    from architect.blueprint.graph import Blueprint
    from architect.commands.blueprint_files import Read
    from architect.views.progress import Standings

PICTURES = ("tree", "table", "json", "dot", "mermaid", "svg", "png")
MANY_EDGES = 1000  # take a second to draw
LEAN = ("lean", "lean-architect")
FORMATS = (*PICTURES, *LEAN, "latex")
SOURCE = "a run, or a blueprint (.json, .tex, .lean)"


def add_show(show: argparse.ArgumentParser) -> None:
    show.add_argument("source", metavar="RUN|FILE", nargs="?", help=f"{SOURCE}; without: --project DIR by itself")
    show.add_argument("--root", metavar="NAME", help="only this node and what it builds on")
    show.add_argument("--format", choices=FORMATS, default="tree", help="default: tree")
    show.add_argument("--out", type=Path, metavar="FILE", help="write it to FILE, as a PNG must be")
    show.add_argument("--focus", metavar="NAME", help="only this node, what it builds on and what builds on it")
    show.add_argument("--depth", type=natural, metavar="N", help="with --focus: that many steps, and no more")
    show.add_argument(
        "--only", choices=("unproved", "ready"), help="only nodes left to do, or that can be stated or proved now"
    )
    add_theorem(show)
    add_target(show)
    add_strict(show)
    add_problem(show)
    show.set_defaults(run=_show, json=False)


def add_node(node: argparse.ArgumentParser) -> None:
    node.add_argument("source", metavar="RUN|FILE", help=SOURCE)
    node.add_argument("name", metavar="NAME", help="its name, its label, a name in Lean, or how one of them ends")
    add_theorem(node)
    add_strict(node)
    node.set_defaults(run=_node, json=False)


def _node(options: argparse.Namespace) -> int:
    from architect.formats.tex_titles import unread_titles, with_titles_spelled_out
    from architect.views.costs import cost_of
    from architect.views.node import as_page
    from architect.views.part import named
    from architect.views.progress import progress_of

    read = read_source(options.source, theorem=options.theorem)
    blueprint = with_titles_spelled_out(read.blueprint, read.macros)
    node = named(blueprint, options.name)
    read.warnings += unread_titles([node], read.places)
    warned = read.warn()
    progress = progress_of(read.blueprint, read.states)
    cost = cost_of(read.drawn.tried.get(node.name, ())) if read.drawn is not None else ""
    say(as_page(blueprint, node, progress, read.places.get(node.name, ""), cost).rstrip("\n"))
    return 1 if warned and options.strict else 0


def _show(options: argparse.Namespace) -> int:
    from architect.views.progress import in_colours, progress_of
    from prover.words.errors import BadInput

    is_part = (options.root, options.focus, options.only) != (None, None, None)
    if is_part and options.format not in PICTURES:
        raise BadInput(
            f"--root, --focus and --only are for {', '.join(PICTURES)}: --format {options.format} writes the whole"
        )
    if options.depth is not None and options.focus is None:
        raise BadInput("--depth is how far to go from a node: say which with --focus NAME")
    if options.format == "png" and options.out is None:
        raise BadInput("a PNG is no text: say with --out FILE.png where it is to be written")
    read = _read(options)
    progress = in_colours(progress_of(read.blueprint, read.states), read.colours)
    part = _part(options, read.blueprint, progress)  # what ends the command is said alone
    warned = read.warn()
    if is_part and not part.nodes:
        complain(f"architect: no node of {options.source} is {options.only}")
    else:
        _give(
            options,
            read,
            _drawn(options.format, part, progress) if options.format in PICTURES else _written(options, read),
        )
    return 1 if warned and options.strict else 0


def _read(options: argparse.Namespace) -> "Read":
    from prover.words.errors import BadInput

    if options.source is None:
        if options.project is None:
            raise BadInput("say what to show: a run, a blueprint, or --project DIR for the theorems of a Lake project")
        return read_project(options.project)
    to_prove = options.format in LEAN
    read = read_source(options.source, to_prove, options.theorem)
    read.blueprint = aimed(read.blueprint, options.target)
    return read if options.project is None or to_prove else compared(read, options.project)


def _give(options: argparse.Namespace, read: "Read", found: str | bytes) -> None:
    from prover.words.writing import check_loses_nothing, write_whole

    if options.out is not None:
        has_problem = options.format == "lean-architect" and read.drawn is None
        also = [problem_file(options, Path(options.source))] if has_problem else []
        check_loses_nothing(options.out, [*read.files, *also], options.format in LEAN)
        write_whole(options.out, found)
    else:
        assert isinstance(found, str)
        say(found.rstrip("\n"))


def _part(options: argparse.Namespace, blueprint: "Blueprint", progress: "Standings") -> "Blueprint":
    from architect.views.part import Only, around, named, only, rooted

    if options.root is not None:
        blueprint = rooted(blueprint, named(blueprint, options.root).name)
    if options.focus is not None:
        blueprint = around(blueprint, named(blueprint, options.focus).name, options.depth)
    return only(blueprint, Only(options.only), progress) if options.only is not None else blueprint


def _drawn(form: str, blueprint: "Blueprint", progress: "Standings") -> str | bytes:
    from architect.views.blueprint import AS_TEXT

    if form in AS_TEXT:
        return AS_TEXT[form](blueprint, progress)
    from architect.views.drawing import as_png, as_svg

    if (edges := sum(len(node.uses) for node in blueprint.nodes)) > MANY_EDGES:
        mention(f"architect: drawing {len(blueprint.nodes)} nodes and {edges} edges")
    picture = as_svg(blueprint, progress, lambda words: complain(f"architect: {words}"))
    return as_png(picture) if form == "png" else picture


def _written(options: argparse.Namespace, read: "Read") -> str:
    """The whole, as text that can be read again."""
    from architect.formats.latex import write_latex
    from architect.views.blueprint import as_lean

    match options.format:
        case "lean":
            text = as_lean(_faultless(read.blueprint), read.states, read.drawn.proofs if read.drawn else {})
        case "latex":
            text = write_latex(read.blueprint, read.states)
        case _:
            text = _lean_architect(options, read)
    return text


def _faultless(blueprint: "Blueprint") -> "Blueprint":
    """What is written in order must have one; it may have several theorems. Raises `BadInput`."""
    from prover.words.errors import BadInput

    targets = [node.name for node in blueprint.nodes if node.kind == "target"]
    if faults := blueprint.faults(targets[0] if targets else "", has_others=True):
        raise BadInput(f"the blueprint has faults, and so no order: {faults[0]}")
    return blueprint


def _lean_architect(options: argparse.Namespace, read: "Read") -> str:
    from architect.formats.lean_architect import write_lean_architect
    from architect.formats.relative import relative_to
    from architect.run.checked import place_of

    path, blueprint = Path(options.source), _faultless(read.blueprint)
    problem = read.drawn.problem if read.drawn else problem_of(options, path)
    target = place_of(problem, blueprint).target
    if read.drawn is None and path.suffix == ".lean":
        blueprint = relative_to(blueprint, target.namespace)
    header = problem.text[: target.start]
    return write_lean_architect(blueprint, header, problem.text[target.start : target.holes[0].start])
