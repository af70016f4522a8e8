"""The options that stand for settings (prover/words/settings.py), which several commands share."""

import argparse
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.numbers import MONEY, SECONDS, above_zero, whole
from architect.commands.parser import others

if TYPE_CHECKING:
    from prover.words.settings import Resolved, Settings

# Option → setting (prover/words/settings.py), how its value is read, and what it means.
OPTIONS: tuple[tuple[str, str, Callable[[str], object], str, str], ...] = (
    ("--model", "model.name", str, "NAME", "a language model, for what the other methods leave"),
    ("--base-url", "model.base_url", str, "URL", "its OpenAI-compatible server"),
    ("--planner-model", "roles.planner", str, "NAME", "another one that plans ([roles.planner], docs/models.md)"),
    (
        "--prover-model",
        "roles.prover",
        str,
        "NAMES",
        "others that prove, the cheapest first, with commas ([[roles.prover]])",
    ),
    ("--refiner-model", "roles.refiner", str, "NAME", "another one that refines what is planned (default: who plans)"),
    ("--mode", "prover.mode", str, "MODE", "`tools`, or `whole-proof` for models that write a proof in one go"),
    ("--tools", "model.tools", str, "WAY", "how it calls tools: `native`, `fenced` (told of them in words), or `auto`"),
    ("--template", "prover.template", Path, "DIR", "prompts that replace ours: a folder, or a name (`goedel-v2`)"),
    ("--rounds", "planner.rounds", whole, "N", "refinements of a blueprint at most; 0: no planning"),
    ("--drafts", "planner.drafts", whole, "K", "blueprints that the model drafts; the best is taken"),
    (
        "--informal",
        "planner.informal",
        whole,
        "N",
        "informal proofs that the model writes; the best seeds the blueprint",
    ),
    ("--samples", "prover.samples", whole, "K", "attempts of the model at each theorem; the first proof ends them"),
    ("--distill", "prover.distill", bool, "", "when they failed, another one that goes on from what they established"),
    (
        "--lean",
        "lean.live",
        str,
        "WHICH",
        "`embedded`, or who answers while searching: `repl:CMD`, `kimina:URL` (docs/prove.md)",
    ),
    ("--sandbox", "lean.sandbox", str, "MODE", "`auto`, `off`, or `require` all that it can protect (docs/sandbox.md)"),
    ("--jobs", "lean.jobs", whole, "N", "live Leans at a time (default: as many as there are cores, and memory for)"),
    ("--max-turns", "limits.turns", whole, "N", "calls to the model in this run, failed ones counted"),
    ("--max-tokens", "limits.tokens", whole, "N", "tokens in and out in this run"),
    ("--max-cost", "limits.cost", above_zero(MONEY), "USD", "money in this run"),
)
USUAL = {"--model", "--max-cost"}  # which `-h` explains, where there are others
SECTIONS = frozenset(setting.partition(".")[0] for _, setting, *_ in OPTIONS)


def add_settings(parser: argparse.ArgumentParser, sections: Collection[str] = SECTIONS) -> None:
    """The options for the settings of ``sections``; the settings themselves and the limit of time always."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (default: architect.toml, if it is here)")
    parser.add_argument(
        "--timeout",
        "--max-seconds",
        dest="limits.seconds",
        type=above_zero(SECONDS),
        metavar="S",
        help="seconds (default: 300)",
    )
    for option, setting, read, metavar, words in OPTIONS:
        if setting.partition(".")[0] not in sections:
            continue
        group = parser if option in USUAL else others(parser)
        if read is bool:
            group.add_argument(option, dest=setting, action="store_const", const=True, help=words)
        else:
            group.add_argument(option, dest=setting, type=read, metavar=metavar, help=words)


def resolved(options: argparse.Namespace, earlier: "tuple[Settings, str] | None" = None) -> "Resolved":
    """The settings in force; ``earlier`` as for `prover.words.settings.resolve`.

    Where a command has several runs, each of them has its ``share`` (`architect/commands/shared_limits.py`).
    """
    from prover.words.settings import resolve

    share: Resolved | None = getattr(options, "share", None)
    if share is not None:
        return share
    named = [setting for _, setting, *_ in OPTIONS] + ["limits.seconds", "handbook.learn", "handbook.use"]
    return resolve(options.config, {setting: getattr(options, setting, None) for setting in named}, earlier)
