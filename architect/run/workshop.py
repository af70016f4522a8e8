"""All that the theorems of a run share: Lean, methods, seats, the record, and what has been filled in so far."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from architect.campaign.seats import Seats
from architect.run.asked import Assignment, Equipment, Listener
from architect.run.record import History
from architect.run.result import Planned
from prover.lean.live.pool import Pool
from prover.lean.search.premises import Index
from prover.methods.chosen import REFUTATION, SMALL_CASES, LookUp, made_for, rungs_of
from prover.methods.closer import FileNames
from prover.methods.imported import imported_by
from prover.methods.ladder import Ladder
from prover.methods.negation import of_negations
from prover.methods.recalling import Recall
from prover.methods.scripts import load_portfolio
from prover.text.declarations import Declaration, Hole
from prover.text.place import Place
from prover.theory.lemma import Shelf
from prover.words.errors import LeanFailed
from prover.words.obligation import NOTHING_IMPORTED, ProjectNames

TACTICS = {"embedded": "embedded", "project": "mathlib"}  # toolchain → file in prover/tactics
AT_ONCE_WITH_A_MODEL = 16  # nodes


class Workshop:
    """What theorems are proved with. ``done`` is what has been filled in, ``planned`` what was planned, by theorem.

    Of the methods, the ``cheap`` ones come before planning and end in a moment, the ``dear`` ones take what they are
    given; the ``others`` are those of them that do not go on with a cheap one. ``for_nodes`` are those of a blueprint's
    lemmas: as long as no model is asked other lemmas help more than a search; ``for_negations`` are those of the
    negations of what is left. On the ``shelf`` are the lemmas that exploration has proved, for whoever plans. In the
    ``handbook`` are behaviours that models are told of.
    """

    def __init__(
        self,
        asked: Assignment,
        equipment: Equipment,
        history: History,
        listener: Listener,
        index: Index | None,
    ) -> None:
        self.asked, self.equipment = asked, equipment
        self.history, self.listener, self.index = history, listener, index
        self.pool: Pool = equipment.pool
        self.done: dict[Hole, str] = {}
        self.planned: dict[str, Planned] = {}
        models = equipment.models
        # Without a model nodes keep the processor busy, with one they mostly wait for it.
        self.seats = Seats(self.pool.limits.size)
        self.seats_with_model = Seats(max(self.pool.limits.size, AT_ONCE_WITH_A_MODEL))
        self.shelf: Shelf = {}
        self._imported: dict[str, ProjectNames] = {}  # by theorem
        portfolio = load_portfolio(TACTICS[self.pool.toolchain.name])
        self.close = lambda known: portfolio.closer.script(FileNames(known=tuple(known)))
        tokens = equipment.settings.handbook.tokens
        self.handbook = Recall(equipment.behaviours, tokens, equipment.prompts)
        look_up = LookUp(index, self.handbook)
        made = made_for(equipment.settings.prover, portfolio, look_up, models, equipment.prompts, self.shelf)
        cheap, dear = (rungs_of(made, before_planning=before) for before in (True, False))
        self.cheap: Ladder = cheap
        self.cheap_seconds = sum(rung.seconds or 0.0 for rung in cheap)
        self.dear: Ladder = dear
        # Where the cheap ones came to their end, there is nothing to go on with.
        ended = [method for rung in cheap for method in rung.methods]
        going_on = [replace(rung, methods=tuple(m for m in rung.methods if m not in ended)) for rung in dear]
        self.others: Ladder = [rung for rung in going_on if rung.methods]
        # They stand beside all of them.
        lemmas = {name: made[name] for name in made if name not in (SMALL_CASES, REFUTATION)}
        alone = [rung for before in (True, False) for rung in rungs_of(lemmas, before_planning=before)]
        self.for_nodes: Ladder = alone[:1]
        self.for_nodes_with_model: Ladder = alone
        self.for_negations = of_negations([*made.values()]) if equipment.settings.prover.negation else []

    @property
    def plans(self) -> bool:
        """Whether a blueprint is drawn for what is not proved as it is."""
        return self.equipment.settings.planner.rounds > 0

    async def place_of(self, target: Declaration, within: float) -> Place:
        """A theorem in the file with all that has been filled in so far, and what it imports from its project.

        That is asked for once, for at most so many seconds.
        """
        place = Place(self.asked.problem, target, dict(self.done))
        if target.name not in self._imported:
            # Whoever needs Lean next says what is the matter with it.
            with suppress(TimeoutError, LeanFailed):
                async with asyncio.timeout(within if within != float("inf") else None):
                    self._imported[target.name] = await imported_by(self.pool, place.bare)
        return replace(place, imported=self._imported.get(target.name, NOTHING_IMPORTED))

    async def take(self, fills: Mapping[Hole, str]) -> None:
        """Put what was proved into the file, which is kept at once."""
        self.done.update(fills)
        if fills:
            await asyncio.to_thread(self.listener.keep, self.asked.problem.splice(self.done))
