"""`architect handbook`: the behaviours that models are told of, listed, shown, edited, and taken from elsewhere."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.parser import Parser
from architect.commands.streams import complain, say
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from prover.words.behaviour import Behaviour

LIST = "list"  # what `handbook` means
BAD = 2  # the exit code where not all could be taken
SHOWN = 20  # lines about files that are passed over
EPILOG = "other commands: `handbook show NAME`, `handbook edit NAME`, `handbook import PATH` (docs/handbook.md)"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    handbook = commands.add_parser("handbook", help="list, show, edit and import what models are told", add_help=False)
    assert isinstance(handbook, Parser)
    handbook.otherwise = LIST
    kinds = handbook.subcommands()

    words = "All behaviours, by their names, with when they apply."
    example = "architect handbook --json"
    rows = kinds.add_parser(LIST, prog="architect handbook", description=words, epilog=EPILOG, examples=[example])
    rows.add_argument("--json", action="store_true", help="print one JSON array")
    rows.set_defaults(run=_list)

    words, example = "All of one behaviour.", "architect handbook show behavior_induct_on_the_list"
    show = kinds.add_parser("show", prog="architect handbook show", description=words, examples=[example])
    show.set_defaults(run=_show)
    words = "Write a behaviour in $VISUAL or $EDITOR; one that is not there yet is begun."
    example = "architect handbook edit behavior_induct_on_the_list"
    edit = kinds.add_parser("edit", prog="architect handbook edit", description=words, examples=[example])
    edit.set_defaults(run=_edit)
    for parser in (show, edit):
        parser.add_argument("name", metavar="NAME", help="as `architect handbook` lists it")

    words = "Take behaviours from a file, or from a folder of them; what is there by the same name stays."
    example = "architect handbook import behaviours/"
    taken = kinds.add_parser("import", prog="architect handbook import", description=words, examples=[example])
    taken.add_argument("path", type=Path, metavar="PATH", help="NAME.md, or a folder of such files")
    taken.add_argument("--replace", action="store_true", help="take the new text where another is there by its name")
    taken.set_defaults(run=_import)
    for parser in (rows, show, edit, taken):
        words = "settings that say where the handbook is (default: architect.toml, if it is here)"
        parser.add_argument("--config", type=Path, metavar="FILE", help=words)
        if parser is not rows:
            parser.set_defaults(json=False)


def _folder(options: argparse.Namespace) -> Path:
    from architect.handbook.folder import handbook_folder
    from prover.words.settings import resolve

    return handbook_folder(resolve(options.config, {}).settings.handbook)


def _list(options: argparse.Namespace) -> int:
    from architect.handbook.folder import read_handbook

    found = read_handbook(_folder(options))
    if options.json:
        say(json.dumps([_as_json(behaviour) for behaviour in found.behaviours], ensure_ascii=False))
    elif found.behaviours:
        width = max(len(behaviour.name) for behaviour in found.behaviours)
        say("\n".join(in_one_line(f"{each.name:<{width}}  {each.when}") for each in found.behaviours))
    else:
        say(f"no behaviours in {found.folder}")
    _pass_over(found.passed_over)
    return 0


def _as_json(behaviour: "Behaviour") -> dict[str, str]:
    return {
        "name": behaviour.name,
        "when": behaviour.when,
        "do": behaviour.do,
        "from": behaviour.source,
        "by": behaviour.by,
    }


def _show(options: argparse.Namespace) -> int:
    from architect.handbook.folder import file_of, read_file
    from architect.handbook.form import as_text
    from prover.words.errors import BadInput

    file = file_of(_folder(options), options.name)
    if not file.exists():
        raise BadInput(f"{options.name}: no such behaviour; `architect handbook` lists them")
    say(as_text(read_file(file)).rstrip())
    return 0


def _edit(options: argparse.Namespace) -> int:
    from architect.handbook.editing import edited

    say(in_one_line(edited(_folder(options), options.name)))
    return 0


def _import(options: argparse.Namespace) -> int:
    """Take what can be taken, and say of each other why it was not."""
    from architect.handbook.folder import SUFFIX, THERE, read_file, read_handbook, take_in
    from prover.words.errors import BadInput

    path: Path = options.path
    passed_over: tuple[str, ...] = ()
    if path.is_dir():
        other = read_handbook(path)
        behaviours, passed_over = other.behaviours, other.passed_over
        if not behaviours and not passed_over:
            raise BadInput(f"{path}: no file NAME{SUFFIX} in it")
    else:
        behaviours = (read_file(path),)
    done = take_in(_folder(options), behaviours, options.replace)
    for put in done:
        say(f"{put.name}: {put.why or 'taken'}")
    _pass_over(passed_over)
    return BAD if passed_over or any(put.why not in ("", THERE) for put in done) else 0


def _pass_over(lines: tuple[str, ...]) -> None:
    for line in lines[:SHOWN]:
        complain(f"architect: passed over: {line}")
    if len(lines) > SHOWN:
        complain(f"architect: passed over: {len(lines) - SHOWN} more")
