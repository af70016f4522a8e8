"""How much of what a model reads in one attempt begins as its request before did: what a server need not read again.

    python -m benchmarks.measure.prefix

The loop is the real one, with a played model and no Lean; a turn is some 3 kB, and the window is filled several times.
"""

import asyncio
import itertools
import json
import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.measure.model import Unjudged
from prover.agent.loop import Loop
from prover.agent.tools.bench import Bench
from prover.agent.tools.explore import GiveUpProving, Text
from prover.agent.tools.tool import Tool, Toolbox
from prover.lean.live.pool import Pool
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, Card, Reply, Request, ToolCall
from prover.llm.scripted import Scripted
from prover.text.place import obligation_of
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits, Spent
from prover.words.templates import Prompts

TURNS = 150
SEED = 7


@dataclass(frozen=True)
class Repeated:
    """One request: its ``size``, and how much of it the request before began with, in characters."""

    size: int
    shared: int


class PlayedLooks:
    """A tool that says what it likes."""

    name = "lean_check"
    arguments = Text

    def __init__(self, drawn: random.Random) -> None:
        self._drawn = drawn

    async def run(self, _: Text) -> str:
        return "".join(self._drawn.choices("lean ", k=self._drawn.randrange(400, 2_400)))


def written(request: Request) -> list[str]:
    """The request as a server reads it: its tools, then what was said."""
    return [json.dumps([type(each).__name__, asdict(each)]) for each in (*request.tools, *request.messages)]


def length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


async def requests(turns: int = TURNS, window: int = 65_536) -> list[Repeated]:
    """What is asked in one attempt of so many turns and its wrap-up."""
    drawn = random.Random(SEED)  # noqa: S311
    heard: list[str] = []
    found: list[Repeated] = []

    def answer(request: Request) -> Assistant:
        texts = written(request)
        same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(texts, heard, strict=False))
        found.append(Repeated(length(texts), length(text for text, _ in same)))
        heard[:] = texts
        said = "".join(drawn.choices("think ", k=drawn.randrange(200, 1_200)))
        given = json.dumps({"text": "".join(drawn.choices("proof ", k=drawn.randrange(300, 1_800)))})
        return Assistant(said, (ToolCall(f"c{len(found)}", "lean_check", given),))

    problem = parse_problem("theorem t (a b : Nat) : a + b = b + a := by sorry", Path("P.lean"))
    [target] = problem.targets()
    bench = Bench(Pool(embedded_toolchain()), obligation_of(problem, target, {}), Unjudged())
    prompts = Prompts()
    tools: list[Tool] = [PlayedLooks(drawn), GiveUpProving()]
    model = PaidModel(
        CountingModel([answer] * (turns + 1), Card("scripted", window=window)), Budget(Limits(turns=turns))
    )
    await Loop(model, prompts, bench, Toolbox(tools, prompts), "prove it").run()
    return found


class CountingModel(Scripted):
    """It counts tokens as servers do: some three characters each."""

    async def reply(self, request: Request) -> Reply:
        reply = await super().reply(request)
        return replace(reply, spent=Spent(calls=1, tokens_in=length(written(request)) // 3, tokens_out=500))


def share(asked: list[Repeated]) -> float:
    """The part of it all that began as the request before did."""
    return sum(each.shared for each in asked) / sum(each.size for each in asked)


async def main() -> None:
    asked = await requests()
    later = asked[1:]
    cuts = [each for each in later if each.shared < each.size / 2]
    print("| measure | value |\n| --- | --- |")
    print(f"| of all that {len(later)} later turns read, a prefix of the turn before | {share(later):.1%} |")
    print(f"| turns where half of the request and more is read anew | {len(cuts)} |")
    print(f"| of the last question, which is the wrap-up | {share(later[-1:]):.1%} |")


if __name__ == "__main__":
    asyncio.run(main())
