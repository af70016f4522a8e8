"""The text of a behaviour as a person reads and writes it: lines of `key: value`, an empty line, what to do; no files.

when: the goal is `k ∣ f (m * n)`, and f is given by recursion
from: fib_dvd, run 20261127-193844-fib
by: some-model

Induction on n. Rewrite f at the sum by its addition lemma: each summand is divisible.
"""

import re

from prover.words.behaviour import Behaviour
from prover.words.errors import BadInput
from prover.words.shown import in_one_line, shown

NAME = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9])*")
LONGEST_NAME = 64  # characters, as all of these
LONGEST_LINE = 300  # of what is behind a key
LONGEST_DO = 1_500
KEYS = {"when": "when", "from": "source", "by": "by"}  # in the file → in `Behaviour`
LINE = re.compile(r"(\w+)\s*:\s*(.*)")
EMPTY = "when: \n\n"  # what there is to begin with


def as_text(behaviour: Behaviour) -> str:
    """The text of a behaviour, without its name, which is that of the file."""
    values = ((key, getattr(behaviour, field)) for key, field in KEYS.items())
    front = "".join(f"{key}: {value}\n" for key, value in values if value)
    return f"{front}\n{behaviour.do}\n"


def read_form(name: str, text: str) -> Behaviour:
    """The behaviour that a text says, with what cannot be seen in it written out.

    Raises `BadInput` with what is wrong, and in which line.
    """
    check_name(name)
    lines = shown(text.removeprefix("\ufeff").replace("\r\n", "\n")).split("\n")
    found: dict[str, str] = {}
    number = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            break
        match = LINE.fullmatch(line.strip())
        if match is None or match[1] not in KEYS:
            raise BadInput(f"line {number}: not one of {', '.join(f'`{key}: …`' for key in KEYS)}, nor empty")
        if KEYS[match[1]] in found:
            raise BadInput(f"line {number}: a second `{match[1]}:`")
        found[KEYS[match[1]]] = in_one_line(match[2].strip())
    return checked(Behaviour(name, found.get("when", ""), "\n".join(lines[number:]).strip(), *_origin(found)))


def _origin(found: dict[str, str]) -> tuple[str, str]:
    return found.get("source", ""), found.get("by", "")


def check_name(name: str) -> None:
    """Raise `BadInput` for what is no name: it is that of a file."""
    if len(name) > LONGEST_NAME or NAME.fullmatch(name) is None:
        raise BadInput(f"{name[:LONGEST_NAME]}: no name of a behaviour: letters, digits and single `-` between them")


def checked(behaviour: Behaviour) -> Behaviour:
    """The behaviour, which says enough and not too much. Raises `BadInput`."""
    check_name(behaviour.name)
    if not behaviour.when:
        raise BadInput("no line `when: …`, which says where it applies")
    if not behaviour.do:
        raise BadInput("nothing behind the first empty line, where it says what to do")
    for key, field in KEYS.items():
        if len(getattr(behaviour, field)) > LONGEST_LINE:
            raise BadInput(f"`{key}:` has over {LONGEST_LINE} characters")
    if len(behaviour.do) > LONGEST_DO:
        raise BadInput(f"what to do has over {LONGEST_DO} characters")
    return behaviour


def as_name(words: str) -> str:
    """The name that is nearest to some words; empty where they have no letter."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:LONGEST_NAME].strip("-")
