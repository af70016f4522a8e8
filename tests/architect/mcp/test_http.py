"""The server over HTTP: who may ask, from where, and that it ends."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from architect.cli import main
from architect.mcp.http import MOST_CONNECTIONS, WebPlace
from prover.words.errors import BadInput
from tests.architect.mcp.clients import HARD, TOKEN, WebServer, answer, on_the_web, over_http, workers
from tests.conftest import PATIENCE, wait_until_gone

QUICK = "theorem t : True := trivial\n"
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "by hand", "version": "1"},
    },
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.fixture
async def guarded() -> AsyncIterator[WebServer]:
    async with on_the_web("--jobs", "1", token=TOKEN) as server:
        yield server


async def test_two_clients_at_once_are_served_and_the_end_of_the_server_is_clean() -> None:
    async with on_the_web("--jobs", "1") as server:
        async with over_http(server) as one, over_http(server, mode="legacy") as other:
            found = await asyncio.gather(*(answer(client, "check", text=QUICK) for client in (one, other)))
        assert [each["accepted"] for each in found] == [True, True]
        server.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(server.process.wait(), PATIENCE) == 130


async def test_only_who_has_the_token_is_heard_and_only_under_its_own_name(guarded: WebServer) -> None:
    own = guarded.url.removeprefix("http://").partition("/")[0]
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx2.AsyncClient(headers=ACCEPT, timeout=PATIENCE) as http:

        async def status(headers: dict[str, str]) -> int:
            return (await http.post(guarded.url, json=HELLO, headers=headers)).status_code

        assert await status({}) == 401
        assert await status({"Authorization": "Bearer another token, as long"}) == 401
        assert await status({"Authorization": TOKEN}) == 401
        assert await status(bearer) == 200
        assert await status({**bearer, "Host": "attacker.example"}) == 421
        assert await status({**bearer, "Host": own.replace("127.0.0.1", "127.0.0.1.attacker.example")}) == 421
        assert await status({**bearer, "Origin": "http://attacker.example"}) == 403
        assert await status({**bearer, "Origin": "null"}) == 403
        assert await status({**bearer, "Origin": f"http://{own}"}) == 200
    async with over_http(guarded, token=TOKEN) as client:
        assert (await answer(client, "check", text=QUICK))["accepted"]


def test_nobody_elses_machine_is_served_without_a_token_or_a_name() -> None:
    for host in ("0.0.0.0", "192.0.2.1", "::", "prover.example"):
        with pytest.raises(BadInput, match="only this machine is served without a token"):
            WebPlace(host, 1)
    with pytest.raises(BadInput, match="say with --known-as NAME"):
        WebPlace("0.0.0.0", 1, TOKEN)
    with pytest.raises(BadInput, match="the token has 5 characters"):
        WebPlace("127.0.0.1", 1, "short")
    for token in (f"{TOKEN}\nX: y", f" {TOKEN}", f"{TOKEN}ä"):
        with pytest.raises(BadInput, match="characters that no header carries"):
            WebPlace("127.0.0.1", 1, token)
    assert WebPlace("::1", 1).url(80) == "http://[::1]:80/mcp"
    assert WebPlace("0.0.0.0", 1, TOKEN, ("prover.example",)).url(80) == "http://prover.example:80/mcp"


def test_what_is_wrong_with_the_options_is_said_before_anything_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "token").write_text("short\n")
    for options, words in (
        (["--port", "1"], "--port: it is for --http"),
        (["--root", "nowhere"], "--root nowhere: no such folder"),
        (["--http", "--host", "0.0.0.0"], "only this machine is served without a token"),
        (["--http", "--token-file", str(tmp_path / "token")], "the token has 5 characters"),
        (["--http", "--token-file", str(tmp_path / "none")], "no such file"),
    ):
        assert main(["mcp", *options]) == 2
        assert words in capsys.readouterr().err


def test_without_the_extra_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)  # as it is where it is not installed
    assert main(["mcp"]) == 2
    assert capsys.readouterr().err == (
        "architect: `architect mcp` needs the extra `mcp`: pip install 'blueprint-prover[mcp]'\n"
    )


HALVES = (b"POST /mcp HTTP/1.1\r\nX: ", b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{")


@pytest.mark.long
@pytest.mark.parametrize("half", HALVES, ids=["of a head", "of a body"])
async def test_who_takes_too_long_to_ask_keeps_no_place(half: bytes) -> None:
    async with on_the_web("--jobs", "1") as server:
        host, _, port = server.url.removeprefix("http://").partition("/")[0].partition(":")
        slow = [await asyncio.open_connection(host, int(port)) for _ in range(MOST_CONNECTIONS - 1)]
        for _, writer in slow:
            writer.write(half)
        for reader, writer in slow:
            assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
            writer.close()
        async with over_http(server) as client:
            assert (await answer(client, "check", text=QUICK))["accepted"]
        server.process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(server.process.communicate(), PATIENCE)
        assert said == b"architect: interrupted\n"


@pytest.mark.long
async def test_a_server_that_is_stopped_in_the_middle_of_a_call_says_no_more_than_that() -> None:
    async with on_the_web("--jobs", "1") as server, over_http(server, mode="legacy") as client:
        told = asyncio.Event()

        async def on_progress(progress: float, total: float | None, message: str | None) -> None:
            told.set()

        arguments = {"text": HARD, "seconds": 200}
        call = asyncio.ensure_future(client.call_tool("prove", arguments, progress_callback=on_progress))
        await asyncio.wait_for(told.wait(), PATIENCE)
        server.process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(server.process.communicate(), PATIENCE)
        call.cancel()
        assert (server.process.returncode, said) == (130, b"architect: interrupted\n")


@pytest.mark.parametrize("says_so", [False, pytest.param(True, marks=pytest.mark.long)])
async def test_the_run_that_its_client_has_left_ends_whether_it_says_so_or_not(says_so: bool) -> None:
    async with on_the_web("--jobs", "1") as server, httpx2.AsyncClient(headers=ACCEPT, timeout=PATIENCE) as http:
        own = {"mcp-session-id": (await http.post(server.url, json=HELLO)).headers["mcp-session-id"]}
        params = {"name": "prove", "arguments": {"text": HARD, "seconds": 200}, "_meta": {"progressToken": "here"}}
        call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": params}
        async with http.stream("POST", server.url, json=call, headers=own) as answered:
            async for line in answered.aiter_lines():
                if "portfolio" in line:
                    break
            leans = workers(server.process.pid)
            assert leans
            if says_so:
                assert (await http.delete(server.url, headers=own)).status_code == 200
        for pid in leans:
            wait_until_gone(pid)
        assert workers(server.process.pid) == set()
