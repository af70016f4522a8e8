"""Who hears of a project's run as it goes; nothing is tried here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from architect.run.asked import SILENT, Listener
from prover.words.budget import Budget


@dataclass(frozen=True)
class ProjectListener:
    """``begun`` hears of the theorems of each module and of the budget, ``turns`` which modules have one now.

    ``of`` is who hears of the run at one module, ``settled`` in words what came of its turn, ``tell`` one line for each
    step at them all.
    """

    tell: Callable[[str], None] = lambda _: None
    begun: Callable[[Mapping[str, Sequence[str]], Budget], None] = lambda _, __: None
    turns: Callable[[Sequence[str]], None] = lambda _: None
    of: Callable[[str], Listener] = lambda _: SILENT
    settled: Callable[[str, str], None] = lambda _, __: None


NOBODY = ProjectListener()
