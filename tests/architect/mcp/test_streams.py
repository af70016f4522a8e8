"""The server on standard streams: only the protocol on its output, and no Lean left when it ends, however it ends."""

import asyncio
import signal

import pytest

from architect.mcp.pipes import MOST_LINE, PIECE
from tests.architect.mcp.clients import RawClient, answer, by_hand, over_streams
from tests.conftest import PATIENCE, wait_until_gone

ENDLESS = "theorem t : ((List.range 99999999).length == 1) = true := by decide +kernel\n"
QUICK = "theorem t : True := trivial\n"


async def at_work(client: RawClient) -> tuple[int, set[int]]:
    """Have the server's one Lean work without end; the number of the request, and the processes."""
    assert (await client.call("check", text=QUICK))["accepted"]
    leans = client.leans()
    assert leans
    return await client.send("tools/call", name="check", arguments={"text": ENDLESS}), leans


async def test_the_sdks_own_client_starts_it_and_ends_it() -> None:
    async with over_streams("--jobs", "1") as client:
        assert (await answer(client, "check", text=QUICK))["accepted"]


async def test_a_cancelled_check_stops_lean_which_answers_the_next_one() -> None:
    async with by_hand("--jobs", "1") as client:
        number, leans = await at_work(client)
        await client.send("notifications/cancelled", is_request=False, requestId=number, reason="enough")
        assert (await client.call("check", text=QUICK))["accepted"]
        assert all("jsonrpc" in message for message in client.heard)
        assert number not in [message.get("id") for message in client.heard]
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert await asyncio.wait_for(client.process.wait(), PATIENCE) == 0
    for pid in leans:
        wait_until_gone(pid)


NO_MESSAGES = (
    (b"garbage", None, -32700),
    (b"\xff", None, -32700),
    (b"[" * 100_000, None, -32700),
    (b"x" * (MOST_LINE + PIECE), None, -32700),
    (rb'{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"text":"\ud800"}}', 7, -32700),
    (b'{"jsonrpc":"2.0","id":"8","method":"tools/call","params":9}', "8", -32600),
    (b'[{"jsonrpc":"2.0","id":1,"method":"ping"}]', None, -32600),
)


async def test_a_line_that_is_no_message_is_answered_and_the_next_is_heard() -> None:
    async with by_hand("--jobs", "1") as client:
        assert client.process.stdin is not None
        for line, number, code in NO_MESSAGES:
            client.process.stdin.write(b"\n" + line + b"\n")
            said = await client.hear(lambda message: "error" in message)
            assert (said["id"], said["error"]["code"]) == (number, code)
        assert (await client.call("runs", most=1))["more_runs"] >= 0


LATER = [pytest.param(number, marks=pytest.mark.long) for number in (signal.SIGINT, signal.SIGKILL)]


@pytest.mark.parametrize("how", [None, signal.SIGTERM, *LATER])
async def test_no_lean_is_left_when_the_server_ends_in_the_middle_of_a_check(how: signal.Signals | None) -> None:
    async with by_hand("--jobs", "1") as client:
        _, leans = await at_work(client)
        if how is None:
            assert client.process.stdin is not None
            client.process.stdin.close()
        else:
            client.process.send_signal(how)
        code = await asyncio.wait_for(client.process.wait(), PATIENCE)
    assert code == (0 if how is None else -9 if how is signal.SIGKILL else 130)
    for pid in leans:
        wait_until_gone(pid)
