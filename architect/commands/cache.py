"""`architect cache`: what is kept only to be faster, and how much of it; `cache clean` takes it away."""

import argparse

from architect.commands.asking import add_yes, is_agreed
from architect.commands.parser import Parser
from architect.commands.streams import say
from prover.words.shown import in_one_line

LIST = "list"  # what `cache` means
DECLINED = 1


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    cache = commands.add_parser("cache", help="list what is kept to be faster, and clean it", add_help=False)
    assert isinstance(cache, Parser)
    cache.otherwise = LIST
    kinds = cache.subcommands()
    words = "What is kept only to be faster, and how much of it."
    more = "another command: `cache clean`"
    rows = kinds.add_parser(LIST, prog="architect cache", description=words, epilog=more, examples=["architect cache"])
    rows.set_defaults(run=_list, json=False)

    words = "Take away what can be made again; nothing while another command uses the cache."
    example = "architect cache clean library --yes"
    clean = kinds.add_parser("clean", prog="architect cache clean", description=words, examples=[example])
    words = "those that `architect cache` lists (default: library and index, which are made again here)"
    clean.add_argument("names", nargs="*", metavar="CACHE", help=words)
    add_yes(clean)
    clean.set_defaults(run=_clean, json=False, locks_cache=True)


def _list(_: argparse.Namespace) -> int:
    from architect.setup.caches import holdings
    from architect.setup.telling import size
    from prover.words.folders import cache_folder

    held, others = holdings()
    say(in_one_line(f"{cache_folder()}"))
    for holding in held:
        say(f"{holding.cache.name:<9}  {size(holding.bytes):>9}  {holding.cache.what}")
    for name in others:
        say(in_one_line(f"{name}: none of these, and left as it is"))
    return 0


def _clean(options: argparse.Namespace) -> int:
    from architect.setup.caches import CACHES, clean, holdings
    from architect.setup.telling import size
    from prover.words.errors import BadInput

    names = [cache.name for cache in CACHES]
    if unknown := [name for name in options.names if name not in names]:
        raise BadInput(f"{unknown[0]}: no such cache (there are {', '.join(names)})")
    caches = [cache for cache in CACHES if (cache.name in options.names if options.names else cache.made_here)]
    for holding in holdings()[0]:
        if holding.cache in caches:
            say(f"{holding.cache.name}: {size(holding.bytes)}")
    if options.dry_run:
        return 0
    dear = [cache.name for cache in caches if not cache.made_here]
    if dear and not is_agreed(f"remove {', '.join(dear)}, which take a network or a model to be had again?", options):
        say("nothing was removed")
        return DECLINED
    say(f"removed: {size(clean(caches))}")
    return 0
