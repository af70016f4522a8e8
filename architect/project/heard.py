"""Who hears of a project's run as it goes; nothing is tried here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from architect.run.asked import SILENT, Listener
from prover.words.budget import Budget


@dataclass(frozen=True)
class ProjectListener:
    """``begun`` hears of the theorems of each module and of the budget, ``turns`` which modules have one now.

    ``at_work`` hears that one is worked on, ``settled`` that this or its turn is over, and in words what came of it, if
    anything did. ``of`` is who hears of the run at one module, ``tell`` one line for each step at them all.
    """

    tell: Callable[[str], None] = lambda _: None
    begun: Callable[[Mapping[str, Sequence[str]], Budget], None] = lambda _, __: None
    turns: Callable[[Sequence[str]], None] = lambda _: None
    at_work: Callable[[str], None] = lambda _: None
    of: Callable[[str], Listener] = lambda _: SILENT
    settled: Callable[[str, str], None] = lambda _, __: None


NOBODY = ProjectListener()
