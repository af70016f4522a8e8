"""The judge that Lean itself runs agrees with our own process at the kernel, on pairs of files and on one.

Files that begin with `module` are compiled into parts: both judge on all of it, or refuse it. Those here have a
`prelude` too, and import nothing, so that no library of their kind is needed.
"""

import asyncio
import hashlib
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from prover.lean.checker import Denial, Judgement
from prover.lean.kernel.olean import Olean, Word, parts_of
from prover.lean.toolchains.toolchain import Toolchain
from tests.prover.lean.judging import compiled, judge_one

TEXT = """module
prelude
public section
inductive One : Prop | one
def held : Prop := One
theorem s : One := .one
theorem t : held := PROOF
"""
HONEST = TEXT.replace("PROOF", "One.one")
SERVER, PRIVATE = ".server", ".private"
THEOREM = 2  # the tag of its `ConstantInfo`


async def test_an_honest_proof_passes_with_all_that_the_file_adds_replayed(
    toolchain: Toolchain, by_judge: Toolchain, tmp_path: Path
) -> None:
    text = "def two : Nat := 2\ntheorem t : two = 2 := "
    official, result = await asyncio.gather(
        compiled(toolchain, tmp_path / "a", text + "sorry"), compiled(toolchain, tmp_path / "b", text + "rfl")
    )
    answer = await judge_one(by_judge, official, result)
    assert isinstance(answer, Judgement), answer
    assert (answer.constant, answer.axioms, answer.how) == ("t", frozenset(), "imported")
    assert answer.replayed == answer.made >= 2
    ours = await judge_one(toolchain, official, result)
    assert isinstance(ours, Judgement)
    assert (answer.type, answer.files) == (ours.type, {name: ours.files[name] for name in ("official", "result")})


# files in parts
def beside(made: Path, part: str) -> Path:
    return made.with_name(made.name + part)


@pytest.fixture(scope="module")
def official(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = TEXT.replace("PROOF", "s")
    return asyncio.run(compiled(toolchain, tmp_path_factory.mktemp("parts") / "official", text))


@pytest.fixture
async def honest(toolchain: Toolchain, tmp_path: Path) -> Path:
    return await compiled(toolchain, tmp_path / "made", HONEST)


async def test_the_proof_is_found_in_the_private_part(door: Toolchain, official: Path, honest: Path) -> None:
    found = await judge_one(door, official, honest)
    assert isinstance(found, Judgement), found
    assert (found.constant, found.made, found.axioms) == ("t", 7, frozenset())
    every_part = b"".join(map(Path.read_bytes, map(Path, parts_of(str(honest)))))
    assert found.files["result"] == hashlib.sha256(every_part).hexdigest()


def without(*parts: str) -> Callable[[Path], None]:
    def forge(made: Path) -> None:
        for part in parts:
            beside(made, part).unlink()

    return forge


def of_a_plain_file(made: Path) -> None:
    """The flag that a `module` header sets, in the last word, is 0."""
    private = beside(made, PRIVATE)
    private.write_bytes(private.read_bytes()[:-8] + bytes(8))


def restated(made: Path) -> None:
    """The private part says of one theorem what it says of the other; the other parts stay as they are."""
    data = made.read_bytes()
    file = Olean(str(made), commit=data[40:80])
    root, end = file.roots[-1]
    at = file.place(root, end)
    imports, names, constants, *more = file.fields(at, end, 5, scalars=1)
    infos, array = file.items(Word(constants), at)
    theorems = []  # number among the constants, and the places of its three objects
    for number, info in enumerate(infos):
        outer = file.place(info, array)
        if file.tag(outer) == THEOREM:
            value = file.place(Word(file.fields(outer, array, 1)[0]), outer)
            theorems.append((number, outer, value, file.place(Word(file.fields(value, outer, 3)[0]), value)))
    [(number, outer, value, common), (*_, other)] = theorems

    written: list[int] = []  # words in the place of the root

    def write(head: int, *fields: int) -> int:
        """The pointer to a copy of an object with other fields."""
        written.extend([int.from_bytes(file.data[8 * head : 8 * head + 8], "little"), *fields])
        return file.base + 8 * (at + len(written) - 1 - len(fields))

    named, parameters, _ = file.fields(common, value, 3)
    _, proof, together = file.fields(value, outer, 3)
    stated = write(common, named, parameters, file.fields(other, value, 3)[2])
    infos[number] = Word(write(outer, write(value, stated, proof, together)))
    root = Word(write(at, imports, names, write(array, len(infos), len(infos), *infos), *more))
    private = beside(made, PRIVATE)
    head = bytearray(private.read_bytes()[: 8 * at - (8 * end - private.stat().st_size)])
    head[88:96] = root.to_bytes(8, "little")
    private.write_bytes(bytes(head) + struct.pack(f"<{len(written)}Q", *written))


NOT_IN_PARTS = "it is not in the parts in which Lean writes a file with its header"
FORGED = {
    "the private part is gone": (without(PRIVATE), NOT_IN_PARTS),
    "all but the first part is gone": (without(SERVER, PRIVATE), NOT_IN_PARTS),
    "the part between is gone": (without(SERVER), "its parts do not follow each other"),
    "parts of a file without the header": (of_a_plain_file, NOT_IN_PARTS),
    "a theorem restated in the private part": (restated, "the parts of the result do not say the same of"),
}


@pytest.mark.parametrize("kind", FORGED)
async def test_parts_that_do_not_belong_together_are_refused(
    door: Toolchain, official: Path, honest: Path, kind: str
) -> None:
    forge, words = FORGED[kind]
    forge(honest)
    found = await judge_one(door, official, honest)
    assert isinstance(found, Denial), found
    assert words in found.why


OTHERS = {
    "a body that other files do not see": (
        HONEST.replace("held : Prop := One", "held : Prop := One → One").replace("One.one", "fun h => h"),
        "held: the statement of t uses it, and the result changed it",
    ),
    "without the header": (
        HONEST.replace("module\n", "").replace("public section\n", ""),
        "of the official file and the result only one begins with `module`",
    ),
    "an axiom that other files cannot tell from a theorem": (
        HONEST.replace("theorem s : One :=", "axiom s : One --"),
        "s: the result adds this axiom",
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
async def test_what_the_first_part_does_not_show_is_judged(
    toolchain: Toolchain, door: Toolchain, official: Path, tmp_path: Path, kind: str
) -> None:
    text, words = OTHERS[kind]
    found = await judge_one(door, official, await compiled(toolchain, tmp_path / "made", text))
    assert isinstance(found, Denial), found
    assert words in found.why
