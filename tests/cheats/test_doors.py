"""Both doors to the kernel say the same of a share of the cases, also of what the screen would not let through to them.

All of them, and mutants, are a matter of minutes: `python -m benchmarks.mutation.doors tests/cheats`.
"""

from pathlib import Path

import pytest

from prover.lean.checker import Conditions, Denial, Judgement, Question, judge
from prover.lean.oneshot import Compilation, compile_text
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.verdict import Died
from tests.cheats.cases import KINDS, Case, cases
from tests.cheats.test_cheats import named
from tests.prover.lean.judging import SECONDS
from tests.sampling import sampled

CASES = [case for kind in KINDS for case in cases(kind)]
SHARE = [case for case in sampled(CASES, named, lambda case: case.kind) if not case.marks]


def said(found: Judgement | Denial | Died) -> object:
    """What must be the same; of a judgement all but which way the library was had."""
    assert not isinstance(found, Died), found
    return (found.constant, found.type, found.axioms, found.made) if isinstance(found, Judgement) else "refused"


@pytest.mark.parametrize("case", SHARE)
async def test_both_doors_say_the_same(toolchain: Toolchain, by_judge: Toolchain, tmp_path: Path, case: Case) -> None:
    files = []
    for name, text in (("official", case.original), ("result", case.text)):
        (tmp_path / name).mkdir()
        compiled = await compile_text(toolchain, text, tmp_path / name, SECONDS)
        if not isinstance(compiled, Compilation) or compiled.compiled is None:
            return  # there is nothing to be judged
        files.append(compiled.compiled)
    pair = (files[0], files[1])
    [ours] = await judge(toolchain, pair, [Question(case.theorem)], Conditions(), SECONDS)
    [theirs] = await judge(by_judge, pair, [Question(case.theorem)], Conditions(), SECONDS)
    assert said(ours) == said(theirs), (ours, theirs)
