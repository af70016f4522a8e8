"""`architect init`: an `architect.toml` with each setting there is, its default and what it is for, commented out.

It is written from the settings themselves, so that none is missing.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.streams import say
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from pydantic import BaseModel

WIDTH = 120
HEAD = """\
# What `architect` does where the command line says nothing else: take the `#` off a line, and off the [table] above it.
# The environment (OPENAI_BASE_URL) goes before this file, the command line before both.
# `architect config` shows what is in force, and where each value came from; unknown keys are refused.
"""
# What a file may have any number of, by names of its own.
OF_A_NAME = {"prices": '[prices."NAME"]'}
OF_A_ROLE = "keys as in [model], and also:"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words, example = "write an architect.toml with each setting commented out", "architect init path/to/project"
    init = commands.add_parser("init", help=words, examples=["architect init", example])
    init.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="DIR", help="where to (default: here)")
    init.set_defaults(run=_init, json=False)


def _init(options: argparse.Namespace) -> int:
    from prover.words.errors import BadInput
    from prover.words.settings import FILE
    from prover.words.writing import check_writable, write_whole

    path = options.folder / FILE
    if path.exists() or path.is_symlink():
        raise BadInput(f"{path}: it is there, and is not written over: edit it, or move it away")
    check_writable(path)
    write_whole(path, template())
    say(in_one_line(f"written: {path} (`architect config` shows what is in force)"))
    return 0


def template() -> str:
    """The text of the file."""
    from prover.words.settings import Settings

    return "\n".join([HEAD, *_tables(Settings())])


def _tables(settings: "BaseModel") -> Iterator[str]:
    from pydantic import BaseModel

    from prover.words.budget import Price
    from prover.words.model_settings import ModelSettings, RoleSettings

    for section in type(settings).model_fields:
        table = getattr(settings, section)
        if section == "roles":
            yield f"# {_words(table)}"
            own = {name: None for name in RoleSettings.model_fields if name not in ModelSettings.model_fields}
            for role in type(table).model_fields:
                many = isinstance(getattr(table, role), tuple)
                yield f"# {'[[' if many else '['}{section}.{role}{']]' if many else ']'}  # {OF_A_ROLE}"
                yield from _lines(RoleSettings, {"name": None, **own})
                yield ""
        elif isinstance(table, BaseModel):
            yield f"# [{section}]  # {_words(table)}"
            yield from _lines(type(table), table.model_dump(mode="json"))
            yield ""
        else:
            yield f"# {OF_A_NAME[section]}  # {_words(Price)}"
            yield from _lines(Price, dict.fromkeys(Price.model_fields))
            yield ""


def _words(table: "BaseModel | type[BaseModel]") -> str:
    """What a table is for, in a line."""
    return " ".join((table.__doc__ or "").partition("\n\n")[0].replace("``", "`").split())


def _lines(kind: "type[BaseModel]", values: Mapping[str, object]) -> Iterator[str]:
    for name, value in values.items():
        words = kind.model_fields[name].description or ""
        said = f"# {name} = {_toml(value)}".rstrip()
        yield f"{said:<40}  # {words}".rstrip(" #") if words else said


def _toml(value: object) -> str:
    """A default as TOML has it; what has none stays to be filled in."""
    return "" if value is None else json.dumps(value, ensure_ascii=False)
