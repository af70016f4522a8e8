"""The tools that read files: `sorries`, `blueprint_check`, `blueprint_show`, `verify`. They write none."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from architect.api.given import file_in
from architect.api.live import GoalsAt
from architect.api.recorded import load_run
from architect.api.sharing import turn
from architect.api.verifying import verify
from architect.blueprint.graph import Blueprint
from architect.formats.file import PROBLEM, read_blueprint
from architect.formats.relative import relative_to
from architect.mcp.answers import (
    LONGEST_TEXT,
    MOST_FAULTS,
    MOST_SORRIES,
    BlueprintFaults,
    BlueprintShown,
    CertifiedTheorem,
    SorriesAnswer,
    SorryHere,
    VerifyAnswer,
    first,
    short,
)
from architect.mcp.leans import ServerLeans
from architect.mcp.root import OptionalText, Root, SourceText
from architect.mcp.runs import chosen_run
from architect.project.holes import OpenHole, holes_of, in_a_line
from architect.project.listed import listed
from architect.project.sources import LeanFile, project_sources
from architect.run.checked import faults_to_lean, place_of
from architect.run.verify import Judged, Verification
from architect.views.blueprint import AS_TEXT
from architect.views.part import around, named
from architect.views.progress import Standings, progress_of
from prover.gate.certificate import Certificate
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.text.completing import completed
from prover.words.errors import BadInput
from prover.words.files import files_noted
from prover.words.scratch import scratch_folder
from prover.words.settings import Settings
from prover.words.shown import clip

ShownAs = Literal["tree", "table", "mermaid", "json"]
GIVEN = "blueprint"
GRAPH_ALONE = "its graph alone: say with problem_path or problem_text what it is to prove, and Lean is asked too"


class FileTools:
    """Each method is a tool; its arguments and what it answers are the tool's."""

    def __init__(self, root: Root, leans: ServerLeans, settings: Settings) -> None:
        self._root, self._leans, self._settings = root, leans, settings

    async def sorries(self, path: OptionalText = "", text: OptionalText = "") -> SorriesAnswer:
        if not text and (folder := self._root.path(path or ".")).is_dir():
            return await self._of_project(folder)
        source = self._root.given(text, path)
        holes = await asyncio.to_thread(lambda: holes_of(LeanFile("", file_in(source.for_api))))
        async with self._leans.of(source) as lean:
            found = await lean.check(source.text, goals=True)
        goals = {each.place: each for each in found.goals}
        notes = [found.died] if found.died else []
        name = self._root.shown(source.path) if source.path else ""
        kept, more = first(holes, MOST_SORRIES)
        shown = [_hole(hole, name, goals.get(hole.place)) for hole in kept]
        return SorriesAnswer(sorries=shown, more_sorries=more, files=1, notes=notes)

    async def _of_project(self, folder: Path) -> SorriesAnswer:
        sources = await asyncio.to_thread(project_sources, folder, self._settings.time.start)
        files = [source for source in sources.files.values() if self._root.has(source.path)]
        asked = [source for source in files if holes_of(source)]
        holes: list[OpenHole] = []
        outside = len(sources.files) - len(files)
        notes = [f"{outside} of its files are left out: they lie outside --root"] if outside else []
        if asked:
            async with turn():
                holes, silent = await listed(sources.folder, asked, self._settings)
            notes += silent
        kept, more = first(holes, MOST_SORRIES)
        return SorriesAnswer(
            sorries=[_hole(hole, self._root.shown(hole.source.path)) for hole in kept],
            more_sorries=more,
            files=len(files),
            notes=[*sources.notes, *sources.unread, *notes],
        )

    async def blueprint_check(
        self,
        path: OptionalText = "",
        text: OptionalText = "",
        problem_path: OptionalText = "",
        problem_text: OptionalText = "",
    ) -> BlueprintFaults:
        problem = self._problem(path, problem_path, problem_text)
        warnings: list[str] = []
        drawn, is_lean = await self._drawn(path, text, warnings.append, to_prove=problem is not None)
        if problem is None:
            return _faults(drawn, GRAPH_ALONE, [*drawn.faults_of_shape()], warnings)
        place = await asyncio.to_thread(lambda: place_of(completed(file_in(problem.for_api)), drawn))
        blueprint = relative_to(drawn, place.target.namespace) if is_lean else drawn
        project = await asyncio.to_thread(self._leans.project_of, problem)
        toolchain = await asyncio.to_thread(
            chosen_toolchain, project, self._settings, problem.path if project else None
        )
        async with turn():
            said, faults = await faults_to_lean(toolchain, place, blueprint, self._settings, path or GIVEN)
        return _faults(blueprint, "its graph, and Lean", faults, [*said, *warnings])

    async def blueprint_show(
        self,
        path: OptionalText = "",
        text: OptionalText = "",
        run: OptionalText = "",
        theorem: OptionalText = "",
        focus: OptionalText = "",
        form: ShownAs = "tree",
    ) -> BlueprintShown:
        if not run:
            if theorem:
                raise BadInput("theorem: it is for a run: say which with `run`")
            notes: list[str] = []
            blueprint, _ = await self._drawn(path, text, notes.append)
            return _shown(blueprint, progress_of(blueprint, {}), focus, form, notes)
        if path or text:
            raise BadInput("give one of path, text or run, and no more")
        drawings = (await load_run(chosen_run(run))).blueprints
        wanted = [name for name in drawings if theorem in ("", name)]
        if not wanted:
            raise BadInput(f"{run}: no blueprint was drawn{f' for {theorem}' if theorem else ''}: {_named(drawings)}")
        found = drawings[wanted[-1]]
        notes = [found.remark]
        notes += [f"of {found.theorem}; others: {', '.join(wanted[:-1])}"] if wanted[:-1] else []
        return _shown(found.blueprint, progress_of(found.blueprint, found.states), focus, form, notes)

    async def verify(
        self,
        text: OptionalText = "",
        path: OptionalText = "",
        against_text: OptionalText = "",
        against_path: OptionalText = "",
        theorem: OptionalText = "",
        strict: bool = False,
    ) -> VerifyAnswer:
        result = self._root.given(text, path)
        original = self._root.given(against_text, against_path, "against_text or against_path")
        project = await asyncio.to_thread(self._leans.project_of, original)
        found = await verify(
            result.for_api,
            original.for_api,
            theorem=theorem or None,
            strict=strict,
            project=project,
            settings=self._settings,
        )
        return _verified(found)

    def _problem(self, beside: str, path: str, text: str) -> SourceText | None:
        """What a blueprint is to prove: a text, a file, or the one beside it; None where there is none of these."""
        if path or text:
            return self._root.given(text, path, "problem_text or problem_path")
        if not beside:
            return None
        found = self._root.path(beside).with_name(PROBLEM)
        return self._root.given("", str(found)) if found.exists() else None

    async def _drawn(
        self,
        path: str,
        text: str,
        warn: Callable[[str], None],
        to_prove: bool = False,
    ) -> tuple[Blueprint, bool]:
        """The blueprint in a file or a text, and whether it is in Lean. Raises `BadInput`, also for files elsewhere."""
        given = self._root.given(text, path)
        suffix = given.path.suffix if given.path is not None else _form_of(given.text)

        def read() -> Blueprint:
            if given.path is not None:
                return _read_within(self._root, given.path, warn, to_prove)
            with scratch_folder("mcp") as folder:
                file = Path(folder) / f"{GIVEN}{suffix}"
                file.write_text(given.text, encoding="utf-8")

                def as_given(line: str) -> str:
                    return line.replace(f"{folder}/", "").replace(str(folder), "what was given")

                try:
                    return _read_within(Root(Path(folder)), file, lambda line: warn(as_given(line)), to_prove)
                except BadInput as error:
                    raise BadInput(as_given(str(error))) from error

        return await asyncio.to_thread(read), suffix == ".lean"


def _form_of(text: str) -> str:
    """How the name of a file with this blueprint would end."""
    if text.lstrip().startswith("{"):
        return ".json"
    return ".tex" if "\\begin{" in text else ".lean"


def _read_within(root: Root, path: Path, warn: Callable[[str], None], to_prove: bool) -> Blueprint:
    """The blueprint of a file. Raises `BadInput` where the document draws on a file outside the root."""
    with files_noted() as noted:
        try:
            return read_blueprint(path, warn, to_prove)
        finally:  # before anything is said of what such a file has in it
            for other in noted:
                root.path(str(other))


def _hole(hole: OpenHole, file: str, found: GoalsAt | None = None) -> SorryHere:
    goal = in_a_line(found.goals[0]) if found and found.goals else hole.goal
    place = hole.place
    shown = None if goal is None else short(goal)
    return SorryHere(file=file, line=place.line, column=place.column, theorem=hole.name, goal=shown)


def _faults(blueprint: Blueprint, checked: str, faults: Sequence[str], warnings: Sequence[str]) -> BlueprintFaults:
    kept, more = first(faults, MOST_FAULTS)
    warned, more_warnings = first(warnings, MOST_FAULTS)
    return BlueprintFaults(
        sound=not faults,
        nodes=len(blueprint.nodes),
        checked=checked,
        faults=[short(fault) for fault in kept],
        more_faults=more,
        warnings=[short(warning) for warning in warned],
        more_warnings=more_warnings,
    )


def _shown(blueprint: Blueprint, progress: Standings, focus: str, form: ShownAs, notes: list[str]) -> BlueprintShown:
    part = around(blueprint, named(blueprint, focus).name) if focus else blueprint
    kept, more = first(notes, MOST_FAULTS)
    kept += [f"{more} more"] if more else []
    return BlueprintShown(
        form=form, nodes=len(part.nodes), text=clip(AS_TEXT[form](part, progress), LONGEST_TEXT), notes=kept
    )


def _named(drawings: Iterable[str]) -> str:
    names = ", ".join(drawings)
    return f"those that have one are {names}" if names else "no theorem of it has one"


def _verified(found: Verification) -> VerifyAnswer:
    return VerifyAnswer(
        status=found.status,
        reason=found.reason,
        theorems=[_judged(each) for each in found.judged],
        warnings=[short(f"{each.at}: {each.reason}") for each in found.warnings],
    )


def _judged(judged: Judged) -> CertifiedTheorem:
    found, told = judged.found, CertifiedTheorem(theorem=judged.theorem, status=judged.status)
    if isinstance(found, Certificate):
        return told.model_copy(update={"certificate": found.line()})
    return told.model_copy(update={"reason": short(f"{found.step}: {found.reason}")})
