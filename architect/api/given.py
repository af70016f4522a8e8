"""What a caller gives, in any of the forms that are allowed, made into what a run takes: a text, settings, limits."""

from pathlib import Path

from prover.text.completing import completed
from prover.text.problem import Problem, parse_problem, read_problem
from prover.words.budget import Limits
from prover.words.errors import BadInput
from prover.words.files import MOST_BYTES, check_name
from prover.words.settings import Resolved, Settings, resolve
from prover.words.shown import HALF_CHARACTER
from prover.words.verdict import position

TEXT = Path("text.lean")  # what a text is called that is in no file, in messages and among the runs
SUFFIX = ".lean"


def is_path(source: str | Path) -> bool:
    """Whether a file is meant, and not the text of one: a line that ends in `.lean` is no text in Lean."""
    if not isinstance(source, str | Path):
        raise TypeError(
            f"a source is the path of a file or its text, a `Path` or a `str`, and no {type(source).__name__}"
        )
    return isinstance(source, Path) or (source.endswith(SUFFIX) and "\n" not in source)


def problem_in(source: str | Path) -> Problem:
    """The file at a path, or a text as if it stood in a file of the working folder, with a `sorry` for each proof.

    Raises `BadInput` for a file as `read_problem` does, and for a text that no file could hold.
    """
    return completed(file_in(source))


def file_in(source: str | Path, name: Path = TEXT) -> Problem:
    """The same as it is given, where a text has this ``name``. Raises as `problem_in` does."""
    if is_path(source):
        return read_problem(Path(source))
    return problem_of(str(source), name)


def problem_of(text: str, name: Path = TEXT) -> Problem:
    """A text, whatever it looks like. Raises `BadInput` for one that no file could hold."""
    if not isinstance(text, str):
        raise TypeError(f"a text is a `str`, and no {type(text).__name__}")
    if half := HALF_CHARACTER.search(text):
        raise BadInput(f"{name}:{position(text, half.start())}: half a character (a surrogate): no file can hold it")
    if len(text.encode()) > MOST_BYTES:
        raise BadInput(f"{name}: larger than {MOST_BYTES >> 20} MiB")
    return parse_problem(text, name)


def path_of(named: str | Path | None) -> Path | None:
    """What a caller may name in either way. Raises `BadInput` for what no file can be called."""
    if named is None:
        return None
    path = Path(named)
    check_name(path)
    return path


def settings_in_force(
    settings: Settings | str | Path | None,
    model: str | None = None,
    limits: Limits | None = None,
    earlier: tuple[Settings, str] | None = None,
) -> Resolved:
    """The ``settings`` that are given, those of a file of them, or of `architect.toml` here and the environment.

    ``model`` and what was said of ``limits`` go before them. ``earlier`` are those of a run that is gone on with, as
    for `resolve`. Raises `BadInput` as `resolve` does, `TypeError` for what is none of these.
    """
    for name, given, kinds in (
        ("settings", settings, (Settings, str, Path)),
        ("model", model, (str,)),
        ("limits", limits, (Limits,)),
    ):
        if given is not None and not isinstance(given, kinds):
            wanted = " or a ".join(f"`{kind.__name__}`" for kind in kinds)
            raise TypeError(f"{name}: a {wanted} is wanted, and no {type(given).__name__}")
    found = Resolved(settings, {}) if isinstance(settings, Settings) else resolve(path_of(settings), {}, earlier)
    chosen, sources = found.settings, dict(found.sources)
    if model is not None:
        if not model.strip() or not model.isprintable():
            raise BadInput(f"model={model!r}: a name is needed, as the server has it")
        chosen = chosen.model_copy(update={"model": chosen.model.model_copy(update={"name": model})})
        sources["model.name"] = "the caller"
    if limits is not None:
        said = limits.model_dump(exclude_unset=True)
        chosen = chosen.model_copy(update={"limits": chosen.limits.model_copy(update=said)})
        sources |= {f"limits.{name}": "the caller" for name in said}
    return Resolved(chosen, sources)
