"""What a run is asked, what it works with, and who hears of it as it goes; nothing is tried here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from architect.blueprint.graph import Blueprint
from architect.blueprint.proofs import proofs_folder
from architect.campaign.campaign import Campaign
from architect.run.conversations import Conversations
from architect.run.result import Result
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.roles import Models
from prover.methods.at_work import AtWork
from prover.text.declarations import Declaration
from prover.text.problem import Problem
from prover.words.budget import Budget, Spent
from prover.words.settings import Settings
from prover.words.templates import Prompts


@dataclass(frozen=True)
class Assignment:
    """The theorems ``targets`` of ``problem``, in the order in which they stand there.

    ``hint`` is the user's own idea of a proof, ``blueprint`` one that the user drew, ``spent`` what was spent of the
    same limits before the work began. Where the work is a part of a larger one, ``share`` gives its part of that
    budget once Lean has read the file, which took it so many seconds. Where it is ``quick``, only the cheap methods are
    tried.
    """

    problem: Problem
    targets: tuple[Declaration, ...]
    hint: str = ""
    blueprint: Blueprint | None = None
    spent: Spent = field(default_factory=Spent)
    share: Callable[[float], Budget] | None = None
    quick: bool = False


@dataclass(frozen=True)
class Equipment:
    """What a run works with: live Leans, settings, and the models that there are with the prompts that they get.

    The ``pool`` may be a share of one: it is open for as long as the run, and whoever opened it ends it. ``proofs`` is
    where proofs of nodes are kept, ``conversations`` where what is said with the models is written down.
    """

    pool: Pool
    settings: Settings
    models: Models = field(default_factory=Models)
    prompts: Prompts = field(default_factory=Prompts)
    proofs: Path = field(default_factory=proofs_folder)
    conversations: Conversations = field(default_factory=Conversations)

    @property
    def toolchain(self) -> Toolchain:
        """The Lean that it is all about."""
        return self.pool.toolchain


@dataclass(frozen=True)
class Listener:
    """Who hears of a run.

    ``tell`` hears one line for each step, ``begun`` of the theorems and the budget, ``at_work`` which methods are at a
    theorem, ``state`` of each campaign, both whenever something has changed, ``settled`` what came of each turn of a
    theorem. ``keep`` has the file with its proofs whenever there is one more, in a thread, for it may write to a disk.
    ``note`` hears a line that is to stay, while others are at work.
    """

    tell: Callable[[str], None] = lambda _: None
    begun: Callable[[Sequence[str], Budget], None] = lambda _, __: None
    at_work: Callable[[str, AtWork], None] = lambda _, __: None
    state: Callable[[Campaign], None] = lambda _: None
    settled: Callable[[Result], None] = lambda _: None
    keep: Callable[[str], None] = lambda _: None
    note: Callable[[str], None] = lambda _: None


SILENT = Listener()
