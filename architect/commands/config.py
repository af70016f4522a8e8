"""`architect config`: the settings in force, and where each came from."""

import argparse

from architect.commands.parser import Parser
from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import say
from prover.words.shown import in_one_line

SHOW = "show"  # what `config` means


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    config = commands.add_parser("config", help="show the settings in force, and where each came from", add_help=False)
    assert isinstance(config, Parser)
    config.otherwise = SHOW
    words, example = "A line for each setting: its value, and where that came from.", "architect config --timeout 60"
    shown = config.subcommands().add_parser(SHOW, prog="architect config", description=words, examples=[example])
    add_settings(shown)
    shown.set_defaults(run=_config, json=False)


def _config(options: argparse.Namespace) -> int:
    lines = list(resolved(options).lines())
    width = max(len(name) for name, _, _ in lines)
    say("\n".join(in_one_line(f"{name:<{width}} = {value}   ({source})") for name, value, source in lines))
    return 0
