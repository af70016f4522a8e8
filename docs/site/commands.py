"""The reference of commands, made of the parser that the command line has: every command, argument and option."""

import argparse
from collections.abc import Iterator

from architect.cli import parser_of
from architect.commands.parser import MORE, Parser
from docs.site.words import code, prose, table

HEAD = """# Commands

Made of the parser of `architect`, which says the same at a terminal: `architect COMMAND -h`."""


def commands_page() -> str:
    """All of it, a heading for each command that can be run."""
    return "\n\n".join([HEAD, *(section(prog, parser) for prog, parser in commands(parser_of([])))]) + "\n"


def commands(parser: argparse.ArgumentParser, prog: str = "architect") -> Iterator[tuple[str, Parser]]:
    """A parser and those below it with what is typed for each; one that takes nothing but a command is left out."""
    assert isinstance(parser, Parser)
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if told(parser) or not below:
        yield prog, parser
    for action in below:
        for name, other in action.choices.items():
            yield from commands(other, prog if name == parser.otherwise else f"{prog} {name}")


def section(prog: str, parser: Parser) -> str:
    rows = [(written(action), meaning(action, parser)) for action in told(parser)]
    examples = "\n".join(["```", *parser.examples, "```"]) if parser.examples else ""
    parts = [
        f"## {prog}",
        prose(parser.description),
        table(("argument", "meaning"), rows),
        examples,
        prose(parser.epilog),
    ]
    return "\n\n".join(part for part in parts if part)


def told(parser: Parser) -> list[argparse.Action]:
    """Its arguments and options, but for those that ask for this."""
    return [
        action
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction)
        and action.help is not argparse.SUPPRESS
        and not {"--help", MORE} & {*action.option_strings}
    ]


def written(action: argparse.Action) -> str:
    """An argument as one types it."""
    value = "" if action.nargs == 0 else (action.metavar if isinstance(action.metavar, str) else value_of(action))
    names = [f"{name} {value}".strip() for name in action.option_strings]
    if names:
        return ", ".join(map(code, names)) + (" (needed)" if action.required else "")
    many = {"*": " …", "+": " …", argparse.REMAINDER: " …"}.get(str(action.nargs), "")
    return code(f"{value}{many}")


def value_of(action: argparse.Action) -> str:
    return "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()


def meaning(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    """Its help, as argparse says it."""
    return prose(" ".join(parser._get_formatter()._expand_help(action).split())) if action.help else ""
