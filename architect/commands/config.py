"""`architect config show`: the settings in force, and where each came from."""

import argparse

from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import say
from prover.words.shown import in_one_line


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    config = commands.add_parser("config", help="show the settings in force, and where each came from")
    shown = config.add_subparsers(metavar="show", required=True).add_parser("show", help="a line for each setting")
    add_settings(shown)
    shown.set_defaults(run=_config, json=False)


def _config(options: argparse.Namespace) -> int:
    lines = list(resolved(options).lines())
    width = max(len(name) for name, _, _ in lines)
    say("\n".join(in_one_line(f"{name:<{width}} = {value}   ({source})") for name, value, source in lines))
    return 0
