"""Behaviours drawn from what came of a run by a model: it is asked once, and once more where the answer has no form.

What it writes is a stranger's: bounded, cleaned, and only words.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pydantic import Field, ValidationError

from architect.handbook.form import LONGEST_LINE, as_name, checked
from prover.agent.tools.tool import Arguments, schema_of
from prover.agent.well_formed import Malformed, OneCall, well_formed
from prover.llm.asking import PaidModel
from prover.llm.model import ToolCall, ToolSpec, User
from prover.llm.written import arguments_in
from prover.words.behaviour import Behaviour
from prover.words.errors import BadInput, faults_in
from prover.words.shown import clip, in_one_line, shown, without_key
from prover.words.templates import Prompts

TOOL = "note_behaviours"
TRIES = 2
MOST_DRAWN = 4  # of one run; a model that notes more has not chosen
MOST_KNOWN = 1_000  # characters of the names of those that are known


class _Note(Arguments):
    name: str
    when: str
    do: str


class NoteBehaviours(Arguments):
    behaviours: list[_Note] = Field(max_length=MOST_DRAWN)


async def drawn(
    model: PaidModel, prompts: Prompts, evidence: str, known: Sequence[str], source: str, keys: Sequence[str] = ()
) -> tuple[Behaviour, ...] | Malformed:
    """What a model draws from the ``evidence``, besides the behaviours that are ``known``; or what was wrong with it.

    ``source`` is where that is from, and none of the ``keys`` is in what is drawn. Raises as `PaidModel.ask`.
    """
    names = clip(", ".join(known) or "none", MOST_KNOWN)
    asked = OneCall(User(prompts.render("learn", evidence=evidence, known=names)))
    tool = ToolSpec(TOOL, prompts.render(f"tool_{TOOL}").strip(), schema_of(NoteBehaviours))
    whence = Behaviour("", "", "", in_one_line(source)[:LONGEST_LINE], in_one_line(model.name)[:LONGEST_LINE])

    async def read(call: ToolCall | None) -> tuple[Behaviour, ...] | Malformed:
        return _read(call, whence, keys)

    return await well_formed(partial(asked.ask, model, (tool,)), read, TRIES)


def _read(call: ToolCall | None, whence: Behaviour, keys: Sequence[str]) -> tuple[Behaviour, ...] | Malformed:
    """The behaviours of a call, from ``whence`` they are."""
    if call is None:
        return Malformed((f"Call `{TOOL}`, with an empty list where nothing is worth it.",))
    try:
        found = NoteBehaviours.model_validate(arguments_in(call.arguments)).behaviours
        return tuple(checked(_cleaned(note, whence, keys)) for note in found)
    except ValidationError as error:
        return Malformed(tuple(faults_in(error)))
    except BadInput as error:
        return Malformed((str(error),))
    except ValueError as error:
        return Malformed((f"the arguments are no JSON object: {error}",))


def _cleaned(note: _Note, whence: Behaviour, keys: Sequence[str]) -> Behaviour:
    name, when, do = note.name, note.when, note.do
    for key in keys:
        name, when, do = (without_key(text, key) for text in (name, when, do))
    when = in_one_line(" ".join(when.split()))
    do = shown(do.replace("\r\n", "\n")).strip()
    return replace(whence, name=as_name(name), when=when, do=do)
