"""`architect mcp`: the prover as tools of other programs' models, by the Model Context Protocol."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.parser import others
from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import complain
from architect.commands.watch import add_port

if TYPE_CHECKING:
    from architect.mcp.http import WebPlace
    from architect.mcp.server import ServerTerms

HOST, PORT, TOKEN = "127.0.0.1", 8137, "ARCHITECT_MCP_TOKEN"  # the last is a variable's name
MOST_TOKEN = 4_096  # bytes of a file with a token


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "serve the prover to editors and agents (Model Context Protocol)"
    mcp = commands.add_parser("mcp", help=words, examples=["architect mcp --root path/to/project"])
    words = "the folder below which files are read (here)"
    mcp.add_argument("--root", type=Path, default=Path(), metavar="DIR", help=words)
    mcp.add_argument("--project", type=Path, metavar="DIR", help="use the Lean of this Lake project for every text")
    mcp.add_argument("--http", action="store_true", help="serve over HTTP, not on the standard streams")
    more = others(mcp)
    more.add_argument("--host", metavar="HOST", help=f"where --http listens (default: {HOST})")
    add_port(mcp, "--http", PORT)
    more.add_argument("--token-file", type=Path, metavar="FILE", help=f"has what clients must give (or ${TOKEN})")
    words = "another name that clients reach it by (the Host of their requests)"
    more.add_argument("--known-as", action="append", metavar="NAME", help=words)
    add_settings(mcp)
    mcp.set_defaults(run=_mcp, json=False, locks_cache=True)  # where it uses it: it may serve for days


def _mcp(options: argparse.Namespace) -> int:
    from importlib.util import find_spec

    from prover.words.errors import BadInput

    if find_spec("mcp") is None:
        raise BadInput("`architect mcp` needs the extra `mcp`: pip install 'blueprint-prover[mcp]'")
    from architect.mcp.root import Root
    from architect.mcp.server import ServerTerms
    from architect.run.interrupt import run_interruptibly

    place = _place(options)
    terms = ServerTerms(Root(options.root), resolved(options), options.project)
    run_interruptibly(_serve(terms, place))
    return 0


def _place(options: argparse.Namespace) -> "WebPlace | None":
    """Where to listen; None for the standard streams. Raises `BadInput`."""
    from architect.mcp.http import WebPlace
    from prover.words.errors import BadInput
    from prover.words.files import read_text
    from prover.words.settings import environment

    if not options.http:
        for name in ("host", "port", "token_file", "known_as"):
            if getattr(options, name) is not None:
                raise BadInput(f"--{name.replace('_', '-')}: it is for --http")
        return None
    file: Path | None = options.token_file
    token = read_text(file, MOST_TOKEN).strip() if file is not None else environment(TOKEN)
    port = PORT if options.port is None else options.port
    return WebPlace(options.host or HOST, port, token, tuple(options.known_as or ()))


async def _serve(terms: "ServerTerms", place: "WebPlace | None") -> None:
    from architect.mcp.http import serve_on_web
    from architect.mcp.pipes import serve_on_streams
    from architect.mcp.server import opened_server

    async with opened_server(terms) as server:
        if place is None:
            await serve_on_streams(server)
        else:
            await serve_on_web(server, place, lambda line: complain(f"architect: {line}"))
