"""Runs `architect` with the words of the command line, and prints which of our functions led to the kernel's door.

A coroutine remembers where it was made, and a task here which one made it, so that the path goes on through the tasks
of the loop. What only runs the loop is on no path.
"""

import asyncio
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from types import FrameType
from typing import Any

from architect.cli import main
from prover.lean import checker

ROOT = Path(__file__).parents[1]
Call = tuple[str, str]  # file, function
DEEP_ENOUGH = 200  # frames
MADE_BY: "dict[asyncio.Task[Any], asyncio.Task[Any]]" = {}


def at_the_door(frame: FrameType, event: str, _: Any) -> None:
    if event == "call" and frame.f_code is checker.judge.__code__:
        sys.setprofile(None)
        task = asyncio.current_task()
        assert task is not None
        print(*path([*in_the_task(frame), *made_in(task)]), sep="\n")


def made_in(task: "asyncio.Task[Any]") -> Iterator[Call]:
    """Where a task was made, and where the one that made it was."""
    made_at = [(file, name) for file, _, name in getattr(task.get_coro(), "cr_origin", None) or ()]
    in_the_loop = [*takewhile(lambda call: "asyncio" not in call[0], made_at)]
    yield from in_the_loop
    if in_the_loop != made_at:
        yield from made_in(MADE_BY[task])


def remembered(loop: asyncio.AbstractEventLoop, coroutine: Any, **options: Any) -> "asyncio.Task[Any]":
    """A task, of which is known which one made it."""
    task: asyncio.Task[Any] = asyncio.Task(coroutine, loop=loop, **options)
    if (maker := asyncio.current_task(loop)) is not None:
        MADE_BY[task] = maker
    return task


class Remembering(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        loop = super().new_event_loop()
        loop.set_task_factory(remembered)
        return loop


def in_the_task(frame: FrameType | None) -> Iterator[Call]:
    """What awaits what, from the door up to the loop."""
    while frame is not None and "asyncio" not in frame.f_code.co_filename:
        yield frame.f_code.co_filename, frame.f_code.co_name
        frame = frame.f_back


def path(calls: list[Call]) -> list[str]:
    """Our functions from `main` down, each once; of two stacks with the loop between them, both."""
    found: list[str] = []
    runs_the_loop = False
    for file, function in calls:
        if "asyncio" in file:
            runs_the_loop = True
        elif Path(file).is_relative_to(ROOT) and not file.startswith(str(ROOT / "tests")):
            name = f"{Path(file).relative_to(ROOT).with_suffix('').as_posix().replace('/', '.')}.{function}"
            if not runs_the_loop and name not in found:
                found.append(name)
            runs_the_loop = False
    return found[::-1]


if __name__ == "__main__":
    sys.set_coroutine_origin_tracking_depth(DEEP_ENOUGH)
    asyncio.set_event_loop_policy(Remembering())
    sys.setprofile(at_the_door)
    sys.exit(main())
