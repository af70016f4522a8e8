"""The TypeScript SDK's client, from npm, which shares no code with the server, over streams and over HTTP."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.architect.mcp.clients import COMMAND, TOKEN, on_the_web
from tests.conftest import PATIENCE

CLIENT = Path(__file__).parent / "typescript" / "client.mjs"
OPTIONS = ("--jobs", "1", "--rounds", "0")


@pytest.mark.browser  # where Node and npm's packages are
@pytest.mark.parametrize("way", ["stdio", "http"])
async def test_a_client_of_another_make_does_all_that_ours_does(way: str) -> None:
    if way == "stdio":
        found = await seen(way, *COMMAND, *OPTIONS)
    else:
        async with on_the_web(*OPTIONS, token=TOKEN) as server:
            found = await seen(way, server.url, TOKEN)
    assert {"check", "prove", "verify"} <= {*found["tools"]}
    assert (found["errors"], found["goals"]) == (1, ["⊢ 1 = 2"])
    assert found["proved"]
    assert "sorry" not in found["result"]
    assert found["told"][-1] == "t: proved"
    assert found["refused"][0]
    assert found["refused"][1].startswith("bad input: /etc/hosts: outside ")
    assert found["stopped"] == "cancelled"
    assert found["prompts"] == ["plan", "prove", "refine"]
    assert len(found["runs"]) == 2


async def seen(*words: str) -> dict[str, Any]:
    """What that client saw."""
    process = await asyncio.create_subprocess_exec("node", str(CLIENT), *words, stdout=asyncio.subprocess.PIPE)
    try:
        out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    found = json.loads(out)
    assert isinstance(found, dict)
    return found
