"""What a turn costs beside the model and Lean, and how near a crowd of obligations comes to what its server allows.

    python -m benchmarks.measure.model

The server is a process of its own on this machine, with latencies drawn once from 50 to 500 ms.
"""

import asyncio
import itertools
import json
import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prover.agent.loop import Loop
from prover.agent.tools.bench import Bench
from prover.agent.tools.explore import GiveUpProving, LeanCheck
from prover.agent.tools.tool import Tool, Toolbox
from prover.lean.live.pool import Pool
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, Card, Model, Reply, Request, ToolCall
from prover.llm.openai_client import Endpoint, OpenAIModel
from prover.llm.scripted import Scripted
from prover.methods.by_model import ByModel
from prover.methods.ladder import Task, climb
from prover.text.place import obligation_of
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.judge import Judge
from prover.words.outcome import Disproved, Proved
from prover.words.templates import Prompts

TURNS = 200
CROWD = 200
CALLS = 4  # of each obligation, the last of which gives up
CONCURRENCY = 16
SEED = 7


class Unjudged(Judge[None]):
    """Nothing is submitted here."""

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        raise AssertionError(fills)

    disproof = proof

    def kept(self, said: Proved | Disproved, judged: None) -> str | None:
        raise AssertionError(said, judged)


def call(name: str, **arguments: str) -> Assistant:
    return Assistant("", (ToolCall("c", name, json.dumps(arguments)),))


async def overhead() -> list[float]:
    """Milliseconds of each turn that are neither Lean's nor the model's."""
    problem = parse_problem("theorem t (a b : Nat) : a + b = b + a := by sorry", Path("P.lean"))
    [target] = problem.targets()
    async with Pool(embedded_toolchain()) as pool:
        bench = Bench(pool, obligation_of(problem, target, {}), Unjudged())
        await bench.explore("example : True := trivial")
        prompts = Prompts()
        tools: list[Tool] = [LeanCheck(bench), GiveUpProving()]
        ticks: list[tuple[float, float]] = []

        def answer(_: Request) -> Assistant:
            ticks.append((time.perf_counter(), bench.lean_seconds))
            return call("lean_check", text=f"example : {len(ticks)} + 0 = {len(ticks)} := rfl")

        model = Scripted([answer] * TURNS + [call("give_up", reason="done")], Card("scripted", window=10**7))
        paid = PaidModel(model, Budget(Limits()))
        await Loop(paid, prompts, bench, Toolbox(tools, prompts), "prove it").run()
    turns = itertools.pairwise(ticks)
    return [1e3 * (ended - began - (lean_then - lean)) for (began, lean), (ended, lean_then) in turns]


async def crowd(model: Model) -> float:
    """Seconds that a crowd of obligations takes, all begun at once."""
    problem = parse_problem("theorem t (a b : Nat) : a + b = b + a := by sorry", Path("P.lean"))
    [target] = problem.targets()
    async with Pool(embedded_toolchain()) as pool:
        methods = [ByModel(model, Prompts(), None, turns=10)]

        async def one() -> None:
            obligation = obligation_of(problem, target, {})
            await climb(methods, Task(pool, obligation, Unjudged(), Budget(Limits())))

        await one()
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for _ in range(CROWD):
                group.create_task(one())
        return time.perf_counter() - began


class Waiting:
    """A model that has not answered yet; what is measured while a crowd waits for it is what a waiter takes."""

    card = Card("waiting")

    def __init__(self) -> None:
        self.asked = 0
        self.all_wait = asyncio.Event()

    async def reply(self, _: Request) -> Reply:
        self.asked += 1
        if self.asked == CROWD:
            self.all_wait.set()
        await asyncio.Event().wait()
        raise AssertionError


async def memory() -> float:
    """Bytes of Python's that each waiting obligation holds."""
    problem = parse_problem("theorem t (a b : Nat) : a + b = b + a := by sorry", Path("P.lean"))
    [target] = problem.targets()
    model = Waiting()
    async with Pool(embedded_toolchain()) as pool:
        methods = [ByModel(model, Prompts(), None, turns=10)]
        async with pool.session() as lean:
            await lean.check("example : True := trivial")
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(
                    climb(methods, Task(pool, obligation_of(problem, target, {}), Unjudged(), Budget(Limits())))
                )
                for _ in range(CROWD)
            ]
            await model.all_wait.wait()
            after, _ = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            for task in tasks:
                task.cancel()
    return (after - before) / CROWD


async def serve() -> None:
    """The server: answers every request after its latency; prints its port, and at its end what it slept in all."""
    latencies = random.Random(SEED)  # noqa: S311

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                length = int(head.split("content-length: ")[1].split("\r\n")[0])
                asked = (await reader.readexactly(length)).count(b'"role":"tool"')
                await asyncio.sleep(latencies.uniform(0.05, 0.5))
                name, arguments = ("search", {"query": "add"}) if asked < CALLS - 1 else ("give_up", {"reason": "done"})
                function = {"name": name, "arguments": json.dumps(arguments)}
                delta = {"tool_calls": [{"index": 0, "id": "c", "type": "function", "function": function}]}
                chunks = [
                    {"choices": [{"index": 0, "delta": delta, "finish_reason": "tool_calls"}]},
                    {"choices": [], "usage": {"prompt_tokens": 1_000, "completion_tokens": 20}},
                ]
                body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: %d\r\n\r\n%s"
                    % (len(body), body.encode())
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


@contextmanager
def server() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.measure.model", "serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = process.stdout.readline().strip()
        try:
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()


async def main() -> None:
    turns = await overhead()
    turn = statistics.median(turns)
    with server() as url:
        async with OpenAIModel(Card("m"), Endpoint(url, "k", concurrency=CONCURRENCY)) as model:
            took = await crowd(model)
    allowed = CROWD * CALLS * 0.275 / CONCURRENCY
    print("| measure | value |\n| --- | --- |")
    print(f"| a turn beside the model and Lean, median / worst of {TURNS} | {turn:.1f} / {max(turns):.1f} ms |")
    print(f"| {CROWD} obligations at once : what latency and {CONCURRENCY} at a time allow | {took / allowed:.2f} |")
    print(f"| memory of an obligation that waits for the model | {await memory() / 1e3:.0f} kB |")


if __name__ == "__main__":
    asyncio.run(serve() if sys.argv[1:] == ["serve"] else main())
